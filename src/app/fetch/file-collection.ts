/**
 * Posts as NDJSON in a file that grows page by page, with its checkpoints in a file beside it.
 *
 * A page is written to its end and flushed to the disk, then the checkpoint file is replaced in one step: it holds how
 * long the file was by then. What a kill leaves behind that length is cut off before the next page is written, and
 * fetched again, so nothing is lost and nothing is there twice.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { AppError, isSystemError } from '../../core/errors.js';
import { postLine } from '../../posts/row.js';
import type { OpenSink, PageSink, SinkPage, StreamCheckpoint } from './page-sink.js';

interface SideFile {
  readonly version: 1;
  /** Bytes of the file of posts that are safe. */
  readonly bytes: number;
  readonly streams: Readonly<Record<string, StreamCheckpoint>>;
}

/** The file of checkpoints beside a file of posts. */
export function sidePath(path: string): string {
  return `${path}.checkpoint`;
}

export class FileCollection {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #keys: Set<string>;
  #side: SideFile;
  /** Pages of several streams are written one at a time. */
  #turn: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle, side: SideFile, keys: Set<string>) {
    this.#path = path;
    this.#file = file;
    this.#side = side;
    this.#keys = keys;
  }

  /**
   * Opens the file to go on with it. Refuses one that fetch did not write, which it would spoil. Throws `cannot-create`,
   * `malformed-input` for a checkpoint that does not fit its file, `input-output`.
   */
  static async open(path: string): Promise<FileCollection> {
    const known = await readSide(path);
    const size = await sizeOf(path);
    if (known === null && size !== null && size > 0) {
      throw new AppError(
        'cannot-create',
        `cannot go on with ${path}: fetch did not write it, or ${sidePath(path)} is lost`,
        {
          code: 'fetch.foreign-file',
          hint: 'choose another file with -o, or remove this one',
        },
      );
    }
    // Posts that were moved away are not missed: the streams go on in a new file.
    const gone = size === null || size === 0;
    if (known !== null && !gone && size < known.bytes) {
      throw new AppError('malformed-input', `${path} has ${size} bytes, but ${known.bytes} of it were written`, {
        code: 'fetch.short-file',
        hint: `put the whole file back, or remove ${sidePath(path)} and the file to begin anew`,
      });
    }
    const side: SideFile = { version: 1, streams: known?.streams ?? {}, bytes: gone ? 0 : (known?.bytes ?? 0) };
    // The checkpoint comes first: a file of posts without one is not ours.
    await writeSide(path, side);
    const file = await open(path, gone ? 'w' : 'r+').catch((error: unknown) => {
      throw new AppError('cannot-create', `cannot create ${path}: ${reasonOf(error)}`, {
        code: 'output.create',
        cause: error,
      });
    });
    await file.truncate(side.bytes);
    return new FileCollection(path, file, side, await keysIn(path, side.bytes));
  }

  readonly sink: OpenSink = async (streamKey) => {
    const sink: PageSink = {
      resume: async () => this.#side.streams[streamKey] ?? null,
      write: (page) => {
        const written = this.#turn.then(() => this.#write(streamKey, page));
        this.#turn = written.catch(() => undefined);
        return written;
      },
      done: async () => undefined,
      holds: (key) => this.#keys.has(key),
    };
    return sink;
  };

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await this.#turn;
    await this.#file.close();
  }

  async #write(streamKey: string, { posts, checkpoint }: SinkPage): Promise<void> {
    // Another stream may have brought one of them meanwhile.
    const fresh = posts.filter(({ key }) => !this.#keys.has(key));
    const bytes = Buffer.from(fresh.map(postLine).join(''));
    try {
      if (bytes.length > 0) {
        const { size } = await this.#file.stat();
        if (size !== this.#side.bytes) throw busy(this.#path);
        await writeAll(this.#file, bytes, this.#side.bytes);
        await this.#file.datasync();
      }
      const side: SideFile = {
        version: 1,
        bytes: this.#side.bytes + bytes.length,
        streams: { ...this.#side.streams, [streamKey]: checkpoint },
      };
      await writeSide(this.#path, side);
      this.#side = side;
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('input-output', `cannot write ${this.#path}: ${reasonOf(error)}`, {
        code: 'output.write',
        hint: 'free some space and run it again: it goes on where it stopped',
        cause: error,
      });
    }
    for (const { key } of fresh) this.#keys.add(key);
  }
}

/** It has another length than we gave it. */
function busy(path: string): AppError {
  return new AppError('temporary', `${path} is being written by another run`, {
    code: 'fetch.busy',
    hint: 'wait until that one has ended, then run this one again',
  });
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

async function readSide(path: string): Promise<SideFile | null> {
  let text: string;
  try {
    text = await readFile(sidePath(path), 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return null;
    throw new AppError('input-output', `cannot read ${sidePath(path)}: ${reasonOf(error)}`, {
      code: 'fetch.checkpoint',
      cause: error,
    });
  }
  try {
    const side = JSON.parse(text) as SideFile;
    if (side.version === 1 && Number.isSafeInteger(side.bytes) && typeof side.streams === 'object') return side;
  } catch {
    // Not ours.
  }
  throw new AppError('malformed-input', `${sidePath(path)} is no checkpoint of this version`, {
    code: 'fetch.checkpoint',
    hint: `remove it and ${path} to begin anew, or choose another file with -o`,
  });
}

async function writeSide(path: string, side: SideFile): Promise<void> {
  const target = sidePath(path);
  // Always the same name: what a kill leaves behind is written over by the next run.
  const aside = `${target}.tmp`;
  try {
    const file = await open(aside, 'w');
    try {
      await file.writeFile(`${JSON.stringify(side)}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(aside, target);
  } catch (error) {
    await unlink(aside).catch(() => undefined);
    const kind = isSystemError(error, 'ENOSPC', 'EDQUOT', 'EIO') ? 'input-output' : 'cannot-create';
    throw new AppError(kind, `cannot create ${target}: ${reasonOf(error)}`, {
      code: 'output.create',
      hint: 'choose another place with -o',
      cause: error,
    });
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

/** Keys of the posts in the safe part of the file. */
async function keysIn(path: string, bytes: number): Promise<Set<string>> {
  const keys = new Set<string>();
  if (bytes === 0) return keys;
  const lines = createInterface({
    input: createReadStream(path, { end: bytes - 1 }),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    try {
      const { key } = JSON.parse(line) as { readonly key?: unknown };
      if (typeof key === 'string') keys.add(key);
    } catch {
      throw new AppError('malformed-input', `${path} holds a line that fetch did not write`, {
        code: 'fetch.foreign-line',
        hint: 'choose another file with -o',
      });
    }
  }
  return keys;
}

function reasonOf(error: unknown): string {
  return isSystemError(error) ? (error.code ?? error.message) : String(error);
}
