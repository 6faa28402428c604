/** A query as a tree. `at` and `end` are half-open UTF-16 offsets into the text that it was parsed from. */
import type { FieldName } from './fields.js';

export interface Span {
  readonly at: number;
  readonly end: number;
}

/**
 * What is looked for in the text: a bare word, the words of a phrase in a row, a hashtag (without its #), a handle
 * (without its @), or characters exactly as they are written. A bare word that holds several tokens, such as `wi-fi`,
 * means those tokens in a row. Words, phrases, tags and handles may hold the wildcards * and ?.
 */
export interface Leaf extends Span {
  readonly kind: 'word' | 'phrase' | 'tag' | 'handle' | 'raw';
  readonly text: string;
}

/** Two terms with at most `distance` words between them; `ordered`: the left one first. */
export interface Near extends Span {
  readonly kind: 'near';
  readonly ordered: boolean;
  readonly distance: number;
  readonly left: Query;
  readonly right: Query;
}

export type Comparison = '>' | '>=' | '<' | '<=' | '=';

export type FieldTest =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'number'; readonly comparison: Comparison; readonly value: number }
  /** Both ends belong to it. */
  | { readonly is: 'range'; readonly from: number; readonly to: number };

/** A condition on a column of the post. What is unknown meets none. */
export interface Field extends Span {
  readonly kind: 'field';
  readonly name: FieldName;
  readonly test: FieldTest;
}

/** Two or more parts; an AND of none always holds, an OR of none never. */
interface Junction extends Span {
  readonly kind: 'and' | 'or';
  readonly parts: readonly Query[];
}

interface Negation extends Span {
  readonly kind: 'not';
  readonly part: Query;
}

export type Query = Leaf | Near | Field | Junction | Negation;

export function isLeaf(query: Query): query is Leaf {
  return !(['near', 'field', 'and', 'or', 'not'] as readonly string[]).includes(query.kind);
}

export function isJunction(query: Query): query is Junction {
  return query.kind === 'and' || query.kind === 'or';
}

/** The leaves of a side of NEAR. */
export function leavesOf(query: Query): Leaf[] {
  if (isLeaf(query)) return [query];
  return isJunction(query) ? query.parts.flatMap(leavesOf) : [];
}
