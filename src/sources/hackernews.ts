/** Hacker News through the search of Algolia, which its site uses itself. */
import * as v from 'valibot';
import { AppError } from '../core/errors.js';
import type { PostDraft, PostRow, RowContext } from '../posts/row.js';
import { Profiles } from './hackernews/profiles.js';
import type { Http } from './http/http.js';
import { plainRateLimit } from './http/limits.js';
import { counted, listIn, readItems } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

const PAGE = 100;

const HIT = v.looseObject({
  objectID: v.union([v.string(), v.number()]),
  created_at_i: v.nullish(v.number()),
  created_at: v.nullish(v.string()),
  title: v.nullish(v.string()),
  url: v.nullish(v.string()),
  author: v.nullish(v.string()),
  points: v.nullish(v.number()),
  story_text: v.nullish(v.string()),
  comment_text: v.nullish(v.string()),
  num_comments: v.nullish(v.number()),
  story_id: v.nullish(v.union([v.string(), v.number()])),
  story_title: v.nullish(v.string()),
  parent_id: v.nullish(v.union([v.string(), v.number()])),
  _tags: v.nullish(v.array(v.string())),
});

/** A post of a whole tree; `children` are trees themselves. */
const ITEM = v.looseObject({
  id: v.union([v.string(), v.number()]),
  type: v.nullish(v.string()),
  created_at_i: v.nullish(v.number()),
  created_at: v.nullish(v.string()),
  author: v.nullish(v.string()),
  title: v.nullish(v.string()),
  url: v.nullish(v.string()),
  text: v.nullish(v.string()),
  points: v.nullish(v.number()),
  parent_id: v.nullish(v.union([v.string(), v.number()])),
  story_id: v.nullish(v.union([v.string(), v.number()])),
});

/** Everything until this second (inclusive), this page of it. Null is now. */
interface Cursor {
  readonly until: number | null;
  readonly page: number;
}

type Option = 'kind' | 'profiles';

export default defineSource<Option>({
  id: 'hackernews',
  title: 'Hacker News',
  network: 'hackernews',
  finds: 'stories and comments by words, newest first, all of them since 2006',
  query: { is: 'words; quotes make a phrase, - leaves out', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://hn.algolia.com',
  credentials: [],
  limits: '10 000 requests an hour for each address, then it blocks; 1 000 hits a query, which slices of time get past',
  rates: { all: { requests: 10_000, perMs: 3_600_000, burst: 20 } },
  reach: ['likes', 'replies'],
  terms: 'the points of comments are not public; deleted posts vanish from the index late',
  evidence: {
    kind: 'recorded reply',
    of: 'replies of the search that a public client keeps for its tests; their shape only, conversations and profiles by the documentation; the service of today was never asked',
    date: '2014',
  },
  matching: 'loose',
  // The index shows a post minutes after it was written.
  overlapMs: 60 * 60_000,
  options: {
    kind: { about: 'only stories or only comments', values: ['story', 'comment'] },
    profiles: {
      about: 'karma of authors (extras.author_karma; it is no followers), a request for each author',
      values: ['yes', 'no'],
      fallback: 'no',
    },
  },
  parseRateLimit: plainRateLimit,
  pages: (request, http, checkpoint) =>
    request.mode === 'thread' ? threadPages(request, http, checkpoint) : searchPages(request, http, checkpoint),
  check: async (request, http) => {
    const { value } = await http.json(`${request.baseUrl}/api/v1/search_by_date?query=&tags=story&hitsPerPage=1`);
    listIn(value, 'hits', new URL(request.baseUrl).host);
    return 'answers';
  },
});

async function* searchPages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const { memory } = checkpoint;
  const toldStories = new Set<string>();
  const profiles = new Profiles(request, http);
  for (let cursor: Cursor | null = cursorOf(checkpoint.cursor); cursor !== null; ) {
    const { value } = await http.json(searchUrl(request, cursor));
    const host = new URL(request.baseUrl).host;
    const hits = listIn(value, 'hits', host);
    const context = contextOf(request, http);
    const { posts, quarantined } = readItems(hits, HIT, context, draftOfHit);
    const next: Cursor | null = nextCursor(cursor, hits, pagesIn(value));
    const page: Page = {
      posts: await profiles.told(posts),
      quarantined,
      checkpoint: { cursor: next === null ? null : { until: next.until, page: next.page }, memory },
    };
    if (request.replies) {
      const related = await repliesTo(counted(posts, request), request, http, toldStories);
      yield { ...page, related: await profiles.told(related) };
    } else yield page;
    cursor = next;
  }
}

function searchUrl({ baseUrl, mode, query, author, since, until, options }: FetchRequest<Option>, at: Cursor): URL {
  const url = new URL(`${baseUrl}/api/v1/search_by_date`);
  const tags = [options.kind ?? '(story,comment,poll)', ...(mode === 'author' ? [`author_${author}`] : [])];
  const last = at.until ?? (until === null ? null : Math.ceil(until / 1000) - 1);
  const numbers = [
    ...(since === null ? [] : [`created_at_i>=${Math.floor(since / 1000)}`]),
    ...(last === null ? [] : [`created_at_i<=${last}`]),
  ];
  const given = {
    query: mode === 'author' ? '' : (query ?? ''),
    tags: tags.join(','),
    hitsPerPage: String(PAGE),
    page: String(at.page),
    typoTolerance: 'false',
    ...(numbers.length === 0 ? {} : { numericFilters: numbers.join(',') }),
  };
  for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
  return url;
}

function cursorOf(given: Json): Cursor {
  if (typeof given !== 'object' || given === null || !('until' in given)) return { until: null, page: 0 };
  return { until: typeof given.until === 'number' ? given.until : null, page: Number(given['page'] ?? 0) };
}

