/** Apify's Google Maps reviews, as JSON. `textTranslated` is a machine's text and stays unused. */
import { column, constant, lookup } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'apify-google-maps',
  title: 'Apify Google Maps Reviews',
  summary: 'the data set of the Google Maps reviews scraper, as JSON',
  evidence: 'S',
  shape: 'json',
  signatures: [['reviewId', 'reviewUrl', 'reviewerId', 'publishedAtDate', 'stars', 'title']],
  columns: {
    network: lookup('reviewOrigin', { tripadvisor: 'tripadvisor' }, constant('googlemaps')),
    id: 'reviewId',
    url: 'reviewUrl',
    kind: constant('review'),
    created_at: 'publishedAtDate',
    text: 'text',
    lang: 'originalLanguage',
    author_id: 'reviewerId',
    author_name: 'name',
    likes: 'likesCount',
    rating: column('stars', 'rating'),
    place: 'title',
  },
  reply: { text: 'responseFromOwnerText', created_at: 'responseFromOwnerDate', author_name: 'title' },
  dates: { zone: 'utc' },
});
