/** YouTube through its Data API: videos by words or of a channel, and the comments below them. */
import type * as v from 'valibot';
import { AppError } from '../core/errors.js';
import type { PostRow } from '../posts/row.js';
import type { Http } from './http/http.js';
import { counted, type ReadItems, readItems } from './items.js';
import { type Checkpoint, defineSource, type FetchRequest, type Json, type Page } from './source.js';
import { FOUND, LISTED } from './youtube/items.js';
import { youtubeRateLimit } from './youtube/limits.js';
import { isWithoutComments, memberOf, type Option, type Params, Server } from './youtube/server.js';

/** A search ends near here, however many there are: then a new one goes on with what is older. */
const DEPTH = 400;
/** Threads of comments that --replies takes of one video. */
const THREADS = '500';
const DAY_MS = 86_400_000;

export default defineSource<Option>({
  id: 'youtube',
  title: 'YouTube',
  network: 'youtube',
  finds:
    'videos by words, newest first, and their comments; comments by words within one channel; all videos of a channel',
  query: { is: 'words; | is or, - leaves out', optional: false, words: true },
  modes: ['query', 'thread', 'author'],
  replies: true,
  baseUrl: 'https://www.googleapis.com',
  credentials: [
    {
      env: 'YOUTUBE_API_KEY',
      about: 'is a key of a project of your own',
      where: 'console.cloud.google.com: a project, YouTube Data API v3 enabled, then Credentials, API key; free',
      optional: false,
    },
  ],
  limits:
    '100 searches a day for each project (a page of 50 videos is one), and 10 000 units for the rest: videos, comments and channels cost 1 a request; anew at midnight Pacific time',
  rates: {
    all: { requests: 10_000, perMs: DAY_MS, burst: 10_000 },
    search: { requests: 100, perMs: DAY_MS, burst: 100 },
  },
  reach: ['author_followers', 'views', 'likes', 'replies', 'place_reach'],
  terms: 'data must be refreshed or deleted within 30 days (a guess: not looked up); name YouTube with what is shown',
  evidence: {
    kind: 'recorded reply',
    of: 'the shape of replies that a public client keeps for its tests; never run live. Guesses: the key as a header, the reasons of 403, the uploads playlist of a channel, that the original text of a comment may be left out, and that the newest threads come first',
    date: '2022',
  },
  matching: 'loose',
  // The search learns of a video hours after it was published.
  overlapMs: 12 * 3_600_000,
  options: {
    channel: { about: 'id of a channel (UC…): comments there that hold the words, instead of videos' },
    region: { about: 'only videos that can be seen in this country, e.g. PT' },
    language: { about: 'rather videos in this language, e.g. pt' },
    threads: {
      about: 'with --replies: comments of each video, of its newest threads at most so many; 100 of them cost a unit',
      fallback: THREADS,
    },
  },
  parseRateLimit: youtubeRateLimit,
  pages: (request, http, checkpoint) =>
    request.mode === 'thread' || (request.mode === 'query' && request.options.channel !== undefined)
      ? commentPages(request, http, checkpoint)
      : videoPages(request, http, checkpoint),
  check: async (request, http) => {
    // Of the big quota, not of the small one of searches.
    await new Server(request, http).list('videoCategories', { part: 'snippet', regionCode: 'US' });
    return 'key accepted';
  },
});

interface Cursor {
  /** Of a search: only what was published before, ISO 8601; null is now. */
  readonly before: string | null;
  readonly token: string | null;
  /** How many the search has given so far. */
  readonly listed: number;
}

function cursorOf(given: Json): Cursor {
  if (typeof given !== 'object' || given === null || !('token' in given))
    return { before: null, token: null, listed: 0 };
  const { before, token, listed } = given as { readonly before?: Json; readonly token: Json; readonly listed?: Json };
  return {
    before: typeof before === 'string' ? before : null,
    token: typeof token === 'string' ? token : null,
    listed: Number(listed ?? 0),
  };
}

function kept(cursor: Cursor | null): Json {
  return cursor === null ? null : { before: cursor.before, token: cursor.token, listed: cursor.listed };
}

async function* videoPages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const threads = threadsIn(request);
  const { memory } = checkpoint;
  const uploads = request.mode === 'author' ? await uploadsOf(request.author ?? '', server) : null;
  for (let cursor: Cursor | null = cursorOf(checkpoint.cursor); cursor !== null; ) {
    const at: Cursor = cursor;
    const { items, next } =
      uploads === null
        ? await server.list('search', searchOf(request, at))
        : await server.list('playlistItems', {
            part: 'contentDetails',
            playlistId: uploads,
            maxResults: '50',
            pageToken: at.token,
          });
    const { ids, quarantined } = uploads === null ? idsIn(items, FOUND, 'id') : idsIn(items, LISTED, 'contentDetails');
    const found = await server.videos(ids);
    const listed = at.listed + items.length;
    const past = isPast(found.posts, request.since);
    cursor = past
      ? null
      : next !== null
        ? { ...at, token: next, listed }
        : uploads === null
          ? sliceAfter(at, listed, found.posts)
          : null;
    const related: PostRow[] = [];
    let cut = 0;
    for (const { id, replies } of request.replies ? counted(found.posts, request) : []) {
      if (id === null || replies === 0) continue;
      const { posts, more } = await server.commentsOf(id, threads);
      related.push(...posts);
      if (more) cut += 1;
    }
    const notes = [...(cut === 0 ? [] : [cutNote(cut, threads)]), ...(cursor === null ? [quotaNote(server)] : [])];
    const said = notes.filter((note) => note !== null);
    yield {
      posts: found.posts,
      ...(request.replies ? { related } : {}),
      quarantined: [...quarantined, ...found.quarantined],
      checkpoint: { cursor: kept(cursor), memory },
      ...(said.length === 0 ? {} : { note: said.join('; ') }),
    };
  }
}

