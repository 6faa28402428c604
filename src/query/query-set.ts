import type { TokenScan } from '../language/scan.js';
import { isLeaf, type Leaf, type Query } from './ast.js';
import { Automaton } from './automaton.js';
import { isPart, type QuerySymbol, SYMBOL, sortOfKind, symbolsOf } from './symbols.js';

export interface NamedQuery {
  readonly id: string;
  readonly ast: Query;
}

/** Instructions of a compiled query, in postfix order: a pattern is its number, the operators are below zero. */
const NOT = -1;
/** Followed by how many values it takes. */
const AND = -2;
const OR = -3;

/**
 * Many queries, evaluated together over the tokens of one text. Only queries of which the text has a term that they
 * need (and those that need none) are looked at, so a post costs its own length, not the number of queries.
 * Not for use by two matches at once: the results belong to the last one.
 */
export interface QuerySet {
  readonly ids: readonly string[];
  /** 1 where the query (in the order given) matched the last text. */
  readonly results: Uint8Array;
  /** Indices of the queries that matched, in no order: the first `matchedCount` are valid. */
  readonly matched: Uint32Array;
  readonly matchedCount: number;
  /** Evaluates all queries; allocates nothing. */
  match(scan: TokenScan): void;
}

export function compileQueries(queries: readonly NamedQuery[]): QuerySet {
  return new CompiledQueries(queries);
}

class CompiledQueries implements QuerySet {
  readonly ids: readonly string[];
  readonly results: Uint8Array;
  readonly matched: Uint32Array;
  matchedCount = 0;

  readonly #automaton: Automaton;
  readonly #programs: readonly Int32Array[];
  readonly #stack: Uint8Array;
  /** Queries that can hold without any of their terms: they have to be evaluated always. */
  readonly #always: Int32Array;
  /** For each pattern, the queries that hold as soon as it is found, and those that may hold now. */
  readonly #decides: readonly Int32Array[];
  readonly #touches: readonly Int32Array[];
  /** A pattern was found, a query is among the candidates, when it bears the number of this match. */
  readonly #found: Uint32Array;
  readonly #seen: Uint32Array;
  readonly #candidates: Int32Array;
  #candidateCount = 0;
  #round = 0;

  constructor(queries: readonly NamedQuery[]) {
    this.ids = queries.map(({ id }) => id);
    this.results = new Uint8Array(queries.length);
    this.matched = new Uint32Array(queries.length);
    this.#seen = new Uint32Array(queries.length);
    this.#candidates = new Int32Array(queries.length);

    const patterns = new PatternList();
    this.#programs = queries.map(({ ast }) => Int32Array.from(program(ast, patterns)));
    this.#automaton = new Automaton(patterns.list);
    this.#found = new Uint32Array(patterns.list.length);
    this.#stack = new Uint8Array(this.#programs.reduce((most, { length }) => Math.max(most, length), 1));

    const decides = patterns.list.map((): number[] => []);
    const touches = patterns.list.map((): number[] => []);
    const always: number[] = [];
    queries.forEach(({ ast }, query) => {
      const needed = neededLeaves(ast, false);
      if (needed === null) always.push(query);
      const deciding = new Set(decidingLeaves(ast).map((leaf) => patterns.number(leaf)));
      const touching = new Set((needed ?? []).map((leaf) => patterns.number(leaf)));
      for (const pattern of deciding) decides[pattern]?.push(query);
      for (const pattern of touching) if (!deciding.has(pattern)) touches[pattern]?.push(query);
    });
    this.#decides = decides.map((list) => Int32Array.from(list));
    this.#touches = touches.map((list) => Int32Array.from(list));
    this.#always = Int32Array.from(always);
  }

  match(scan: TokenScan): void {
    this.#begin();
    const { count, kind, folded, foldedCheck, flags } = scan;
    const automaton = this.#automaton;
    let state = 0;
    for (let index = 0; index < count; index++) {
      const sort = sortOfKind[kind[index] as number] as number;
      if (sort === SYMBOL.none) continue;
      const hash = folded[index] as number;
      const check = foldedCheck[index] as number;
      if (sort === SYMBOL.tag) {
        // The whole tag stands outside the row of words, its parts follow as words.
        this.#findAlone(automaton.symbol(SYMBOL.tag, hash, check));
        this.#findAlone(automaton.symbol(SYMBOL.word, hash, check));
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
        // Found before: then so were all of its suffixes.
        if (!this.#find(automaton.ended(end))) break;
      }
    }
    this.#evaluate();
  }

  #begin(): void {
    for (let index = 0; index < this.matchedCount; index++) this.results[this.matched[index] as number] = 0;
    this.matchedCount = 0;
    this.#candidateCount = 0;
    if (++this.#round === 0xffffffff) {
      this.#found.fill(0);
      this.#seen.fill(0);
      this.#round = 1;
    }
  }

