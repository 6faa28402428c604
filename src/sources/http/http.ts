/** What a source may ask of the network. Retries, limits, waiting, decoding and guarding are behind it. */

import type { Cost } from './budget.js';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST';
  /** Names in lower case. Credentials belong here, or in the query where the network wants them there. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON with its content type, unless it is text. */
  readonly body?: string | Readonly<Record<string, unknown>>;
  /** Which of the source's rates counts it; `all` unless named. */
  readonly scope?: string;
  /** Of JSON that is charged for: it is not asked for where it could exceed what the run may spend. */
  readonly cost?: Cost;
  /** Statuses beside 200 to 299 that are an answer and no error, e.g. 304 or 404. */
  readonly accept?: readonly number[];
  /** What is wrong with the body of a good reply, e.g. `with nothing`, so that it is asked for again; null where all is well. */
  readonly flaw?: (reply: Reply) => string | null;
}

/** A reply with its whole body, unpacked. */
export interface Reply {
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly status: number;
  /** A header by its name in lower case; null where there is none. */
  header(name: string): string | null;
  readonly bytes: Uint8Array;
  /** Decoded by its content type, byte order mark or declaration; else UTF-8. */
  readonly text: string;
}

export interface JsonReply extends Reply {
  /** Whole numbers beyond 2^53 are text. */
  readonly value: unknown;
}

export interface Http {
  /** Throws RequestFailure (an AppError) for a refusal or an address that does not answer after all retries. */
  request(url: string | URL, options?: RequestOptions): Promise<Reply>;
  /** The same for JSON. HTML, an empty body or half a document in its place is tried again, then an error. */
  json(url: string | URL, options?: RequestOptions): Promise<JsonReply>;
  /**
   * Text messages of a websocket in batches, an empty one where nothing came for a while; where the connection ends, the
   * next one is made after a while. Ends when the run must be over. Throws AppError where it was never connected, or not
   * for longer than a wait may be.
   *
   * @param address asked for before each connection: it says where to go on
   */
  follow(address: () => URL): AsyncGenerator<readonly string[]>;
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** US dollars that the run may still spend; infinite where nothing limits it. */
  spendable(): number;
  /**
   * What outlives a run, but not the process, such as the session of an account: by names that tell all that it depends on.
   */
  readonly kept: Map<string, unknown>;
  /** From now on this is a secret, too, and never leaves: the token of a session. */
  conceal(secret: string): void;
}
