/** Outscraper: reviews of places on Google Maps. `rating` is the place's average, `review_rating` the customer's. */
import { column, constant } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'outscraper',
  title: 'Outscraper',
  summary: 'Google Maps reviews',
  evidence: 'S',
  shape: 'table',
  signatures: [['review_id', 'review_text', 'review_rating', 'author_title', 'owner_answer', 'review_link']],
  columns: {
    network: constant('googlemaps'),
    id: 'review_id',
    url: 'review_link',
    kind: constant('review'),
    created_at: column('review_datetime_utc', 'review_timestamp'),
    text: 'review_text',
    author_id: 'author_id',
    author_name: 'author_title',
    likes: 'review_likes',
    rating: 'review_rating',
    place: 'name',
  },
  reply: {
    text: 'owner_answer',
    created_at: column('owner_answer_timestamp_datetime_utc', 'owner_answer_timestamp'),
    author_name: 'name',
  },
  dates: { order: 'mdy', zone: 'utc' },
});
