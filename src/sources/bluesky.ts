/** Bluesky, through the server of an account; what everyone may see also without one. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import { keyOf } from './bluesky/post.js';
import { isGone, PUBLIC, Server } from './bluesky/server.js';
import { streamPages } from './bluesky/stream.js';
import type { Http } from './http/http.js';
import { headerRateLimit } from './http/limits.js';
import { counted, listIn } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

/** One of the four that the makers of the network run. */
const JETSTREAM = 'wss://jetstream2.us-east.bsky.network';
/** Most that the network gives. */
const PAGE = 100;
/** The search answers with errors near its 10 000th post: before that a new one begins, where this one stands. */
const PAGES = 90;
/** Far more than there is, and as much as may be asked for. */
const DEPTH = '1000';

export default defineSource({
  id: 'bluesky',
  title: 'Bluesky',
  network: 'bluesky',
  finds:
    'posts and replies by words or #hashtag with an account; conversations, accounts and new posts as they are written (--follow) also without one',
  query: { is: 'words; quotes make a phrase', optional: false, words: true },
  modes: ['query', 'thread', 'author', 'follow'],
  replies: true,
  baseUrl: 'https://bsky.social',
  hosts: [PUBLIC, JETSTREAM.replace(/^ws/, 'http')],
  credentials: [
    {
      env: 'BLUESKY_HANDLE',
      about: 'the account that searches; without it only conversations and accounts are found',
      where: 'the handle of any account, such as acme.bsky.social, without the @',
      optional: true,
    },
    {
      env: 'BLUESKY_APP_PASSWORD',
      about: 'the password of this program, not that of the account',
      where: 'in the app of Bluesky under Settings, Privacy and security, App passwords; other servers need --base-url',
      optional: true,
    },
  ],
  limits:
    '3 000 requests in 5 minutes for each address, 30 sessions in 5 minutes and 300 a day for each account (documentation, and their server run locally); a search ends near 10 000 posts, which slices of time get past',
  rates: {
    all: { requests: 3000, perMs: 300_000, burst: 10 },
    session: { requests: 30, perMs: 300_000, burst: 5 },
  },
  reach: ['author_followers', 'likes', 'reposts', 'replies', 'quotes'],
  terms:
    'the search is for people who look for something, not for collecting everything; authors who do not want to be shown outside of the network are left out',
  evidence: {
    kind: 'real server run',
    of: "their own servers (PDS and AppView of @atproto/dev-env 0.3.215) run locally: sessions and their renewal, search over pages, conversations, accounts, followers, limits; there the search is a plain comparison of text that ignores since, until, lang and sort, which rest on the network's schemas alone; the stream (Jetstream) against a websocket of our own on loopback that speaks as its readme and clients of others have it; neither the live service nor the live stream was ever asked, and whether its hosts are still called so is not known",
    date: '2026-11-26',
  },
  matching: 'loose',
  // Posts of other servers arrive late, and those of imports with the time at which they were written.
  overlapMs: 2 * 3_600_000,
  options: {
    lang: { about: 'only posts whose authors say that they are in this language, such as es' },
    jetstream: { about: `server of the stream that --follow reads; ${JETSTREAM} unless it is named` },
  },
  trusted: ({ options: { jetstream } }) => (jetstream === undefined ? [] : [jetstream.replace(/^ws/, 'http')]),
  parseRateLimit: headerRateLimit('ratelimit-', 'epoch seconds'),
  pages: (request, http, checkpoint) => {
    if (request.mode === 'thread') return threadPages(request, http, checkpoint);
    if (request.mode === 'follow') return followPages(request, http, checkpoint);
    return listPages(request, http, checkpoint);
  },
  check: async (request, http) => {
    const server = new Server(request, http);
    if (!server.hasAccount) {
      await server.get('app.bsky.actor.getProfiles', { actors: ['bsky.app'] });
      return 'answers, conversations and accounts only';
    }
    await server.signIn();
    const { value } = await server.get('app.bsky.feed.searchPosts', { q: 'test', limit: '1' });
    listIn(value, 'posts', server.host);
    return 'signed in, search answers';
  },
});

function followPages(
  request: FetchRequest<'lang' | 'jetstream'>,
  http: Http,
  checkpoint: Checkpoint,
): AsyncGenerator<Page> {
  const { jetstream = JETSTREAM } = request.options;
  if (!/^wss?:\/\/[^/\s]+\/?$/.test(jetstream) || !URL.canParse(jetstream)) {
    throw new AppError('usage', `"${jetstream}" is no server of a stream`, {
      code: 'fetch.option',
      hint: `for example --option jetstream=${JETSTREAM}`,
    });
  }
  return streamPages(request, http, { server: new Server(request, http), jetstream }, checkpoint);
}

