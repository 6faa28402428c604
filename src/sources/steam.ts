/** Reviews of a game or program on Steam. */
import * as v from 'valibot';
import { AppError } from '../core/errors.js';
import type { PostDraft, PostRow } from '../posts/row.js';
import type { Http } from './http/http.js';
import { plainRateLimit } from './http/limits.js';
import { counted, listIn, readItems } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Page } from './source.js';
import { STEAM_LANGUAGES, withoutBbcode } from './steam/text.js';

type Option = 'language' | 'match';

const PAGE = '100';
const BEGINNING = '*';

const COUNT = v.nullish(v.union([v.number(), v.string()]));

const REVIEW = v.looseObject({
  recommendationid: v.union([v.string(), v.number()]),
  author: v.nullish(
    v.looseObject({
      steamid: v.nullish(v.union([v.string(), v.number()])),
      num_games_owned: COUNT,
      num_reviews: COUNT,
      playtime_forever: COUNT,
      playtime_at_review: COUNT,
    }),
  ),
  language: v.nullish(v.string()),
  review: v.nullish(v.string()),
  timestamp_created: v.nullish(v.number()),
  timestamp_updated: v.nullish(v.number()),
  voted_up: v.nullish(v.boolean()),
  votes_up: COUNT,
  votes_funny: COUNT,
  weighted_vote_score: COUNT,
  comment_count: COUNT,
  steam_purchase: v.nullish(v.boolean()),
  received_for_free: v.nullish(v.boolean()),
  written_during_early_access: v.nullish(v.boolean()),
  developer_response: v.nullish(v.string()),
  timestamp_dev_responded: v.nullish(v.number()),
});

type Review = v.InferOutput<typeof REVIEW>;

export default defineSource<Option>({
  id: 'steam',
  title: 'Steam reviews',
  network: 'steam',
  finds: 'all reviews of a game or program in all languages, newest first; with --replies what its developer answered',
  query: { is: 'id of an app (the number in its address), or its address in the store', optional: false, words: false },
  modes: ['query'],
  replies: true,
  baseUrl: 'https://store.steampowered.com',
  credentials: [],
  limits: 'no number is published; we ask 30 times a minute',
  rates: { all: { requests: 30, perMs: 60_000, burst: 4 } },
  reach: ['likes', 'replies'],
  terms:
    'a review says yes or no and has no stars (extras.recommended); the names of authors are not told; texts belong to those who wrote them',
  evidence: {
    kind: 'recorded reply',
    of: "reviews that a public client keeps with its samples; paging by its documentation; the service of today was never asked. Guesses: the time of a developer's response, the address of a review, the tags of its markup, and the pace that it allows",
    date: '2019',
  },
  matching: 'exact',
  overlapMs: 24 * 3_600_000,
  options: {
    language: {
      about: 'only reviews in one language, by the name that Steam has for it',
      values: ['all', ...Object.keys(STEAM_LANGUAGES)],
      fallback: 'all',
    },
    match: { about: 'a query that reviews must match, as in brandwatch query' },
  },
  parseRateLimit: plainRateLimit,
  pages,
  check: async (request, http) => {
    // A game of Steam's own.
    reviewsIn((await http.json(addressOf(request, '620', BEGINNING, '1'))).value, request, '620');
    return 'answers';
  },
});

async function* pages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const app = appOf(request.query ?? '');
  const context = { source: request.label, collectedAt: http.now() };
  const { memory } = checkpoint;
  const seen = new Set<string>();
  let wasEmpty = false;
  for (let at = typeof checkpoint.cursor === 'string' ? checkpoint.cursor : BEGINNING; ; ) {
    seen.add(at);
    const { value } = await http.json(addressOf(request, app, at, PAGE));
    const reviews = reviewsIn(value, request, app);
    const { posts, quarantined } = readItems(reviews, REVIEW, context, (review) => draftOf(review, app));
    const { cursor } = value as { readonly cursor?: unknown };
    // The last cursor leads to a page without reviews, or to itself. A single empty page that leads on may be one too many.
    const isEmpty = reviews.length === 0;
    const ended = (isEmpty && wasEmpty) || typeof cursor !== 'string' || cursor === '' || seen.has(cursor);
    wasEmpty = isEmpty;
    const next = ended || isPast(posts, request.since) ? null : cursor;
    const page: Page = { posts, quarantined, checkpoint: { cursor: next, memory } };
    yield request.replies
      ? { ...page, related: responsesTo(counted(posts, request), reviews, request, context) }
      : page;
    if (next === null) return;
    at = next;
  }
}

