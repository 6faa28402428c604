import { constant } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'trustpilot-product',
  title: 'Trustpilot product reviews',
  summary: 'CSV of product reviews from Trustpilot Business',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['review_id', 'stars', 'product_name', 'product_sku', 'content', 'consumer_name']],
  columns: {
    network: constant('trustpilot'),
    kind: constant('review'),
    id: 'review_id',
    created_at: 'created_at',
    text: 'content',
    author_name: 'consumer_name',
    rating: 'stars',
    place: 'product_name',
  },
  dates: { zone: 'utc' },
});