/** The network's cursor within a slice that ends at `until` (milliseconds since 1970, exclusive, null is open). */
interface Cursor {
  readonly cursor: string | null;
  readonly until: number | null;
  /** Pages of the slice that were read. */
  readonly pages: number;
}

function cursorOf(given: Json, until: number | null): Cursor {
  if (typeof given !== 'object' || given === null || !('pages' in given)) return { cursor: null, until, pages: 0 };
  const { cursor } = given as { readonly cursor?: Json };
  return {
    cursor: typeof cursor === 'string' ? cursor : null,
    until: typeof given['until'] === 'number' ? given['until'] : null,
    pages: Number(given['pages']),
  };
}

async function* listPages(request: FetchRequest<'lang'>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  if (request.mode === 'query' && !server.hasAccount) {
    throw new AppError('credentials', 'a search on Bluesky needs BLUESKY_HANDLE and BLUESKY_APP_PASSWORD', {
      code: 'fetch.credentials-missing',
      hint: 'set both (brandwatch sources says where to get them), or follow an account with --author',
    });
  }
  if (request.mode === 'author' && !/^did:|\./.test(request.author ?? '')) {
    throw new AppError('usage', `"${request.author}" is no handle on Bluesky`, {
      code: 'fetch.author',
      hint: 'give it with its domain, for example --author bsky.app',
    });
  }
  const { memory } = checkpoint;
  const told = new Set<string>();
  for (let at: Cursor | null = cursorOf(checkpoint.cursor, request.until); at !== null; ) {
    const { items, cursor }: List =
      request.mode === 'author' ? await feed(request, server, at) : await found(request, server, at);
    const { posts, quarantined } = await server.read(items);
    const past = isPast(posts, request.since);
    const next: Cursor | null =
      past || cursor === null ? null : nextCursor(at, cursor, posts, request.mode === 'query');
    const page: Page = {
      posts,
      quarantined,
      checkpoint: {
        cursor: next === null ? null : { cursor: next.cursor, until: next.until, pages: next.pages },
        memory,
      },
    };
    yield request.replies ? { ...page, related: await repliesTo(counted(posts, request), server, told) } : page;
    at = next;
  }
}

interface List {
  readonly items: readonly unknown[];
  readonly cursor: string | null;
}

async function found(request: FetchRequest<'lang'>, server: Server, { cursor, until }: Cursor): Promise<List> {
  const { value } = await server.get('app.bsky.feed.searchPosts', {
    q: request.query ?? '',
    sort: 'latest',
    limit: String(PAGE),
    ...(request.options.lang === undefined ? {} : { lang: request.options.lang }),
    ...(request.since === null ? {} : { since: new Date(request.since).toISOString() }),
    ...(until === null ? {} : { until: new Date(until).toISOString() }),
    ...(cursor === null ? {} : { cursor }),
  });
  return { items: listIn(value, 'posts', server.host), cursor: cursorIn(value) };
}

/** What an account wrote, without what it passed on. */
async function feed(request: FetchRequest<'lang'>, server: Server, { cursor }: Cursor): Promise<List> {
  const { value } = await server.get('app.bsky.feed.getAuthorFeed', {
    actor: request.author ?? '',
    filter: 'posts_with_replies',
    limit: String(PAGE),
    ...(cursor === null ? {} : { cursor }),
  });
  const entries = listIn(value, 'feed', server.host) as readonly (Readonly<Record<string, unknown>> | null)[];
  const isRepost = (reason: unknown): boolean =>
    String((reason as { readonly $type?: unknown } | null)?.$type).endsWith('#reasonRepost');
  const items = entries.filter((entry) => !isRepost(entry?.['reason'])).map((entry) => entry?.['post'] ?? entry);
  return { items, cursor: cursorIn(value) };
}

/** The last page has none; the one before it may have one, and a page may be empty that has others behind it. */
function cursorIn(value: unknown): string | null {
  const cursor = (value as { readonly cursor?: unknown } | null)?.cursor;
  return (typeof cursor === 'string' || typeof cursor === 'number') && cursor !== '' ? String(cursor) : null;
}

