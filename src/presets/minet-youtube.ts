import { handleIn, nameIn } from './author-label.js';
import { column, constant, joined, prefixed } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'minet-youtube',
  title: 'minet, comments on YouTube',
  summary: 'CSV of minet youtube comments',
  evidence: 'S',
  shape: 'table',
  signatures: [['video_id', 'comment_id', 'author_name', 'author_channel_id', 'published_at', 'parent_comment_id']],
  columns: {
    network: constant('youtube'),
    kind: constant('comment'),
    id: 'comment_id',
    url: prefixed('https://www.youtube.com/watch?v=', joined('video_id', '&lc=', 'comment_id')),
    created_at: 'published_at',
    text: 'text',
    author_id: 'author_channel_id',
    author_handle: handleIn('author_name'),
    author_name: nameIn('author_name'),
    thread: 'video_id',
    parent: column('parent_comment_id', 'video_id'),
    likes: 'like_count',
    replies: 'reply_count',
  },
  dates: { zone: 'utc' },
});
