/** GitHub: what people write in public issues and pull requests, and below them. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import { githubRateLimit } from './github/limits.js';
import { type Option, PAGE, Server } from './github/server.js';
import type { Http } from './http/http.js';
import { listIn } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

/** Of each query only 1 000 results are shown. */
const LAST_PAGE = 10;

/** Longest query that is taken. */
const MOST_CHARACTERS = 256;

const KINDS = ['issue', 'pull-request'] as const;

/** Everything of this kind until this second (inclusive), this page of it. Null is now. */
interface Cursor {
  /** One of the kinds; `given` where the query itself says which. */
  readonly kind: string;
  readonly until: string | null;
  readonly page: number;
}

export default defineSource<Option>({
  id: 'github',
  title: 'GitHub issues and pull requests',
  network: 'github',
  finds:
    'public issues and pull requests by words in title and text, newest first; comments on request; what an account opened; discussions are not found, since they are only in GraphQL',
  query: { is: 'words, and qualifiers such as repo:acme/app or org:acme', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://api.github.com',
  credentials: [
    {
      env: 'GITHUB_TOKEN',
      about: '30 searches a minute and 5 000 other requests an hour; without it 10 and 60',
      where: 'https://github.com/settings/tokens, without any scope',
      optional: true,
    },
  ],
  limits:
    '10 searches a minute and 60 other requests an hour for each address, 30 and 5 000 with a token; 1 000 results a query, which slices of time get past',
  // Without a token the headers of the replies tell of less.
  rates: {
    all: { requests: 5000, perMs: 3_600_000, burst: 50 },
    search: { requests: 30, perMs: 60_000, burst: 10 },
  },
  reach: ['author_followers', 'likes', 'replies', 'place_reach'],
  terms: 'only what is public is kept; followers cost a request for each author (option profiles)',
  evidence: {
    kind: 'recorded reply',
    of: 'a list of issues that their client keeps for its tests (2017, replayed 2022), the rest by their OpenAPI description 23.0.2 and replies written by us; never run live',
    date: '2022-07-19',
  },
  matching: 'loose',
  // The index of the search lags behind.
  overlapMs: 60 * 60_000,
  options: {
    kind: { about: 'only issues or only pull requests', values: KINDS },
    comments: {
      about: 'also look into comments, of which each that matches costs a request',
      values: ['yes', 'no'],
      fallback: 'no',
    },
    profiles: {
      about: 'followers, names and locations of authors, a request for each author',
      values: ['yes', 'no'],
      fallback: 'no',
    },
  },
  parseRateLimit: githubRateLimit,
  pages: (request, http, checkpoint) =>
    request.mode === 'thread' ? threadPages(request, http, checkpoint) : searchPages(request, http, checkpoint),
  check: async (request, http) => {
    const { value } = await new Server(request, http).get('/rate_limit');
    const { search } = ((value as { readonly resources?: unknown } | null)?.resources ?? {}) as { search?: unknown };
    const { limit } = (search ?? {}) as { limit?: unknown };
    return typeof limit === 'number' ? `${limit} searches a minute` : 'answers';
  },
});

async function* searchPages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const words = wordsOf(request);
  const kinds = kindsOf(words, request);
  const { memory } = checkpoint;
  for (let cursor: Cursor | null = cursorOf(checkpoint.cursor, kinds); cursor !== null; ) {
    const at: Cursor = cursor;
    const params = { q: searchFor(words, request, at), sort: 'created', order: 'desc', per_page: String(PAGE) };
    const { value } = await server.get('/search/issues', { ...params, page: String(at.page) }, 'search');
    const items = listIn(value, 'items', server.host);
    const issues = server.issues(items);
    const wantsComments = request.options.comments === 'yes' && request.mode === 'query';
    const comments = wantsComments ? await server.matchingComments(items) : { posts: [], quarantined: [] };
    const posts = await known([...issues.posts, ...comments.posts], request, server);
    const { next, isCut } = nextCursor(at, items, value, kinds);
    const cursorThen: Json = next === null ? null : { kind: next.kind, until: next.until, page: next.page };
    const isIncomplete = (value as { readonly incomplete_results?: unknown }).incomplete_results === true;
    const page: Page = {
      posts,
      quarantined: [...issues.quarantined, ...comments.quarantined],
      checkpoint: { cursor: cursorThen, memory },
      ...(isIncomplete ? { note: 'GitHub ran out of time for a search: some of its results may be missing' } : {}),
      ...(isCut ? { note: 'one second holds more than the 1 000 results that GitHub shows; the rest is missing' } : {}),
    };
    yield request.replies ? { ...page, related: await repliesTo(issues.posts, request, server) } : page;
    cursor = next;
  }
}

async function known(posts: PostRow[], { options }: FetchRequest<Option>, server: Server): Promise<PostRow[]> {
  return options.profiles === 'yes' ? server.withProfiles(posts) : posts;
}

/** What is looked for, without what is added to it. Throws AppError `usage`. */
function wordsOf({ mode, query, author }: FetchRequest<Option>): string {
  if (mode === 'author') {
    if (/^[a-z0-9][a-z0-9_-]{0,60}(?:\[bot\])?$/i.test(author ?? '')) return `author:${author}`;
    throw new AppError('usage', `"${author}" is no name of an account on GitHub`, {
      code: 'fetch.author',
      hint: 'give the name in its address, for example --author octocat',
    });
  }
  const words = query ?? '';
  if (words.length <= MOST_CHARACTERS) return words;
  throw new AppError('usage', `GitHub takes no query of more than ${MOST_CHARACTERS} characters`, {
    code: 'fetch.query',
    hint: 'make several queries of it',
  });
}

