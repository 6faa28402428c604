import type { Expressible, Expression } from './expression.js';
import { column, constant, except, nothing, when } from './expression.js';
import { definePreset } from './preset.js';

/** On a retweet, the figures are those of the post that it repeats. */
function own(count: Expressible): Expression {
  return when({ filled: 'retweeted_id' }, nothing, count);
}

export default definePreset({
  id: 'minet-tweets',
  title: 'minet, posts on X',
  summary: 'CSV of minet twitter commands (also gazouilloire and twitwi)',
  evidence: 'S',
  shape: 'table',
  signatures: [['id', 'timestamp_utc', 'local_time', 'user_screen_name', 'to_tweetid', 'retweeted_id', 'quoted_id']],
  columns: {
    network: constant('x'),
    kind: when(
      { filled: 'retweeted_id' },
      constant('repost'),
      when(
        { filled: 'to_tweetid' },
        constant('reply'),
        when({ filled: 'quoted_id' }, constant('quote'), constant('post')),
      ),
    ),
    id: 'id',
    url: 'url',
    created_at: 'timestamp_utc',
    text: 'text',
    lang: 'lang',
    author_id: 'user_id',
    author_handle: 'user_screen_name',
    author_name: 'user_name',
    author_followers: 'user_followers',
    author_verified: 'user_verified',
    author_location: 'user_location',
    parent: 'to_tweetid',
    parent_author: 'to_username',
    repost_of: column('retweeted_id', 'quoted_id'),
    likes: own('like_count'),
    reposts: own('retweet_count'),
    replies: own('reply_count'),
    // Posts from before X counted have 0, which is no count.
    views: own(except('impression_count', '0')),
  },
  dates: { zone: 'utc' },
});
