/**
 * Finds all terms and phrases of all queries in one walk over the tokens (Aho and Corasick's automaton, with tokens for
 * letters): linear in the tokens plus the hits, however many patterns there are.
 */
import { PairTable } from './pair-table.js';
import type { QuerySymbol } from './symbols.js';

export class Automaton {
  /** Patterns, numbered in the order in which they were first given. */
  readonly patterns: number;
  readonly #symbols: PairTable;
  /** Pattern that is this one symbol, or -1. */
  readonly #alone: Int32Array;
  readonly #steps: PairTable;
  readonly #fail: Int32Array;
  /** Pattern that ends in this state, or -1. */
  readonly #ends: Int32Array;
  /** The next state with an end among the suffixes of this one, or 0. */
  readonly #next: Int32Array;

  /** Patterns must not be empty, and no two may be equal. */
  constructor(patterns: readonly (readonly Pick<QuerySymbol, 'sort' | 'folded' | 'check'>[])[]) {
    this.patterns = patterns.length;
    const tokens = patterns.reduce((sum, pattern) => sum + pattern.length, 0);
    const states = tokens + 1;
    this.#symbols = new PairTable(tokens);
    this.#steps = new PairTable(tokens);
    this.#fail = new Int32Array(states);
    this.#ends = new Int32Array(states).fill(-1);
    this.#next = new Int32Array(states);
    this.#alone = new Int32Array(tokens).fill(-1);

    let symbolCount = 0;
    let stateCount = 1;
    const parents: { readonly parent: number; readonly symbol: number; readonly depth: number }[] = [
      { parent: 0, symbol: -1, depth: 0 },
    ];
    patterns.forEach((pattern, number) => {
      let state = 0;
      for (const { sort, folded, check } of pattern) {
        let symbol = this.symbol(sort, folded, check);
        if (symbol < 0) {
          symbol = symbolCount++;
          this.#symbols.set(folded + sort, check, symbol);
        }
        let step = this.#steps.get(state, symbol);
        if (step < 0) {
          step = stateCount++;
          this.#steps.set(state, symbol, step);
          parents.push({ parent: state, symbol, depth: (parents[state]?.depth ?? 0) + 1 });
        }
        state = step;
        if (pattern.length === 1) this.#alone[symbol] = number;
      }
      this.#ends[state] = number;
    });

    // Shorter prefixes first, so that the fail of a parent is always known.
    const order = parents.map((_, state) => state).sort((a, b) => (parents[a]?.depth ?? 0) - (parents[b]?.depth ?? 0));
    for (const state of order) {
      const { parent, symbol, depth } = parents[state] ?? { parent: 0, symbol: -1, depth: 0 };
      if (depth < 2) continue;
      const fail = this.step(this.#fail[parent] as number, symbol);
      this.#fail[state] = fail;
      this.#next[state] = (this.#ends[fail] as number) >= 0 ? fail : (this.#next[fail] as number);
    }
  }

  /** Number of a token, or -1 where no pattern holds it. */
  symbol(sort: number, folded: number, check: number): number {
    // The class is part of the first hash: another class of the same letters would need two hashes that differ by it.
    return this.#symbols.get(folded + sort, check);
  }

  /** The pattern that is this symbol alone, or -1. */
  alone(symbol: number): number {
    return this.#alone[symbol] as number;
  }

  /** The state after one more symbol; 0 is the start. */
  step(state: number, symbol: number): number {
    for (let from = state; ; from = this.#fail[from] as number) {
      const to = this.#steps.get(from, symbol);
      if (to >= 0) return to;
      if (from === 0) return 0;
    }
  }

  /** The first state, this one or a suffix of it, at which a pattern ends; 0 where there is none. */
  firstEnd(state: number): number {
    return (this.#ends[state] as number) >= 0 ? state : (this.#next[state] as number);
  }

  /** The next such state after one that `firstEnd` or `nextEnd` gave. */
  nextEnd(state: number): number {
    return this.#next[state] as number;
  }

  /** The pattern that ends in a state that `firstEnd` or `nextEnd` gave. */
  ended(state: number): number {
    return this.#ends[state] as number;
  }
}
