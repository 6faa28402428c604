/** Where the artefact goes: stdout, or a file that appears whole or not at all. */
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError, isSystemError } from '../core/errors.js';
import { type CliContext, Stopped } from './context.js';

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
  return path === null || path === '-' ? new StreamSink(context) : FileSink.open(path);
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
      // The callback waits until the reader has taken it: what is in memory stays bounded on the slowest pipe.
      stdout.write(piece, (error) => {
        if (error === null || error === undefined) resolve();
        else reject(isSystemError(error, 'EPIPE') ? new Stopped('reader left') : writeError('standard output', error));
      });
    });
  }

  async commit(): Promise<void> {}

  async discard(): Promise<void> {}
}

class FileSink implements Sink {
  readonly #path: string;
  readonly #aside: string;
  readonly #file: FileHandle;

  private constructor(path: string, aside: string, file: FileHandle) {
    this.#path = path;
    this.#aside = aside;
    this.#file = file;
  }

  static async open(path: string): Promise<FileSink> {
    const aside = join(dirname(path), `.${basename(path)}.${Math.random().toString(36).slice(2, 10)}.tmp`);
    try {
      return new FileSink(path, aside, await open(aside, 'wx'));
    } catch (error) {
      throw createError(path, error);
    }
  }

  async write(piece: string | Uint8Array): Promise<void> {
    try {
      await this.#file.writeFile(piece);
    } catch (error) {
      throw writeError(this.#path, error);
    }
  }

  async commit(): Promise<void> {
    try {
      await this.#file.sync();
      await this.#file.close();
    } catch (error) {
      throw writeError(this.#path, error);
    }
    try {
      await rename(this.#aside, this.#path);
    } catch (error) {
      throw createError(this.#path, error);
    }
  }

  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await unlink(this.#aside).catch(() => undefined);
  }
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['permission denied', 'choose another place with -o'],
  EPERM: ['not permitted', 'choose another place with -o'],
  EROFS: ['the file system is read-only', 'choose another place with -o'],
  ENOENT: ['there is no such folder', 'make the folder first'],
  ENOTDIR: ['a part of the path is no folder', 'choose another place with -o'],
  EISDIR: ['it is a folder', 'end the path with / to write every report into it'],
  ENOSPC: ['no space left on the disk', 'free some space, or choose another disk with -o'],
  EDQUOT: ['the disk quota is used up', 'free some space, or choose another disk with -o'],
};

export function createError(path: string, error: unknown): AppError {
  const code = isSystemError(error) ? (error.code ?? '') : '';
  const [reason, hint] = REASONS[code] ?? [code || String(error), 'choose another place with -o'];
  const kind = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO' ? 'input-output' : 'cannot-create';
  return new AppError(kind, `cannot create ${path}: ${reason}`, { code: 'output.create', hint, cause: error });
}

function writeError(path: string, error: unknown): AppError {
  const code = isSystemError(error) ? (error.code ?? '') : '';
  const [reason, hint] = REASONS[code] ?? [code || String(error), 'choose another place with -o'];
  return new AppError('input-output', `cannot write ${path}: ${reason}`, { code: 'output.write', hint, cause: error });
}
