import { type Field, isJunction, isLeaf, type Leaf, type Query } from './ast.js';
import { numberText, VALUE_BREAK } from './field-value.js';
import { fieldShape } from './fields.js';
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
    case 'near': {
      const side = (part: Query): string => (isLeaf(part) ? printQuery(part) : `(${printQuery(part)})`);
      return `${side(query.left)} ${query.ordered ? 'ONEAR' : 'NEAR'}/${query.distance} ${side(query.right)}`;
    }
    case 'field':
      return printField(query);
    default:
      return printLeaf(query);
  }
}

/** A name as one leaf of a query, quoted where it must be; it is taken as it is, so it holds no wildcards. */
export function quoteTerm(text: string): string {
  return isBareWord(text) ? text : quoted(text.replace(/[*?]/gu, ' '));
}

function quoted(text: string): string {
  return `"${text.replace(/["“”„‟″\\]/gu, '\\$&')}"`;
}

function printLeaf(leaf: Leaf): string {
  if (leaf.kind === 'tag') return `#${leaf.text}`;
  if (leaf.kind === 'handle') return `@${leaf.text}`;
  if (leaf.kind === 'raw') return `raw:${quoted(leaf.text)}`;
  return leaf.kind === 'word' ? leaf.text : quoted(leaf.text);
}

function printField({ name, test }: Field): string {
  if (test.is === 'range') return `${name}:${numberText(test.from)}..${numberText(test.to)}`;
  if (test.is === 'number') {
    return `${name}:${test.comparison === '=' ? '' : test.comparison}${numberText(test.value)}`;
  }
  const bare = fieldShape(name).type === 'moment' || !VALUE_BREAK.test(test.text);
  return `${name}:${bare && !test.text.includes(' ') ? test.text : quoted(test.text)}`;
}
