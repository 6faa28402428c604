import { Decompress } from 'fzstd';
import { AppError } from '../core/errors.js';
import type { Damage } from './damage.js';

/** The engine's decompressor refuses larger windows (`ZSTD_WINDOWLOG_LIMIT_DEFAULT`). */
const ENGINE_WINDOW_BYTES = 2 ** 27;
/** fzstd goes wrong on references further back than this. */
const OWN_WINDOW_BYTES = 2 ** 25;
const FRAME_MAGIC = 0xfd2fb528;
const CUT_OFF = 'the zstd file is cut off: what follows is lost';

interface ZstdFrames {
  /** Largest window of any frame, in bytes. */
  readonly windowBytes: number;
}

/**
 * Walks the frames and blocks of a zstd file by their headers, without decompressing: this finds a file that is cut
 * off (which the engine would read without complaint) at the speed of the disk.
 */
export async function walkFrames(chunks: AsyncIterable<Buffer>, damage: Damage): Promise<ZstdFrames> {
  let windowBytes = 0;
  let pending: Buffer = Buffer.alloc(0);
  let skip = 0;
  let step: 'magic' | 'header' | 'block' = 'magic';
  let checksum = 0;
  let last = false;
  for await (const chunk of chunks) {
    let bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      if (skip > 0) {
        const gone = Math.min(skip, bytes.length);
        bytes = bytes.subarray(gone);
        skip -= gone;
        if (skip > 0) break;
        if (last) step = 'magic';
        last = false;
      }
      if (step === 'magic') {
        if (bytes.length < 8) break;
        const magic = bytes.readUInt32LE(0);
        if (isSkippable(magic)) {
          skip = bytes.readUInt32LE(4) + 8;
          continue;
        }
        if (magic !== FRAME_MAGIC) {
          damage.note('the zstd file is broken: what follows the break is lost');
          return { windowBytes };
        }
        step = 'header';
      }
      if (step === 'header') {
        const frame = frameHeader(bytes);
        if (frame === null) break;
        windowBytes = Math.max(windowBytes, frame.windowBytes);
        checksum = frame.checksum ? 4 : 0;
        skip = frame.length;
        step = 'block';
        continue;
      }
      if (bytes.length < 3) break;
      const block = bytes.readUIntLE(0, 3);
      last = (block & 1) === 1;
      const repeats = ((block >> 1) & 3) === 1;
      skip = 3 + (repeats ? 1 : block >> 3) + (last ? checksum : 0);
    }
    pending = bytes;
  }
  if (skip > 0 || step !== 'magic' || pending.length > 0) damage.note(CUT_OFF);
  return { windowBytes };
}

/** Fails for a file that the engine could not decompress. */
export function assertEngineWindow(name: string, frames: ZstdFrames): void {
  if (frames.windowBytes > ENGINE_WINDOW_BYTES) throw windowError(name, frames.windowBytes);
}

/** Decompresses all frames. Fails for windows above 32 MiB; a file that is cut off yields what is whole. */
export async function* unzstd(chunks: AsyncIterable<Buffer>, name: string, damage: Damage): AsyncGenerator<Buffer> {
  yield* decompress(chunks, damage, (bytes) => {
    const frame = frameHeader(bytes);
    if (frame !== null && frame.windowBytes > OWN_WINDOW_BYTES) throw windowError(name, frame.windowBytes);
    return bytes;
  });
}

/** The beginning of a file, at most 8 MiB: no reference can reach further back, so any window will do. */
export async function* unzstdHead(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* decompress(chunks, null, (bytes) => {
    const frame = frameHeader(bytes);
    if (frame === null || frame.windowBytes <= 2 ** 23) return bytes;
    // A header that asks for 8 MiB (exponent 13 above 2^10) instead, so that the window is not allocated in full.
    const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, frame.checksum ? 4 : 0, 13 << 3]);
    return Buffer.concat([header, bytes.subarray(frame.length)]);
  });
}

async function* decompress(
  chunks: AsyncIterable<Buffer>,
  damage: Damage | null,
  prepare: (first: Buffer) => Buffer,
): AsyncGenerator<Buffer> {
  const out: Buffer[] = [];
  const stream = new Decompress((block) => {
    if (block.length > 0) out.push(Buffer.from(block.buffer, block.byteOffset, block.byteLength));
  });
  let first = true;
  for await (const chunk of chunks) {
    let broken = false;
    try {
      stream.push(first ? prepare(chunk) : chunk);
    } catch (error) {
      if (error instanceof AppError) throw error;
      broken = true;
    }
    first = false;
    yield* out.splice(0);
    if (!broken) continue;
    damage?.note('the zstd file is broken: what follows the break is lost');
    return;
  }
  try {
    stream.push(new Uint8Array(0), true);
  } catch {
    damage?.note(CUT_OFF);
  }
  yield* out.splice(0);
}

interface FrameHeader {
  /** Bytes, magic included. */
  readonly length: number;
  readonly windowBytes: number;
  readonly checksum: boolean;
}

/** The header of a frame (RFC 8878, 3.1.1.1), or null while there are too few bytes, or where none begins. */
function frameHeader(bytes: Buffer): FrameHeader | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== FRAME_MAGIC) return null;
  const descriptor = bytes.readUInt8(4);
  const single = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const flag = descriptor >> 6;
  const sizeBytes = flag === 0 ? (single ? 1 : 0) : 2 ** flag;
  const length = 5 + (single ? 0 : 1) + dictionary + sizeBytes;
  if (bytes.length < length) return null;
  const checksum = (descriptor & 4) !== 0;
  if (!single) {
    const window = bytes.readUInt8(5);
    const base = 2 ** (10 + (window >> 3));
    return { length, windowBytes: base + (base / 8) * (window & 7), checksum };
  }
  const at = length - sizeBytes;
  const size =
    sizeBytes === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  return { length, windowBytes: size, checksum };
}

function isSkippable(magic: number): boolean {
  return magic >>> 4 === 0x184d2a5;
}

function windowError(name: string, windowBytes: number): AppError {
  const exponent = Math.ceil(Math.log2(windowBytes));
  return new AppError(
    'malformed-input',
    `cannot read ${name}: its zstd window of 2^${exponent} bytes is too large to decompress here`,
    { code: 'file.zstd-window', hint: `decompress it first: zstd -d --long=${exponent} ${name}` },
  );
}