  #findAlone(symbol: number): void {
    if (symbol < 0) return;
    const pattern = this.#automaton.alone(symbol);
    if (pattern >= 0) this.#find(pattern);
  }

  /** False where the pattern had been found before in this text. */
  #find(pattern: number): boolean {
    if (this.#found[pattern] === this.#round) return false;
    this.#found[pattern] = this.#round;
    const decided = this.#decides[pattern] as Int32Array;
    for (let index = 0; index < decided.length; index++) this.#accept(decided[index] as number);
    const touched = this.#touches[pattern] as Int32Array;
    for (let index = 0; index < touched.length; index++) this.#consider(touched[index] as number);
    return true;
  }

  #consider(query: number): void {
    if (this.#seen[query] === this.#round) return;
    this.#seen[query] = this.#round;
    this.#candidates[this.#candidateCount++] = query;
  }

  #accept(query: number): void {
    if (this.results[query] === 1) return;
    this.results[query] = 1;
    this.matched[this.matchedCount++] = query;
  }

  #evaluate(): void {
    for (let index = 0; index < this.#always.length; index++) this.#consider(this.#always[index] as number);
    for (let index = 0; index < this.#candidateCount; index++) {
      const query = this.#candidates[index] as number;
      if (this.results[query] === 0 && this.#holds(query)) this.#accept(query);
    }
  }

  /** Runs a query's program on the patterns found in this round. */
  #holds(query: number): boolean {
    const steps = this.#programs[query] as Int32Array;
    const stack = this.#stack;
    let top = 0;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index] as number;
      if (step >= 0) stack[top++] = this.#found[step] === this.#round ? 1 : 0;
      else if (step === NOT) stack[top - 1] = 1 - (stack[top - 1] as number);
      else {
        const parts = steps[++index] as number;
        let value = step === AND ? 1 : 0;
        for (let part = top - parts; part < top; part++) {
          value = step === AND ? value & (stack[part] as number) : value | (stack[part] as number);
        }
        top -= parts;
        stack[top++] = value;
      }
    }
    return stack[0] === 1;
  }
}

/** The distinct rows of symbols that the queries look for. */
class PatternList {
  readonly list: QuerySymbol[][] = [];
  readonly #numbers = new Map<string, number>();

  number(leaf: Leaf): number {
    const symbols = symbolsOf(leaf);
    if (symbols.length === 0) throw new RangeError(`no word in ${JSON.stringify(leaf.text)}`);
    const key = symbols.map(({ sort, folded, check }) => `${sort}:${folded}:${check}`).join(' ');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.push(symbols) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

function program(query: Query, patterns: PatternList): number[] {
  if (isLeaf(query)) return [patterns.number(query)];
  if (query.kind === 'not') return [...program(query.part, patterns), NOT];
  const steps: number[] = [];
  for (const part of query.parts) for (const step of program(part, patterns)) steps.push(step);
  steps.push(query.kind === 'and' ? AND : OR, query.parts.length);
  return steps;
}

/**
 * Leaves of which the query needs one, as few as can be told; null where it can hold without any. What is absent only
 * makes a negation hold, and of the parts of an AND it is enough to watch one.
 */
function neededLeaves(query: Query, negated: boolean): Leaf[] | null {
  if (query.kind === 'not') return neededLeaves(query.part, !negated);
  if (isLeaf(query)) return negated ? null : [query];
  const parts = query.parts.map((part) => neededLeaves(part, negated));
  if ((query.kind === 'and') !== negated) {
    return parts.reduce((best, part) => (part !== null && (best === null || isRarer(part, best)) ? part : best), null);
  }
  const all: Leaf[] = [];
  for (const part of parts) {
    if (part === null) return null;
    for (const leaf of part) all.push(leaf);
  }
  return all;
}

/** Fewer leaves are found less often, and so are longer ones. */
function isRarer(leaves: readonly Leaf[], than: readonly Leaf[]): boolean {
  if (leaves.length !== than.length) return leaves.length < than.length;
  return shortest(leaves) > shortest(than);
}

function shortest(leaves: readonly Leaf[]): number {
  return leaves.reduce((least, { text }) => Math.min(least, text.length), Number.POSITIVE_INFINITY);
}

/** Leaves of which one suffices. */
function decidingLeaves(query: Query): Leaf[] {
  if (isLeaf(query)) return [query];
  return query.kind === 'or' ? query.parts.flatMap(decidingLeaves) : [];
}
