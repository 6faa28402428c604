/** Posts of the whole network as they are written, by Jetstream; of them those that our own query wants. */
import { AppError } from '../../core/errors.js';
import type { Http } from '../http/http.js';
import type { Checkpoint, FetchRequest, Json, Page, Quarantined } from '../source.js';
import type { Server } from './server.js';

const COLLECTION = 'app.bsky.feed.post';
/** Events are only roughly in the order of their time: each connection begins so much (microseconds) before the last one. */
const OVERLAP_US = 10_000_000;
/** A stream of everything is never silent for so long (microseconds): where it is, something is missing. */
const GAP_US = 120_000_000;
/** Milliseconds after which a place is kept in which nothing was found. */
const KEEP_MS = 30_000;
/** No event is further ahead of our clock (milliseconds): going on from there would leave out all that is between. */
const AHEAD_MS = 3_600_000;

/** What is read of an event. */
interface Event {
  readonly did: string;
  readonly at: number;
  readonly operation: 'create' | 'update' | 'delete' | null;
  readonly uri: string;
  readonly record: unknown;
}

export async function* streamPages(
  request: FetchRequest<'lang' | 'jetstream'>,
  http: Http,
  { server, jetstream }: { readonly server: Server; readonly jetstream: string },
  { cursor, memory }: Checkpoint,
): AsyncGenerator<Page> {
  const wanted = request.wanted ?? (() => true);
  let at = placeOf(cursor) ?? placeOf(memory) ?? (request.since === null ? null : request.since * 1000);
  let kept = at;
  let keptAt = http.now();
  /** Where the connection was to begin, until its first event shows where it did. */
  let begin: number | null = null;
  const address = (): URL => {
    begin = at;
    return addressOf(jetstream, at);
  };
  const pageOf = (page: Pick<Page, 'posts' | 'quarantined' | 'note'>): Page => {
    kept = at;
    keptAt = http.now();
    // Both: a run that ends well has no cursor any more, and the next one goes on here all the same.
    return { ...page, checkpoint: { cursor: at, memory: at } };
  };
  try {
    for await (const messages of http.follow(address)) {
      const { events, quarantined } = eventsIn(messages, http.now());
      const [first] = events;
      const gap = first !== undefined && begin !== null && first.at - begin > GAP_US ? gapOf(begin, first.at) : null;
      if (first !== undefined) begin = null;
      for (const event of events) at = Math.max(at ?? 0, event.at);
      const read = await server.readStream(viewsOf(events, request.options.lang), wanted);
      const all = [...quarantined, ...read.quarantined];
      const isNews = read.posts.length > 0 || all.length > 0 || gap !== null;
      if (isNews || (at !== kept && http.now() - keptAt > KEEP_MS)) {
        yield pageOf({ posts: read.posts, quarantined: all, ...(gap === null ? {} : { note: gap }) });
      }
    }
  } catch (error) {
    // Authors were being looked up when the time of the run was over; their posts come again.
    if (!(error instanceof AppError) || error.code !== 'fetch.deadline') throw error;
    at = kept;
  }
  yield pageOf({ posts: [], quarantined: [] });
}

/** A place that was kept: microseconds since 1970. */
function placeOf(kept: Json): number | null {
  return typeof kept === 'number' ? kept : null;
}

function addressOf(base: string, at: number | null): URL {
  const url = new URL(`${base.replace(/\/+$/, '')}/subscribe`);
  url.searchParams.set('wantedCollections', COLLECTION);
  if (at !== null) url.searchParams.set('cursor', String(Math.max(0, at - OVERLAP_US)));
  return url;
}

/** Servers keep events for some days. */
function gapOf(from: number, to: number): string {
  const [since, until] = [from, to].map((time) => `${new Date(time / 1000).toISOString().slice(0, 19)}Z`);
  return `nothing came of the time from ${since} to ${until}: a search with --since and --until may find it`;
}

function eventsIn(messages: readonly string[], now: number): { events: Event[]; quarantined: Quarantined[] } {
  const events: Event[] = [];
  const quarantined: Quarantined[] = [];
  for (const message of messages) {
    const event = eventIn(message, now);
    if (typeof event === 'string') quarantined.push({ reason: event, item: message.slice(0, 4000) });
    else events.push(event);
  }
  return { events, quarantined };
}

/** The reason in words where it is none. */
function eventIn(message: string, now: number): Event | string {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return 'is no JSON';
  }
  if (typeof value !== 'object' || value === null) return 'is no event';
  const { did, time_us: at, commit } = value as Readonly<Record<string, unknown>>;
  if (typeof did !== 'string' || !did.startsWith('did:')) return 'has no did';
  if (!Number.isSafeInteger(at) || Number(at) <= 0) return 'has no time';
  if (Number(at) / 1000 > now + AHEAD_MS) return 'is of the future';
  const told = (commit ?? {}) as Readonly<Record<string, unknown>>;
  const { operation, collection, rkey, record } = told;
  const isPost = collection === COLLECTION && typeof rkey === 'string';
  return {
    did,
    at: Number(at),
    // Others tell of accounts and handles; they show how far the stream is, too.
    operation:
      isPost && (operation === 'create' || operation === 'update' || operation === 'delete') ? operation : null,
    uri: `at://${did}/${COLLECTION}/${String(rkey)}`,
    record,
  };
}

/** Posts as views, without those that were deleted at once; an edit is the post. */
function viewsOf(events: readonly Event[], lang: string | undefined): unknown[] {
  const views = new Map<string, unknown>();
  for (const { did, at, operation, uri, record } of events) {
    if (operation === 'delete') views.delete(uri);
    if (operation !== 'create' && operation !== 'update') continue;
    if (lang !== undefined && !langsOf(record).includes(lang)) continue;
    const indexedAt = new Date(at / 1000).toISOString();
    views.set(uri, { uri, author: { did }, record, indexedAt });
  }
  return [...views.values()];
}

function langsOf(record: unknown): readonly unknown[] {
  const langs = (record as { readonly langs?: unknown } | null | undefined)?.langs;
  return Array.isArray(langs) ? langs.map((lang) => String(lang).split('-')[0]) : [];
}
