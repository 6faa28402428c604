/** The one walk over the tokens of a text that finds rows of them: exact ones by an automaton, patterns beside it. */
import type { TokenScan } from '../language/scan.js';
import { Automaton } from './automaton.js';
import { GlobRows } from './glob-rows.js';
import { isGlob, type RowElement } from './row.js';
import { isPart, type QuerySymbol, SYMBOL, sortOfKind } from './symbols.js';

/** A power of two, so many that few words share a place with a word that is looked for. */
const GLANCES = 1 << 15;

/** Learns of every row that ends with token `index`; false: of those that end there too, shorter ones are known. */
export interface RowHits {
  hit(row: number, index: number): boolean;
}

export class RowFinder {
  readonly #automaton: Automaton;
  /** Number of the row of each of the automaton's patterns. */
  readonly #numbers: Int32Array;
  readonly #globs: GlobRows | null;
  /** 1 where a word that begins a row may have these lowest bits: most words are done with at this glance. */
  readonly #glance = new Uint8Array(GLANCES);
  readonly #overMarks: boolean;

  /**
   * @param rows distinct and not empty
   * @param overMarks whether a row goes on over marks and line breaks, as in queries
   */
  constructor(rows: readonly (readonly RowElement[])[], overMarks: boolean) {
    const exact: QuerySymbol[][] = [];
    const numbers: number[] = [];
    const patterns: { number: number; row: readonly RowElement[] }[] = [];
    rows.forEach((row, number) => {
      if (row.some(isGlob)) patterns.push({ number, row });
      else {
        exact.push(row.flatMap((element) => (isGlob(element) ? [] : [element])));
        numbers.push(number);
      }
    });
    this.#automaton = new Automaton(exact);
    this.#numbers = Int32Array.from(numbers);
    this.#globs = patterns.length === 0 ? null : new GlobRows(patterns);
    this.#overMarks = overMarks;
    for (const [symbol] of exact) if (symbol !== undefined) this.#glance[symbol.folded & (GLANCES - 1)] = 1;
  }

  /** Steps that patterns took so far. */
  get steps(): number {
    return this.#globs?.steps ?? 0;
  }

  walk(scan: TokenScan, hits: RowHits): void {
    const { count, kind, folded, foldedCheck, flags } = scan;
    const automaton = this.#automaton;
    const glance = this.#glance;
    const globs = this.#globs;
    if (globs !== null) globs.begin();
    let state = 0;
    for (let index = 0; index < count; index++) {
      const sort = sortOfKind[kind[index] as number] as number;
      if (sort === SYMBOL.none) {
        if (this.#overMarks) continue;
        state = 0;
        if (globs !== null) globs.skip();
        continue;
      }
      if (globs !== null) this.#takeGlobs(globs, scan, index, sort, hits);
      const hash = folded[index] as number;
      if (state === 0 && glance[hash & (GLANCES - 1)] === 0) continue;
      const check = foldedCheck[index] as number;
      if (sort === SYMBOL.tag) {
        // The whole tag stands outside the row of words, its parts follow as words.
        this.#findAlone(automaton.symbol(SYMBOL.tag, hash, check), index, hits);
        this.#findAlone(automaton.symbol(SYMBOL.word, hash, check), index, hits);
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
        if (!hits.hit(this.#numbers[automaton.ended(end)] as number, index)) break;
      }
    }
  }

  #findAlone(symbol: number, index: number, hits: RowHits): void {
    if (symbol < 0) return;
    const pattern = this.#automaton.alone(symbol);
    if (pattern >= 0) hits.hit(this.#numbers[pattern] as number, index);
  }

  #takeGlobs(globs: GlobRows, scan: TokenScan, index: number, sort: number, hits: RowHits): void {
    if (sort === SYMBOL.tag) {
      globs.takeTag(scan, index);
      this.#report(globs, index, hits);
      if (index + 1 >= scan.count || !isPart(scan.flags[index + 1] as number)) globs.skip();
      return;
    }
    globs.take(scan, index, sort);
    this.#report(globs, index, hits);
  }

  #report(globs: GlobRows, index: number, hits: RowHits): void {
    for (let place = 0; place < globs.endedCount; place++) hits.hit(globs.ended[place] as number, index);
  }
}
