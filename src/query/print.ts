import type { Leaf, Query } from './ast.js';
import { isBareWord } from './lex.js';

/** The query as text, with every operator written out; parsing it gives the same tree again. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
      // A junction inside one of its own kind keeps its parentheses, so that the tree survives.
      return query.parts.map((part) => (isJunction(part) ? `(${printQuery(part)})` : printQuery(part))).join(' AND ');
    case 'or':
      return query.parts.map((part) => (part.kind === 'or' ? `(${printQuery(part)})` : printQuery(part))).join(' OR ');
    case 'not':
      return isJunction(query.part) ? `NOT (${printQuery(query.part)})` : `NOT ${printQuery(query.part)}`;
    default:
      return printLeaf(query);
  }
}

/** A text as one leaf of a query, quoted where it must be. */
export function quoteTerm(text: string): string {
  return isBareWord(text) ? text : `"${text.replace(/["“”„‟″\\]/gu, '\\$&')}"`;
}

function printLeaf(leaf: Leaf): string {
  if (leaf.kind === 'tag') return `#${leaf.text}`;
  if (leaf.kind === 'handle') return `@${leaf.text}`;
  return leaf.kind === 'word' ? leaf.text : `"${leaf.text.replace(/["“”„‟″\\]/gu, '\\$&')}"`;
}

function isJunction(query: Query): boolean {
  return query.kind === 'and' || query.kind === 'or';
}
