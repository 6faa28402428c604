/** A query as a tree. `at` and `end` are half-open UTF-16 offsets into the text that it was parsed from. */

export interface Span {
  readonly at: number;
  readonly end: number;
}

/**
 * What is looked for: a bare word, the words of a phrase in a row, a hashtag (without its #) or a handle (without its @).
 * A bare word that holds several tokens, such as `wi-fi`, means those tokens in a row.
 */
export interface Leaf extends Span {
  readonly kind: 'word' | 'phrase' | 'tag' | 'handle';
  readonly text: string;
}

/** Two or more parts. */
interface Junction extends Span {
  readonly kind: 'and' | 'or';
  readonly parts: readonly Query[];
}

interface Negation extends Span {
  readonly kind: 'not';
  readonly part: Query;
}

export type Query = Leaf | Junction | Negation;

export function isLeaf(query: Query): query is Leaf {
  return query.kind === 'word' || query.kind === 'phrase' || query.kind === 'tag' || query.kind === 'handle';
}
