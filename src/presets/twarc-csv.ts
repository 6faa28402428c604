import type { Expressible, Expression } from './expression.js';
import { constant, except, first, joined, nothing, prefixed, replaced, when } from './expression.js';
import { definePreset } from './preset.js';

const RETWEETED = 'referenced_tweets.retweeted.id';
const REPLIED = 'referenced_tweets.replied_to.id';
const QUOTED = 'referenced_tweets.quoted.id';

/** twarc gives a retweet the figures of the post that it repeats. */
function own(count: Expressible): Expression {
  return when({ filled: RETWEETED }, nothing, count);
}

export default definePreset({
  id: 'twarc-csv',
  title: 'twarc CSV',
  summary: 'what twarc-csv makes of posts collected from the API of X',
  evidence: 'S',
  shape: 'table',
  signatures: [['id', 'conversation_id', 'author_id', 'author.username', 'public_metrics.like_count', 'text']],
  columns: {
    network: constant('x'),
    kind: when(
      { filled: RETWEETED },
      constant('repost'),
      when({ filled: REPLIED }, constant('reply'), when({ filled: QUOTED }, constant('quote'), constant('post'))),
    ),
    id: 'id',
    url: prefixed('https://x.com/', joined('author.username', '/status/', 'id')),
    created_at: 'created_at',
    // It writes a line break as a backslash and an n.
    text: replaced('text', '\\n', '\n'),
    lang: 'lang',
    author_id: 'author_id',
    author_handle: 'author.username',
    author_name: 'author.name',
    author_followers: 'author.public_metrics.followers_count',
    author_verified: 'author.verified',
    author_location: 'author.location',
    thread: 'conversation_id',
    parent: REPLIED,
    parent_author: 'in_reply_to_username',
    repost_of: first(RETWEETED, QUOTED),
    likes: own('public_metrics.like_count'),
    reposts: own('public_metrics.retweet_count'),
    replies: own('public_metrics.reply_count'),
    quotes: own('public_metrics.quote_count'),
    // Posts from before X counted have 0, which is no count.
    views: own(except('public_metrics.impression_count', '0')),
  },
  dates: { zone: 'utc' },
});
