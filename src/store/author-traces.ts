/** SQL conditions by which an author is told from others in texts, keys and addresses. All in linear time: the engine's regular expressions do not go back. */
import { sqlText } from '../core/engine.js';

export interface AuthorNames {
  readonly network: string;
  /** In lower case; the one that was asked for first. */
  readonly handles: readonly string[];
  readonly ids: readonly string[];
  /** What stands for handles and ids in a store with pseudonyms. */
  readonly pseudonyms: readonly string[];
}

function list(values: readonly string[]): string {
  return values.length === 0 ? `('')` : `(${values.map(sqlText).join(', ')})`;
}

function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\x{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Of the rows of a table with `network`: those that the author wrote. Null where nothing tells. */
export function wrote({ network, handles, ids, pseudonyms }: AuthorNames): string {
  return `(network = ${sqlText(network)} AND (
    coalesce(lower(coalesce(author_handle, author_name)) IN ${list([...handles, ...pseudonyms])}, FALSE)
    OR coalesce(author_id IN ${list([...ids, ...pseudonyms])}, FALSE)))`;
}

/** Whether a column holds one of the author's handles. */
export function isHandle(column: string, { handles, pseudonyms }: AuthorNames): string {
  return `coalesce(lower(${column}) IN ${list([...handles, ...pseudonyms])}, FALSE)`;
}

/** Whether an address, or a key that is one, names the author: a whole part of it, or its first domain. */
export function namesInAddress(column: string, { handles, ids, pseudonyms }: AuthorNames): string {
  const inside = `[^\\p{L}\\p{N}_.-]`;
  return anyOf(
    [...handles, ...ids.map((id) => id.toLowerCase()), ...pseudonyms],
    column,
    (name) => `(^|${inside})${name}($|${inside})|//${name}\\.`,
  );
}

/** Whether a text has one of the author's handles as a word of its own. */
export function namesInText(column: string, { handles }: AuthorNames): string {
  return anyOf(handles, column, (name) => `(^|[^\\p{L}\\p{N}_])${name}($|[^\\p{L}\\p{N}_])`);
}

/** Whether JSON has one of the author's handles or ids as a value. */
export function namesInJson(column: string, { handles, ids, pseudonyms }: AuthorNames): string {
  const values = [...handles.flatMap((handle) => [handle, `@${handle}`]), ...ids, ...pseudonyms].map((value) =>
    JSON.stringify(value).toLowerCase(),
  );
  const numbers = ids.filter((id) => /^\d{4,}$/.test(id));
  const bare = anyOf(numbers, column, (id) => `[:,\\[ ]${id}($|[,}\\] ])`);
  return `(${[...values.map((value) => `contains(lower(${column}), ${sqlText(value)})`), bare].map((one) => `coalesce(${one}, FALSE)`).join(' OR ')})`;
}

function anyOf(names: readonly string[], column: string, pattern: (anyName: string) => string): string {
  if (names.length === 0) return 'FALSE';
  const folded = `lower(${column})`;
  const bytes = names.map((name) => `contains(${folded}, ${sqlText(name)})`).join(' OR ');
  // Looking for the bytes first costs a tenth. One expression for all names: to prepare one takes the engine milliseconds.
  const one = pattern(`(?:${names.map(escaped).join('|')})`);
  return `coalesce((${bytes}) AND regexp_matches(${folded}, ${sqlText(one)}), FALSE)`;
}
