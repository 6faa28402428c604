/** Reviews of an app in Apple's App Store, through the feed of its customers' reviews. */
import * as v from 'valibot';
import { AppError } from '../core/errors.js';
import type { PostDraft, PostRow } from '../posts/row.js';
import type { Http } from './http/http.js';
import { plainRateLimit } from './http/limits.js';
import { readItems } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';

type Option = 'country' | 'match';

/** Behind it the feed answers that it is no deeper. */
const LAST_PAGE = 10;
const FIRST_COUNTRY = 'us';

/** Every value of the feed is wrapped. */
const LABEL = v.nullish(v.looseObject({ label: v.nullish(v.union([v.string(), v.number()])) }));

const ENTRY = v.looseObject({
  id: v.looseObject({ label: v.union([v.string(), v.number()]) }),
  author: v.nullish(v.looseObject({ name: LABEL, uri: LABEL })),
  title: LABEL,
  content: LABEL,
  updated: LABEL,
  'im:rating': LABEL,
  'im:version': LABEL,
  'im:voteSum': LABEL,
  'im:voteCount': LABEL,
});

/** Addresses have two forms, and an app that is empty in one of them may have reviews in the other. */
type Form = 'path' | 'parameter';

interface Cursor {
  readonly country: string;
  readonly page: number;
  readonly form: Form;
  /** Whether the page before was empty, which the feed now and then is in the middle: two of them are its end. */
  readonly afterEmpty: boolean;
}

interface App {
  readonly id: string;
  readonly countries: readonly string[];
}

export default defineSource<Option>({
  id: 'appstore',
  title: 'App Store reviews',
  network: 'appstore',
  finds: 'the newest 500 reviews of an app in each country that is named; no replies of developers',
  query: {
    is: 'id of an app (the number behind "id"), or its address in the App Store',
    optional: false,
    words: false,
  },
  modes: ['query'],
  replies: false,
  baseUrl: 'https://itunes.apple.com',
  credentials: [],
  limits: 'none that is known; 10 pages of 50 reviews for each app and country',
  rates: { all: { requests: 20, perMs: 60_000, burst: 5 } },
  reach: ['likes', 'rating'],
  terms: 'the feed is not documented and may change or end; the texts belong to those who wrote them',
  evidence: {
    kind: 'recorded reply',
    of: 'replies that a public client keeps for its tests; the service of today was never asked. Guesses, since they are not in these: that entries have a date, that the first may be the app itself, the address of an app; that another form of the address helps where nothing comes is from a thread of September 2026',
    date: '2021-01-30',
  },
  matching: 'exact',
  // Reviews are checked before they are shown, and the feed is cached.
  overlapMs: 3 * 24 * 3_600_000,
  options: {
    country: { about: 'countries by their two letters, e.g. us,gb,de; default: that of the address, else us' },
    match: { about: 'a query that reviews must match, as in brandwatch query' },
  },
  parseRateLimit: plainRateLimit,
  pages,
  check: async (request, http) => {
    // Apple's own tool for developers, which will not go away.
    await http.json(addressOf(request, '497799835', { country: FIRST_COUNTRY, page: 1, form: 'path' }));
    return 'answers';
  },
});

async function* pages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const app = appOf(request);
  const { memory } = checkpoint;
  const context = { source: request.label, collectedAt: http.now() };
  for (let cursor: Cursor | null = cursorOf(checkpoint.cursor, app); cursor !== null; ) {
    const at: Cursor = cursor;
    const entries = entriesIn((await http.json(addressOf(request, app.id, at))).value, request);
    const { posts, quarantined } = readItems(entries, ENTRY, context, (entry) => draftOf(entry, app.id, at.country));
    const isEmpty = entries.length === 0;
    const unknown = isEmpty && at.page === 1 && at.form === 'parameter';
    cursor = nextCursor(at, app, isEmpty, isPast(posts, request.since));
    const next: Json = cursor === null ? null : { ...cursor };
    yield {
      posts,
      quarantined,
      checkpoint: { cursor: next, memory },
      ...(unknown ? { note: nothingFor(app.id, at.country) } : {}),
    };
  }
}

function nothingFor(id: string, country: string): string {
  return `the feed has no reviews of app ${id} in ${country}: whether there are none or it does not know the app, it does not say`;
}

function nextCursor(at: Cursor, { countries }: App, isEmpty: boolean, isOver: boolean): Cursor | null {
  if (isEmpty && at.page === 1 && at.form === 'path') return { ...at, form: 'parameter' };
  const isEnd = isEmpty && (at.page === 1 || at.afterEmpty);
  if (!isEnd && !isOver && at.page < LAST_PAGE) return { ...at, page: at.page + 1, afterEmpty: isEmpty };
  const country = countries[countries.indexOf(at.country) + 1];
  return country === undefined ? null : beginning(country);
}

