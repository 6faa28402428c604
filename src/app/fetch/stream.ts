/** One stream: a source asked for one thing. Its pages go to a sink, each with the checkpoint that follows it. */
import { AppError } from '../../core/errors.js';
import { isFirstSeenTime, type PostRow } from '../../posts/row.js';
import { credentialHint } from '../../sources/http/errors.js';
import type { Http } from '../../sources/http/http.js';
import type { Redact } from '../../sources/http/redact.js';
import type { FetchRequest, Json, Page, Quarantined, Source } from '../../sources/source.js';
import type { PageSink, StreamCheckpoint } from './page-sink.js';
import type { Recheck } from './recheck.js';

export interface Stream {
  readonly key: string;
  readonly source: Source;
  /** The window in it is open: passes set it. */
  readonly request: FetchRequest;
  readonly recheck: Recheck | null;
}

export interface PassOptions {
  /** `last`: where the pass before ended, less the overlap of the source. */
  readonly since: number | 'last' | null;
  readonly until: number | null;
  /** Rows, null for all. */
  readonly limit: number | null;
  readonly maxPages: number;
}

export type Ending = 'whole' | 'limit' | 'pages' | 'repeated' | 'idle' | 'failed';

/** What came of a stream. */
export interface StreamResult {
  readonly stream: Stream;
  /** Rows written: what was asked for, and what belongs to it. */
  posts: number;
  related: number;
  /** Left out: older or newer than asked for; without the query in it; known already. */
  outside: number;
  unmatched: number;
  known: number;
  quarantined: number;
  pages: number;
  ending: Ending;
  /** What the source had to say, each once. */
  readonly notes: Set<string>;
  error: AppError | null;
}

export interface StreamDeps {
  readonly http: Http;
  readonly redact: Redact;
  readonly signal: AbortSignal | null;
  readonly onPage: (result: StreamResult) => void;
  readonly onQuarantined: (result: StreamResult, items: readonly Quarantined[]) => void;
}

/** Pages in a row that bring nothing new, after which a network is believed to go round in circles. */
const MOST_IDLE = 20;
/** The same where each page costs money. */
const MOST_IDLE_PAID = 5;

/** Posts of a stream that are remembered, so that they are not written again. */
const MOST_SEEN = 50_000;

/** Never throws but for an interrupt: a failure is in the result, and all pages before it are safe. */
export async function runStream(
  stream: Stream,
  sink: PageSink,
  options: PassOptions,
  deps: StreamDeps,
): Promise<StreamResult> {
  const result: StreamResult = {
    stream,
    posts: 0,
    related: 0,
    outside: 0,
    unmatched: 0,
    known: 0,
    quarantined: 0,
    pages: 0,
    ending: 'whole',
    notes: new Set(),
    error: null,
  };
  try {
    checkCredentials(stream);
    await new Passes(stream, sink, options, deps, result).run();
  } catch (error) {
    deps.signal?.throwIfAborted();
    result.ending = 'failed';
    result.error = error instanceof AppError ? error : internal(stream, error, deps.redact);
  } finally {
    await sink.done();
  }
  return result;
}

function checkCredentials({ source, request }: Stream): void {
  const given = Object.keys(request.credentials);
  const missing = source.credentials.filter(({ env, optional }) => !optional && !given.includes(env));
  if (missing.length === 0) return;
  const { variables = {} } = request;
  const names = missing.map(({ env }) => variables[env] ?? env).join(', ');
  throw new AppError('credentials', `${source.id} needs ${names}`, {
    code: 'fetch.credentials-missing',
    hint: credentialHint({ source, given, variables }),
  });
}

const FRESH: StreamCheckpoint = { version: 1, pass: null, newest: null, finished: null, memory: null };

type Pass = NonNullable<StreamCheckpoint['pass']>;

class Passes {
  readonly #stream: Stream;
  readonly #sink: PageSink;
  readonly #options: PassOptions;
  readonly #deps: StreamDeps;
  readonly #result: StreamResult;
  readonly #seen = new Set<string>();
  #state = FRESH;

  constructor(stream: Stream, sink: PageSink, options: PassOptions, deps: StreamDeps, result: StreamResult) {
    this.#stream = stream;
    this.#sink = sink;
    this.#options = options;
    this.#deps = deps;
    this.#result = result;
  }

