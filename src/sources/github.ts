/** GitHub: what people write in public issues, pull requests and discussions, and below them. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import {
  beginning,
  type Cursor,
  cursorAfter,
  cursorOf,
  LAST_PAGE,
  nextCursor,
  oldestOf,
  secondOf,
} from './github/cursor.js';
import type { Contribution } from './github/discussions.js';
import { githubRateLimit } from './github/limits.js';
import { type Option, PAGE, Server } from './github/server.js';
import type { Http } from './http/http.js';
import { counted, listIn } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

/** Longest query that is taken. */
const MOST_CHARACTERS = 256;

const KINDS = ['issue', 'pull-request', 'discussion'] as const;
/** What an account wrote below others; only for that. */
const CONTRIBUTIONS: readonly (Contribution | 'reviews')[] = [
  'issueComments',
  'repositoryDiscussionComments',
  'reviews',
];

export default defineSource<Option>({
  id: 'github',
  title: 'GitHub issues, pull requests and discussions',
  network: 'github',
  finds:
    'public issues, pull requests and (with a token) discussions by words in title and text, newest first; comments on request; what an account opened and (with a token) its comments and reviews',
  query: { is: 'words, and qualifiers such as repo:acme/app or org:acme', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://api.github.com',
  credentials: [
    {
      env: 'GITHUB_TOKEN',
      about:
        'discussions, and comments and reviews of an account, 30 searches a minute and 5 000 other requests an hour; without it neither, 10 and 60',
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
    graphql: { requests: 2000, perMs: 3_600_000, burst: 10 },
  },
  reach: ['author_followers', 'likes', 'replies', 'place_reach'],
  terms: 'only what is public is kept; followers cost a request for each author (option profiles)',
  evidence: {
    kind: 'recorded reply',
    of: 'a list of issues that their client keeps for its tests (2017, replayed 2022), the rest by their OpenAPI description 23.0.2, discussions by their GraphQL schema (its edition 15.26.1 takes our queries) and what the documentation says of their search, with replies written by us; never run live. Guesses: how GraphQL says that it has been asked too often, its limits, the order of discussions in a search (sort:created-desc), the addresses of comments on discussions, that all reviews of an account are among its contributions, of which a year at a time is told',
    date: '2022-07-19',
  },
  matching: 'loose',
  // The index of the search lags behind.
  overlapMs: 60 * 60_000,
  options: {
    kind: { about: 'only one kind', values: KINDS },
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
  const { kinds, note } = kindsOf(words, request, server);
  const { memory } = checkpoint;
  let told = note;
  for (let cursor: Cursor | null = cursorOf(checkpoint.cursor, kinds); cursor !== null; ) {
    const at: Cursor = cursor;
    const found = isContribution(at.kind)
      ? at.kind === 'reviews'
        ? await reviews(at, request, server, http.now())
        : await contributions(at, at.kind, request, server)
      : at.kind === 'discussion'
        ? await discussions(at, words, request, server)
        : await issues(at, words, request, server);
    const next: Cursor | null = found.next ?? cursorAfter(at.kind, kinds);
    const notes = [told, ...found.notes].filter((one) => one !== null);
    told = null;
    const page: Page = {
      posts: await known(found.posts, request, server),
      quarantined: found.quarantined,
      checkpoint: { cursor: next === null ? null : { ...next }, memory },
      ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
    };
    yield request.replies
      ? { ...page, related: await repliesTo(counted(found.opened, request), request, server) }
      : page;
    cursor = next;
  }
}

interface Found {
  readonly posts: PostRow[];
  /** Those that others can answer. */
  readonly opened: readonly PostRow[];
  readonly quarantined: Page['quarantined'];
  /** Null where this kind has come to its end. */
  readonly next: Cursor | null;
  readonly notes: readonly string[];
}

async function issues(at: Cursor, words: string, request: FetchRequest<Option>, server: Server): Promise<Found> {
  const params = { q: searchFor(words, request, at), sort: 'created', order: 'desc', per_page: String(PAGE) };
  const { value } = await server.get('/search/issues', { ...params, page: String(at.page) }, 'search');
  const items = listIn(value, 'items', server.host);
  const { posts: opened, quarantined } = server.issues(items);
  const wantsComments = request.options.comments === 'yes' && request.mode === 'query';
  const comments = wantsComments ? await server.matchingComments(items) : { posts: [], quarantined: [] };
  const { next, isCut } = nextCursor(at, items, value);
  const isIncomplete = (value as { readonly incomplete_results?: unknown }).incomplete_results === true;
  return {
    posts: [...opened, ...comments.posts],
    opened,
    quarantined: [...quarantined, ...comments.quarantined],
    next,
    notes: [
      ...(isIncomplete ? ['GitHub ran out of time for a search: some of its results may be missing'] : []),
      ...(isCut ? [CUT] : []),
    ],
  };
}

const CUT = 'one second holds more than the 1 000 results that GitHub shows; the rest is missing';

/** Paged to the last result that is shown, whatever their order; then until the oldest of them. */
async function discussions(at: Cursor, words: string, request: FetchRequest<Option>, server: Server): Promise<Found> {
  const { posts, quarantined, nodes, next } = await server.discussions.search(searchFor(words, request, at), at.after);
  const found = { posts, opened: posts, quarantined, notes: [] };
  const moments = nodes.map((node) => (node as { readonly createdAt?: unknown }).createdAt);
  const oldest = oldestOf(moments, at.oldest);
  if (next !== null && at.page < LAST_PAGE) {
    return { ...found, next: { ...at, page: at.page + 1, after: next, oldest } };
  }
  // All results that are shown were seen, so there may be more of them.
  const isFull = at.page >= LAST_PAGE && nodes.length > 0;
  if (!isFull) return { ...found, next: null };
  const goesOn = oldest !== null && (at.until === null || oldest < at.until);
  return goesOn ? { ...found, next: beginning(at.kind, oldest) } : { ...found, next: null, notes: [CUT] };
}

async function contributions(
  at: Cursor,
  kind: Contribution,
  { author, since }: FetchRequest<Option>,
  server: Server,
): Promise<Found> {
  const { posts, quarantined, nodes, next } = await server.discussions.contributions(author ?? '', kind, at.after);
  // Those that were changed last come first, where the list has an order; nothing is changed before it is written.
  const isPast =
    since !== null &&
    kind === 'issueComments' &&
    nodes.length > 0 &&
    nodes.every((node) => Date.parse(String((node as { readonly updatedAt?: unknown }).updatedAt)) < since);
  const goesOn = next !== null && !isPast;
  return { posts, opened: [], quarantined, next: goesOn ? { ...at, page: at.page + 1, after: next } : null, notes: [] };
}

async function reviews(
  at: Cursor,
  { author, since, until }: FetchRequest<Option>,
  server: Server,
  now: number,
): Promise<Found> {
  const place = { until: at.until ?? secondOf(Math.min(until ?? now, now)), after: at.after };
  const { posts, quarantined, next } = await server.reviews.page(author ?? '', place, since);
  return {
    posts,
    opened: [],
    quarantined,
    next: next === null ? null : { ...at, page: at.page + 1, until: next.until, after: next.after },
    notes: [],
  };
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

/** Some tokens may only search one kind at a time, so they are looked for one after the other. Throws AppError `credentials`. */
function kindsOf(
  words: string,
  { mode, options }: FetchRequest<Option>,
  { hasToken }: Server,
): { readonly kinds: readonly string[]; readonly note: string | null } {
  const given = /(?:^|\s)(?:is|type):(issue|pr|pull-request|discussion)s?(?=\s|$)/i.exec(words)?.[1]?.toLowerCase();
  const wanted: readonly string[] =
    given === 'discussion'
      ? ['discussion']
      : given !== undefined
        ? ['given']
        : options.kind !== undefined
          ? [options.kind]
          : mode === 'author'
            ? [...KINDS, ...CONTRIBUTIONS]
            : KINDS;
  const kinds = hasToken ? wanted : wanted.filter((kind) => kind !== 'discussion' && !isContribution(kind));
  if (kinds.length === 0) {
    throw new AppError('credentials', 'discussions on GitHub are found only with GITHUB_TOKEN', {
      code: 'fetch.credentials-missing',
      hint: 'set GITHUB_TOKEN: https://github.com/settings/tokens, without any scope',
    });
  }
  const missing = mode === 'author' ? 'discussions, and comments and reviews of an account' : 'discussions';
  const note = kinds.length < wanted.length ? `without GITHUB_TOKEN ${missing} are not found` : null;
  return { kinds, note };
}

function isContribution(kind: string): kind is Contribution | 'reviews' {
  return (CONTRIBUTIONS as readonly string[]).includes(kind);
}

function searchFor(words: string, { mode, since, until, options }: FetchRequest<Option>, at: Cursor): string {
  const from = since === null ? null : secondOf(since);
  const to = at.until ?? (until === null ? null : secondOf(Math.ceil(until / 1000) * 1000 - 1000));
  const isDiscussion = at.kind === 'discussion';
  const where = options.comments === 'yes' && !isDiscussion ? 'in:title,body,comments' : 'in:title,body';
  return [
    words,
    ...(mode === 'author' || /(?:^|\s)in:/i.test(words) ? [] : [where]),
    ...(at.kind === 'given' || isDiscussion ? [] : [`is:${at.kind}`]),
    // A token may see more than everybody does.
    'is:public',
    ...(from !== null && to !== null ? [`created:${from}..${to}`] : []),
    ...(from !== null && to === null ? [`created:>=${from}`] : []),
    ...(from === null && to !== null ? [`created:<=${to}`] : []),
    ...(isDiscussion ? ['sort:created-desc'] : []),
  ].join(' ');
}

async function repliesTo(posts: readonly PostRow[], request: FetchRequest<Option>, server: Server): Promise<PostRow[]> {
  const related: PostRow[] = [];
  for (const { id, place, author_handle, replies, extras } of posts) {
    const number = /#(\d+)$/.exec(id ?? '')?.[1];
    if (number === undefined || place === null || replies === 0) continue;
    if (extras?.['type'] === 'discussion') {
      related.push(...((await server.discussions.thread(place, number))?.below.posts ?? []));
      continue;
    }
    const at = { repository: place, number, opener: author_handle, watchers: null };
    related.push(...(await server.comments(at, false)).posts);
  }
  return known(related, request, server);
}

async function* threadPages(request: FetchRequest<Option>, http: Http, { memory }: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const { repository, number, isDiscussion } = addressIn(request.thread ?? '');
  if (isDiscussion) {
    yield await discussionPage(repository, number, request, server, memory);
    return;
  }
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

async function discussionPage(
  repository: string,
  number: string,
  request: FetchRequest<Option>,
  server: Server,
  memory: Json,
): Promise<Page> {
  if (!server.hasToken) {
    throw new AppError('credentials', 'a discussion on GitHub is shown only with GITHUB_TOKEN', {
      code: 'fetch.credentials-missing',
      hint: 'set GITHUB_TOKEN: https://github.com/settings/tokens, without any scope',
    });
  }
  const thread = await server.discussions.thread(repository, number);
  if (thread === null) {
    throw new AppError('input-missing', `${repository} has no public discussion ${number}`, {
      code: 'fetch.thread',
      hint: 'check the address; it may have been deleted',
    });
  }
  const { top, below } = thread;
  return {
    posts: await known([...top.posts, ...below.posts], request, server),
    quarantined: [...top.quarantined, ...below.quarantined],
    checkpoint: { cursor: null, memory },
  };
}

interface Address {
  readonly repository: string;
  readonly number: string;
  readonly isDiscussion: boolean;
}

function addressIn(thread: string): Address {
  const [, repository, kind, number] =
    /^https?:\/\/[^/\s]{1,200}\/([\w.-]{1,100}\/[\w.-]{1,100})\/(issues|pull|discussions)\/(\d{1,9})(?=$|[/?#])/.exec(
      thread,
    ) ?? [];
  if (repository !== undefined && number !== undefined) {
    return { repository, number, isDiscussion: kind === 'discussions' };
  }
  throw new AppError('usage', `"${thread}" is no address of an issue, pull request or discussion on GitHub`, {
    code: 'fetch.thread',
    hint: 'for example --thread https://github.com/octocat/hello-world/issues/1',
  });
}
