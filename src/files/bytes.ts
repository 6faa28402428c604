import { createReadStream } from 'node:fs';
import { AppError, isSystemError } from '../core/errors.js';

const CHUNK_BYTES = 262_144;

/** The bytes of a file, from `start` up to (not including) `end`. System errors become errors a user can act on. */
export async function* readBytes(
  path: string,
  name: string,
  options: { readonly start?: number; readonly end?: number; readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Buffer> {
  const { start = 0, end, signal } = options;
  if (end !== undefined && end <= start) return;
  const stream = createReadStream(path, {
    highWaterMark: CHUNK_BYTES,
    start,
    ...(end === undefined ? {} : { end: end - 1 }),
  });
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      if (Buffer.isBuffer(chunk)) yield chunk;
    }
  } catch (error) {
    throw readError(name, error);
  } finally {
    stream.destroy();
  }
}

/** The first bytes of a stream, which is closed afterwards. */
export async function takeBytes(chunks: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const taken: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    taken.push(chunk);
    length += chunk.length;
    if (length >= limit) break;
  }
  return Buffer.concat(taken).subarray(0, limit);
}

/** What a failed read means to the user; errors that are no system errors come back as they are. */
export function readError(name: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('input-missing', `cannot read ${name}: no such file`, {
        code: 'file.missing',
        hint: 'check its name and folder',
        cause: error,
      });
    case 'EISDIR':
      return directoryError(name);
    case 'EACCES':
    case 'EPERM':
      return new AppError('input-output', `cannot read ${name}: permission denied`, {
        code: 'file.permission',
        hint: 'make the file readable for your account',
        cause: error,
      });
    default:
      return error.syscall === undefined
        ? error
        : new AppError('input-output', `cannot read ${name}: ${error.message}`, {
            code: 'file.read',
            hint: 'copy the file to another disk and read it there',
            cause: error,
          });
  }
}

export function directoryError(name: string): AppError {
  return new AppError('input-missing', `cannot read ${name}: it is a directory`, {
    code: 'file.directory',
    hint: `name the files in it, e.g. ${name.replace(/\/+$/, '')}/*.csv`,
  });
}
