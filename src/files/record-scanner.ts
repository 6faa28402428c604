import { type Dialect, LOCATED_TEXT_BYTES, type Location } from './opened-file.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const FIELD_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const ESCAPED = 3;
const CLOSED = 4;

/** What the scanner must know of a dialect; `columns` decides whether a blank line is a record. */
export interface ScannedShape {
  readonly dialect: Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'skipLines' | 'newline'>;
  readonly hasHeader: boolean;
  readonly blanksAreRecords: boolean;
  /** Whether a line of spaces is as good as blank (JSON, one record a line). */
  readonly spacesAreBlank?: boolean;
}

/** One JSON record a line, to the scanner. */
export const LINES_SHAPE: ScannedShape = {
  dialect: { delimiter: '\u001f', quote: '', escape: '', skipLines: 0, newline: '\n' },
  hasHeader: false,
  blanksAreRecords: false,
  spacesAreBlank: true,
};

/**
 * Walks over the bytes of a table in UTF-8 and tells where each record begins and ends. Holds nothing of the text but
 * records that were asked for.
 */
export class RecordScanner {
  readonly #delimiter: number;
  readonly #quoting: boolean;
  readonly #backslash: boolean;
  readonly #lineEnd: number;
  readonly #plainMarks: Uint8Array;
  readonly #quotedMarks: Uint8Array;
  readonly #shape: ScannedShape;
  #state = FIELD_START;
  #skip: number;
  #header: boolean;
  /** Number of the record at hand. */
  #record = 0;
  #line = 1;
  #startLine = 1;
  #length = 0;
  #solid = false;
  #capture: Buffer[] | null = null;
  #captured = 0;
  readonly #wanted: ReadonlySet<number>;
  /** Byte offsets of records that do not count, in order, and the first that is still ahead. */
  readonly #refused: readonly number[];
  #nextRefused = 0;
  #base = 0;
  readonly found = new Map<number, Location>();

  constructor(shape: ScannedShape, wanted: ReadonlySet<number>, refused: readonly number[] = []) {
    const { dialect } = shape;
    this.#shape = shape;
    this.#delimiter = dialect.delimiter.charCodeAt(0);
    this.#quoting = dialect.quote !== '';
    this.#backslash = dialect.escape === '\\';
    this.#lineEnd = dialect.newline === '\r' ? CARRIAGE_RETURN : LINE_FEED;
    this.#plainMarks = marksOf(this.#lineEnd, this.#delimiter);
    this.#quotedMarks = marksOf(this.#lineEnd, QUOTE, this.#backslash ? BACKSLASH : QUOTE);
    this.#skip = dialect.skipLines;
    this.#header = shape.hasHeader;
    this.#wanted = wanted;
    this.#refused = [...refused].sort((a, b) => a - b);
  }

  /** Whether every record that was asked for is behind. */
  get done(): boolean {
    return this.found.size === this.#wanted.size;
  }

  /** Records that have ended so far. */
  get records(): number {
    return this.#record;
  }

  /** Whether the header has not ended yet. */
  get inHeader(): boolean {
    return this.#header;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (this.#skip > 0 && at < chunk.length) {
      const end = chunk.indexOf(this.#lineEnd, at);
      if (end < 0) {
        this.#base += chunk.length;
        return;
      }
      at = end + 1;
      this.#skip -= 1;
      this.#line += 1;
      this.#startLine = this.#line;
    }
    const lineEnd = this.#lineEnd;
    const delimiter = this.#delimiter;
    let state = this.#state;
    let from = at;
    if (this.#length === 0) this.#begin();
    const { length } = chunk;
    for (; at < length; at += 1) {
      // Most bytes mean nothing in their state: they are passed over by table.
      if (state === PLAIN) while (at < length && this.#plainMarks[chunk[at] as number] === 0) at += 1;
      else if (state === QUOTED) while (at < length && this.#quotedMarks[chunk[at] as number] === 0) at += 1;
      if (at >= length) break;
      const byte = chunk[at] as number;
      if (byte === lineEnd) {
        this.#line += 1;
        if (state === QUOTED || state === ESCAPED) {
          state = QUOTED;
          continue;
        }
        this.#keep(chunk, from, at);
        this.#finish(this.#base + at);
        from = at + 1;
        state = FIELD_START;
        this.#begin();
        continue;
      }
      switch (state) {
        case QUOTED:
          if (byte === QUOTE) state = CLOSED;
          else if (byte === BACKSLASH && this.#backslash) state = ESCAPED;
          break;
        case ESCAPED:
          state = QUOTED;
          break;
        case CLOSED:
          if (byte === QUOTE) state = QUOTED;
          else state = byte === delimiter ? FIELD_START : PLAIN;
          break;
        case FIELD_START:
          if (byte === QUOTE && this.#quoting) state = QUOTED;
          else if (byte !== delimiter) state = PLAIN;
          break;
        default:
          if (byte === delimiter) state = FIELD_START;
      }
    }
    this.#state = state;
    this.#keep(chunk, from, chunk.length);
    this.#base += chunk.length;
  }

  /** The end of the file ends its last record. */
  end(): void {
    if (this.#length > 0) this.#finish(this.#base);
    this.#length = 0;
  }

  #begin(): void {
    this.#startLine = this.#line;
    this.#capture = !this.#header && this.#wanted.has(this.#record) ? [] : null;
    this.#captured = 0;
    this.#length = 0;
    this.#solid = false;
  }

  #keep(chunk: Buffer, from: number, to: number): void {
    if (to <= from) return;
    this.#length += to - from;
    // A lone carriage return is the other half of a line end, and no text.
    if (!this.#solid) this.#solid = hasText(chunk, from, to, this.#shape.spacesAreBlank === true);
    if (this.#capture === null || this.#captured >= LOCATED_TEXT_BYTES) return;
    const piece = chunk.subarray(from, Math.min(to, from + LOCATED_TEXT_BYTES - this.#captured));
    this.#capture.push(Buffer.from(piece));
    this.#captured += piece.length;
  }

  #finish(end: number): void {
    if (this.#header) {
      this.#header = !this.#solid;
      return;
    }
    if (!this.#solid && !this.#shape.blanksAreRecords) return;
    let refused = false;
    // The engine may point at the line end before a record, or at blank lines there.
    for (; (this.#refused[this.#nextRefused] ?? Number.POSITIVE_INFINITY) < end; this.#nextRefused += 1) refused = true;
    if (refused) return;
    if (this.#capture !== null)
      this.found.set(this.#record, {
        line: this.#startLine,
        text: Buffer.concat(this.#capture).toString('utf8').replace(/\r$/, ''),
      });
    this.#record += 1;
  }
}

function marksOf(...bytes: readonly number[]): Uint8Array {
  const marks = new Uint8Array(256);
  for (const byte of bytes) marks[byte] = 1;
  return marks;
}

function hasText(chunk: Buffer, from: number, to: number, skipSpaces: boolean): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = chunk[at] as number;
    if (byte === CARRIAGE_RETURN || (skipSpaces && (byte === 0x20 || byte === 0x09))) continue;
    return true;
  }
  return false;
}
