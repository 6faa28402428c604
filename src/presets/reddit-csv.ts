import { capture, column, constant, except, when } from './expression.js';
import { idInUrl } from './post-url.js';
import { definePreset } from './preset.js';
import { redditComment, redditPost, subreddit } from './reddit-url.js';

const isComment = { filled: redditComment('link') };

export default definePreset({
  id: 'reddit-csv',
  title: 'Reddit dumps turned into CSV',
  summary: 'what to_csv of PushshiftDumps writes for submissions or comments',
  evidence: 'S',
  shape: 'table',
  signatures: [
    ['author', 'title', 'score', 'created', 'link', 'text', 'url'],
    ['author', 'score', 'created', 'link', 'body'],
  ],
  columns: {
    network: constant('reddit'),
    kind: when(isComment, constant('comment'), constant('post')),
    id: idInUrl('link'),
    url: 'link',
    created_at: 'created',
    text: except(column('text', 'body'), '[deleted]', '[removed]'),
    title: 'title',
    author_handle: except(capture('author', '^(?:u/)?(.+)$'), '[deleted]'),
    thread: when(isComment, redditPost('link')),
    likes: 'score',
    place: subreddit('link'),
  },
  dates: { zone: 'account' },
  caution: 'its times are in the time zone of the computer that made the file: tell it with --timezone',
});
