import { capture, column, constant, first, prefixed, total, when } from './expression.js';
import { definePreset } from './preset.js';

/**
 * `id` and `parent_id` are Facepager's own; `path` holds the ids of Facebook: page/post/comment/reply. Those read
 * `page_post` and `post_comment`: the part after the underscore is the one that addresses have.
 */
const post = capture('path', '^[^/]+/[^/]*?([0-9]+)/');
const answered = capture('path', '^[^/]+/(?:.+/)?[^/]*?([0-9]+)/[^/]+$');

export default definePreset({
  id: 'facepager',
  title: 'Facepager',
  summary: 'CSV of posts and comments fetched from pages on Facebook',
  evidence: 'S',
  shape: 'table',
  signatures: [['object_id', 'object_type', 'query_status', 'query_time', 'query_type', 'created_time', 'message']],
  columns: {
    network: constant('facebook'),
    kind: when({ filled: post }, constant('comment'), constant('post')),
    id: first(capture('object_id', '_([0-9]+)$'), 'object_id'),
    url: prefixed('https://www.facebook.com/', 'object_id'),
    created_at: 'created_time',
    text: 'message',
    author_name: 'from.name',
    thread: post,
    parent: answered,
    likes: first(
      'reactions.summary.total_count',
      total(
        'like.summary.total_count',
        'love.summary.total_count',
        'haha.summary.total_count',
        'wow.summary.total_count',
        'sad.summary.total_count',
        'angry.summary.total_count',
      ),
    ),
    reposts: 'shares.count',
    replies: column('comments.summary.total_count'),
  },
  // The pages themselves are rows too.
  rowsWith: ['created_time', 'message'],
  dates: { zone: 'utc' },
});
