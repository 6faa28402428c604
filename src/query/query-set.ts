import type { TokenScan } from '../language/scan.js';
import { leavesOf, type Query } from './ast.js';
import { type QueryClock, UTC_CLOCK } from './field-value.js';
import { fieldCondition, type PostFields } from './post-fields.js';
import { AND, addTerms, decidingTerms, NOT, neededTerms, program, Terms, termNumber } from './program.js';
import { type NearHits, Proximity } from './proximity.js';
import { RawFinder, type RawHits } from './raw-finder.js';
import { RowFinder, type RowHits } from './row-finder.js';
import { isPart, SYMBOL, sortOfKind } from './symbols.js';

export interface NamedQuery {
  readonly id: string;
  readonly ast: Query;
}

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
  /** Steps that wildcards and NEAR took in all texts so far. */
  readonly steps: number;
  /** Evaluates all queries; allocates nothing. Without a post, no condition on its columns holds. */
  match(scan: TokenScan, post?: PostFields): void;
}

/** @param clock for dates and spans in the queries; UTC unless told */
export function compileQueries(queries: readonly NamedQuery[], clock: QueryClock = UTC_CLOCK): QuerySet {
  return new CompiledQueries(queries, clock);
}

const NO_POST: PostFields = {};

class CompiledQueries implements QuerySet, RowHits, NearHits, RawHits {
  readonly ids: readonly string[];
  readonly results: Uint8Array;
  readonly matched: Uint32Array;
  matchedCount = 0;

  readonly #finder: RowFinder;
  readonly #programs: readonly Int32Array[];
  readonly #stack: Uint8Array;
  /** Queries that can hold without any of their terms: they have to be evaluated always. */
  readonly #always: Int32Array;
  /** For each term, the queries that hold as soon as it is found, and those that may hold now. */
  readonly #decides: readonly Int32Array[];
  readonly #touches: readonly Int32Array[];
  /** A term was found, a query is among the candidates, when it bears the number of this match. */
  readonly #found: Uint32Array;
  readonly #seen: Uint32Array;
  readonly #candidates: Int32Array;
  #candidateCount = 0;
  #round = 0;

  readonly #proximity: Proximity | null;
  /** For each row, the sides of NEARs (by number) that it is a term of; and its length. */
  readonly #sides: readonly Int32Array[];
  readonly #lengths: Int32Array;
  readonly #firstNear: number;
  /** For each token, its place in the row of words. */
  #places = new Int32Array(256);
  #scan: TokenScan | null = null;

  readonly #raws: RawFinder | null;
  readonly #firstRaw: number;
  readonly #sorts: readonly number[];
  readonly #firstSort: number;
  readonly #conditions: readonly ((post: PostFields) => boolean)[];
  readonly #firstField: number;
  #post: PostFields = NO_POST;

