/** Requests of one source: limited, retried, redirected, guarded, decoded. */
import { type Dispatcher, request as send } from 'undici';
import { AppError } from '../../core/errors.js';
import { parseExactJson } from '../../core/exact-json.js';
import type { Credential, Rate } from '../source.js';
import { Agents, type NamedBy } from './agents.js';
import { MOST_BYTES, readBody } from './body.js';
import { Bucket } from './bucket.js';
import type { Budget } from './budget.js';
import { decodeText } from './charset.js';
import { type Clock, SYSTEM_CLOCK } from './clock.js';
import { badReply, networkFailure, networkReason, statusFailure, tooLong } from './errors.js';
import { isStatus } from './failure.js';
import { follow } from './follow.js';
import type { Http, JsonReply, Reply, RequestOptions } from './http.js';
import type { RateLimitReader } from './limits.js';
import type { Redactor } from './redact.js';
import { redirected } from './redirect.js';
import { backoff, isTransient, TRIES } from './retry.js';
import { Socket } from './socket.js';

/** What the client must know of its source. */
export interface ClientSource {
  readonly id: string;
  readonly rates: { readonly all: Rate } & Readonly<Record<string, Rate>>;
  readonly parseRateLimit: RateLimitReader;
  readonly credentials: readonly Credential[];
}

export interface ClientOptions {
  readonly userAgent: string;
  /** Origins that the user named: they may be anywhere, also in a private network. */
  readonly trusted: readonly string[];
  /** Origins that the source asks by itself, not since a reply named them. */
  readonly own?: readonly string[];
  readonly redact: Redactor;
  /** Names of the credentials that are set, for hints. */
  readonly given: readonly string[];
  /** What the user calls their variables, where it is not their own name. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Milliseconds: a longer wait ends the run, which can go on later. */
  readonly maxWaitMs: number;
  /** Milliseconds since 1970 at which the whole run must be over; null is never. */
  readonly deadline: number | null;
  /** What all of it may cost, where it costs anything. */
  readonly budget?: Budget;
  readonly signal?: AbortSignal;
  readonly agents?: Agents;
  readonly clock?: Clock;
  readonly mostBytes?: number;
  /** What one client keeps for the next one; its own where it is absent. */
  readonly kept?: Map<string, unknown>;
  /** A wait begins. */
  readonly onWait?: (ms: number, host: string) => void;
  /** What --debug prints: one line a request, without secrets. */
  readonly onDebug?: (line: string) => void;
}