function nextCursor(at: Cursor, cursor: string, posts: readonly PostRow[], isSearch: boolean): Cursor {
  const pages = at.pages + 1;
  // The posts of the oldest second come again and are known.
  const oldest = Math.min(...posts.map(({ created_at }) => Date.parse(created_at))) + 1000;
  if (isSearch && pages >= PAGES && Number.isFinite(oldest) && (at.until === null || oldest < at.until)) {
    return { cursor: null, until: oldest, pages: 0 };
  }
  return { cursor, until: at.until, pages };
}

/** Whether all of a page is older than wanted: a single old one may be pinned, or of an import. */
function isPast(posts: readonly PostRow[], since: number | null): boolean {
  return since !== null && posts.length > 0 && posts.every(({ created_at }) => Date.parse(created_at) < since);
}

async function* threadPages(request: FetchRequest<'lang'>, http: Http, { memory }: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const uri = await uriOf(request.thread ?? '', server);
  try {
    const items = await conversation(uri, server);
    yield { ...(await server.read(items)), checkpoint: { cursor: null, memory } };
  } catch (error) {
    if (!isGone(error)) throw error;
    throw new AppError('source-unavailable', `${server.host} knows no post at ${request.thread}`, {
      code: 'fetch.thread',
      hint: 'it may have been deleted: give the address of another post of the conversation',
    });
  }
}

/** Address of a record from that of its page. */
async function uriOf(address: string, server: Server): Promise<string> {
  if (/^at:\/\/did:[^/]+\/app\.bsky\.feed\.post\/[^/]+$/.test(address)) return address;
  const path = URL.canParse(address) ? decodeURIComponent(new URL(address).pathname) : '';
  const [, actor, id] = /^\/profile\/([^/]+)\/post\/([^/]+)\/?$/.exec(path) ?? [];
  if (actor === undefined || id === undefined) {
    throw new AppError('usage', `"${address}" is no address of a post on Bluesky`, {
      code: 'fetch.thread',
      hint: 'for example --thread https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l',
    });
  }
  if (actor.startsWith('did:')) return `at://${actor}/app.bsky.feed.post/${id}`;
  const { value } = await server.get('com.atproto.identity.resolveHandle', { handle: actor });
  return `at://${String((value as { readonly did?: unknown } | null)?.did)}/app.bsky.feed.post/${id}`;
}

/** All of a conversation that can be seen, from any of its posts. */
async function conversation(uri: string, server: Server): Promise<readonly unknown[]> {
  const items = await around(uri, server);
  const root = rootOf(items.get(uri));
  if (root === null || root === uri) return [...items.values()];
  try {
    return [...new Map([...(await around(root, server)), ...items]).values()];
  } catch (error) {
    // Its first post was deleted; the rest is there.
    if (!isGone(error)) throw error;
    return [...items.values()];
  }
}

/** A post with what came before and after it, by address. Posts that are blocked or gone are left out. */
async function around(uri: string, server: Server): Promise<Map<string, unknown>> {
  const { value } = await server.get('app.bsky.feed.getPostThread', { uri, depth: DEPTH, parentHeight: DEPTH });
  const items = new Map<string, unknown>();
  // Conversations are deeper than a stack.
  for (const open: unknown[] = [(value as { readonly thread?: unknown } | null)?.thread]; open.length > 0; ) {
    const { post, parent, replies } = (open.pop() ?? {}) as Readonly<Record<string, unknown>>;
    const id = (post as { readonly uri?: unknown } | null | undefined)?.uri;
    if (typeof id === 'string') items.set(id, post);
    if (Array.isArray(replies)) open.push(...[...replies].reverse());
    if (parent !== undefined) open.push(parent);
  }
  return items;
}

function rootOf(post: unknown): string | null {
  type Record = { readonly reply?: { readonly root?: { readonly uri?: unknown } | null } | null };
  const uri = (post as { readonly record?: Record | null } | undefined)?.record?.reply?.root?.uri;
  return typeof uri === 'string' ? uri : null;
}

/** The conversations of the posts of a page that have one. */
async function repliesTo(posts: readonly PostRow[], server: Server, told: Set<string>): Promise<PostRow[]> {
  const related: PostRow[] = [];
  for (const { id, thread, parent, replies } of posts) {
    const root = thread ?? keyOf(id);
    if (id === null || root === null || (parent === null && (replies ?? 0) === 0) || told.has(root)) continue;
    told.add(root);
    try {
      related.push(...(await server.read(await conversation(id, server))).posts);
    } catch (error) {
      // Deleted since it was found.
      if (!isGone(error)) throw error;
    }
  }
  return related;
}
