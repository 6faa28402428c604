/** A stream of messages that goes on for ever: where the connection ends, the next one is made after a while. */
import { AppError } from '../../core/errors.js';
import { plainLine } from '../../core/plain-text.js';
import { backoff, TRIES } from './retry.js';
import type { Socket } from './socket.js';

export interface FollowDeps {
  /** Throws AppError for an address that is not opened. */
  readonly open: (url: URL) => Socket;
  readonly now: () => number;
  readonly random: () => number;
  /** Waits, and tells the user of it. Throws AppError where the run would be over before. */
  readonly pause: (ms: number, host: string) => Promise<void>;
  readonly maxWaitMs: number;
  /** Aborts when the user does, or when the run must be over. */
  readonly signal: AbortSignal | null;
  /** One line of what --debug prints. */
  readonly debug: (line: string) => void;
}

/**
 * Batches of messages, an empty one where nothing came for a while. Ends when the signal aborts; throws AppError where it
 * was never connected, or not for longer than `maxWaitMs`.
 *
 * @param address asked for before each connection: it says where to go on
 */
export async function* follow(address: () => URL, deps: FollowDeps): AsyncGenerator<readonly string[]> {
  /** When there was a message at last; null before the first one. */
  let heardAt: number | null = null;
  let failed: string | null = null;
  const isOver = (): boolean => deps.signal?.aborted === true;
  for (let tries = 1; !isOver(); tries++) {
    const url = address();
    const socket = deps.open(url);
    let count = 0;
    let end: string | null = null;
    try {
      while (end === null && !isOver()) {
        const taken = await socket.take(deps.signal);
        end = taken.end;
        if (taken.messages.length > 0) {
          tries = 1;
          heardAt = deps.now();
          count += taken.messages.length;
        }
        if (!isOver()) yield taken.messages;
      }
    } finally {
      socket.close();
      deps.debug(`follow ${url.href}: ${count} messages, ${end ?? 'left'}`);
    }
    if (end === null) {
      // The run is over. Nothing is not the same as nothing new.
      if (heardAt === null && !socket.wasOpen) throw unreachable(url, failed ?? 'no connection in time', tries);
      return;
    }
    const reason = plainLine(end);
    failed = reason;
    if (heardAt === null && tries >= TRIES) throw unreachable(url, reason, tries);
    if (heardAt !== null && deps.now() - heardAt > deps.maxWaitMs) throw silent(url, reason, heardAt);
    await deps.pause(backoff(tries, deps.random()), url.host);
    if (heardAt === null && isOver()) throw unreachable(url, reason, tries);
  }
}

function unreachable({ host }: URL, reason: string, tries: number): AppError {
  return new AppError(
    'source-unavailable',
    `cannot follow ${host}: ${reason}, ${tries === 1 ? '1 try' : `${tries} tries`}`,
    {
      code: 'fetch.unreachable',
      hint: 'try again later, or name another server of the stream',
    },
  );
}

function silent({ host }: URL, reason: string, heardAt: number): AppError {
  const since = `${new Date(heardAt).toISOString().slice(0, 16)}Z`;
  return new AppError('temporary', `nothing has come from ${host} since ${since}: ${reason}`, {
    code: 'fetch.silent',
    hint: 'run it again later: it goes on where it stopped; or let it try for longer with --max-wait',
  });
}
