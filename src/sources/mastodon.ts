/** Mastodon, and servers that speak its API. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import { isStatus } from './http/failure.js';
import type { Http } from './http/http.js';
import { headerRateLimit } from './http/limits.js';
import { counted, listIn } from './items.js';
import { type Option, Server } from './mastodon/server.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

/** Most that servers give; some give more than they are asked for, some less. */
const PAGE = '40';

export default defineSource<Option>({
  id: 'mastodon',
  title: 'Mastodon and compatible servers',
  network: 'mastodon',
  finds:
    'posts with a #hashtag; by words only with a token, on servers with full-text search, of people who opted in; all of an account',
  query: { is: 'words, or #hashtags', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://mastodon.social',
  credentials: [
    {
      env: 'MASTODON_TOKEN',
      about: 'searches by words, sees longer conversations; without it only hashtags are found',
      where: 'on the server of --base-url, under Preferences, Development, New application, with the scope read',
      optional: true,
    },
  ],
  limits: '300 requests in 5 minutes for each token, and as many in 15 minutes for older pages',
  rates: { all: { requests: 300, perMs: 300_000, burst: 30 }, paging: { requests: 300, perMs: 900_000, burst: 30 } },
  reach: ['author_followers', 'reposts', 'quotes', 'likes', 'replies'],
  terms:
    'each server has rules of its own, and many forbid bulk collection; authors who set noindex are left out; only public posts are kept',
  evidence: {
    kind: 'real server run',
    of: 'snac2 2.75 on loopback: hashtags over pages, search, tokens, conversations, replies; Mastodon itself by its documentation, whose schema judges each request and our replies in tests, never run',
    date: '2026-11-26',
  },
  matching: 'loose',
  // Posts of other servers arrive late.
  overlapMs: 6 * 3_600_000,
  options: {
    unlisted: { about: 'also posts that are public but kept off the timelines', values: ['yes', 'no'], fallback: 'no' },
  },
  parseRateLimit: headerRateLimit('x-ratelimit-', 'iso'),
  pages: (request, http, checkpoint) =>
    request.mode === 'thread' ? threadPages(request, http, checkpoint) : listPages(request, http, checkpoint),
  check: async (request, http) => {
    const server = new Server(request, http);
    const { value } = await server.get('/api/v2/instance').catch((error: unknown) => {
      // Older servers and relatives know only the first version.
      if (isStatus(error, 401, 404)) return server.get('/api/v1/instance');
      throw error;
    });
    const { version } = (value ?? {}) as { readonly version?: unknown };
    const about = typeof version === 'string' ? `version ${version}` : 'answers';
    if (request.credentials['MASTODON_TOKEN'] === undefined) return `${about}, hashtags only`;
    await server.get('/api/v1/accounts/verify_credentials');
    return `${about}, token accepted`;
  },
});

/** The oldest id that was seen, of which older ones are asked. */
function maxIdOf(cursor: Json): string | null {
  return typeof cursor === 'object' && cursor !== null && 'maxId' in cursor ? String(cursor.maxId) : null;
}

async function* listPages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const list = await listOf(request, server);
  const seen = new Set<string>();
  const { memory } = checkpoint;
  let note = list.note;
  for (let maxId = maxIdOf(checkpoint.cursor); ; ) {
    const params = { ...list.params, limit: PAGE, ...(maxId === null ? {} : { max_id: maxId }) };
    const reply = await server.get(list.path, params, { scope: maxId === null ? 'all' : 'paging' });
    const items = listIn(reply.value, list.key, server.host);
    const { posts, quarantined } = server.read(items);
    const ids = items.flatMap((item) => {
      const id = (item as { readonly id?: unknown } | null)?.id;
      return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
    });
    // A server that does not know max_id gives the same page for ever.
    const again = ids.length > 0 && ids.every((id) => seen.has(id));
    for (const id of ids) seen.add(id);
    // The page says what comes next; where it does not, the last id does, unless there was none.
    const next = nextOf(reply.header('link')) ?? ids.at(-1) ?? null;
    const past = isPast(posts, request.since);
    const over = next === null || again || past;
    const page: Page = {
      posts,
      quarantined,
      checkpoint: { cursor: over ? null : { maxId: next }, memory },
      ...(again ? { note: unpaged(seen.size) } : note === null ? {} : { note }),
    };
    note = null;
    yield request.replies ? { ...page, ...(await repliesTo(items, counted(posts, request), server, page.note)) } : page;
    if (over) return;
    maxId = next;
  }
}

/** Some servers know no older posts of a search: that is a gap, and must be said. */
function unpaged(posts: number): string {
  return `the server gives only the newest ${posts} posts of this list, and none before`;
}

