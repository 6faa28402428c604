import { capture, column, constant, except, first, when } from './expression.js';
import { definePreset } from './preset.js';
import { redditPost, subreddit } from './reddit-url.js';

const isComment = { filled: 'comment_url' };
const url = column('comment_url', 'url');

export default definePreset({
  id: 'minet-reddit',
  title: 'minet, Reddit',
  summary: 'CSV of minet reddit posts or comments',
  evidence: 'S',
  shape: 'table',
  signatures: [
    ['title', 'url', 'author', 'author_text', 'number_comments', 'published_date', 'external_link', 'error'],
    ['comment_url', 'author', 'id', 'parent', 'points', 'published_date', 'comment', 'error'],
  ],
  columns: {
    network: constant('reddit'),
    kind: when(isComment, constant('comment'), constant('post')),
    id: when(isComment, 'id', redditPost(url)),
    url,
    created_at: 'published_date',
    text: except(column('author_text', 'comment'), '[deleted]', '[removed]'),
    title: 'title',
    // A name in files of posts, the address of a profile in files of comments.
    author_handle: except(capture('author', '^(?:.*/user/)?([^/]+)/?$'), 'Deleted', '[deleted]'),
    thread: when(isComment, redditPost(url)),
    parent: when(isComment, first('parent', redditPost(url))),
    likes: capture(column('points', 'scraped_points'), '^(-?[0-9.,]+[kK]?)'),
    replies: 'number_comments',
    place: subreddit(url),
  },
  // Where a page could not be read there is a row with nothing but the error.
  rowsWith: ['title', 'comment_url'],
  dates: { zone: 'utc' },
});
