/** Files that appear whole or not at all. */
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isSystemError } from '../core/errors.js';
import { Stopped } from './context.js';
import { leftovers } from './leftovers.js';
import { createError, writeError } from './output-errors.js';
import type { Sink } from './sink.js';

/** Throws `cannot-create` where a file cannot be made. */
export async function openFileSink(path: string): Promise<Sink> {
  try {
    // Through a link, so that the link stays one.
    const target = await realpath(path).catch(() => path);
    const before = await stat(target).catch(() => null);
    // A device or a pipe is written to; a file renamed over it would take its place.
    if (before !== null && !before.isFile()) return new DeviceSink(path, await open(target, 'w'));
    const aside = join(dirname(target), `.${basename(target)}.${Math.random().toString(36).slice(2, 10)}.tmp`);
    const file = await open(aside, 'wx');
    leftovers.add(aside);
    if (before !== null) await file.chmod(before.mode & 0o777);
    return new FileSink(path, target, aside, file);
  } catch (error) {
    throw createError(path, error);
  }
}

/** A regular file, new or replaced in one step. */
class FileSink implements Sink {
  readonly #path: string;
  readonly #target: string;
  readonly #aside: string;
  readonly #file: FileHandle;

  constructor(path: string, target: string, aside: string, file: FileHandle) {
    this.#path = path;
    this.#target = target;
    this.#aside = aside;
    this.#file = file;
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
      await rename(this.#aside, this.#target);
    } catch (error) {
      throw createError(this.#path, error);
    }
    leftovers.forget(this.#aside);
  }

  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await unlink(this.#aside).catch(() => undefined);
    leftovers.forget(this.#aside);
  }
}

/** `/dev/null`, `/dev/stdout`, a named pipe. */
class DeviceSink implements Sink {
  readonly #path: string;
  readonly #file: FileHandle;

  constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  async write(piece: string | Uint8Array): Promise<void> {
    try {
      await this.#file.writeFile(piece);
    } catch (error) {
      throw isSystemError(error, 'EPIPE') ? new Stopped('reader left') : writeError(this.#path, error);
    }
  }

  async commit(): Promise<void> {
    await this.#file.close();
  }

  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
  }
}
