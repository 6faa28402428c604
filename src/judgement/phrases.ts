/** Where rows of words stand in a text: many of them, found in one walk over its tokens. */
import type { TokenScan } from '../language/scan.js';
import { type RowElement, rowKey } from '../query/row.js';
import { RowFinder, type RowHits } from '../query/row-finder.js';

/** The rows of tokens that are looked for, numbered in the order in which they were first added. */
export class PhraseList {
  readonly rows: (readonly RowElement[])[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a row, which may have been there before. */
  add(row: readonly RowElement[]): number {
    const key = rowKey(row);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.rows.push(row) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Finds phrases; the hits belong to the last text, in order of their ends. Time is linear in the tokens. */
export class Phrases implements RowHits {
  /** How many hits there are, and of each its phrase and its first and last token. */
  count = 0;
  phrase = new Uint32Array(64);
  first = new Uint32Array(64);
  last = new Uint32Array(64);
  readonly #finder: RowFinder;
  readonly #lengths: Uint32Array;

  /** @param overMarks whether a phrase goes on over marks and line breaks, as in queries */
  constructor(list: PhraseList, overMarks: boolean) {
    this.#finder = new RowFinder(list.rows, overMarks);
    this.#lengths = Uint32Array.from(list.rows, ({ length }) => length);
  }

  find(scan: TokenScan): void {
    this.count = 0;
    this.#finder.walk(scan, this);
  }

  /** A phrase ends with token `last` (RowHits). */
  hit(phrase: number, last: number): boolean {
    if (this.count === this.phrase.length) {
      this.phrase = grown(this.phrase);
      this.first = grown(this.first);
      this.last = grown(this.last);
    }
    this.phrase[this.count] = phrase;
    // Marks inside make it begin earlier than this, which nobody minds.
    this.first[this.count] = Math.max(0, last + 1 - (this.#lengths[phrase] as number));
    this.last[this.count] = last;
    this.count++;
    return true;
  }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
