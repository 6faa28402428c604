/** Stack Overflow and the other sites of Stack Exchange. */
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import type { Http } from './http/http.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';
import { stackexchangeRateLimit } from './stackexchange/limits.js';
import { domainOf, hasMore, LAST_PAGE, type Option, PAGE, Server } from './stackexchange/server.js';

const SITE = 'stackoverflow.com';

/** Requests of one method: an address may ask 30 times a second in all. */
const METHOD = { requests: 5, perMs: 1000, burst: 5 };

/** Everything before this second (exclusive), this page of it. Null is now. */
interface Cursor {
  readonly before: number | null;
  readonly page: number;
}

export default defineSource<Option>({
  id: 'stackexchange',
  title: 'Stack Exchange',
  network: 'stackexchange',
  finds:
    'questions of one site by words, newest first; with --replies and --thread also answers and comments, which are not searched themselves',
  query: { is: 'words', optional: false, words: true },
  modes: ['query', 'thread'],
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
  rates: { all: METHOD, search: METHOD, questions: METHOD, answers: METHOD, comments: METHOD },
  reach: ['views', 'likes', 'replies'],
  terms: 'CC BY-SA: show author, address and licence with the text (extras.author_url, extras.license)',
  evidence: {
    kind: 'schema only',
    of: 'their documentation and threads on its limits, replies written by us; that sites go by their domain, whether todate includes its second, and the addresses of comments are general knowledge; never run live',
    date: '2026',
  },
  matching: 'loose',
  // The search shows a question minutes after it was asked.
  overlapMs: 60 * 60_000,
  options: {
    site: { about: 'the site by its domain, e.g. serverfault.com or cooking.stackexchange.com', fallback: SITE },
    tagged: { about: 'only questions with this tag; several, separated by ;, are alternatives' },
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
  for (let cursor: Cursor | null = cursorOf(checkpoint.cursor); cursor !== null; ) {
    const at: Cursor = cursor;
    const value = await server.get('/search/advanced', 'search', paramsOf(request, at));
    const items = server.itemsIn(value);
    const { posts, quarantined } = server.questions(items);
    cursor = hasMore(value) ? nextCursor(at, items) : null;
    const cut = hasMore(value) && cursor === null;
    const page: Page = {
      posts,
      quarantined,
      checkpoint: { cursor: cursor === null ? null : { before: cursor.before, page: cursor.page }, memory },
      ...(cut ? { note: 'one second holds more questions than the network shows; those before it are missing' } : {}),
    };
    yield request.replies ? { ...page, related: await repliesTo(posts, server) } : page;
  }
}

function paramsOf({ query, since, until, options }: FetchRequest<Option>, at: Cursor): Record<string, string> {
  const before = at.before ?? (until === null ? null : Math.ceil(until / 1000));
  return {
    q: query ?? '',
    sort: 'creation',
    order: 'desc',
    pagesize: String(PAGE),
    page: String(at.page),
    ...(since === null ? {} : { fromdate: String(Math.floor(since / 1000)) }),
    ...(before === null ? {} : { todate: String(before) }),
    ...(options.tagged === undefined ? {} : { tagged: options.tagged }),
  };
}

function cursorOf(given: Json): Cursor {
  if (typeof given !== 'object' || given === null || !('page' in given)) return { before: null, page: 1 };
  return { before: typeof given['before'] === 'number' ? given['before'] : null, page: Number(given['page']) };
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
  if (before !== null && (at.before === null || before < at.before)) return { before, page: 1 };
  return at.page < LAST_PAGE ? { before: at.before, page: at.page + 1 } : null;
}

async function repliesTo(posts: readonly PostRow[], server: Server): Promise<PostRow[]> {
  const ids = posts.flatMap(({ id }) => (id === null ? [] : [id.slice(id.lastIndexOf(':') + 1)]));
  return ids.length === 0 ? [] : (await server.below(ids)).posts;
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
