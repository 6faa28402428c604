/** Reddit, through an OAuth client that Reddit has approved. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import { isStatus } from './http/failure.js';
import type { Http } from './http/http.js';
import { headerRateLimit } from './http/limits.js';
import { counted } from './items.js';
import { type Option, Server } from './reddit/server.js';
import { TOKENS } from './reddit/session.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

const PAGE = '100';
/** Listings end here, whatever is behind it. */
const MOST = 900;

export default defineSource<Option>({
  id: 'reddit',
  title: 'Reddit',
  network: 'reddit',
  finds: 'posts by words, newest first, about 1 000 of them; comments by words only within the newest of one subreddit',
  query: { is: 'words', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://oauth.reddit.com',
  hosts: [TOKENS],
  credentials: [
    {
      env: 'REDDIT_CLIENT_ID',
      about: 'is the id of a client that Reddit has approved',
      where:
        'reddit.com/prefs/apps; new clients need approval under the Responsible Builder Policy, commercial use a contract',
      optional: false,
    },
    {
      env: 'REDDIT_CLIENT_SECRET',
      about: 'is the secret of that client',
      where: 'reddit.com/prefs/apps',
      optional: false,
    },
  ],
  limits: '100 requests a minute for each client, averaged over 10 minutes; lists end at about 1 000',
  rates: { all: { requests: 1000, perMs: 600_000, burst: 50 }, token: { requests: 10, perMs: 60_000 } },
  reach: ['likes', 'replies', 'reposts', 'place_reach'],
  terms:
    'what is deleted on Reddit must be deleted here, too; no training of models with it; votes are fuzzed by Reddit',
  evidence: {
    kind: 'recorded reply',
    of: 'the shape of replies that a public client keeps for its tests; never run live. Guesses: the list of all that an account wrote, more children of a conversation',
    date: '2025',
  },
  matching: 'loose',
  // The search learns of a post minutes after it was written.
  overlapMs: 60 * 60_000,
  options: {
    subreddit: { about: 'only in this subreddit' },
    kind: {
      about: 'post, or comment: the newest comments of the subreddit that hold the words',
      values: ['post', 'comment'],
      fallback: 'post',
    },
    account: { about: 'your name on Reddit, for the User-Agent that Reddit wants' },
  },
  parseRateLimit: headerRateLimit('x-ratelimit-', 'seconds left'),
  pages: (request, http, checkpoint) =>
    request.mode === 'thread' ? threadPages(request, http, checkpoint) : listPages(request, http, checkpoint),
  check: async (request, http) => {
    const server = new Server(request, http);
    await server.listing('/r/all/new', { limit: '1' });
    return 'client accepted';
  },
});

interface Cursor {
  readonly after: string;
  /** How many were listed so far. */
  readonly listed: number;
}

function cursorOf(given: Json): Cursor | null {
  if (typeof given !== 'object' || given === null || !('after' in given)) return null;
  return { after: String(given.after), listed: Number(given['listed'] ?? 0) };
}

async function* listPages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const { path, params } = listOf(request);
  const told = new Set<string>();
  const { memory } = checkpoint;
  for (let cursor = cursorOf(checkpoint.cursor); ; ) {
    const at = cursor === null ? {} : { after: cursor.after, count: String(cursor.listed) };
    const { things, after } = await server.listing(path, { ...params, limit: PAGE, ...at });
    if (path.endsWith('/comments') || request.mode === 'author') await server.learnSubscribers(things);
    const { posts, quarantined } = server.read(things);
    const listed = (cursor?.listed ?? 0) + things.length;
    const past = isPast(posts, request.since);
    const next: Cursor | null = after === null || past ? null : { after, listed };
    const page: Page = {
      posts,
      quarantined,
      checkpoint: { cursor: next === null ? null : { after: next.after, listed }, memory },
      ...(after === null && !past && listed >= MOST
        ? { note: `Reddit lists only the newest ${listed}: older ones cannot be had this way` }
        : {}),
    };
    yield request.replies ? { ...page, related: await repliesTo(counted(posts, request), server, told) } : page;
    if (next === null) return;
    cursor = next;
  }
}

/** Whether all of a page is older than wanted: a single old one may only have been pinned. */
function isPast(posts: readonly PostRow[], since: number | null): boolean {
  return since !== null && posts.length > 0 && posts.every(({ created_at }) => Date.parse(created_at) < since);
}

function listOf({ mode, query, author, options }: FetchRequest<Option>): {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
} {
  const { subreddit, kind } = options;
  const place = subreddit?.replace(/^\/?r\//, '');
  if (place !== undefined && !/^\w{2,50}$/.test(place))
    throw usage(`"${place}" is no name of a subreddit`, 'for example --option subreddit=travel');
  if (mode === 'author') {
    const name = (author ?? '').replace(/^\/?u\//, '');
    if (!/^[\w-]{1,30}$/.test(name))
      throw usage(`"${name}" is no name of an account on Reddit`, 'for example --author acme');
    return { path: `/user/${name}/overview`, params: { sort: 'new' } };
  }
  if (kind === 'comment') {
    if (place === undefined)
      throw usage('Reddit lists comments of one subreddit at a time', 'add --option subreddit=travel');
    return { path: `/r/${place}/comments`, params: {} };
  }
  const params = { q: query ?? '', sort: 'new', t: 'all', type: 'link' };
  return place === undefined
    ? { path: '/search', params }
    : { path: `/r/${place}/search`, params: { ...params, restrict_sr: '1' } };
}

async function* threadPages(request: FetchRequest<Option>, http: Http, { memory }: Checkpoint): AsyncGenerator<Page> {
  const address = request.thread ?? '';
  const id =
    /\/comments\/([0-9a-z]{1,13})(?:[/?#]|$)/.exec(address)?.[1] ??
    /^https?:\/\/redd\.it\/([0-9a-z]{1,13})$/.exec(address)?.[1];
  if (id === undefined) {
    throw usage(
      `"${address}" is no address of a post on Reddit`,
      'for example --thread https://www.reddit.com/r/travel/comments/abc123/',
    );
  }
  yield { ...(await new Server(request, http).conversation(id)), checkpoint: { cursor: null, memory } };
}

/** The conversations of the posts of a page that have one. */
async function repliesTo(posts: readonly PostRow[], server: Server, told: Set<string>): Promise<PostRow[]> {
  const related: PostRow[] = [];
  for (const { kind, thread, replies } of posts) {
    const link = thread?.replace(/^reddit:/, '') ?? '';
    if (link === '' || told.has(link) || (kind !== 'comment' && replies === 0)) continue;
    told.add(link);
    try {
      related.push(...(await server.conversation(link)).posts);
    } catch (error) {
      // Removed or closed since it was found.
      if (!isStatus(error, 403, 404)) throw error;
    }
  }
  return related;
}

function usage(message: string, hint: string): AppError {
  return new AppError('usage', message, { code: 'fetch.request', hint });
}
