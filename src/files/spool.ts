import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, isSystemError } from '../core/errors.js';

/** Writes a copy into the temporary folder and tells its path. */
export async function spool(
  chunks: AsyncIterable<Uint8Array | string>,
  tempDir: string,
  ending: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const path = join(tempDir, `spool-${randomUUID()}.${ending}`);
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: 1_048_576 });
  let writing = false;
  out.on('error', () => {
    writing = true;
  });
  try {
    await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 2 }), out, signal ? { signal } : {});
  } catch (error) {
    if (!writing || !isSystemError(error)) throw error;
    throw new AppError('input-output', `cannot write to the temporary folder ${tempDir}: ${error.message}`, {
      code: 'file.spool',
      hint: 'free some space there, or set TMPDIR to a folder that has more',
      cause: error,
    });
  }
  return path;
}
