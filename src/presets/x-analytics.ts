/** X Analytics since 2024: what the account's own posts did. */
import { capture, column, constant, first, total, when } from './expression.js';
import { handleInUrl, idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

const answered = capture('Post text', '^@([A-Za-z0-9_]+)');

export default definePreset({
  id: 'x-analytics',
  title: 'X Analytics',
  summary: "the account's own posts with their counts, since 2024",
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['Post id', 'Post text', 'Post Link', 'Impressions', 'Detail Expands', 'Permalink Clicks']],
  columns: {
    network: constant('x'),
    id: first('Post id', idInUrl('Post Link')),
    url: 'Post Link',
    kind: when(
      { filled: answered },
      constant('reply'),
      when({ filled: capture('Post text', '^(RT @)') }, constant('repost'), constant('post')),
    ),
    created_at: 'Date',
    text: 'Post text',
    author_handle: handleInUrl('Post Link'),
    author_role: constant('brand'),
    parent_author: answered,
    likes: 'Likes',
    reposts: column('Reposts', 'Retweets'),
    replies: 'Replies',
    views: 'Impressions',
    vendor_engagement: total('Engagements'),
  },
  dates: { zone: 'account' },
  caution: 'this file has dates without a time of day, so response times cannot be told from it',
});
