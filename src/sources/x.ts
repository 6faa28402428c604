/** X through its API v2, which is charged for by the post. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import type { Http } from './http/http.js';
import { headerRateLimit } from './http/limits.js';
import { counted } from './items.js';
import { Rounds } from './rounds.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';
import { type Found, LONGEST, type Option, Server } from './x/server.js';

const WEEK_MS = 7 * 86_400_000;
/** The window of the search moves while we ask. */
const MARGIN_MS = 5 * 60_000;
/** What is newer cannot be asked for by its time. */
const NEWEST_MS = 30_000;

export default defineSource<Option>({
  id: 'x',
  title: 'X (Twitter)',
  network: 'x',
  finds: 'posts of the last 7 days by words, newest first; conversations and accounts within these days',
  query: { is: 'words, with the operators of X', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://api.x.com',
  credentials: [
    {
      env: 'X_BEARER_TOKEN',
      about: 'is the bearer token of an app with prepaid credits',
      where: 'developer.x.com: a project, an app, then Keys and tokens, Bearer token; posts are paid for',
      optional: false,
    },
  ],
  limits:
    '450 searches in 15 minutes for each app; $0.005 a post and $0.01 a user that is read; a run spends at most $1.00 unless --max-spend or spending: in the configuration says otherwise, which can limit a month, too',
  rates: { all: { requests: 450, perMs: 900_000, burst: 45 } },
  price: { limit: 1, about: '$0.005 a post, $0.01 an author' },
  reach: ['author_followers', 'views', 'reposts', 'quotes', 'likes', 'replies'],
  terms: 'what is deleted on X must be deleted here, too; posts must not be passed on in bulk',
  evidence: {
    kind: 'recorded reply',
    of: 'the shape of replies that a public client keeps for its tests, and the prices of August 2026; never run live. Guesses: what authors that come along cost (counted in full), that refusals cost nothing, conversation_id: in a query, the address of the usage',
    date: '2022',
  },
  matching: 'loose',
  overlapMs: 5 * 60_000,
  options: {
    reposts: {
      about: 'also posts that only repeat another one, which cost as much',
      values: ['yes', 'no'],
      fallback: 'no',
    },
    language: { about: 'only posts that X takes for this language, e.g. pt' },
  },
  parseRateLimit: headerRateLimit('x-rate-limit-', 'epoch seconds'),
  pages: (request, http, checkpoint) => searchPages(request, http, checkpoint),
  check: async (request, http) => {
    await new Server(request, http).usage();
    return 'token accepted';
  },
});

/** `token` of the next page; in a conversation also of which. */
interface Cursor {
  readonly token: string | null;
  readonly conversation: string | null;
}

function cursorOf(given: Json): Cursor {
  const { token = null, conversation = null } = (typeof given === 'object' && given !== null ? given : {}) as Readonly<
    Record<string, Json>
  >;
  return {
    token: typeof token === 'string' ? token : null,
    conversation: typeof conversation === 'string' ? conversation : null,
  };
}

async function* searchPages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const { memory } = checkpoint;
  const { window, note } = windowOf(request, http.now());
  let { token, conversation } = cursorOf(checkpoint.cursor);
  if (request.mode === 'thread' && conversation === null) {
    const start = await server.post(idIn(request.thread ?? ''));
    const [asked] = start.posts;
    conversation = asked?.thread?.replace(/^x:/, '') ?? idIn(request.thread ?? '');
    const root = asked === undefined || asked.thread === asked.key ? null : await server.post(conversation);
    yield {
      posts: [...(root?.posts ?? []), ...start.posts],
      quarantined: [...(root?.quarantined ?? []), ...start.quarantined],
      checkpoint: { cursor: { token: null, conversation }, memory },
      note: 'X finds the replies of the last 7 days only',
    };
  }
  const query = queryOf(request, conversation);
  const told = new Set<string>();
  for (let first = token === null; ; first = false) {
    if (window === null) {
      yield { posts: [], quarantined: [], checkpoint: { cursor: null, memory }, ...(note === null ? {} : { note }) };
      return;
    }
    const { posts, quarantined, beside, next } = await server.search(query, { ...window, next_token: token });
    token = next;
    const page: Page = {
      posts,
      quarantined,
      checkpoint: { cursor: next === null ? null : { token: next, conversation }, memory },
      ...(first && note !== null ? { note } : {}),
    };
    if (request.replies) {
      const count = counted(posts, request);
      const { found, cut } = await repliesTo(count, server, told);
      const named = new Set(count.flatMap(({ parent, repost_of, thread }) => [parent, repost_of, thread]));
      const left = cut ? { note: 'the spend limit was reached before all replies were there' } : {};
      yield { ...page, related: [...beside.filter(({ key }) => named.has(key)), ...found], ...left };
    } else yield page;
    if (next === null) return;
  }
}

