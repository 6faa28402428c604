import { capture, constant, joined, prefixed, when } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'kaggle-airline',
  title: 'Twitter US Airline Sentiment (Kaggle)',
  summary: 'the public data set of posts to airlines, with the sentiment and reason that people gave them',
  evidence: 'S',
  shape: 'table',
  signatures: [['tweet_id', 'airline_sentiment', 'negativereason', 'airline', 'tweet_created']],
  columns: {
    network: constant('x'),
    kind: when({ filled: capture('text', '^(RT) @') }, constant('repost'), constant('post')),
    id: 'tweet_id',
    url: prefixed('https://x.com/', joined('name', '/status/', 'tweet_id')),
    created_at: 'tweet_created',
    text: 'text',
    author_handle: 'name',
    author_location: 'tweet_location',
    reposts: 'retweet_count',
    vendor_sentiment: 'airline_sentiment',
  },
  dates: { zone: 'utc' },
});
