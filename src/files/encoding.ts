import iconv from 'iconv-lite';
import { AppError } from '../core/errors.js';

interface Mark {
  readonly encoding: string;
  readonly bytes: number;
}

/** The encoding that a byte order mark names. */
export function byteOrderMark(head: Buffer): Mark | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe)
    return head.length >= 4 && head[2] === 0 && head[3] === 0
      ? { encoding: 'utf-32le', bytes: 4 }
      : { encoding: 'utf-16le', bytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 };
  return null;
}

/** UTF-16 without a mark shows by its zeros: delimiters, digits and line ends have one on the same side. */
export function unmarkedUtf16(head: Buffer): string | null {
  const pairs = head.length >> 1;
  if (pairs === 0) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  if (odd / pairs >= 0.2 && even / pairs <= 0.02) return 'utf-16le';
  if (even / pairs >= 0.2 && odd / pairs <= 0.02) return 'utf-16be';
  return null;
}

const CONTROLS_ALLOWED = 0.005;
/** However small the file. */
const FEW_CONTROLS = 3;

/**
 * Whether decoded text holds too many control characters to be anything that people wrote. Zeros at the end are what a disk
 * leaves of a download that was broken off.
 */
export function looksBinary(text: string): boolean {
  let length = text.length;
  while (length > 0 && text.charCodeAt(length - 1) === 0) length -= 1;
  if (length === 0) return text.length > 0;
  let controls = 0;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    // Terminal sequences begin with an escape and end with a bell: hostile, but text.
    const plain = code === 0x09 || code === 0x0a || code === 0x0d || code === 0x1b || code === 0x07;
    if ((code < 0x20 && !plain) || code === 0x7f) controls += 1;
  }
  return controls > Math.max(FEW_CONTROLS, length * CONTROLS_ALLOWED);
}

/** The name by which iconv knows an encoding that a user asked for. */
export function knownEncoding(encoding: string): string {
  if (iconv.encodingExists(encoding)) return encoding.toLowerCase();
  throw new AppError('usage', `unknown encoding ${encoding}`, {
    code: 'file.encoding',
    hint: 'use a name such as utf-8, utf-16le, windows-1252, windows-1251, shift_jis or gb18030',
  });
}

export function isUtf8Name(encoding: string): boolean {
  return encoding === 'utf-8' || encoding === 'utf8';
}

/** Text in any encoding as UTF-8 without a mark. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  if (isUtf8Name(encoding)) {
    yield* withoutMark(chunks);
    return;
  }
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.write(chunk);
    if (text.length > 0) yield Buffer.from(text, 'utf8');
  }
  const rest = decoder.end();
  if (rest !== undefined && rest.length > 0) yield Buffer.from(rest, 'utf8');
}

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    const bytes: Buffer = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (bytes.length < 3) {
      head = bytes;
      continue;
    }
    head = null;
    yield byteOrderMark(bytes)?.bytes === 3 ? bytes.subarray(3) : bytes;
  }
  if (head !== null && head.length > 0) yield head;
}