function queryOf({ mode, query, author, options }: FetchRequest<Option>, conversation: string | null): string {
  if (conversation !== null) return `conversation_id:${conversation}`;
  const language = options.language === undefined ? '' : ` lang:${options.language}`;
  const own = options.reposts === 'yes' ? '' : ' -is:retweet';
  if (mode !== 'author') return `${/\sOR\s/.test(query ?? '') ? `(${query})` : query}${language}${own}`;
  if (/^\w{1,15}$/.test(author ?? '')) return `from:${author}${own}`;
  throw usage(`"${author}" is no handle on X`, 'for example --author acme');
}

/** Null where all of it is older than the search reaches. */
function windowOf(
  { mode, since, until }: FetchRequest<Option>,
  now: number,
): { readonly window: Readonly<Record<string, string>> | null; readonly note: string | null } {
  if (mode === 'thread') return { window: {}, note: null };
  const earliest = now - WEEK_MS + MARGIN_MS;
  const tooOld = since !== null && since < earliest;
  const note = tooOld ? 'X searches the last 7 days only: what is older is missing' : null;
  const start = since === null ? null : Math.max(since, earliest);
  const end = until === null ? null : Math.min(until, now - NEWEST_MS);
  if (end !== null && end <= (start ?? earliest)) return { window: null, note };
  const window = {
    ...(start === null ? {} : { start_time: isoOf(start) }),
    ...(end === null ? {} : { end_time: isoOf(end) }),
  };
  return { window, note };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** Whatever else was said in the conversations of these posts, several of them at a time. */
async function repliesTo(
  posts: readonly PostRow[],
  server: Server,
  told: Set<string>,
): Promise<{ readonly found: readonly PostRow[]; readonly cut: boolean }> {
  const fresh = new Set<string>();
  for (const { kind, thread, replies } of posts) {
    const id = thread?.replace(/^x:/, '') ?? '';
    if (id === '' || told.has(id) || (kind !== 'reply' && (replies ?? 0) === 0)) continue;
    told.add(id);
    fresh.add(`conversation_id:${id}`);
  }
  const related: PostRow[] = [];
  for (const query of joined([...fresh], ' OR ')) {
    const rounds = new Rounds();
    for (let token: string | null = null; ; ) {
      const found: Found | null = await server.search(query, { next_token: token }).catch((error: unknown) => {
        // The posts themselves are paid for, and must not be lost.
        if (error instanceof AppError && error.code === 'fetch.spend') return null;
        throw error;
      });
      if (found === null) return { found: related, cut: true };
      related.push(...found.posts, ...found.beside);
      token = found.next;
      if (token === null || !rounds.goesOn(found.posts.map(({ key }) => key))) break;
    }
  }
  return { found: related, cut: false };
}

/** As few texts as possible, each no longer than a query may be. */
function joined(parts: readonly string[], between: string): readonly string[] {
  const texts: string[] = [];
  for (const part of parts) {
    const last = texts.at(-1);
    if (last === undefined || last.length + between.length + part.length > LONGEST) texts.push(part);
    else texts[texts.length - 1] = `${last}${between}${part}`;
  }
  return texts;
}

function idIn(address: string): string {
  const id = /\/status(?:es)?\/(\d{1,20})(?:$|[/?#])/.exec(address)?.[1];
  if (id !== undefined) return id;
  throw usage(`"${address}" is no address of a post on X`, 'for example --thread https://x.com/acme/status/1');
}

function usage(message: string, hint: string): AppError {
  return new AppError('usage', message, { code: 'fetch.request', hint });
}