/** Whether all of a page is older than wanted: a single old one may only have arrived late. */
function isPast(posts: readonly PostRow[], since: number | null): boolean {
  return since !== null && posts.length > 0 && posts.every(({ created_at }) => Date.parse(created_at) < since);
}

interface List {
  readonly path: string;
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  /** Member of the reply that holds the statuses; null where the reply is the list. */
  readonly key: string | null;
  readonly note: string | null;
}

async function listOf(request: FetchRequest<Option>, server: Server): Promise<List> {
  if (request.mode === 'author') {
    const id = await server.accountId(request.author ?? '');
    const params = { exclude_reblogs: 'true' };
    return { path: `/api/v1/accounts/${encodeURIComponent(id)}/statuses`, params, key: null, note: null };
  }
  const query = request.query ?? '';
  const words = query.split(/\s+/).filter((word) => word !== '');
  const tags = words.filter((word) => /^#[\p{L}\p{M}\p{N}_]+$/u.test(word));
  if (tags.length === words.length && tags.length > 0) return tagList(tags, null);
  if (request.credentials['MASTODON_TOKEN'] !== undefined) {
    return { path: '/api/v2/search', params: { q: query, type: 'statuses' }, key: 'statuses', note: null };
  }
  const tag = query.replace(/[\s"'’.-]+/g, '');
  const isName = !words.some((word) => /^(?:AND|OR|NOT)$/.test(word) || word.startsWith('-'));
  if (isName && /^[\p{L}\p{M}\p{N}_]{2,}$/u.test(tag)) {
    return tagList([tag], `without MASTODON_TOKEN only posts with the hashtag #${tag} are found`);
  }
  throw new AppError('credentials', `a search for ${query} needs MASTODON_TOKEN`, {
    code: 'fetch.credentials-missing',
    hint: 'set MASTODON_TOKEN (brandwatch sources says where to get it), or look for a #hashtag',
  });
}

/** Posts that have all of these tags. */
function tagList([first = '', ...others]: readonly string[], note: string | null): List {
  const bare = (tag: string): string => tag.replace(/^#/, '');
  const params = others.length === 0 ? {} : { 'all[]': others.map(bare) };
  return { path: `/api/v1/timelines/tag/${encodeURIComponent(bare(first))}`, params, key: null, note };
}

/** `max_id` of the link to the next page. Only the id is taken: where a server sends us is its own affair. */
function nextOf(link: string | null): string | null {
  const next = link?.split(/,\s*(?=<)/).find((part) => /;\s*rel="?next"?/.test(part));
  const address = /<([^>]+)>/.exec(next ?? '')?.[1];
  if (address === undefined || !URL.canParse(address)) return null;
  return new URL(address).searchParams.get('max_id');
}

async function* threadPages(request: FetchRequest<Option>, http: Http, { memory }: Checkpoint): AsyncGenerator<Page> {
  const address = request.thread ?? '';
  // The server in the address knows the conversation best.
  const own = URL.canParse(address) && !request.baseUrlGiven ? new URL(address).origin : request.baseUrl;
  const server = new Server(request, http, own);
  const { missing, ...read } = await server.conversation(await server.statusId(address));
  yield { ...read, checkpoint: { cursor: null, memory }, ...(missing === null ? {} : { note: missing }) };
}

/** The conversations of the posts of a page that have one, and what is to be said of them beside the page's own note. */
async function repliesTo(
  items: readonly unknown[],
  posts: readonly PostRow[],
  server: Server,
  note: string | undefined,
): Promise<Pick<Page, 'related' | 'note'>> {
  const notes = new Set(note === undefined ? [] : [note]);
  const kept = new Set(posts.map(({ key }) => key));
  const related: PostRow[] = [];
  const told = new Set<string>();
  for (const item of items) {
    const status = (item ?? {}) as Readonly<Record<string, unknown>>;
    const uri = typeof status['uri'] === 'string' ? status['uri'] : null;
    const answered = Number(status['replies_count'] ?? 0) > 0 || (status['in_reply_to_id'] ?? null) !== null;
    if (uri === null || !answered || !kept.has(`mastodon:${uri}`) || told.has(`mastodon:${uri}`)) continue;
    try {
      const whole = await server.conversation(String(status['id']));
      for (const { key } of whole.posts) told.add(key);
      related.push(...whole.posts);
      if (whole.missing !== null) notes.add(whole.missing);
    } catch (error) {
      // Deleted since it was found.
      if (!isStatus(error, 404, 410)) throw error;
    }
  }
  return { related, ...(notes.size === 0 ? {} : { note: [...notes].join('; ') }) };
}
