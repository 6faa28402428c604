import { handleIn, nameIn } from './author-label.js';
import { column, constant, first, prefixed, when } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'youtube-data-tools',
  title: 'YouTube Data Tools',
  summary: 'the video list, or the comments of one video',
  evidence: 'S',
  shape: 'table',
  signatures: [
    ['publishedAt', 'videoId', 'channelId', 'channelTitle', 'videoDescription'],
    ['id', 'isReplyTo', 'authorName', 'text', 'publishedAt'],
    ['id', 'isReplyToId', 'authorName', 'text', 'publishedAt'],
  ],
  columns: {
    network: constant('youtube'),
    kind: when({ filled: 'videoId' }, constant('post'), constant('comment')),
    id: column('videoId', 'id'),
    url: prefixed('https://www.youtube.com/watch?v=', 'videoId'),
    created_at: 'publishedAt',
    text: column('videoDescription', 'text'),
    title: 'videoTitle',
    author_id: column('channelId', 'authorChannelId'),
    author_handle: handleIn('authorName'),
    author_name: first('channelTitle', nameIn('authorName')),
    // The file of comments does not name its video: a conversation starts at its first comment.
    thread: column('isReplyTo', 'isReplyToId'),
    parent: column('isReplyTo', 'isReplyToId'),
    parent_author: handleIn('isReplyToName'),
    likes: 'likeCount',
    replies: column('commentCount', 'replyCount'),
    views: 'viewCount',
  },
  dates: { zone: 'utc' },
  html: true,
});
