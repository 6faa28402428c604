import { readBytes, takeBytes } from './bytes.js';
import { Damage } from './damage.js';
import { byteOrderMark, isUtf8Name, knownEncoding, toUtf8, unmarkedUtf16 } from './encoding.js';
import { gunzip } from './gzip.js';
import type { Compression } from './opened-file.js';
import { isMostlyUtf8, type Utf8Count, Utf8Counter } from './utf8.js';
import { assertEngineWindow, unzstd, unzstdHead, walkFrames } from './zstd.js';

/** A file that can be read again and again. */
export interface PlainFile {
  readonly path: string;
  readonly name: string;
  readonly compression: Compression;
  readonly signal: AbortSignal | undefined;
}

/** A text file whose encoding is known. */
export interface TextSource extends PlainFile {
  readonly encoding: string;
  readonly marked: boolean;
  readonly damage: Damage;
  readonly notes: readonly string[];
}

/** The decompressed bytes. What is broken is noted, and what comes before it is still read. */
export function plainBytes(file: PlainFile, damage: Damage): AsyncGenerator<Buffer> {
  const raw = readBytes(file.path, file.name, { signal: file.signal });
  switch (file.compression) {
    case 'gzip':
      return gunzip(raw, damage);
    case 'zstd':
      return unzstd(raw, file.name, damage);
    case 'none':
      return raw;
  }
}

/** The decompressed text as UTF-8 without a mark. */
export function utf8Bytes(source: TextSource): AsyncGenerator<Buffer> {
  return toUtf8(plainBytes(source, source.damage), source.encoding);
}

/** The first decompressed bytes. */
export function headBytes(file: PlainFile, limit: number): Promise<Buffer> {
  const raw = readBytes(file.path, file.name, { signal: file.signal });
  switch (file.compression) {
    case 'gzip':
      return takeBytes(gunzip(raw, new Damage()), limit);
    case 'zstd':
      return takeBytes(unzstdHead(raw), limit);
    case 'none':
      return takeBytes(raw, limit);
  }
}

/**
 * Finds the encoding of a text: what the user said, a byte order mark, the zeros of UTF-16, or a count of what is
 * well-formed UTF-8, up to where the answer is plain (of a zstd file: in its head, since decompressing it twice would
 * take too long). Stray bytes further on cost their rows, not the file.
 */
export async function textSource(file: PlainFile, head: Buffer, asked: string | undefined): Promise<TextSource> {
  const damage = new Damage();
  const notes: string[] = [];
  const mark = byteOrderMark(head);
  const told = asked === undefined ? (mark?.encoding ?? unmarkedUtf16(head)) : knownEncoding(asked);
  if (file.compression === 'zstd')
    assertEngineWindow(file.name, await walkFrames(readBytes(file.path, file.name, { signal: file.signal }), damage));
  // A full pass is also what finds a gzip file that is cut off: the engine reads that without complaint.
  const counted =
    file.compression === 'gzip' || (file.compression === 'none' && (told === null || told === 'utf-8'))
      ? await countUtf8(plainBytes(file, damage), file.compression === 'none')
      : await countUtf8([head], false);
  const encoding = told ?? (isMostlyUtf8(counted) ? 'utf-8' : 'windows-1252');
  const { firstStray } = counted;
  if (firstStray !== null && (isUtf8Name(encoding) || told === null)) {
    const at = `byte 0x${firstStray.byte.toString(16).toUpperCase()} at line ${await lineAt(file, firstStray.offset)}`;
    if (isUtf8Name(encoding)) {
      const bytes = counted.stray === 1 ? 'one byte is' : `${counted.stray} bytes are`;
      notes.push(`read as UTF-8, although ${bytes} not: ${at} is the first`);
    } else notes.push(`read as Windows-1252: ${at} is not UTF-8`);
  } else if (mark === null && told !== null && asked === undefined)
    notes.push(`read as ${told.toUpperCase()}: it has no byte order mark, but its zeros are on one side`);
  if (!isUtf8Name(encoding) && told === null && counted.stray > counted.bytes * FOREIGN_SHARE)
    notes.push('so many bytes beyond ASCII are rare in Windows-1252: if the text looks wrong, name it with --encoding');
  return { ...file, encoding, marked: mark !== null && asked === undefined, damage, notes };
}

/** Accented letters of Western languages stay far below this share of a text; Cyrillic and Chinese are above it. */
const FOREIGN_SHARE = 0.2;

/** After so much text, and so many characters beyond ASCII without a stray byte, the rest will be no different. */
const CONVINCING_BYTES = 8 * 1024 * 1024;
const CONVINCING_CHARACTERS = 1000;

async function countUtf8(chunks: AsyncIterable<Buffer> | Iterable<Buffer>, mayStop: boolean): Promise<Utf8Count> {
  const counter = new Utf8Counter();
  for await (const chunk of chunks) {
    counter.push(chunk);
    if (mayStop && counter.bytes >= CONVINCING_BYTES && counter.wide >= CONVINCING_CHARACTERS && counter.stray === 0)
      break;
  }
  return counter.end();
}

/** The line of an offset in the decompressed bytes. */
async function lineAt(file: PlainFile, offset: number): Promise<number> {
  let line = 1;
  let base = 0;
  // The offset lies in the head where the whole of a zstd file must not be decompressed.
  const bytes = file.compression === 'zstd' ? [await headBytes(file, offset)] : plainBytes(file, new Damage());
  for await (const chunk of bytes) {
    const piece = chunk.subarray(0, Math.max(0, offset - base));
    for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, at + 1)) line += 1;
    base += chunk.length;
    if (base >= offset) break;
  }
  return line;
}
