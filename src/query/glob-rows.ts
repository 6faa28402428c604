/**
 * Rows of tokens of which some are patterns. Each place of a row remembers at which token it was last reached; a token
 * advances the places whose element it meets and whose neighbour on the left the token before it reached.
 */
import { FoldedText } from '../language/folded.js';
import type { TokenScan } from '../language/scan.js';
import { GlobTrie } from './glob-trie.js';
import { PairTable } from './pair-table.js';
import { isGlob, type RowElement } from './row.js';
import { SYMBOL } from './symbols.js';

/** Rows that end with the token at hand. */
export interface GlobHits {
  readonly ended: Int32Array;
  readonly endedCount: number;
}

/** Tokens after which the clock is set back, long before it would not fit. */
const LONGEST_CLOCK = 2 ** 30;

export class GlobRows implements GlobHits {
  readonly ended: Int32Array;
  endedCount = 0;
  /** Steps taken since the object was made: what tests measure. */
  steps = 0;
  readonly #folded = new FoldedText();
  /** By class of token. */
  readonly #tries: (GlobTrie | null)[];
  /** Element number of the first pattern of each trie's class, in the order of the trie. */
  readonly #globElements: Int32Array[];
  readonly #symbols: PairTable;
  /** How many of the elements are no patterns. */
  #exact = 0;
  /** For each element, the places in rows that ask for it. */
  readonly #places: Int32Array[];
  /** For each place: 1 where it begins its row, and the row that it ends, or -1. */
  readonly #first: Uint8Array;
  readonly #row: Int32Array;
  readonly #reached: readonly [Int32Array, Int32Array];
  #clock = 1;

  /** @param rows each with its number and at least one pattern */
  constructor(rows: readonly { readonly number: number; readonly row: readonly RowElement[] }[]) {
    const size = rows.reduce((sum, { row }) => sum + row.length, 0);
    this.ended = new Int32Array(rows.length);
    this.#symbols = new PairTable(size);
    this.#first = new Uint8Array(size);
    this.#row = new Int32Array(size).fill(-1);
    this.#reached = [new Int32Array(size), new Int32Array(size)];
    const globs: string[][] = [[], [], [], [], [], []];
    const elements: number[][] = [[], [], [], [], [], []];
    const known = new Map<string, number>();
    const places: number[][] = [];
    let place = 0;
    for (const { number, row } of rows) {
      row.forEach((element, index) => {
        const key = isGlob(element)
          ? `${element.sort}*${element.glob}`
          : `${element.sort} ${element.folded} ${element.check}`;
        let wanted = known.get(key);
        if (wanted === undefined) {
          wanted = places.push([]) - 1;
          known.set(key, wanted);
          if (isGlob(element)) {
            globs[element.sort]?.push(element.glob);
            elements[element.sort]?.push(wanted);
          } else {
            this.#exact++;
            this.#symbols.set((element.folded + element.sort) | 0, element.check | 0, wanted);
          }
        }
        places[wanted]?.push(place);
        if (index === 0) this.#first[place] = 1;
        if (index === row.length - 1) this.#row[place] = number;
        place++;
      });
    }
    this.#places = places.map((list) => Int32Array.from(list));
    this.#tries = globs.map((list) => (list.length === 0 ? null : new GlobTrie(list)));
    this.#globElements = elements.map((list) => Int32Array.from(list));
  }

  begin(): void {
    if (this.#clock > LONGEST_CLOCK) {
      for (const stamps of this.#reached) stamps.fill(0);
      this.#clock = 1;
    }
    // No row goes on from the text before.
    this.#clock += 2;
  }

  /** Takes the next token of the row of words, and fills `ended`. */
  take(scan: TokenScan, index: number, sort: number): void {
    this.#clock++;
    this.endedCount = 0;
    if (this.#exact > 0) {
      this.#meet(this.#symbols.get(((scan.folded[index] as number) + sort) | 0, scan.foldedCheck[index] as number));
    }
    this.#meetGlobs(scan, index, sort, false);
  }

  /** A token that stands in no row breaks it. */
  skip(): void {
    this.#clock++;
    this.endedCount = 0;
  }

  /** Takes a whole hashtag, as itself and as a word, for rows of one element. */
  takeTag(scan: TokenScan, index: number): void {
    this.endedCount = 0;
    for (const sort of [SYMBOL.tag, SYMBOL.word]) this.#meetGlobs(scan, index, sort, true);
  }

  #meetGlobs(scan: TokenScan, index: number, sort: number, alone: boolean): void {
    const trie = this.#tries[sort];
    if (trie === null || trie === undefined) return;
    if (sort === SYMBOL.word && !alone) {
      const byte = scan.bytes[scan.start[index] as number] as number;
      // A small letter or a digit stands for itself; of a capital the small letter does.
      const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
      if (byte < 0x80 && !trie.mayBegin(lower)) return;
    }
    this.#folded.spell(scan, scan.bytes, index);
    this.steps += trie.match(this.#folded.points, this.#folded.length);
    const elements = this.#globElements[sort] as Int32Array;
    for (let match = 0; match < trie.count; match++) {
      const element = elements[trie.matched[match] as number] as number;
      if (alone) this.#meetAlone(element);
      else this.#meet(element);
    }
  }

  #meet(element: number): void {
    if (element < 0) return;
    const places = this.#places[element] as Int32Array;
    const clock = this.#clock;
    const now = this.#reached[clock & 1] as Int32Array;
    const before = this.#reached[(clock & 1) ^ 1] as Int32Array;
    this.steps += places.length;
    for (let index = 0; index < places.length; index++) {
      const place = places[index] as number;
      if (this.#first[place] === 0 && before[place - 1] !== clock - 1) continue;
      if (now[place] === clock) continue;
      now[place] = clock;
      const row = this.#row[place] as number;
      if (row >= 0) this.ended[this.endedCount++] = row;
    }
  }

  #meetAlone(element: number): void {
    const places = this.#places[element] as Int32Array;
    for (let index = 0; index < places.length; index++) {
      const place = places[index] as number;
      const row = this.#row[place] as number;
      if (this.#first[place] === 1 && row >= 0) this.ended[this.endedCount++] = row;
    }
  }
}
