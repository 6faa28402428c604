import type { Expression } from './expression.js';
import { capture, column, constant, except, first, joined, prefixed, when } from './expression.js';
import { definePreset } from './preset.js';

/** `t1_…` and `t3_…` say whether an id is a comment's or a post's; addresses have the rest. */
function withoutType(name: string): Expression {
  return capture(name, '^(?:t[0-9]_)?(.+)$');
}

/** Only comments belong to a link. */
const isComment = { filled: 'link_id' };

export default definePreset({
  id: 'reddit-dump',
  title: 'Reddit dumps',
  summary: 'NDJSON of Pushshift or Arctic Shift, submissions or comments, often compressed with zstd',
  evidence: 'S-ind',
  shape: 'json',
  signatures: [
    ['id', 'author', 'created_utc', 'subreddit', 'title', 'selftext'],
    ['id', 'author', 'created_utc', 'subreddit', 'body', 'link_id', 'parent_id'],
  ],
  columns: {
    network: constant('reddit'),
    kind: when(
      isComment,
      constant('comment'),
      when({ filled: 'crosspost_parent' }, constant('repost'), constant('post')),
    ),
    id: 'id',
    url: first(
      prefixed('https://www.reddit.com', 'permalink'),
      // Comments before 2017 have no permalink.
      prefixed('https://www.reddit.com/comments/', joined(withoutType('link_id'), '/_/', 'id')),
    ),
    created_at: 'created_utc',
    text: except(column('selftext', 'body'), '[deleted]', '[removed]'),
    title: 'title',
    author_id: 'author_fullname',
    author_handle: except('author', '[deleted]'),
    thread: withoutType('link_id'),
    parent: withoutType('parent_id'),
    repost_of: withoutType('crosspost_parent'),
    likes: 'score',
    reposts: 'num_crossposts',
    replies: 'num_comments',
    place: 'subreddit',
    place_reach: 'subreddit_subscribers',
  },
  dates: { zone: 'utc' },
});