/** Throws AppError `usage`. */
function threadsIn({ options }: FetchRequest<Option>): number {
  const given = options.threads ?? THREADS;
  if (/^[1-9]\d{0,6}$/.test(given)) return Number(given);
  throw new AppError('usage', `the option threads is "${given}", expected a whole number from 1`, {
    code: 'fetch.option',
    hint: `for example --option threads=${THREADS}`,
  });
}

function cutNote(videos: number, threads: number): string {
  const which = videos === 1 ? 'a video has' : `${videos} videos have`;
  const more = threads * 10;
  return `${which} more comments than the newest ${threads} threads that were taken: --option threads=${more} takes more, each 100 for a unit of the quota`;
}

function searchOf({ query, since, until, options }: FetchRequest<Option>, { before, token }: Cursor): Params {
  const end = before ?? (until === null ? null : new Date(until).toISOString());
  return {
    part: 'snippet',
    q: query ?? '',
    type: 'video',
    order: 'date',
    maxResults: '50',
    publishedAfter: since === null ? null : secondsOf(since),
    publishedBefore: end === null ? null : secondsOf(Date.parse(end)),
    relevanceLanguage: options.language ?? null,
    regionCode: options.region ?? null,
    pageToken: token,
  };
}

function secondsOf(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Where a search that ended at its depth goes on: with what is older than all that it gave. */
function sliceAfter(at: Cursor, listed: number, posts: readonly PostRow[]): Cursor | null {
  const oldest = posts.map(({ created_at }) => created_at).sort()[0];
  if (listed < DEPTH || oldest === undefined) return null;
  const before = new Date(Date.parse(oldest) + 1000).toISOString();
  return at.before !== null && before >= at.before ? null : { before, token: null, listed: 0 };
}

/** Ids of videos that a list names. */
function idsIn(
  items: readonly unknown[],
  schema: v.GenericSchema<unknown, unknown>,
  member: string,
): { readonly ids: readonly string[]; readonly quarantined: ReadItems['quarantined'] } {
  const ids = new Set<string>();
  const { quarantined } = readItems(items, schema, { source: '', collectedAt: 0 }, (item) => {
    ids.add(String(memberOf(memberOf(item, member), 'videoId')));
    return null;
  });
  return { ids: [...ids], quarantined };
}

/** The list of all that a channel published, by its handle or id. */
async function uploadsOf(author: string, server: Server): Promise<string> {
  const by: Params = /^UC[\w-]{22}$/.test(author) ? { id: author } : { forHandle: `@${author}` };
  const { items } = await server.list('channels', { part: 'snippet,statistics,contentDetails', ...by });
  const [channel] = items;
  server.learnChannel(channel);
  const uploads = memberOf(memberOf(memberOf(channel, 'contentDetails'), 'relatedPlaylists'), 'uploads');
  if (typeof uploads === 'string' && uploads !== '') return uploads;
  throw new AppError('input-missing', `there is no channel @${author} on YouTube`, {
    code: 'fetch.author',
    hint: 'give its handle, as in youtube.com/@handle, or its id, which begins with UC',
  });
}

async function* commentPages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page> {
  const server = new Server(request, http);
  const { memory } = checkpoint;
  const videoId = request.mode === 'thread' ? videoIn(request.thread ?? '') : null;
  const start = cursorOf(checkpoint.cursor).token;
  const video = videoId === null ? { posts: [], quarantined: [] } : await server.videos([videoId]);
  const asked: Params =
    videoId === null
      ? { allThreadsRelatedToChannelId: request.options.channel ?? '', searchTerms: request.query }
      : { videoId };
  let before: readonly PostRow[] = start === null ? video.posts : [];
  for (let token = start; ; ) {
    const read = await server.comments({ ...asked, pageToken: token }).catch((error: unknown) => {
      if (isWithoutComments(error)) return null;
      throw error;
    });
    if (read === null) {
      yield {
        posts: before,
        quarantined: [],
        checkpoint: { cursor: null, memory },
        note: 'comments are switched off there',
      };
      return;
    }
    const { posts, quarantined, next } = read;
    const past = videoId === null && isPast(posts, request.since);
    const over = next === null || past;
    const note = over ? quotaNote(server) : null;
    const cursor = over ? null : { before: null, token: next, listed: 0 };
    yield {
      posts: [...before, ...posts],
      quarantined: [...(token === null ? video.quarantined : []), ...quarantined],
      checkpoint: { cursor: kept(cursor), memory },
      ...(note === null ? {} : { note }),
    };
    if (over) return;
    before = [];
    token = next;
  }
}

function videoIn(address: string): string {
  const id = /(?:[?&]v=|youtu\.be\/|\/(?:shorts|live|embed)\/)([\w-]{11})(?:$|[?&#/])/.exec(address)?.[1];
  if (id !== undefined) return id;
  throw new AppError('usage', `"${address}" is no address of a video on YouTube`, {
    code: 'fetch.thread',
    hint: 'for example --thread "https://www.youtube.com/watch?v=abcdefghijk"',
  });
}

function isPast(posts: readonly PostRow[], since: number | null): boolean {
  return since !== null && posts.length > 0 && posts.every(({ created_at }) => Date.parse(created_at) < since);
}

/** Said where a good part of a day's quota is gone. */
function quotaNote({ searches, units }: Server): string | null {
  if (searches < 10 && units < 1000) return null;
  return `took ${searches} of the 100 searches and ${units} of the 10 000 units that a day has`;
}
