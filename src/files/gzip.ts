import { createGunzip } from 'node:zlib';
import { isSystemError } from '../core/errors.js';
import type { Damage } from './damage.js';

const CHUNK_BYTES = 262_144;
const WAITING_CHUNKS = 4;

/**
 * Decompresses gzip, all members. A file that is cut off or broken yields everything before the break, and the damage
 * is noted: Node's own stream would throw away what it has already decompressed.
 */
export async function* gunzip(chunks: AsyncIterable<Buffer>, damage: Damage): AsyncGenerator<Buffer> {
  const stream = createGunzip({ chunkSize: CHUNK_BYTES });
  const waiting: Buffer[] = [];
  let finished = false;
  let fed = 0;
  let taken = 0;
  let failure: unknown;
  let wake: () => void = () => {};
  let room: () => void = () => {};
  const finish = (error?: unknown): void => {
    finished = true;
    failure ??= error;
    wake();
    room();
  };
  stream.on('drain', () => room());
  stream.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    if (waiting.length >= WAITING_CHUNKS) stream.pause();
    wake();
  });
  stream.on('end', () => {
    taken = stream.bytesWritten;
    finish();
  });
  stream.on('close', () => finish());
  stream.on('error', finish);
  const feeding = (async () => {
    for await (const chunk of chunks) {
      fed += chunk.length;
      if (finished) return;
      if (!stream.write(chunk) && !finished)
        await new Promise<void>((resolve) => {
          room = resolve;
        });
    }
    if (!finished) stream.end();
  })().catch((error: unknown) => {
    // zlib's own errors arrive through the event as well; what is left are errors of the file.
    if (!isZlibError(error)) finish(error);
  });
  try {
    for (;;) {
      const chunk = waiting.shift();
      if (chunk !== undefined) {
        stream.resume();
        yield chunk;
      } else if (finished) break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    finished = true;
    stream.destroy();
    await feeding;
  }
  if (failure === undefined) {
    // Zeros behind the last member, as tapes and broken downloads leave them: Node passes over them, the engine fails.
    if (taken < fed) damage.note('the gzip file is followed by something else, which is left out');
    return;
  }
  if (!isZlibError(failure)) throw failure;
  damage.note(
    failure.code === 'Z_BUF_ERROR'
      ? 'the gzip file is cut off: what follows is lost'
      : 'the gzip file is broken: what follows the break is lost',
  );
}

function isZlibError(error: unknown): error is NodeJS.ErrnoException {
  return isSystemError(error) && error.code?.startsWith('Z_') === true;
}
