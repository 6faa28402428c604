/** Cuts the text of a table into its records, as it comes. */
import { readRecord } from './delimited-text.js';
import type { Dialect } from './opened-file.js';

export interface SplitRecord {
  /** As it is written, without its line end. */
  readonly text: string;
  /** Physical line on which it begins, from 1. */
  readonly line: number;
  /** Whether a quote was opened in it and never closed: it is then its first line only. */
  readonly unclosed: boolean;
}

type State = 'start' | 'plain' | 'quoted' | 'escaped' | 'closed';

/** A record longer than this is a quote that nobody closed, or no record at all. */
const MOST_CHARS = 16 * 1024 * 1024;

export class RecordSplitter {
  readonly #lineEnd: string;
  readonly #quote: string;
  readonly #delimiter: string;
  readonly #backslash: boolean;
  #text = '';
  /** Where the record at hand begins, and how far it has been looked at. */
  #start = 0;
  #at = 0;
  /** The next quote from the record on; −1 where the text at hand has none, null where nobody has looked. */
  #quoteAt: number | null = null;
  #state: State = 'start';
  #line: number;
  /** Physical lines since the record began. */
  #lines = 0;

  constructor(dialect: Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'newline'>, firstLine: number) {
    this.#lineEnd = dialect.newline === '\r' ? '\r' : '\n';
    this.#quote = dialect.quote;
    this.#delimiter = dialect.delimiter;
    this.#backslash = dialect.escape === '\\';
    this.#line = firstLine;
  }

  push(piece: string): void {
    this.#text = this.#text.slice(this.#start) + piece;
    this.#at -= this.#start;
    this.#start = 0;
    this.#quoteAt = null;
  }

  /** The next whole record; null where there is none yet. `ended`: no more text will come. */
  next(ended: boolean): SplitRecord | null {
    const end = this.#findEnd();
    if (end !== -1) return this.#take(end, false);
    const open = this.#state === 'quoted' || this.#state === 'escaped';
    const length = this.#text.length - this.#start;
    if (open && (ended || length > MOST_CHARS)) return this.#takeLine();
    if (length <= MOST_CHARS && (!ended || length === 0)) return null;
    return this.#take(this.#text.length, false);
  }

  /** Where the line end after the record is, −1 where that has not come yet. */
  #findEnd(): number {
    const text = this.#text;
    if (this.#at === this.#start) {
      const end = text.indexOf(this.#lineEnd, this.#start);
      if (end === -1) return -1;
      if (this.#quoteAt === null || (this.#quoteAt !== -1 && this.#quoteAt < this.#start))
        this.#quoteAt = this.#quote === '' ? -1 : text.indexOf(this.#quote, this.#start);
      // Most records quote nothing, and end where their line ends.
      if (this.#quoteAt === -1 || this.#quoteAt > end) return end;
    }
    const { length } = text;
    let at = this.#at;
    let state = this.#state;
    for (; at < length; at++) {
      const char = text[at] as string;
      if (state === 'quoted') {
        if (char === this.#quote) state = 'closed';
        else if (char === '\\' && this.#backslash) state = 'escaped';
        else if (char === this.#lineEnd) this.#lines++;
      } else if (state === 'escaped') {
        if (char === this.#lineEnd) this.#lines++;
        state = 'quoted';
      } else if (char === this.#lineEnd) break;
      else if (char === this.#quote && (state === 'start' || state === 'closed')) state = 'quoted';
      // Spaces before a quote are no text.
      else if (char !== ' ' || state !== 'start') state = char === this.#delimiter ? 'start' : 'plain';
    }
    this.#at = at;
    this.#state = state;
    return at < length ? at : -1;
  }

  #take(end: number, unclosed: boolean): SplitRecord {
    let text = this.#text.slice(this.#start, end);
    if (this.#lineEnd === '\n' && text.endsWith('\r')) text = text.slice(0, -1);
    const record = { text, line: this.#line, unclosed };
    this.#line += this.#lines + 1;
    this.#lines = 0;
    this.#state = 'start';
    this.#start = Math.min(end + 1, this.#text.length);
    this.#at = this.#start;
    return record;
  }

  /** Gives up on a quote: its line is a record, and what follows is read again. */
  #takeLine(): SplitRecord {
    this.#lines = 0;
    const end = this.#text.indexOf(this.#lineEnd, this.#start);
    return this.#take(end === -1 ? this.#text.length : end, true);
  }
}

/** The fields of one record, whatever is wrong with its quotes. */
export function looseFields(text: string, dialect: Pick<Dialect, 'delimiter' | 'quote' | 'escape'>): string[] {
  return readRecord(text, 0, dialect, false).fields;
}