/** How many pages there are for the query, null where the reply does not say. */
function pagesIn(value: unknown): number | null {
  const pages = (value as { readonly nbPages?: unknown } | null)?.nbPages;
  return typeof pages === 'number' ? pages : null;
}

/**
 * Only so many pages of a query are shown, so each page but the last leads to a new query, until the oldest second of it:
 * those of that second come again and are known. Where a second holds a whole page, the pages of it are turned.
 */
function nextCursor(at: Cursor, hits: readonly unknown[], pages: number | null): Cursor | null {
  if (pages === null ? hits.length === 0 : at.page + 1 >= pages) return null;
  const seconds = hits.flatMap((hit) => {
    const second = (hit as { readonly created_at_i?: unknown } | null)?.created_at_i;
    return typeof second === 'number' ? [second] : [];
  });
  const oldest = seconds.length === 0 ? null : Math.min(...seconds);
  if (oldest === null || oldest === at.until) return { until: at.until, page: at.page + 1 };
  return { until: oldest, page: 0 };
}

function draftOfHit(hit: v.InferOutput<typeof HIT>): PostDraft {
  const id = String(hit.objectID);
  const isComment = hit._tags?.includes('comment') ?? (hit.comment_text ?? null) !== null;
  return {
    network: 'hackernews',
    id,
    url: itemUrl(id),
    kind: isComment ? 'comment' : 'post',
    created_at: momentOf(hit.created_at_i, hit.created_at),
    text: isComment ? hit.comment_text : hit.story_text,
    title: isComment ? null : hit.title,
    author_id: hit.author,
    author_handle: hit.author,
    thread: keyOf(isComment ? hit.story_id : id),
    parent: isComment ? keyOf(hit.parent_id) : null,
    // Comments have points that only their authors see; old recordings still show them.
    likes: isComment ? null : hit.points,
    replies: isComment ? null : hit.num_comments,
    extras: { link: isComment ? null : hit.url, story_title: isComment ? hit.story_title : null },
  };
}

async function* threadPages(request: FetchRequest<Option>, http: Http, { memory }: Checkpoint): AsyncGenerator<Page> {
  const id = /[?&]id=(\d{1,12})(?:$|[&#])/.exec(request.thread ?? '')?.[1];
  if (id === undefined) {
    throw new AppError('usage', `"${request.thread}" is no address of a post on Hacker News`, {
      code: 'fetch.thread',
      hint: 'for example --thread "https://news.ycombinator.com/item?id=1"',
    });
  }
  const first = await tree(id, request, http);
  const story = first.posts[0]?.thread?.replace(/^hackernews:/, '') ?? id;
  const whole = story === id ? first : await tree(story, request, http);
  const posts = await new Profiles(request, http).told(whole.posts);
  yield { ...whole, posts, checkpoint: { cursor: null, memory } };
}

async function repliesTo(
  posts: readonly PostRow[],
  request: FetchRequest<Option>,
  http: Http,
  told: Set<string>,
): Promise<PostRow[]> {
  const related: PostRow[] = [];
  for (const { thread } of posts) {
    const story = thread?.replace(/^hackernews:/, '') ?? '';
    if (!/^\d+$/.test(story) || told.has(story)) continue;
    told.add(story);
    related.push(...(await tree(story, request, http)).posts);
  }
  return related;
}

/** A post and everything below it. */
async function tree(
  id: string,
  request: FetchRequest<Option>,
  http: Http,
): Promise<Pick<Page, 'posts' | 'quarantined'>> {
  const { value } = await http.json(`${request.baseUrl}/api/v1/items/${id}`);
  const items: unknown[] = [];
  const authors = new Map<string, string>();
  // Threads are deeper than a stack.
  for (const open: unknown[] = [value]; open.length > 0; ) {
    const item = open.pop() as Readonly<Record<string, unknown>> | null;
    items.push(item);
    if (typeof item?.['author'] === 'string') authors.set(String(item['id']), item['author']);
    if (Array.isArray(item?.['children'])) open.push(...[...item['children']].reverse());
  }
  return readItems(items, ITEM, contextOf(request, http), (item) => draftOfItem(item, authors));
}

function draftOfItem(item: v.InferOutput<typeof ITEM>, authors: ReadonlyMap<string, string>): PostDraft | null {
  const isComment = item.type === 'comment';
  // A deleted one has neither; its replies still tell where it was.
  if ((item.author ?? null) === null && (item.text ?? item.title ?? null) === null) return null;
  const id = String(item.id);
  return {
    network: 'hackernews',
    id,
    url: itemUrl(id),
    kind: isComment ? 'comment' : 'post',
    created_at: momentOf(item.created_at_i, item.created_at),
    text: item.text,
    title: isComment ? null : item.title,
    author_id: item.author,
    author_handle: item.author,
    thread: keyOf(isComment ? item.story_id : id),
    parent: isComment ? keyOf(item.parent_id) : null,
    parent_author: isComment ? authors.get(String(item.parent_id)) : null,
    likes: isComment ? null : item.points,
    extras: { link: isComment ? null : item.url },
  };
}

function momentOf(seconds: number | null | undefined, text: string | null | undefined): number | string | null {
  return typeof seconds === 'number' ? seconds * 1000 : (text ?? null);
}

function itemUrl(id: string): string {
  return `https://news.ycombinator.com/item?id=${encodeURIComponent(id)}`;
}

function keyOf(id: string | number | null | undefined): string | null {
  return id === null || id === undefined ? null : `hackernews:${id}`;
}

function contextOf(request: FetchRequest<Option>, http: Http): RowContext {
  return { source: request.label, collectedAt: http.now() };
}