  /** Ends the pass that was interrupted, if any, then runs the one that is asked for. */
  async run(): Promise<void> {
    this.#state = (await this.#sink.resume()) ?? FRESH;
    const open = this.#state.pass;
    const asked = this.#since();
    let since = asked;
    if (open !== null) {
      if (!(await this.#pass(open))) return;
      const resumed = this.#afterResumed(open, asked);
      if (resumed === 'nothing') return;
      since = resumed;
    }
    await this.#pass({
      since: isoOf(since),
      until: isoOf(this.#options.until),
      started: new Date(this.#deps.http.now()).toISOString(),
      cursor: null,
      newest: null,
    });
  }

  /** Where what is asked for begins, when a pass that was interrupted has now been finished: only the rest is fetched. */
  #afterResumed(pass: Pass, asked: number | null): number | null | 'nothing' {
    if (this.#stream.request.mode === 'thread' || this.#isStream) return 'nothing';
    const from = momentOf(pass.since);
    if (from !== null && (asked === null || asked < from)) return asked;
    const { until } = this.#options;
    const to = Math.min(momentOf(pass.until) ?? Number.POSITIVE_INFINITY, Date.parse(pass.started));
    if (until !== null && until <= to) return 'nothing';
    const last = this.#lastSeen();
    return last === null || asked === null ? (last ?? asked) : Math.max(asked, last);
  }

  #since(): number | null {
    const { since } = this.#options;
    // A conversation is fetched whole: what is new in it may be anywhere.
    // A stream goes on at its cursor, whatever time its posts claim.
    if (since === 'last') return this.#stream.request.mode === 'thread' || this.#isStream ? null : this.#lastSeen();
    return since;
  }

  /** Whether it goes on for ever: it is then no sign of anything that little comes, or much. */
  get #isStream(): boolean {
    return this.#stream.request.mode === 'follow';
  }