/** Refusals in a row after which a host is believed to mean it. */
const MOST_REFUSALS = 8;
const MOST_REDIRECTS = 5;
/** A timer cannot be set further ahead. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Client implements Http {
  readonly kept: Map<string, unknown>;
  readonly #source: ClientSource;
  readonly #options: ClientOptions;
  readonly #clock: Clock;
  readonly #agents: Agents;
  readonly #buckets = new Map<string, Bucket>();
  /** Aborts when the user does, or when the run must be over. */
  readonly #signal: AbortSignal | null;
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(source: ClientSource, options: ClientOptions) {
    this.#source = source;
    this.#options = options;
    this.kept = options.kept ?? new Map<string, unknown>();
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#agents = options.agents ?? new Agents();
    const { deadline, signal } = options;
    if (deadline === null) {
      this.#signal = signal ?? null;
      return;
    }
    const over = new AbortController();
    const left = Math.min(LONGEST_TIMER_MS, Math.max(0, deadline - this.now()));
    this.#timer = setTimeout(() => over.abort(this.#over()), left).unref();
    this.#signal = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
  }

  now(): number {
    return this.#clock.now();
  }

  spendable(): number {
    return this.#options.budget?.left ?? Number.POSITIVE_INFINITY;
  }

  conceal(secret: string): void {
    this.#options.redact.conceal(secret);
  }

  request(url: string | URL, options: RequestOptions = {}): Promise<Reply> {
    return this.#retried(new URL(url), options, options.flaw ?? (() => null));
  }

  async json(url: string | URL, options: RequestOptions = {}): Promise<JsonReply> {
    const { budget } = this.#options;
    const { cost } = options;
    // Once for all tries: what was given already is not charged again.
    if (cost !== undefined) await budget?.reserve(cost.most);
    let value: unknown;
    const reply = await this.#retried(new URL(url), options, (received) => {
      try {
        value = parseExactJson(received.text);
        return options.flaw?.(received) ?? null;
      } catch {
        return received.text.trim() === ''
          ? 'with nothing'
          : /^\s*</.test(received.text)
            ? 'with HTML'
            : 'with broken JSON';
      }
    }).catch((error: unknown) => {
      // A refusal costs nothing; of what was lost on the way nobody knows.
      const refused = isStatus(error, 400, 401, 402, 403, 404, 410, 422, 429);
      if (cost !== undefined && refused) budget?.settle(cost.most, 0);
      throw error;
    });
    if (cost !== undefined) budget?.settle(cost.most, Math.max(0, cost.of(value)));
    return { ...reply, text: reply.text, value };
  }

  async *follow(address: () => URL): AsyncGenerator<readonly string[]> {
    const { deadline, maxWaitMs, redact, signal, userAgent } = this.#options;
    yield* follow(address, {
      open: (url) => {
        const origin = new URL(url.href.replace(/^ws/, 'http'));
        const dispatcher = this.#agents.for(origin, this.#namedBy(origin));
        return new Socket(url, { dispatcher, userAgent, silenceMs: this.#agents.silenceMs });
      },
      now: () => this.now(),
      random: () => this.#clock.random(),
      pause: async (ms, host) => {
        // A run that is to end then ends there: that is no failure of a stream.
        const left = deadline === null ? ms : Math.min(ms, deadline - this.now());
        if (left <= 0) return;
        this.#options.onWait?.(left, host);
        await this.#clock.sleep(left, signal);
      },
      maxWaitMs,
      signal: this.#signal,
      debug: (line) => this.#options.onDebug?.(redact(line)),
    });
    signal?.throwIfAborted();
  }

  /** No connection stays open. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#agents.close();
  }

  /** @param flaw what is wrong with the body of a good reply, or null */
  async #retried(url: URL, options: RequestOptions, flaw: (reply: Reply) => string | null): Promise<Reply> {
    const { redact } = this.#options;
    for (let tries = 1; ; tries++) {
      const last = tries >= TRIES;
      let failing: string;
      // A redirect may lead elsewhere: what fails there is not the fault of the first address.
      const at = { url };
      try {
        const reply = await this.#limited(at, options);
        const isFailure = !this.#accepts(reply, options);
        if (isFailure && (reply.status < 500 || last)) {
          throw statusFailure(reply, at.url, { source: this.#source, ...this.#options }, tries);
        }
        const wrong = isFailure || reply.status >= 300 ? null : flaw(reply);
        if (!isFailure && wrong === null) return reply;
        if (wrong !== null && last) throw badReply(at.url, wrong, reply, redact);
        failing = `answers ${reply.status}${wrong === null ? '' : ` ${wrong}`}`;
      } catch (error) {
        this.#options.signal?.throwIfAborted();
        if (error instanceof AppError) throw error;
        if (last || !isTransient(error)) throw networkFailure(at.url, error, tries, redact);
        failing = `cannot be reached (${redact(networkReason(error).reason)})`;
      }
      await this.#pause(backoff(tries, this.#clock.random()), at.url.host, failing);
    }
  }

  #accepts(reply: Reply, { accept = [] }: RequestOptions): boolean {
    return (reply.status >= 200 && reply.status < 300) || accept.includes(reply.status);
  }

  /** One reply that is no refusal for asking too often; redirects are followed, and `at` tells where it has come. */
  async #limited(at: { url: URL }, options: RequestOptions): Promise<Reply> {
    const from = at.url;
    let next = options;
    for (let hops = 0; ; ) {
      const { url } = at;
      const bucket = this.#bucket(url, options.scope ?? 'all');
      const delay = bucket.delay(this.now());
      if (delay > this.#options.maxWaitMs) throw tooLong(url.host, delay, this.now(), bucket.reason(this.now()));
      bucket.take(this.now());
      await this.#pause(delay, url.host, null);
      const reply = await this.#once(url, next);
      const limit = this.#source.parseRateLimit(reply, this.now());
      bucket.learn(limit, this.now(), this.#clock.random());
      if (limit?.refused === true) {
        if (bucket.refusals >= MOST_REFUSALS) {
          throw tooLong(url.host, bucket.delay(this.now()), this.now(), bucket.reason(this.now()));
        }
        continue;
      }
      const onward = options.accept?.includes(reply.status) === true ? null : redirected(reply, url, next);
      if (onward === null) return reply;
      hops += 1;
      if (hops > MOST_REDIRECTS)
        throw badReply(from, `with more than ${MOST_REDIRECTS} redirects`, reply, this.#options.redact);
      at.url = onward.url;
      next = onward.options;
    }
  }

  async #once(url: URL, options: RequestOptions): Promise<Reply> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      throw new AppError('source-unavailable', `${url.protocol} addresses are not opened`, { code: 'fetch.scheme' });
    }
    const { redact, userAgent } = this.#options;
    const started = performance.now();
    const { body = null } = options;
    const headers: Record<string, string> = {
      'user-agent': userAgent,
      accept: 'application/json, */*;q=0.5',
      'accept-encoding': 'gzip, deflate, br',
      ...(body !== null && typeof body !== 'string' ? { 'content-type': 'application/json' } : {}),
      ...options.headers,
    };
    let outcome = 'failed';
    try {
      const answer: Dispatcher.ResponseData = await send(url, {
        dispatcher: this.#agents.for(url, this.#namedBy(url)),
        method: options.method ?? 'GET',
        headers,
        body: body === null || typeof body === 'string' ? body : JSON.stringify(body),
        signal: this.#signal,
      });
      const header = (name: string): string | null => {
        const value = answer.headers[name];
        return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
      };
      const most = this.#options.mostBytes ?? MOST_BYTES;
      const bytes = await readBody(answer.body, header('content-encoding'), most);
      outcome = `${answer.statusCode}, ${bytes.length} bytes`;
      return new ReceivedReply(url.href, answer.statusCode, header, bytes);
    } catch (error) {
      outcome = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      const line = `${options.method ?? 'GET'} ${url.href}: ${outcome}, ${Math.round(performance.now() - started)} ms`;
      this.#options.onDebug?.(redact(line));
    }
  }

  #namedBy({ origin }: URL): NamedBy {
    const { trusted, own = [] } = this.#options;
    return trusted.includes(origin) ? 'user' : own.includes(origin) ? 'source' : 'reply';
  }

  #over(): AppError {
    return new AppError('temporary', `${this.#source.id} took longer than a run may take`, {
      code: 'fetch.deadline',
      hint: 'run it again: it goes on where it stopped; or give it longer with --max-time',
    });
  }

  /** @param failing what the host does, where it is tried again; null where the wait has been allowed already */
  async #pause(ms: number, host: string, failing: string | null): Promise<void> {
    const { deadline, signal, maxWaitMs } = this.#options;
    signal?.throwIfAborted();
    if (deadline !== null && this.now() + ms >= deadline) throw this.#over();
    if (ms <= 0) return;
    if (failing !== null && ms > maxWaitMs) throw tooLong(host, ms, this.now(), { failing });
    this.#options.onWait?.(ms, host);
    await this.#clock.sleep(ms, signal);
  }

  #bucket(url: URL, scope: string): Bucket {
    const key = `${scope} ${url.host}`;
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const made = new Bucket(this.#source.rates[scope] ?? this.#source.rates.all, this.now());
    this.#buckets.set(key, made);
    return made;
  }
}

class ReceivedReply implements Reply {
  #text: string | null = null;

  constructor(
    readonly url: string,
    readonly status: number,
    readonly header: (name: string) => string | null,
    readonly bytes: Uint8Array,
  ) {}

  get text(): string {
    this.#text ??= decodeText(this.bytes, this.header('content-type'));
    return this.#text;
  }
}
