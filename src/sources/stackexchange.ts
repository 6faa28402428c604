/** Stack Overflow and the other sites of Stack Exchange. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import type { Http } from './http/http.js';
import type { ReadItems } from './items.js';
import { counted } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';
import { stackexchangeRateLimit } from './stackexchange/limits.js';
import { domainOf, hasMore, idsIn, LAST_PAGE, type Option, PAGE, Server } from './stackexchange/server.js';

const SITE = 'stackoverflow.com';

/** Requests of one method: an address may ask 30 times a second in all. */
const METHOD = { requests: 5, perMs: 1000, burst: 5 };

/** Everything of a list before this second (exclusive), this page of it. Null is now. */
interface Cursor {
  readonly list: string;
  readonly before: number | null;
  readonly page: number;
}

export default defineSource<Option>({
  id: 'stackexchange',
  title: 'Stack Exchange',
  network: 'stackexchange',
  finds:
    'questions and answers of one site by words, newest first; all of an account, its comments among it; comments, which are not searched themselves, with --replies and --thread',
  query: { is: 'words', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://api.stackexchange.com',
  credentials: [
    {
      env: 'STACKEXCHANGE_KEY',
      about: '10 000 requests a day; without it 300',
      where: 'free at https://stackapps.com/apps/oauth/register',
      optional: true,
    },
  ],
  limits:
    '300 requests a day for each address, 10 000 with a key; pauses that a reply asks for; 25 pages a query, which slices of time get past',
  rates: {
    all: METHOD,
    search: METHOD,
    excerpts: METHOD,
    questions: METHOD,
    answers: METHOD,
    comments: METHOD,
    users: METHOD,
  },
  reach: ['views', 'likes', 'replies'],
  terms: 'CC BY-SA: show author, address and licence with the text (extras.author_url, extras.license)',
  evidence: {
    kind: 'schema only',
    of: 'their documentation and threads on its limits, replies written by us; never run live. Guesses: that sites go by their domain, whether todate includes its second, the addresses of comments, that the search of answers goes by when they were written, how accounts and what they wrote are listed, and that several accounts may have one name',
    date: '2026',
  },
  matching: 'loose',
  // The search shows a question minutes after it was asked.
  overlapMs: 60 * 60_000,
  options: {
    site: { about: 'the site by its domain, e.g. serverfault.com or cooking.stackexchange.com', fallback: SITE },
    tagged: { about: 'only what is about this tag; several, separated by ;, are alternatives' },
    kind: { about: 'only one kind; comments are found only of an account', values: ['question', 'answer', 'comment'] },
  },
  parseRateLimit: stackexchangeRateLimit,
  pages: (request, http, checkpoint) =>
    request.mode === 'thread' ? threadPages(request, http, checkpoint) : searchPages(request, http, checkpoint),
  check: async (request, http) => {
    const server = new Server(request, http, domainOf(request.options.site ?? SITE));
    const value = await server.get('/questions', 'questions', { pagesize: '1', order: 'desc', sort: 'creation' });
    server.itemsIn(value);
    const { quota_remaining: left, quota_max: most } = value as { quota_remaining?: unknown; quota_max?: unknown };
    return typeof left === 'number' && typeof most === 'number' ? `${left} of ${most} requests left today` : 'answers';
  },
});

async function* searchPages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http, domainOf(request.options.site ?? SITE));
  const { memory } = checkpoint;
  const lists = await listsOf(request, server);
  for (let cursor: Cursor | null = cursorOf(checkpoint.cursor, lists); cursor !== null; ) {
    const at: Cursor = cursor;
    const list = lists.find(({ name }) => name === at.list);
    if (list === undefined) return;
    const value = await server.get(list.path, list.scope, { ...list.params, ...windowOf(request, at) });
    const items = server.itemsIn(value);
    const { posts, quarantined } = await list.read(items);
    const next = hasMore(value) ? nextCursor(at, items) : null;
    const cut = hasMore(value) && next === null;
    cursor = next ?? beginning(lists[lists.indexOf(list) + 1]);
    const page: Page = {
      posts,
      quarantined,
      checkpoint: { cursor: cursor === null ? null : { ...cursor }, memory },
      ...(cut ? { note: 'one second holds more posts than the network shows; those before it are missing' } : {}),
    };
    yield request.replies ? { ...page, related: await repliesTo(counted(posts, request), server) } : page;
  }
}

/** One of the lists that a fetch goes through, one after the other. */
interface List {
  readonly name: string;
  readonly path: string;
  readonly scope: string;
  readonly params: Readonly<Record<string, string>>;
  read(items: readonly unknown[]): ReadItems | Promise<ReadItems>;
}

