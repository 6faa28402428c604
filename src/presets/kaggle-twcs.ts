import { capture, constant, when } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'kaggle-twcs',
  title: 'Customer Support on Twitter (Kaggle)',
  summary: 'the public data set of customers and support accounts, threads intact',
  evidence: 'S',
  shape: 'table',
  signatures: [['tweet_id', 'author_id', 'inbound', 'response_tweet_id', 'in_response_to_tweet_id']],
  columns: {
    network: constant('x'),
    kind: when({ filled: 'in_response_to_tweet_id' }, constant('reply'), constant('post')),
    id: 'tweet_id',
    created_at: 'created_at',
    text: 'text',
    // Customers are numbers here, and the texts address them by those: @115712.
    author_id: 'author_id',
    author_handle: 'author_id',
    author_role: when({ value: 'inbound', is: 'false' }, constant('brand')),
    // Some copies of the data set were through pandas, which wrote 3.0.
    parent: capture('in_response_to_tweet_id', '^([0-9]+)(?:\\.0)?$'),
  },
  dates: { zone: 'utc' },
});
