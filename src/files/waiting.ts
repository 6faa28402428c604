/** Waiting for input that may come slowly, or never. */

/** What `orIdle` yields when nothing came in time. */
export const IDLE = Symbol('idle');

/** The value of a promise, or IDLE after so many milliseconds (null: never); rejects as soon as the signal aborts. */
export function orIdle<T>(promise: Promise<T>, idleMs: number | null, signal: AbortSignal): Promise<T | typeof IDLE> {
  // Not Promise.race: that would leave a reaction on the signal's promise for every wait.
  return new Promise((resolve, reject) => {
    const timer = idleMs === null ? undefined : setTimeout(() => settle(() => resolve(IDLE)), idleMs);
    const abort = (): void => settle(() => reject(signal.reason));
    const settle = (action: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      action();
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}

/** Chunks of a stream, until the signal aborts: also while the stream is silent. */
export async function* interruptible(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  for (;;) {
    const next = await orIdle(iterator.next(), null, signal);
    // Without a limit of time there is no idling.
    if (next === IDLE || next.done === true) return;
    const { value } = next;
    yield Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
}
