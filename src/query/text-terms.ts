/** Which conditions the text answers, and which the columns of the post. */
import { type Field, isLeaf, type Query } from './ast.js';
import { fieldShape } from './fields.js';
import { SYMBOL } from './symbols.js';

/** The class of token that `has:` asks for, or null for what the text does not tell. */
export function hasSort({ name, test }: Field): number | null {
  if (name !== 'has' || test.is !== 'text') return null;
  switch (test.text) {
    case 'link':
      return SYMBOL.link;
    case 'hashtag':
      return SYMBOL.tag;
    case 'mention':
      return SYMBOL.handle;
    case 'emoji':
      return SYMBOL.emoji;
    default:
      return null;
  }
}

/** Whether the text of a post alone tells whether the query holds. */
export function isOfText(query: Query): boolean {
  if (isLeaf(query) || query.kind === 'near') return true;
  if (query.kind === 'field') return hasSort(query) !== null;
  return query.kind === 'not' ? isOfText(query.part) : query.parts.every(isOfText);
}

const JUDGED_THINGS: ReadonlySet<string> = new Set(['reach', 'brand', 'topic', 'signal']);

/** The conditions that only a judged post can meet. */
export function judgedFields(query: Query): Field[] {
  if (isLeaf(query)) return [];
  switch (query.kind) {
    case 'near':
      return [];
    case 'field': {
      const judged = query.name === 'has' && query.test.is === 'text' && JUDGED_THINGS.has(query.test.text);
      return judged || fieldShape(query.name).judged ? [query] : [];
    }
    case 'not':
      return judgedFields(query.part);
    default:
      return query.parts.flatMap(judgedFields);
  }
}

/** Whether a query can be a side of NEAR: terms, or an OR of them. */
export function isPlaced(query: Query): boolean {
  if (isLeaf(query)) return query.kind !== 'raw';
  return query.kind === 'or' && query.parts.every(isPlaced);
}