function cursorOf(given: Json, { countries }: App): Cursor {
  const [country = FIRST_COUNTRY] = countries;
  if (typeof given !== 'object' || given === null || !('page' in given)) return beginning(country);
  return {
    country: String(given['country'] ?? country),
    page: Number(given['page']),
    form: given['form'] === 'parameter' ? 'parameter' : 'path',
    afterEmpty: given['afterEmpty'] === true,
  };
}

function beginning(country: string): Cursor {
  return { country, page: 1, form: 'path', afterEmpty: false };
}

function addressOf(
  { baseUrl }: FetchRequest<Option>,
  id: string,
  { country, page, form }: Omit<Cursor, 'afterEmpty'>,
): URL {
  const rest = `rss/customerreviews/page=${page}/id=${id}/sortby=mostrecent/json`;
  return new URL(form === 'path' ? `${baseUrl}/${country}/${rest}` : `${baseUrl}/${rest}?cc=${country}`);
}

function appOf({ query, options }: FetchRequest<Option>): App {
  const asked = query ?? '';
  const address = /^https?:\/\/(?:apps|itunes)\.apple\.com\/(?:([a-z]{2})\/)?(?:[^?#]*\/)?id(\d{1,15})(?:$|[/?#])/i;
  const found = address.exec(asked);
  const id = /^(?:id)?(\d{1,15})$/.exec(asked.trim())?.[1] ?? found?.[2];
  if (id === undefined) {
    throw new AppError('usage', `"${asked}" is neither the id of an app nor its address in the App Store`, {
      code: 'fetch.app',
      hint: 'take the number behind "id" in its address, for example: brandwatch fetch appstore 497799835',
    });
  }
  const given = options.country ?? found?.[1] ?? FIRST_COUNTRY;
  const countries = given.toLowerCase().split(/[\s,]+/);
  const wrong = countries.find((country) => !/^[a-z]{2}$/.test(country));
  if (wrong !== undefined) {
    throw new AppError('usage', `"${wrong}" is no country of the App Store`, {
      code: 'fetch.country',
      hint: 'name countries by their two letters, for example country=us,gb',
    });
  }
  return { id, countries: [...new Set(countries)] };
}

/** The entries of a page: a list, a single one without a list around it, or none at all. Throws AppError where it is no feed. */
function entriesIn(value: unknown, { baseUrl }: FetchRequest<Option>): readonly unknown[] {
  const feed = (value as { readonly feed?: unknown } | null)?.feed;
  if (typeof feed !== 'object' || feed === null) {
    throw new AppError('source-unavailable', `${new URL(baseUrl).host} answers without a feed`, {
      code: 'fetch.shape',
      hint: 'check that the address is that of such a server',
    });
  }
  const { entry } = feed as { readonly entry?: unknown };
  if (Array.isArray(entry)) return entry;
  return entry === undefined || entry === null ? [] : [entry];
}

/** The address of a review opens nothing that a browser shows: that of the app stands in for it. */
function draftOf(entry: v.InferOutput<typeof ENTRY>, app: string, country: string): PostDraft | null {
  // The app itself.
  if ((entry['im:rating'] ?? null) === null) return null;
  const rating = Number(entry['im:rating']?.label);
  const authorUri = entry.author?.uri?.label;
  return {
    network: 'appstore',
    id: entry.id.label,
    url: `https://apps.apple.com/${country}/app/id${app}`,
    kind: 'review',
    created_at: entry.updated?.label,
    title: entry.title?.label,
    text: entry.content?.label,
    author_id: typeof authorUri === 'string' ? /\/id(\d{1,20})(?:$|[?#])/.exec(authorUri)?.[1] : null,
    author_name: entry.author?.name?.label,
    // Votes for it less those against it; below zero it counts no likes.
    likes: entry['im:voteSum']?.label,
    rating: rating >= 1 && rating <= 5 ? rating : null,
    place: app,
    extras: { country, version: entry['im:version']?.label, votes: countOf(entry['im:voteCount']?.label) },
  };
}

function countOf(label: string | number | null | undefined): number | null {
  return /^\d{1,9}$/.test(String(label)) ? Number(label) : null;
}

/** Whether all of a page is older than wanted. */
function isPast(posts: readonly PostRow[], since: number | null): boolean {
  return since !== null && posts.length > 0 && posts.every(({ created_at }) => Date.parse(created_at) < since);
}
