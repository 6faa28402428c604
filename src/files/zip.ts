import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable, type Transform } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { AppError, isSystemError } from '../core/errors.js';
import { readBytes } from './bytes.js';

export interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** CRC-32 of its content. */
  readonly checksum: number;
  /** Offset of its local header. */
  readonly offset: number;
}

const END_RECORD = 0x06054b50;
const END_RECORD_64 = 0x06064b50;
const END_LOCATOR_64 = 0x07064b50;
const CENTRAL_HEADER = 0x02014b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const MAX_DIRECTORY_BYTES = 268_435_456;

/**
 * The entries of a zip archive (APPNOTE 6.3, with 64-bit sizes), read from its directory at the end: an archive of a
 * network account may hold gigabytes of pictures that nobody needs.
 */
export async function zipEntries(path: string, name: string): Promise<ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tailBytes = Math.min(size, END_BYTES + MAX_COMMENT_BYTES);
    const tail = await readAt(file, size - tailBytes, tailBytes);
    const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (at < 0 || at + END_BYTES > tail.length) throw zipError(name, 'its directory is missing; it is cut off');
    const end = await directory(file, tail.subarray(at), size - tailBytes + at);
    if (end.bytes > MAX_DIRECTORY_BYTES || end.offset + end.bytes > size)
      throw zipError(name, 'its directory is broken');
    return parseDirectory(await readAt(file, end.offset, end.bytes), name);
  } finally {
    await file.close();
  }
}

/** The content of one entry. */
export async function* zipContent(
  path: string,
  name: string,
  entry: ZipEntry,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  if (entry.encrypted) throw zipError(name, `${entry.path} in it is encrypted`);
  if (entry.method !== 0 && entry.method !== 8)
    throw zipError(name, `${entry.path} in it is compressed by method ${entry.method}`);
  const file = await open(path);
  let start: number;
  try {
    const local = await readAt(file, entry.offset, 30);
    if (local.length < 30) throw zipError(name, 'it is cut off');
    start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    await file.close();
  }
  const raw = readBytes(path, name, { start, end: start + entry.compressedBytes, signal });
  if (entry.method === 0) {
    yield* raw;
    return;
  }
  // Errors of the file pass through the pipe as they are; what the inflater itself finds is a broken entry.
  const inflate = compose(raw, createInflateRaw());
  try {
    for await (const chunk of inflate) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (error) {
    if (!isSystemError(error) || error.code?.startsWith('Z_') !== true) throw error;
    throw zipError(name, `${entry.path} in it is broken`, error);
  }
}

/** Fails where an entry is not what the directory says of it; reads no further than that says. */
export async function assertWhole(
  path: string,
  name: string,
  entry: ZipEntry,
  signal: AbortSignal | undefined,
): Promise<void> {
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of zipContent(path, name, entry, signal)) {
    bytes += chunk.length;
    checksum = crc32(chunk, checksum);
    if (bytes > entry.bytes) break;
  }
  if (bytes !== entry.bytes || checksum !== entry.checksum) throw zipError(name, `${entry.path} in it is broken`);
}

/** A pipe that hands the errors of its source on. */
function compose(source: AsyncIterable<Buffer>, target: Transform): Transform {
  pipeline(Readable.from(source), target, () => {});
  return target;
}

function zipError(name: string, reason: string, cause?: unknown): AppError {
  return new AppError('malformed-input', `cannot read ${name}: ${reason}`, {
    code: 'file.zip',
    hint: 'download or export it again',
    cause,
  });
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function directory(
  file: FileHandle,
  end: Buffer,
  endOffset: number,
): Promise<{ readonly offset: number; readonly bytes: number }> {
  const bytes = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  if (offset !== 0xffffffff && bytes !== 0xffffffff && end.readUInt16LE(10) !== 0xffff) return { offset, bytes };
  const locator = await readAt(file, Math.max(0, endOffset - 20), 20);
  if (locator.length < 20 || locator.readUInt32LE(0) !== END_LOCATOR_64) return { offset, bytes };
  const end64 = await readAt(file, Number(locator.readBigUInt64LE(8)), 56);
  if (end64.length < 56 || end64.readUInt32LE(0) !== END_RECORD_64) return { offset, bytes };
  return { offset: Number(end64.readBigUInt64LE(48)), bytes: Number(end64.readBigUInt64LE(40)) };
}

function parseDirectory(bytes: Buffer, name: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) !== END_RECORD) {
    if (bytes.readUInt32LE(at) !== CENTRAL_HEADER) throw zipError(name, 'its directory is broken');
    const flags = bytes.readUInt16LE(at + 8);
    const nameBytes = bytes.readUInt16LE(at + 28);
    const extraBytes = bytes.readUInt16LE(at + 30);
    const commentBytes = bytes.readUInt16LE(at + 32);
    const path = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    const extra = bytes.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes);
    const small = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)] as const;
    const [size, compressedBytes, offset] = wideSizes(small, extra);
    const encrypted = (flags & 1) !== 0;
    entries.push({
      path,
      method: bytes.readUInt16LE(at + 10),
      encrypted,
      compressedBytes,
      bytes: size,
      checksum: bytes.readUInt32LE(at + 16),
      offset,
    });
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

/** Sizes and offset with their 64-bit values, which follow in this order where the 32-bit field is full. */
function wideSizes(small: readonly [number, number, number], extra: Buffer): [number, number, number] {
  const values: [number, number, number] = [...small];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const [index, value] of small.entries()) {
      if (value !== 0xffffffff || field + 8 > extra.length) continue;
      values[index] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
  }
  return values;
}
