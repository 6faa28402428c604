/** Queries as programs over the terms that they share. */
import { type Field, isLeaf, type Leaf, leavesOf, type Near, type Query } from './ast.js';
import { type RowElement, rowKey, rowOf } from './row.js';
import { hasSort } from './text-terms.js';

/** Instructions of a compiled query, in postfix order: a term is its number, the operators are below zero. */
export const NOT = -1;
/** Followed by how many values it takes. */
export const AND = -2;
export const OR = -3;

/** The distinct terms of many queries: first all are added, then they have numbers. Those of rows are their own. */
export class Terms {
  readonly rows: (readonly RowElement[])[] = [];
  readonly raws: string[] = [];
  readonly nears: Near[] = [];
  /** Classes of tokens that `has:` asks for. */
  readonly sorts: number[] = [];
  readonly fields: Field[] = [];
  readonly #rowNumbers = new Map<string, number>();
  readonly #others = new Map<string, number>();
  readonly #nearNumbers = new Map<Near, number>();
  readonly #fieldNumbers = new Map<Field, number>();

  row(leaf: Leaf): number {
    const row = rowOf(leaf);
    if (row.length === 0) throw new RangeError(`no word in ${JSON.stringify(leaf.text)}`);
    const key = rowKey(row);
    let number = this.#rowNumbers.get(key);
    if (number === undefined) {
      number = this.rows.push(row) - 1;
      this.#rowNumbers.set(key, number);
    }
    return number;
  }

  raw(text: string): number {
    return this.#other(`raw ${text}`, this.raws, text);
  }

  sort(sort: number): number {
    return this.#other(`sort ${sort}`, this.sorts, sort);
  }

  near(near: Near): number {
    return known(this.#nearNumbers, this.nears, near);
  }

  field(field: Field): number {
    return known(this.#fieldNumbers, this.fields, field);
  }

  #other<Value>(key: string, list: Value[], value: Value): number {
    let number = this.#others.get(key);
    if (number === undefined) {
      number = list.push(value) - 1;
      this.#others.set(key, number);
    }
    return number;
  }
}

function known<Value>(numbers: Map<Value, number>, list: Value[], value: Value): number {
  let number = numbers.get(value);
  if (number === undefined) {
    number = list.push(value) - 1;
    numbers.set(value, number);
  }
  return number;
}

/** A query without operators: what one term number stands for. */
export type Term = Leaf | Near | Field;

export function isTerm(query: Query): query is Term {
  return isLeaf(query) || query.kind === 'near' || query.kind === 'field';
}

/** Notes every term of a query. */
export function addTerms(query: Query, terms: Terms): void {
  if (isLeaf(query)) {
    if (query.kind === 'raw') terms.raw(query.text);
    else terms.row(query);
  } else if (query.kind === 'near') {
    for (const side of [query.left, query.right]) for (const leaf of leavesOf(side)) terms.row(leaf);
    terms.near(query);
  } else if (query.kind === 'field') {
    const sort = hasSort(query);
    if (sort === null) terms.field(query);
    else terms.sort(sort);
  } else if (query.kind === 'not') addTerms(query.part, terms);
  else for (const part of query.parts) addTerms(part, terms);
}

/** The number of a term that was added, once all are. */
export function termNumber(term: Term, terms: Terms): number {
  const firstNear = terms.rows.length;
  const firstRaw = firstNear + terms.nears.length;
  const firstSort = firstRaw + terms.raws.length;
  if (isLeaf(term)) return term.kind === 'raw' ? firstRaw + terms.raw(term.text) : terms.row(term);
  if (term.kind === 'near') return firstNear + terms.near(term);
  const sort = hasSort(term);
  return sort === null ? firstSort + terms.sorts.length + terms.field(term) : firstSort + terms.sort(sort);
}

export function program(query: Query, terms: Terms): number[] {
  if (isTerm(query)) return [termNumber(query, terms)];
  if (query.kind === 'not') return [...program(query.part, terms), NOT];
  const steps: number[] = [];
  for (const part of query.parts) for (const step of program(part, terms)) steps.push(step);
  steps.push(query.kind === 'and' ? AND : OR, query.parts.length);
  return steps;
}

/**
 * Terms of which the query needs one in the text, as few as can be told; null where it can hold without any. What is
 * absent only makes a negation hold, and of the parts of an AND it is enough to watch one.
 */
export function neededTerms(query: Query, negated: boolean): Term[] | null {
  if (isTerm(query)) return negated || (query.kind === 'field' && hasSort(query) === null) ? null : [query];
  if (query.kind === 'not') return neededTerms(query.part, !negated);
  const parts = query.parts.map((part) => neededTerms(part, negated));
  if ((query.kind === 'and') !== negated) {
    return parts.reduce((best, part) => (part !== null && (best === null || isRarer(part, best)) ? part : best), null);
  }
  const all: Term[] = [];
  for (const part of parts) {
    if (part === null) return null;
    for (const term of part) all.push(term);
  }
  return all;
}

/** Fewer terms are found less often, and so are longer ones. */
function isRarer(terms: readonly Term[], than: readonly Term[]): boolean {
  if (terms.length !== than.length) return terms.length < than.length;
  return shortest(terms) > shortest(than);
}

function shortest(terms: readonly Term[]): number {
  return terms.reduce((least, term) => Math.min(least, lengthOf(term)), Number.POSITIVE_INFINITY);
}

function lengthOf(term: Term): number {
  if (isLeaf(term)) return term.text.length;
  return term.kind === 'near' ? 20 : 1;
}

/** Terms of which one suffices. */
export function decidingTerms(query: Query): Term[] {
  if (isTerm(query)) return query.kind === 'field' && hasSort(query) === null ? [] : [query];
  return query.kind === 'or' ? query.parts.flatMap(decidingTerms) : [];
}
