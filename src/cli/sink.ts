/** Where the artefact goes: stdout, or a file that appears whole or not at all. */
import { isSystemError } from '../core/errors.js';
import { type CliContext, Stopped } from './context.js';
import { openFileSink } from './file-sink.js';
import { writeError } from './output-errors.js';

export interface Sink {
  write(piece: string | Uint8Array): Promise<void>;
  /** All is written: the file takes its name. */
  commit(): Promise<void>;
  /** It failed: nothing of it stays. */
  discard(): Promise<void>;
}

/** Writes all pieces, and leaves no half-written file behind. */
export async function writeTo(sink: Sink, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  try {
    for await (const piece of pieces) await sink.write(piece);
    await sink.commit();
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

/** `path` null or `-` is stdout. Throws `cannot-create` where a file cannot be made. */
export async function openSink(path: string | null, context: CliContext): Promise<Sink> {
  return path === null || path === '-' ? new StreamSink(context) : openFileSink(path);
}

class StreamSink implements Sink {
  readonly #context: CliContext;

  constructor(context: CliContext) {
    this.#context = context;
  }

  write(piece: string | Uint8Array): Promise<void> {
    const { stdout, signal } = this.#context;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      // A reader that has stopped reading must not keep an interrupted run waiting.
      const stop = (): void => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      // The callback waits until the reader has taken it: what is in memory stays bounded on the slowest pipe.
      stdout.write(piece, (error) => {
        signal.removeEventListener('abort', stop);
        if (error === null || error === undefined) resolve();
        else reject(isSystemError(error, 'EPIPE') ? new Stopped('reader left') : writeError('standard output', error));
      });
    });
  }

  async commit(): Promise<void> {}

  async discard(): Promise<void> {}
}
