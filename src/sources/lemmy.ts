/** Lemmy, in its versions 0.19 and 1.0. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import { isStatus } from './http/failure.js';
import type { Http } from './http/http.js';
import { type RateLimitReader, retryAfter } from './http/limits.js';
import { counted } from './items.js';
import { type Kind, type List, Server } from './lemmy/server.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

/** Old versions refuse with a status that means something else, and tell it by a name. */
const rateLimit: RateLimitReader = (reply, now) => {
  const resetAt = retryAfter(reply, now);
  const refused = reply.status === 429 || (reply.status === 400 && reply.text.includes('"rate_limit_error"'));
  return refused || resetAt !== null ? { remaining: null, resetAt, refused } : null;
};

export default defineSource<'kind'>({
  id: 'lemmy',
  title: 'Lemmy',
  network: 'lemmy',
  finds: 'posts and comments by words that a server knows, also those of other servers; conversations, accounts',
  query: { is: 'words', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://lemmy.world',
  credentials: [],
  limits:
    '60 searches in 10 minutes for each address, unless the server says otherwise (its source); others unknown, so one a second',
  rates: {
    all: { requests: 60, perMs: 60_000, burst: 10 },
    search: { requests: 60, perMs: 600_000, burst: 6 },
  },
  reach: ['likes', 'replies', 'place_reach'],
  terms: 'each server has rules of its own; what was deleted or removed is left out',
  evidence: {
    kind: 'schema only',
    of: 'documentation and source of 0.19 and of a beta of 1.0, never run live. Guesses: how it refuses requests that are too many, that 0.19 tells no limits, and the list in a search of 1.0',
    date: '2026-08-01',
  },
  matching: 'loose',
  // Posts of other servers arrive late.
  overlapMs: 6 * 3_600_000,
  options: {
    kind: { about: 'only posts or only comments', values: ['posts', 'comments'] },
  },
  parseRateLimit: rateLimit,
  pages: (request, http, checkpoint) =>
    request.mode === 'thread' ? threadPages(request, http, checkpoint) : listPages(request, http, checkpoint),
  check: async (request, http) => {
    const server = new Server(request, http);
    return `version ${await server.version()}`;
  },
});

/** Posts first, then comments; an account has both on each page. */
interface Cursor {
  readonly kind: Kind;
  readonly page: string | null;
}

function cursorOf(given: Json, { mode, options }: FetchRequest<'kind'>): Cursor {
  const first: Kind = mode === 'query' && options.kind === 'comments' ? 'comments' : 'posts';
  if (typeof given !== 'object' || given === null || !('kind' in given)) return { kind: first, page: null };
  const { page } = given as { readonly page?: Json };
  return { kind: given['kind'] === 'comments' ? 'comments' : 'posts', page: typeof page === 'string' ? page : null };
}

async function* listPages(request: FetchRequest<'kind'>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const told = new Set<string>();
  const { memory } = checkpoint;
  for (let at: Cursor | null = cursorOf(checkpoint.cursor, request); at !== null; ) {
    const { items, next, isSorted }: List =
      request.mode === 'author'
        ? await server.ofAuthor(request.author ?? '', at.page)
        : await server.search(at.kind, request.query ?? '', at.page);
    const { posts, quarantined } = await server.read(items);
    const following: Cursor | null =
      next !== null && !(isSorted && isPast(posts, request.since))
        ? { kind: at.kind, page: next }
        : afterLast(at, request);
    const page: Page = {
      posts: wanted(posts, request),
      quarantined,
      checkpoint: { cursor: following === null ? null : { kind: following.kind, page: following.page }, memory },
    };
    yield request.replies
      ? { ...page, related: await repliesTo(items, counted(page.posts, request), server, told) }
      : page;
    at = following;
  }
}

function afterLast({ kind }: Cursor, { mode, options }: FetchRequest<'kind'>): Cursor | null {
  const isBoth = mode === 'query' && options.kind === undefined;
  return isBoth && kind === 'posts' ? { kind: 'comments', page: null } : null;
}

function wanted(posts: readonly PostRow[], { mode, options }: FetchRequest<'kind'>): readonly PostRow[] {
  if (mode === 'query' || options.kind === undefined) return posts;
  return posts.filter(({ kind }) => (kind === 'comment') === (options.kind === 'comments'));
}

/** Whether all of a page is older than wanted: a single old one may only have arrived late. */
function isPast(posts: readonly PostRow[], since: number | null): boolean {
  return since !== null && posts.length > 0 && posts.every(({ created_at }) => Date.parse(created_at) < since);
}

async function* threadPages(request: FetchRequest<'kind'>, http: Http, { memory }: Checkpoint): AsyncGenerator<Page> {
  const address = request.thread ?? '';
  if (!URL.canParse(address)) {
    throw new AppError('usage', `"${address}" is no address of a post on Lemmy`, {
      code: 'fetch.thread',
      hint: 'for example --thread https://lemmy.world/post/1',
    });
  }
  // The ids in an address are those of its server.
  const server = new Server(request, http, request.baseUrlGiven ? request.baseUrl : new URL(address).origin);
  const items = await server.conversation(await server.postId(address));
  yield { ...(await server.read(items)), checkpoint: { cursor: null, memory } };
}

/** The conversations of the posts of a page that have one. */
async function repliesTo(
  items: readonly unknown[],
  posts: readonly PostRow[],
  server: Server,
  told: Set<string>,
): Promise<PostRow[]> {
  const kept = new Map(posts.map(({ id, replies, kind }) => [id, kind === 'comment' || (replies ?? 0) > 0]));
  const related: PostRow[] = [];
  type Part = { readonly id?: unknown; readonly ap_id?: unknown } | null;
  for (const item of items as readonly { readonly post?: Part; readonly comment?: Part }[]) {
    const own = item?.comment ?? item?.post;
    const post = String(item?.post?.id);
    if (kept.get(String(own?.ap_id)) !== true || told.has(post)) continue;
    told.add(post);
    try {
      related.push(...(await server.read(await server.conversation(post))).posts);
    } catch (error) {
      // Deleted since it was found.
      if (!isStatus(error, 400, 404)) throw error;
    }
  }
  return related;
}
