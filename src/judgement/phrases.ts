/** Where rows of words stand in a text: many of them, found in one walk over its tokens. */
import type { TokenScan } from '../language/scan.js';
import { Automaton } from '../query/automaton.js';
import { isPart, type QuerySymbol, SYMBOL, sortOfKind } from '../query/symbols.js';

/** A power of two, so many that few words share a place with a word that is looked for. */
const GLANCES = 1 << 15;

/** The rows of tokens that are looked for, numbered in the order in which they were first added. */
export class PhraseList {
  readonly rows: (readonly QuerySymbol[])[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a row, which may have been there before. */
  add(row: readonly QuerySymbol[]): number {
    const key = row.map(({ sort, folded, check }) => `${sort}:${folded}:${check}`).join(' ');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.rows.push(row) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Finds phrases; the hits belong to the last text, in order of their ends. Time is linear in the tokens. */
export class Phrases {
  /** How many hits there are, and of each its phrase and its first and last token. */
  count = 0;
  phrase = new Uint32Array(64);
  first = new Uint32Array(64);
  last = new Uint32Array(64);
  readonly #automaton: Automaton;
  readonly #lengths: Uint32Array;
  /** 1 where a word that begins a phrase may have these lowest bits: most words are done with at this glance. */
  readonly #glance = new Uint8Array(GLANCES);
  readonly #overMarks: boolean;

  /** @param overMarks whether a phrase goes on over marks and line breaks, as in queries */
  constructor(list: PhraseList, overMarks: boolean) {
    this.#automaton = new Automaton(list.rows);
    this.#lengths = Uint32Array.from(list.rows, ({ length }) => length);
    this.#overMarks = overMarks;
    for (const [symbol] of list.rows) if (symbol !== undefined) this.#glance[symbol.folded & (GLANCES - 1)] = 1;
  }

  find(scan: TokenScan): void {
    this.count = 0;
    const { count, kind, folded, foldedCheck, flags } = scan;
    const automaton = this.#automaton;
    const glance = this.#glance;
    let state = 0;
    for (let index = 0; index < count; index++) {
      const hash = folded[index] as number;
      const sort = sortOfKind[kind[index] as number] as number;
      if (sort === SYMBOL.none) {
        if (!this.#overMarks) state = 0;
        continue;
      }
      if (state === 0 && glance[hash & (GLANCES - 1)] === 0) continue;
      const check = foldedCheck[index] as number;
      if (sort === SYMBOL.tag) {
        this.#findAlone(automaton.symbol(SYMBOL.tag, hash, check), index);
        this.#findAlone(automaton.symbol(SYMBOL.word, hash, check), index);
        if (index + 1 >= count || !isPart(flags[index + 1] as number)) state = 0;
        continue;
      }
      const symbol = automaton.symbol(sort, hash, check);
      if (symbol < 0) {
        state = 0;
        continue;
      }
      state = automaton.step(state, symbol);
      for (let end = automaton.firstEnd(state); end > 0; end = automaton.nextEnd(end)) {
        this.#hit(automaton.ended(end), index);
      }
    }
  }

  #findAlone(symbol: number, index: number): void {
    if (symbol < 0) return;
    const phrase = this.#automaton.alone(symbol);
    if (phrase >= 0) this.#hit(phrase, index);
  }

  #hit(phrase: number, last: number): void {
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
  }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
