/** Forums on Discourse. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import { Forum } from './discourse/forum.js';
import type { Http } from './http/http.js';
import { type RateLimitReader, retryAfter } from './http/limits.js';
import { counted, listIn } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

/** Pages of a search that a forum shows. */
const PAGES = 10;
const DAY = 86_400_000;

/** Actions that are too many say in their body how long to wait; a forum with too much to do says 409. */
const rateLimit: RateLimitReader = (reply, now) => {
  const refused = reply.status === 429 || reply.status === 409;
  const seconds = refused ? /"wait_seconds":\s*(\d{1,7})/.exec(reply.text)?.[1] : undefined;
  const resetAt = retryAfter(reply, now) ?? (seconds === undefined ? null : now + Number(seconds) * 1000);
  return refused || resetAt !== null ? { remaining: null, resetAt, refused } : null;
};

export default defineSource({
  id: 'discourse',
  title: 'Discourse forums',
  network: 'discourse',
  finds: 'topics and replies of one forum by words, newest first, with their whole text; conversations, accounts',
  query: { is: 'words of three letters or more', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'required',
  credentials: [],
  limits:
    '200 requests a minute and 50 in 10 seconds for each address (documentation); searches as the forum says, 8 a minute is a guess; 10 pages a search, which slices of time get past',
  rates: {
    all: { requests: 200, perMs: 60_000, burst: 15 },
    search: { requests: 8, perMs: 60_000, burst: 4 },
  },
  reach: ['views', 'likes', 'replies'],
  terms: 'each forum has rules of its own; what was hidden or deleted is left out',
  evidence: {
    kind: 'schema only',
    of: 'shapes of replies that public clients and the documentation keep, whose schema judges each request and our replies in tests; the refusals by its source; never run live. Guesses: that @name finds what an account wrote, that a list may be left out where nothing is found, and 8 searches a minute',
    date: '2026-08-01',
  },
  matching: 'loose',
  // New posts wait for the index.
  overlapMs: 2 * 3_600_000,
  options: {},
  parseRateLimit: rateLimit,
  pages: (request, http, checkpoint) =>
    request.mode === 'thread' ? threadPages(request, http, checkpoint) : searchPages(request, http, checkpoint),
  check: async (request, http) => {
    const { value } = await http.json(`${request.baseUrl}/latest.json`);
    const { topic_list: list } = (value ?? {}) as { readonly topic_list?: unknown };
    listIn(list, 'topics', new URL(request.baseUrl).host);
    return 'answers';
  },
});

/** A page, from 1, of what was written before a day (milliseconds since 1970 at its beginning; null is open). */
interface Cursor {
  readonly page: number;
  readonly before: number | null;
}

function cursorOf(given: Json, until: number | null): Cursor {
  if (typeof given !== 'object' || given === null || !('page' in given)) {
    return { page: 1, before: until === null ? null : dayAfter(until) };
  }
  const { before } = given as { readonly before?: Json };
  return { page: Number(given['page']), before: typeof before === 'number' ? before : null };
}

async function* searchPages(request: FetchRequest, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const forum = new Forum(request, http);
  const told = new Set<string>();
  const { memory } = checkpoint;
  for (let at: Cursor | null = cursorOf(checkpoint.cursor, request.until); at !== null; ) {
    const { items, more } = await forum.search(queryOf(request, at), at.page);
    const { posts: all, quarantined } = await forum.read(items);
    const posts = byAuthor(all, request);
    const next: Cursor | null = more && !isPast(all, request.since) ? nextCursor(at, all) : null;
    const isCut = more && next === null && at.page >= PAGES;
    const page: Page = {
      posts,
      quarantined,
      checkpoint: { cursor: next === null ? null : { page: next.page, before: next.before }, memory },
      ...(isCut ? { note: 'the forum shows no more of a day with so many posts: search for more words' } : {}),
    };
    yield request.replies ? { ...page, related: await repliesTo(items, counted(posts, request), forum, told) } : page;
    at = next;
  }
}

/** Its words for days are days of its own zone, so the beginning is one wider; what comes last comes again anyhow. */
function queryOf({ mode, query, author, since }: FetchRequest, { before }: Cursor): string {
  const words = mode === 'author' ? `@${author}` : (query ?? '');
  const after = since === null ? [] : [`after:${dayOf(since - DAY)}`];
  return [words, ...after, ...(before === null ? [] : [`before:${dayOf(before)}`]), 'order:latest'].join(' ');
}

function nextCursor(at: Cursor, posts: readonly PostRow[]): Cursor | null {
  if (at.page < PAGES) return { page: at.page + 1, before: at.before };
  const oldest = Math.min(...posts.map(({ created_at }) => Date.parse(created_at)));
  if (!Number.isFinite(oldest)) return null;
  // The posts of the oldest day come again and are known.
  const before = dayAfter(oldest);
  return at.before === null || before < at.before ? { page: 1, before } : null;
}

function dayAfter(time: number): number {
  return (Math.floor(time / DAY) + 1) * DAY;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** A search may find others who only mention the account. */
function byAuthor(posts: readonly PostRow[], { mode, author }: FetchRequest): readonly PostRow[] {
  if (mode !== 'author') return posts;
  const wanted = author?.toLowerCase();
  return posts.filter(({ author_handle: handle }) => handle?.toLowerCase() === wanted);
}

/** Whether all of a page is older than wanted: the date of a single one may be wrong. */
function isPast(posts: readonly PostRow[], since: number | null): boolean {
  return since !== null && posts.length > 0 && posts.every(({ created_at }) => Date.parse(created_at) < since);
}

async function* threadPages(request: FetchRequest, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const forum = new Forum(request, http);
  const id = topicIn(request.thread ?? '', forum.host);
  const topic = await forum.topic(id);
  if (topic === null) {
    throw new AppError('source-unavailable', `${forum.host} shows no topic at ${request.thread}`, {
      code: 'fetch.thread',
      hint: 'it may have been deleted, or be for members alone',
    });
  }
  const { memory, cursor } = checkpoint;
  for (let at = typeof cursor === 'number' ? cursor : 0; ; ) {
    const chunk = await forum.chunk(id, topic, at);
    at += forum.size;
    const isLast = chunk === null || at >= topic.stream.length;
    yield { ...(chunk ?? { posts: [], quarantined: [] }), checkpoint: { cursor: isLast ? null : at, memory } };
    if (isLast) return;
  }
}

function topicIn(address: string, host: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const id = /\/t\/(?:[^/]+\/)?(\d{1,18})(?:\/\d{1,9})?\/?$/.exec(url?.pathname ?? '')?.[1];
  if (id !== undefined && url?.host === host) return id;
  throw new AppError('usage', `"${address}" is no address of a topic on ${host}`, {
    code: 'fetch.thread',
    hint: `for example --thread https://${host}/t/welcome/1`,
  });
}

/** The topics of the posts of a page. */
async function repliesTo(
  items: readonly unknown[],
  posts: readonly PostRow[],
  forum: Forum,
  told: Set<string>,
): Promise<PostRow[]> {
  const kept = new Set(posts.map(({ id }) => id));
  const related: PostRow[] = [];
  for (const item of items) {
    const { id, topic_id: topicId } = (item ?? {}) as { readonly id?: unknown; readonly topic_id?: unknown };
    const name = String(topicId);
    if (!kept.has(`${forum.host}:${String(id)}`) || told.has(name)) continue;
    told.add(name);
    const topic = await forum.topic(name);
    for (let at = 0; topic !== null; at += forum.size) {
      const chunk = await forum.chunk(name, topic, at);
      if (chunk === null) break;
      related.push(...chunk.posts);
    }
  }
  return related;
}
