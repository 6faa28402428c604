import type { Expressible, Expression } from './expression.js';
import { capture, column, constant, except, first, networkName, nothing, when } from './expression.js';
import { definePreset } from './preset.js';

/** 4CAT's files don't name the network: columns that it always fills, and only for that one, do. */
const ALWAYS_FILLED = {
  is_retweet: 'x',
  replies_allowed: 'bluesky',
  is_paid_partnership: 'threads',
  is_promoted: 'linkedin',
  is_comment_on_comment: 'tiktok',
};

function network(): Expression {
  return Object.entries(ALWAYS_FILLED).reduceRight<Expression>(
    (rest, [name, value]) => when({ filled: name }, constant(value), rest),
    first(networkName(column('link', 'url', 'post_url')), constant('unknown')),
  );
}

/** A retweet has the figures of the post that it repeats. */
function own(count: Expressible): Expression {
  return when({ value: 'is_retweet', is: 'yes' }, nothing, count);
}

/**
 * Bluesky's answers name their parent by address, which has a handle where the id has a number. Where the parent is
 * the post that opened the thread, the thread's id tells it.
 */
const openingIfParent: Expression = (raw) => {
  const thread = raw.value('thread_id');
  const last = capture('thread_id', '/([^/]+)$')(raw);
  const parent = capture('replied_to_post', '/post/([^/?#]+)')(raw);
  return thread === null || last === null || parent === null
    ? null
    : `CASE WHEN ${last} = ${parent} THEN ${thread} END`;
};

export default definePreset({
  id: '4cat',
  title: '4CAT',
  summary:
    'CSV of data sets in 4CAT: X, Bluesky, Threads, LinkedIn, comments on TikTok, and others by their common columns',
  evidence: 'S',
  shape: 'table',
  signatures: [
    ['id', 'thread_id', 'author', 'body', 'timestamp', 'is_retweet', 'is_reply', 'like_count'],
    ['id', 'thread_id', 'author', 'body', 'author_display_name', 'replied_to_post', 'replies_allowed'],
    ['id', 'author', 'body', 'timestamp', 'author_is_verified', 'is_paid_partnership', 'reposts'],
    ['id', 'thread_id', 'author', 'body', 'timestamp', 'timestamp_ago', 'is_promoted', 'reactions'],
    ['id', 'thread_id', 'author', 'body', 'timestamp', 'post_id', 'is_comment_on_comment'],
    ['id', 'thread_id', 'author', 'body', 'timestamp', 'unix_timestamp'],
  ],
  columns: {
    network: network(),
    kind: when(
      { filled: 'is_comment_on_comment' },
      constant('comment'),
      when(
        { value: 'is_retweet', is: 'yes' },
        constant('repost'),
        when(
          { value: first('is_reply', when({ filled: 'replied_to_post' }, constant('yes'))), is: 'yes' },
          constant('reply'),
          when(
            { value: first('is_quote_tweet', when({ filled: 'quoted_post' }, constant('yes'))), is: 'yes' },
            constant('quote'),
            constant('post'),
          ),
        ),
      ),
    ),
    id: 'id',
    url: column('comment_url', 'link', 'url', 'post_url'),
    // `timestamp` is in the zone of the server, except on Bluesky, where it is a number.
    created_at: column('unix_timestamp', 'created_at', 'timestamp'),
    text: 'body',
    title: 'subject',
    lang: except(first('language_guess', capture('languages', '^([A-Za-z]{2,3})(?:[-,]|$)')), 'un'),
    author_id: 'author_id',
    // LinkedIn's are the path of a profile: in/name, company/name.
    author_handle: capture('author', '^@?(?:(?:in|company|school|showcase)/)?([^/]+)/?$'),
    author_name: column('author_fullname', 'author_display_name', 'author_full', 'author_name'),
    author_verified: column('verified', 'author_is_verified'),
    // A comment on TikTok gives what it answers as its thread: another comment, or the video.
    thread: column('post_id', 'thread_id'),
    parent: when({ filled: 'is_comment_on_comment' }, 'thread_id', openingIfParent),
    parent_author: column('replied_user', 'replied_author', 'replied_to_user'),
    likes: own(column('like_count', 'likes', 'reactions')),
    reposts: own(column('retweet_count', 'repost_count', 'reposts', 'shares')),
    replies: own(column('reply_count', 'replies', 'comments')),
    quotes: own(column('quote_count', 'quotes')),
    views: own('impression_count'),
  },
  dates: { zone: 'utc' },
  caution:
    "LinkedIn does not tell when a post was written: 4CAT estimates it from words like '3d', so take it with care",
});
