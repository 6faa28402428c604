/** Takes a query apart into what the text of a post tells and what its columns tell. */
import { type Field, isJunction, isLeaf, type Query } from './ast.js';
import { fieldShape } from './fields.js';
import { HAS_COLUMN } from './post-fields.js';
import { hasSort, isOfText } from './text-terms.js';

/** An AND of none: it always holds. */
export const ALWAYS: Query = { kind: 'and', parts: [], at: 0, end: 0 };
/** An OR of none: it never holds. */
export const NEVER: Query = { kind: 'or', parts: [], at: 0, end: 0 };

/** The same query, in which the parts of a junction that are of the text alone are one part, before the others. */
export function withTextTogether(query: Query): Query {
  if (isOfText(query) || query.kind === 'field') return query;
  if (query.kind === 'not') return { ...query, part: withTextTogether(query.part) };
  if (!isJunction(query)) return query;
  const texts = query.parts.filter(isOfText);
  const others = query.parts.filter((part) => !isOfText(part)).map(withTextTogether);
  return { ...query, parts: texts.length > 1 ? [{ ...query, parts: texts }, ...others] : [...texts, ...others] };
}

/** The largest parts that the text alone tells. */
export function textParts(query: Query): Query[] {
  if (isOfText(query)) return [query];
  if (query.kind === 'not') return textParts(query.part);
  return isJunction(query) ? query.parts.flatMap(textParts) : [];
}

/** What must hold of the text, whatever the columns of the post say, for the query to hold. */
export function textBound(query: Query): Query {
  return bound(query, true);
}

function bound(query: Query, most: boolean): Query {
  if (isOfText(query)) return query;
  if (query.kind === 'not') {
    const part = bound(query.part, !most);
    if (part === ALWAYS) return NEVER;
    return part === NEVER ? ALWAYS : { ...query, part };
  }
  if (!isJunction(query)) return most ? ALWAYS : NEVER;
  const [nothing, everything] = query.kind === 'and' ? [ALWAYS, NEVER] : [NEVER, ALWAYS];
  const parts = query.parts.map((part) => bound(part, most)).filter((part) => part !== nothing);
  if (parts.includes(everything)) return everything;
  const [first] = parts;
  if (first === undefined) return nothing;
  return parts.length === 1 ? first : { ...query, parts };
}

/** The columns of the post that the query looks at, besides its text. */
export function columnsOf(query: Query): ReadonlySet<string> {
  const columns = new Set<string>();
  const add = (part: Query): void => {
    if (isLeaf(part) || part.kind === 'near') return;
    if (part.kind === 'not') add(part.part);
    else if (isJunction(part)) part.parts.forEach(add);
    else for (const column of fieldColumns(part)) columns.add(column);
  };
  add(query);
  return columns;
}

function fieldColumns(field: Field): readonly string[] {
  if (field.name !== 'has' || field.test.is !== 'text') return fieldShape(field.name).columns;
  if (hasSort(field) !== null) return [];
  if (field.test.text === 'author') return ['author_handle', 'author_name'];
  const column = HAS_COLUMN[field.test.text as keyof typeof HAS_COLUMN];
  return column === undefined ? [] : [column];
}
