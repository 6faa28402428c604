/** Google Business Profile: reviews of your own places, as its API and Takeout give them. */
import { capture, constant, type Expression, first, lookup } from './expression.js';
import { definePreset } from './preset.js';

/** Google puts its translation before or after what the customer wrote; only the latter is theirs. */
function asWritten(path: string): Expression {
  return first(
    capture(path, '(?s)\\(Original\\)\\s*(.+)$'),
    capture(path, '(?s)^(.+?)\\s*\\(Translated by Google\\)'),
    path,
  );
}

export default definePreset({
  id: 'google-business',
  title: 'Google Business Profile',
  summary: 'reviews of your own places, from the API or Takeout (JSON)',
  evidence: 'S-ind',
  shape: 'json',
  records: 'reviews',
  signatures: [['reviewId', 'starRating', 'createTime', 'reviewer.displayName']],
  columns: {
    network: constant('googlemaps'),
    id: 'reviewId',
    kind: constant('review'),
    created_at: 'createTime',
    text: asWritten('comment'),
    author_name: 'reviewer.displayName',
    rating: lookup('starRating', { one: '1', two: '2', three: '3', four: '4', five: '5' }),
    place: capture('name', 'locations/([^/]+)'),
  },
  reply: { text: asWritten('reviewReply.comment'), created_at: 'reviewReply.updateTime' },
});
