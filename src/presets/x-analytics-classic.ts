/** Twitter Analytics before 2024: the tweet activity of an account. */
import { capture, constant, first, total, when } from './expression.js';
import { handleInUrl, idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

const answered = capture('Tweet text', '^@([A-Za-z0-9_]+)');

export default definePreset({
  id: 'x-analytics-classic',
  title: 'Twitter Analytics',
  summary: "the account's own tweets with their counts, before 2024",
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['Tweet id', 'Tweet permalink', 'Tweet text', 'time', 'impressions', 'engagement rate']],
  columns: {
    network: constant('x'),
    id: first(capture('Tweet id', '^"*([^"]+)"*$'), idInUrl('Tweet permalink')),
    url: 'Tweet permalink',
    kind: when(
      { filled: answered },
      constant('reply'),
      when({ filled: capture('Tweet text', '^(RT @)') }, constant('repost'), constant('post')),
    ),
    created_at: 'time',
    text: 'Tweet text',
    author_handle: handleInUrl('Tweet permalink'),
    author_role: constant('brand'),
    parent_author: answered,
    likes: 'likes',
    reposts: 'retweets',
    replies: 'replies',
    views: 'impressions',
    vendor_engagement: total('engagements'),
  },
  dates: { zone: 'utc' },
});