  #lastSeen(): number | null {
    const { newest } = this.#state;
    return newest === null ? null : Date.parse(newest) - this.#stream.source.overlapMs;
  }

  /** Whether it came to its end. */
  async #pass(start: Pass): Promise<boolean> {
    const { source, request } = this.#stream;
    const asked = { ...request, since: momentOf(start.since), until: momentOf(start.until) };
    let pass = start;
    let idle = 0;
    const mostIdle = source.price === undefined ? MOST_IDLE : MOST_IDLE_PAID;
    const cursors = new Set([JSON.stringify(start.cursor)]);
    // An explicit window may reach back to what a remembered ETag would call old news.
    const remembers = this.#options.since === 'last' || start.cursor !== null;
    const begin = { cursor: start.cursor, memory: remembers ? this.#state.memory : null };
    for await (const page of source.pages(asked, this.#deps.http, begin)) {
      this.#deps.signal?.throwIfAborted();
      const result = this.#result;
      result.pages += 1;
      if (page.note !== undefined) result.notes.add(page.note);
      const { rows, progress, matched } = this.#fresh(page, asked);
      const room = this.#options.limit === null ? rows.length : this.#options.limit - result.posts - result.related;
      const cut = rows.length > room;
      const kept = cut ? rows.slice(0, room) : rows;
      pass = {
        ...pass,
        newest: newestOf(pass.newest, kept),
        // A page that was cut is fetched again: what is known of it by then is left out.
        cursor: cut ? pass.cursor : page.checkpoint.cursor,
      };
      const { cursor } = page.checkpoint;
      const repeated = !this.#isStream && cursor !== null && cursors.has(JSON.stringify(cursor));
      if (!this.#isStream) cursors.add(JSON.stringify(cursor));
      idle = progress || this.#isStream ? 0 : idle + 1;
      const last = !cut && (cursor === null || repeated || idle >= mostIdle);
      // What a cut page would have left behind must not make the next run believe that all of it was taken.
      const memory = cut ? this.#state.memory : page.checkpoint.memory;
      await this.#write(kept, last ? this.#finished(pass, page) : { ...this.#state, pass, memory });
      result.posts += Math.min(matched, kept.length);
      result.related += Math.max(0, kept.length - matched);
      result.quarantined += page.quarantined.length;
      if (page.quarantined.length > 0) this.#deps.onQuarantined(result, page.quarantined);
      this.#deps.onPage(result);
      if (last) {
        if (cursor !== null) result.ending = repeated ? 'repeated' : 'idle';
        return true;
      }
      if (cut || this.#isFull()) return this.#stop('limit');
      if (!this.#isStream && result.pages >= this.#options.maxPages) return this.#stop('pages');
    }
    // A source that stops without a last page has come to its end all the same.
    await this.#write([], this.#finished(pass, null));
    return true;
  }

  #isFull(): boolean {
    const { limit } = this.#options;
    return limit !== null && this.#result.posts + this.#result.related >= limit;
  }

  #stop(ending: Ending): false {
    this.#result.ending = ending;
    return false;
  }

  /** Rows that are new, what was asked for first; counts what is left out. */
  #fresh(page: Page, { since, until }: FetchRequest): { rows: PostRow[]; progress: boolean; matched: number } {
    const result = this.#result;
    const { recheck } = this.#stream;
    let progress = false;
    const rows: PostRow[] = [];
    const again = new Map((page.related ?? []).map((post) => [post.key, post]));
    for (const post of page.posts) {
      if (this.#seen.has(post.key)) continue;
      const at = Date.parse(post.created_at);
      const late = until !== null && at >= until;
      if (since === null || at >= since) progress = true;
      if (late || (since !== null && at < since)) result.outside += 1;
      else if (recheck !== null && !recheck(post)) result.unmatched += 1;
      else if (this.#sink.holds?.(post.key) === true) result.known += 1;
      else rows.push(this.#clean(filled(post, again.get(post.key))));
      this.#seen.add(post.key);
    }
    if (this.#isStream) this.#forget();
    const matched = rows.length;
    for (const post of page.related ?? []) {
      if (this.#seen.has(post.key)) continue;
      this.#seen.add(post.key);
      if (this.#sink.holds?.(post.key) !== true) rows.push(this.#clean(post));
    }
    return { rows, progress: progress || rows.length > matched, matched };
  }

  /** The oldest of what was seen: a stream repeats only what was just there. */
  #forget(): void {
    for (const key of this.#seen) {
      if (this.#seen.size <= MOST_SEEN) return;
      this.#seen.delete(key);
    }
  }

  /** A server that sends our own secret back must not bring it into a file. */
  #clean(post: PostRow): PostRow {
    const written = JSON.stringify(post);
    const clean = this.#deps.redact(written);
    return clean === written ? post : (JSON.parse(clean) as PostRow);
  }

  #finished(pass: Pass, page: Page | null): StreamCheckpoint {
    return {
      version: 1,
      pass: null,
      newest: later(this.#state.newest, pass.newest),
      finished: pass.started,
      memory: page === null ? this.#state.memory : page.checkpoint.memory,
    };
  }

  async #write(posts: readonly PostRow[], checkpoint: StreamCheckpoint): Promise<void> {
    const kept: Json = { pass: checkpoint.pass, memory: checkpoint.memory };
    const written = JSON.stringify(kept);
    if (this.#deps.redact(written) !== written) {
      throw new AppError('internal', `${this.#stream.source.id} would keep a secret in its checkpoint`, {
        code: 'fetch.secret',
      });
    }
    await this.#sink.write({ posts, checkpoint });
    this.#state = checkpoint;
  }
}

function internal({ source }: Stream, error: unknown, redact: Redact): AppError {
  const said = error instanceof Error ? error.message : String(error);
  return new AppError('internal', redact(`${source.id}: internal error: ${said}`), {
    code: 'fetch.internal',
    hint: 'run it again with --debug, and report what it prints',
    cause: error,
  });
}

/** A post with what is only known of it where its conversation was looked at, such as its parent. */
function filled(post: PostRow, seenAgain: PostRow | undefined): PostRow {
  if (seenAgain === undefined) return post;
  const known = Object.entries(post).filter(([, value]) => value !== null);
  return { ...seenAgain, ...Object.fromEntries(known) };
}

/** The newest time that a network vouched for; when a post was first seen says nothing of the next one. */
function newestOf(before: string | null, posts: readonly PostRow[]): string | null {
  return posts.reduce((newest, post) => (isFirstSeenTime(post) ? newest : later(newest, post.created_at)), before);
}

/** ISO texts of one form sort as their times do. */
function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function momentOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