  constructor(queries: readonly NamedQuery[], clock: QueryClock) {
    this.ids = queries.map(({ id }) => id);
    this.results = new Uint8Array(queries.length);
    this.matched = new Uint32Array(queries.length);
    this.#seen = new Uint32Array(queries.length);
    this.#candidates = new Int32Array(queries.length);

    const terms = new Terms();
    for (const { ast } of queries) addTerms(ast, terms);
    const { rows, nears, raws, sorts, fields } = terms;
    this.#finder = new RowFinder(rows, true);
    this.#programs = queries.map(({ ast }) => Int32Array.from(program(ast, terms)));
    this.#stack = new Uint8Array(this.#programs.reduce((most, { length }) => Math.max(most, length), 1));

    const sides = new Sides(terms);
    const shapes = nears.map(({ distance, ordered, left, right }) => ({
      distance,
      ordered,
      left: sides.number(left),
      right: sides.number(right),
    }));
    this.#proximity = nears.length === 0 ? null : new Proximity(shapes, sides.count);
    this.#sides = rows.map((_, row) => Int32Array.from(sides.ofRow.get(row) ?? []));
    this.#lengths = Int32Array.from(rows, ({ length }) => length);
    this.#raws = raws.length === 0 ? null : new RawFinder(raws);
    this.#sorts = sorts;
    this.#conditions = fields.map((field) => fieldCondition(field, clock));
    this.#firstNear = rows.length;
    this.#firstRaw = this.#firstNear + nears.length;
    this.#firstSort = this.#firstRaw + raws.length;
    this.#firstField = this.#firstSort + sorts.length;
    this.#found = new Uint32Array(this.#firstField);

    const decides = Array.from(this.#found, (): number[] => []);
    const touches = Array.from(this.#found, (): number[] => []);
    const always: number[] = [];
    queries.forEach(({ ast }, query) => {
      const needed = neededTerms(ast, false);
      if (needed === null) always.push(query);
      const deciding = new Set(decidingTerms(ast).map((term) => termNumber(term, terms)));
      const touching = new Set((needed ?? []).map((term) => termNumber(term, terms)));
      for (const term of deciding) decides[term]?.push(query);
      for (const term of touching) if (!deciding.has(term)) touches[term]?.push(query);
    });
    this.#decides = decides.map((list) => Int32Array.from(list));
    this.#touches = touches.map((list) => Int32Array.from(list));
    this.#always = Int32Array.from(always);
  }

  get steps(): number {
    return this.#finder.steps + (this.#proximity?.steps ?? 0);
  }

  match(scan: TokenScan, post: PostFields = NO_POST): void {
    this.#begin();
    if (this.#proximity !== null) {
      this.#proximity.begin();
      this.#place(scan);
      this.#scan = scan;
    }
    this.#finder.walk(scan, this);
    if (this.#proximity !== null) this.#proximity.finish(this);
    if (this.#raws !== null) this.#raws.walk(scan.bytes, scan.from, scan.to, this);
    if (this.#sorts.length > 0) this.#findSorts(scan);
    this.#post = post;
    this.#evaluate();
    this.#post = NO_POST;
  }

  /** A row ends with token `index` (RowHits). */
  hit(row: number, index: number): boolean {
    const isNew = this.#find(row);
    if (this.#proximity === null) return isNew;
    const sides = this.#sides[row] as Int32Array;
    if (sides.length > 0) this.#takeSides(this.#proximity, sides, row, index);
    return true;
  }

  /** A raw text was found (RawHits). */
  raw(text: number): void {
    this.#find(this.#firstRaw + text);
  }

  #takeSides(proximity: Proximity, sides: Int32Array, row: number, index: number): void {
    const place = this.#places[index] as number;
    const isTag = sortOfKind[this.#scan?.kind[index] ?? 0] === SYMBOL.tag;
    const end = isTag ? 2 * place + 1 : 2 * place + 2;
    const start = isTag ? 2 * place : 2 * (place - (this.#lengths[row] as number) + 1) + 1;
    for (let each = 0; each < sides.length; each++) proximity.take(sides[each] as number, start, end);
  }

  /** A NEAR holds (NearHits). */
  near(near: number): void {
    this.#find(this.#firstNear + near);
  }

  /** Numbers the words of the row; a hashtag has the place of the first of its words. */
  #place(scan: TokenScan): void {
    const { count, kind, flags } = scan;
    if (this.#places.length < count) this.#places = new Int32Array(count * 2);
    let place = 0;
    for (let index = 0; index < count; index++) {
      const sort = sortOfKind[kind[index] as number] as number;
      this.#places[index] = place;
      if (sort === SYMBOL.none) continue;
      if (sort !== SYMBOL.tag || index + 1 >= count || !isPart(flags[index + 1] as number)) place++;
    }
  }

  #findSorts(scan: TokenScan): void {
    for (let which = 0; which < this.#sorts.length; which++) {
      for (let index = 0; index < scan.count; index++) {
        if (sortOfKind[scan.kind[index] as number] !== this.#sorts[which]) continue;
        this.#find(this.#firstSort + which);
        break;
      }
    }
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

  /** False where the term had been found before in this text: then so were all shorter rows that end there. */
  #find(term: number): boolean {
    if (this.#found[term] === this.#round) return false;
    this.#found[term] = this.#round;
    const decided = this.#decides[term] as Int32Array;
    for (let index = 0; index < decided.length; index++) this.#accept(decided[index] as number);
    const touched = this.#touches[term] as Int32Array;
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

  /** Runs a query's program on the terms found in this round. */
  #holds(query: number): boolean {
    const steps = this.#programs[query] as Int32Array;
    const stack = this.#stack;
    let top = 0;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index] as number;
      if (step >= 0) stack[top++] = this.#isTrue(step) ? 1 : 0;
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

  #isTrue(term: number): boolean {
    if (term < this.#firstField) return this.#found[term] === this.#round;
    const condition = this.#conditions[term - this.#firstField];
    return condition?.(this.#post) ?? false;
  }
}

/** The distinct sides of NEARs. */
class Sides {
  count = 0;
  /** The sides that a row is a term of. */
  readonly ofRow = new Map<number, number[]>();
  readonly #numbers = new Map<string, number>();

  constructor(private readonly terms: Terms) {}

  number(side: Query): number {
    const rows = [...new Set(leavesOf(side).map((leaf) => this.terms.row(leaf)))].sort((a, b) => a - b);
    const key = rows.join(' ');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.count++;
      this.#numbers.set(key, number);
      for (const row of rows) {
        const known = this.ofRow.get(row);
        if (known === undefined) this.ofRow.set(row, [number]);
        else known.push(number);
      }
    }
    return number;
  }
}
