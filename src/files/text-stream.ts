/** A text that is read once, from its beginning, while it is still being written. */
import { isAscii } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import iconv from 'iconv-lite';
import { AppError } from '../core/errors.js';
import { readBytes } from './bytes.js';
import { assertNoMarkup, binaryError, emptyError, magicOf } from './content.js';
import { Damage } from './damage.js';
import { byteOrderMark, isUtf8Name, knownEncoding, looksBinary, unmarkedUtf16 } from './encoding.js';
import { gunzip } from './gzip.js';
import { isMostlyUtf8, Utf8Counter } from './utf8.js';
import { IDLE, interruptible, orIdle } from './waiting.js';
import { unzstd } from './zstd.js';

export interface TextStreamOptions {
  /** What `-` reads. */
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly encoding: string | null;
  readonly signal: AbortSignal;
}

/** How long a silent input is waited for before what is there must do. */
export const IDLE_MS = 50;
/** How long rows may wait for company where they come one by one. */
export const LONGEST_WAIT_MS = 250;
/** Enough of a text to tell what it is. */
const HEAD_CHARS = 262_144;
const MAGIC_BYTES = 64;

export class TextStream {
  /** As the user gave it, `-` for standard input. */
  readonly name: string;
  readonly #pieces: AsyncGenerator<string>;
  readonly #signal: AbortSignal;
  readonly #damage: Damage;
  #pending: Promise<IteratorResult<string>> | null = null;
  #head = '';

  private constructor(name: string, pieces: AsyncGenerator<string>, signal: AbortSignal, damage: Damage) {
    this.name = name;
    this.#pieces = pieces;
    this.#signal = signal;
    this.#damage = damage;
  }

  /** Fails with `malformed-input` for what is no text; the file is plain, gzip or zstd, in any encoding. */
  static async open(name: string, options: TextStreamOptions): Promise<TextStream> {
    const { signal } = options;
    const raw = name === '-' ? interruptible(options.stdin, signal) : readBytes(name, name, { signal });
    const damage = new Damage();
    const bytes = await uncompressed(name, raw, damage);
    return new TextStream(name, decoded(bytes, options.encoding), signal, damage);
  }

  /** What is broken in a compressed file, once it has been read to there; else null. */
  get damage(): string | null {
    return this.#damage.message;
  }

  /**
   * The beginning of the text, which `next` will give again. Where the text comes slowly, as much of it as `enough` is
   * content with. Fails for an empty one.
   */
  async head(enough: (text: string) => boolean): Promise<{ text: string; complete: boolean }> {
    let complete = false;
    let enoughSince: number | null = null;
    while (!complete && this.#head.length < HEAD_CHARS) {
      const now = performance.now();
      if (enoughSince === null && this.#head.length > 0 && enough(this.#head)) enoughSince = now;
      const left = enoughSince === null ? null : LONGEST_WAIT_MS - (now - enoughSince);
      if (left !== null && left <= 0) break;
      const next = await this.#read(left === null ? null : Math.min(IDLE_MS, left));
      if (next === IDLE) break;
      if (next === null) complete = true;
      else this.#head += next;
    }
    const text = this.#head;
    if (looksBinary(text)) throw binaryError(this.name);
    if (complete && text.trim() === '') throw emptyError(this.name);
    assertNoMarkup(text, this.name);
    return { text, complete };
  }

  /** The next piece; null at the end; IDLE where none came in time. */
  async next(idleMs: number | null): Promise<string | null | typeof IDLE> {
    if (this.#head === '') return this.#read(idleMs);
    const head = this.#head;
    this.#head = '';
    return head;
  }

  async close(): Promise<void> {
    // A file's generator ends at once; that of a silent pipe ends when the signal aborts, which nobody here waits for.
    if (this.#pending === null) await this.#pieces.return(undefined);
    else void this.#pending.catch(() => undefined).then(() => this.#pieces.return(undefined));
  }

  async #read(idleMs: number | null): Promise<string | null | typeof IDLE> {
    this.#pending ??= this.#pieces.next();
    const next = await orIdle(this.#pending, idleMs, this.#signal);
    if (next === IDLE) return IDLE;
    this.#pending = null;
    return next.done === true ? null : next.value;
  }
}

async function uncompressed(name: string, raw: AsyncGenerator<Buffer>, damage: Damage): Promise<AsyncIterable<Buffer>> {
  let head: Buffer = Buffer.alloc(0);
  // A pipe may give its first bytes one by one.
  while (head.length < MAGIC_BYTES) {
    const next = await raw.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    if (head.length >= 4 && magicOf(head, name) === 'text') break;
  }
  if (head.length === 0) throw emptyError(name);
  const whole = withHead(head, raw);
  switch (magicOf(head, name)) {
    case 'text':
      return whole;
    case 'gzip':
      return gunzip(whole, damage);
    case 'zstd':
      return unzstd(whole, name, damage);
    case 'parquet':
      throw unstreamable(name, 'a Parquet file');
    case 'zip':
      throw unstreamable(name, 'a workbook or an archive');
  }
}

/** What cannot be read from its beginning goes through `import`. */
export function unstreamable(name: string, what: string): AppError {
  const file = name === '-' ? '' : ` ${name}`;
  return new AppError(
    'malformed-input',
    `cannot score ${name === '-' ? 'standard input' : name} row by row: it is ${what}`,
    {
      code: 'score.unstreamable',
      hint: `brandwatch import${file} | brandwatch score`,
    },
  );
}

async function* withHead(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** Text without its byte order mark. Where nothing names the encoding, the first bytes beyond ASCII decide. */
async function* decoded(chunks: AsyncIterable<Buffer>, asked: string | null): AsyncGenerator<string> {
  let encoding = asked === null ? null : knownEncoding(asked);
  let decoder: { write(bytes: Buffer): string; end(): string | undefined } | null =
    encoding === null ? null : decoderOf(encoding);
  let first = true;
  for await (const chunk of chunks) {
    if (first && encoding === null) encoding = byteOrderMark(chunk)?.encoding ?? unmarkedUtf16(chunk);
    if (encoding === null && !isAscii(chunk)) encoding = guessed(chunk);
    if (encoding !== null) decoder ??= decoderOf(encoding);
    const text = decoder === null ? chunk.toString('latin1') : decoder.write(chunk);
    if (text.length === 0) continue;
    yield first ? text.replace(/^\uFEFF/, '') : text;
    first = false;
  }
  const rest = decoder?.end();
  if (rest !== undefined && rest.length > 0) yield rest;
}

function guessed(chunk: Buffer): string {
  const counter = new Utf8Counter();
  counter.push(chunk);
  const counted = counter.end();
  // A character cut in two at the end of the piece is no stray byte.
  const cut =
    counted.firstStray !== null && counted.firstStray.offset >= counted.bytes - 3 && counted.firstStray.byte >= 0xc2;
  return cut || isMostlyUtf8(counted) ? 'utf-8' : 'windows-1252';
}

function decoderOf(encoding: string): { write(bytes: Buffer): string; end(): string | undefined } {
  return isUtf8Name(encoding) ? new StringDecoder('utf8') : iconv.getDecoder(encoding, { stripBOM: false });
}