/** Some tokens may only search one kind at a time, so they are looked for one after the other. */
function kindsOf(words: string, { options }: FetchRequest<Option>): readonly string[] {
  if (/(?:^|\s)(?:is:(?:issue|pr|pull-request)|type:(?:issue|pr))(?=\s|$)/i.test(words)) return ['given'];
  return options.kind === undefined ? KINDS : [options.kind];
}

function searchFor(words: string, { mode, since, until, options }: FetchRequest<Option>, at: Cursor): string {
  const second = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  const from = since === null ? null : second(since);
  const to = at.until ?? (until === null ? null : second(Math.ceil(until / 1000) * 1000 - 1000));
  const where = options.comments === 'yes' ? 'in:title,body,comments' : 'in:title,body';
  return [
    words,
    ...(mode === 'author' || /(?:^|\s)in:/i.test(words) ? [] : [where]),
    ...(at.kind === 'given' ? [] : [`is:${at.kind}`]),
    // A token may see more than everybody does.
    'is:public',
    ...(from !== null && to !== null ? [`created:${from}..${to}`] : []),
    ...(from !== null && to === null ? [`created:>=${from}`] : []),
    ...(from === null && to !== null ? [`created:<=${to}`] : []),
  ].join(' ');
}

function cursorOf(given: Json, [first = 'given']: readonly string[]): Cursor {
  if (typeof given !== 'object' || given === null || !('page' in given)) return { kind: first, until: null, page: 1 };
  const until = given['until'];
  return {
    kind: String(given['kind'] ?? first),
    until: typeof until === 'string' ? until : null,
    page: Number(given['page']),
  };
}

/** Each page leads to a new query, until its oldest second: those of that second come again and are known. */
function nextCursor(
  at: Cursor,
  items: readonly unknown[],
  value: unknown,
  kinds: readonly string[],
): { readonly next: Cursor | null; readonly isCut: boolean } {
  const { total_count: total } = value as { readonly total_count?: unknown };
  const hasMore = typeof total === 'number' ? total > at.page * PAGE : items.length > 0;
  const other = kinds[kinds.indexOf(at.kind) + 1];
  const then = other === undefined ? null : { kind: other, until: null, page: 1 };
  if (!hasMore) return { next: then, isCut: false };
  const moments = items.flatMap((item) => {
    const created = (item as { readonly created_at?: unknown } | null)?.created_at;
    return typeof created === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(created) ? [created] : [];
  });
  const oldest = moments.sort()[0] ?? null;
  if (oldest !== null && (at.until === null || oldest < at.until)) {
    return { next: { ...at, until: oldest, page: 1 }, isCut: false };
  }
  if (at.page < LAST_PAGE) return { next: { ...at, page: at.page + 1 }, isCut: false };
  return { next: then, isCut: true };
}

async function repliesTo(posts: readonly PostRow[], request: FetchRequest<Option>, server: Server): Promise<PostRow[]> {
  const related: PostRow[] = [];
  for (const { id, place, author_handle, replies } of posts) {
    const number = /#(\d+)$/.exec(id ?? '')?.[1];
    if (number === undefined || place === null || replies === 0) continue;
    const at = { repository: place, number, opener: author_handle, watchers: null };
    related.push(...(await server.comments(at, false)).posts);
  }
  return known(related, request, server);
}

async function* threadPages(request: FetchRequest<Option>, http: Http, { memory }: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const { repository, number } = addressIn(request.thread ?? '');
  const { value: about } = await server.get(`/repos/${repository}`);
  const { private: isPrivate, subscribers_count: count } = (about ?? {}) as Readonly<Record<string, unknown>>;
  if (isPrivate === true) {
    throw new AppError('usage', `${repository} is not public`, {
      code: 'fetch.private',
      hint: 'name a public issue: what only some may read is not kept',
    });
  }
  const watchers = typeof count === 'number' ? count : null;
  const { value: issue } = await server.get(`/repos/${repository}/issues/${number}`);
  const top = server.issues([issue], watchers);
  const isPull = top.posts[0]?.extras?.['type'] === 'pull request';
  const opener = top.posts[0]?.author_handle ?? null;
  const below = await server.comments({ repository, number, opener, watchers }, isPull);
  yield {
    posts: await known([...top.posts, ...below.posts], request, server),
    quarantined: [...top.quarantined, ...below.quarantined],
    checkpoint: { cursor: null, memory },
  };
}

function addressIn(thread: string): { readonly repository: string; readonly number: string } {
  const [, repository, number] =
    /^https?:\/\/[^/\s]{1,200}\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull)\/(\d{1,15})(?=$|[/?#])/.exec(thread) ??
    [];
  if (repository !== undefined && number !== undefined) return { repository, number };
  const isDiscussion = /\/discussions\/\d/.test(thread);
  throw new AppError('usage', `"${thread}" is no address of an issue or pull request on GitHub`, {
    code: 'fetch.thread',
    hint: isDiscussion
      ? 'name an issue or a pull request: discussions cannot be fetched'
      : 'for example --thread https://github.com/octocat/hello-world/issues/1',
  });
}
