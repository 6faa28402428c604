/** Google Play: the monthly reviews file of an app (UTF-16). A rating without text has an empty text and no link. */
import { capture, column, constant, urlDecoded } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'google-play',
  title: 'Google Play Console',
  summary: 'the monthly reviews file of your own app',
  evidence: 'S',
  shape: 'table',
  signatures: [['Package Name', 'Star Rating', 'Review Submit Date and Time', 'Reviewer Language', 'Review Text']],
  columns: {
    network: constant('googleplay'),
    id: urlDecoded(capture('Review Link', '(?i)[?&]reviewid=([^&#]+)')),
    url: 'Review Link',
    kind: constant('review'),
    created_at: column('Review Submit Date and Time', 'Review Submit Millis Since Epoch'),
    text: 'Review Text',
    title: 'Review Title',
    lang: 'Reviewer Language',
    rating: 'Star Rating',
    place: 'Package Name',
  },
  reply: {
    text: 'Developer Reply Text',
    created_at: column('Developer Reply Date and Time', 'Developer Reply Millis Since Epoch'),
  },
  dates: { zone: 'utc' },
});