async function listsOf(request: FetchRequest<Option>, server: Server): Promise<readonly List[]> {
  const { mode, query, author, options } = request;
  const { kind, tagged } = options;
  const isWanted = ({ name }: List): boolean => kind === undefined || name === kind;
  if (mode === 'author') {
    const user = await server.userId(author ?? '');
    const of = (name: string, read: List['read']): List => ({
      name,
      path: `/users/${user}/${name}s`,
      scope: 'users',
      params: {},
      read,
    });
    return [
      of('question', (items) => server.questions(items)),
      of('answer', (items) => server.answers(items)),
      of('comment', (items) => server.comments(items)),
    ].filter(isWanted);
  }
  const params = { q: query ?? '', ...(tagged === undefined ? {} : { tagged }) };
  const lists: readonly List[] = [
    {
      name: 'question',
      path: '/search/advanced',
      scope: 'search',
      params,
      read: (items) => server.questions(items),
    },
    {
      name: 'answer',
      path: '/search/excerpts',
      scope: 'excerpts',
      params,
      // It finds questions, too, which have been found already, and shows of an answer only a part.
      read: (items) => server.answersById(items.flatMap((item) => idsIn(item, 'answer_id'))),
    },
  ];
  if (kind === 'comment') {
    throw new AppError('usage', 'comments on Stack Exchange cannot be searched', {
      code: 'fetch.request',
      hint: 'add --replies for those below what is found, or name an account with --author',
    });
  }
  return lists.filter(isWanted);
}

function windowOf({ since, until }: FetchRequest<Option>, at: Cursor): Record<string, string> {
  const before = at.before ?? (until === null ? null : Math.ceil(until / 1000));
  return {
    sort: 'creation',
    order: 'desc',
    pagesize: String(PAGE),
    page: String(at.page),
    ...(since === null ? {} : { fromdate: String(Math.floor(since / 1000)) }),
    ...(before === null ? {} : { todate: String(before) }),
  };
}

function beginning(list: List | undefined): Cursor | null {
  return list === undefined ? null : { list: list.name, before: null, page: 1 };
}

function cursorOf(given: Json, [first]: readonly List[]): Cursor | null {
  if (typeof given !== 'object' || given === null || !('page' in given)) return beginning(first);
  const { list, before } = given as { readonly list?: Json; readonly before?: Json };
  return {
    list: typeof list === 'string' ? list : 'question',
    before: typeof before === 'number' ? before : null,
    page: Number(given['page']),
  };
}

/**
 * Pages shift when a question is deleted, and end at the 25th, so each leads to a new query: for what was asked until the
 * oldest second of it, and that second again, of which the known ones are dropped. Null where that leads nowhere.
 */
function nextCursor(at: Cursor, items: readonly unknown[]): Cursor | null {
  const seconds = items.flatMap((item) => {
    const second = (item as { readonly creation_date?: unknown } | null)?.creation_date;
    return typeof second === 'number' ? [second] : [];
  });
  const before = seconds.length === 0 ? null : Math.min(...seconds) + 1;
  if (before !== null && (at.before === null || before < at.before)) return { ...at, before, page: 1 };
  return at.page < LAST_PAGE ? { ...at, page: at.page + 1 } : null;
}

/** Answers to questions, and comments on whatever was found. */
async function repliesTo(posts: readonly PostRow[], server: Server): Promise<PostRow[]> {
  const idOf = (key: string | null): string => key?.slice(key.lastIndexOf(':') + 1) ?? '';
  const questions = posts.flatMap(({ kind, id }) => (kind === 'question' ? [idOf(id)] : []));
  const answers = posts.flatMap(({ kind, id, thread }) =>
    kind === 'answer' ? [[idOf(id), idOf(thread)] as const] : [],
  );
  const below = questions.length === 0 ? [] : (await server.below(questions)).posts;
  return answers.length === 0 ? below : [...below, ...(await server.commentsOn(new Map(answers))).posts];
}

async function* threadPages(request: FetchRequest<Option>, http: Http, { memory }: Checkpoint): AsyncGenerator<Page> {
  const { site, id, isAnswer } = addressIn(request.thread ?? '');
  const server = new Server(request, http, site);
  const question = isAnswer ? await server.questionOf(id) : id;
  const top = question === null ? null : await server.questionsById([question]);
  if (question === null || top === null || (top.posts.length === 0 && top.quarantined.length === 0)) {
    throw new AppError('input-missing', `${site} has no ${isAnswer ? 'answer' : 'question'} ${id}`, {
      code: 'fetch.thread',
      hint: 'check the address; it may have been deleted',
    });
  }
  const below = await server.below([question]);
  yield {
    posts: [...top.posts, ...below.posts],
    quarantined: [...top.quarantined, ...below.quarantined],
    checkpoint: { cursor: null, memory },
  };
}

function addressIn(thread: string): { readonly site: string; readonly id: string; readonly isAnswer: boolean } {
  const [, site, kind, id, rest = ''] =
    /^https?:\/\/([a-z0-9.-]{1,100})\/(questions|q|a)\/(\d{1,15})(?=$|[/?#])(.{0,1000})/i.exec(thread) ?? [];
  if (site === undefined || id === undefined) {
    throw new AppError('usage', `"${thread}" is no address of a question on Stack Exchange`, {
      code: 'fetch.thread',
      hint: 'for example --thread "https://stackoverflow.com/questions/11227809"',
    });
  }
  return {
    site: domainOf(site.replace(/^www\./i, '')),
    id,
    isAnswer: kind?.toLowerCase() === 'a' && !rest.startsWith('/#'),
  };
}