/** Steam's defaults leave out what was bought elsewhere, other languages, and what it takes for a campaign. */
function addressOf({ baseUrl, options }: FetchRequest<Option>, app: string, cursor: string, size: string): URL {
  const url = new URL(`${baseUrl}/appreviews/${app}`);
  const params = {
    json: '1',
    filter: 'recent',
    language: options.language ?? 'all',
    purchase_type: 'all',
    num_per_page: size,
    cursor,
    filter_offtopic_activity: '0',
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url;
}

function appOf(query: string): string {
  const address = /^https?:\/\/(?:store\.steampowered|steamcommunity)\.com\/app\/(\d{1,10})(?:$|[/?#])/i;
  const id = /^\d{1,10}$/.exec(query.trim())?.[0] ?? address.exec(query)?.[1];
  if (id !== undefined) return id;
  throw new AppError('usage', `"${query}" is neither the id of an app on Steam nor its address`, {
    code: 'fetch.app',
    hint: 'take the number in its address, for example: brandwatch fetch steam 620',
  });
}

function reviewsIn(value: unknown, { baseUrl }: FetchRequest<Option>, app: string): readonly unknown[] {
  const success = (value as { readonly success?: unknown } | null)?.success;
  if (success !== undefined && success !== 1 && success !== true) {
    throw new AppError('input-missing', `Steam has no reviews of an app ${app}`, {
      code: 'fetch.app',
      hint: 'check the number: it is in the address of the app in the store',
    });
  }
  return listIn(value, 'reviews', new URL(baseUrl).host);
}

function draftOf(review: Review, app: string): PostDraft {
  const { author } = review;
  const steamId = author?.steamid ?? null;
  return {
    network: 'steam',
    id: review.recommendationid,
    url: steamId === null ? null : reviewUrl(steamId, app),
    kind: 'review',
    created_at: momentOf(review.timestamp_created),
    text: withoutBbcode(review.review ?? ''),
    lang: languageOf(review.language),
    author_id: steamId,
    thread: keyOf(review),
    likes: review.votes_up,
    replies: review.comment_count,
    place: app,
    extras: {
      recommended: review.voted_up,
      edited_at: editedAt(review),
      votes_funny: review.votes_funny,
      // Text, but the number 0.
      vote_score: scoreOf(review.weighted_vote_score),
      steam_language: review.language,
      steam_purchase: review.steam_purchase,
      received_for_free: review.received_for_free,
      early_access: review.written_during_early_access,
      author_games: author?.num_games_owned,
      author_reviews: author?.num_reviews,
      author_minutes_played: author?.playtime_forever,
      author_minutes_at_review: author?.playtime_at_review,
    },
  };
}

/** What developers answered to the reviews of a page that are posts. */
function responsesTo(
  posts: readonly PostRow[],
  reviews: readonly unknown[],
  request: FetchRequest<Option>,
  context: { readonly source: string; readonly collectedAt: number },
): PostRow[] {
  const app = appOf(request.query ?? '');
  const kept = new Set(posts.map(({ key }) => key));
  // What is malformed was quarantined with its review.
  return readItems(reviews, REVIEW, context, (review) => (kept.has(keyOf(review)) ? responseOf(review, app) : null))
    .posts;
}

function responseOf(review: Review, app: string): PostDraft | null {
  const text = withoutBbcode(review.developer_response ?? '');
  if (text === '') return null;
  const steamId = review.author?.steamid ?? null;
  return {
    network: 'steam',
    id: `${review.recommendationid}:response`,
    url: steamId === null ? null : reviewUrl(steamId, app),
    kind: 'reply',
    created_at: momentOf(review.timestamp_dev_responded),
    text,
    author_role: 'brand',
    thread: keyOf(review),
    parent: keyOf(review),
    place: app,
  };
}

function scoreOf(score: string | number | null | undefined): number | null {
  return typeof score === 'string' && /^\d(?:\.\d{1,20})?$/.test(score)
    ? Number(score)
    : Number.isFinite(score)
      ? Number(score)
      : null;
}

function languageOf(name: string | null | undefined): string | null {
  return STEAM_LANGUAGES[name ?? ''] ?? null;
}

function keyOf({ recommendationid }: Review): string {
  return `steam:${recommendationid}`;
}

function reviewUrl(steamId: string | number, app: string): string {
  return `https://steamcommunity.com/profiles/${encodeURIComponent(steamId)}/recommended/${app}/`;
}

function editedAt({ timestamp_created: created, timestamp_updated: updated }: Review): string | null {
  const at = momentOf(updated);
  return at === null || updated === created || at > 8.64e15 ? null : new Date(at).toISOString();
}

function momentOf(seconds: number | null | undefined): number | null {
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : null;
}

/** Whether all of a page is older than wanted. */
function isPast(posts: readonly PostRow[], since: number | null): boolean {
  return since !== null && posts.length > 0 && posts.every(({ created_at }) => Date.parse(created_at) < since);
}
