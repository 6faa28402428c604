/** A query as a condition of SQL. Agrees with the matcher (query-set.ts), whatever the query and the post. */
import { sqlText } from '../core/engine.js';
import { isLeaf, leavesOf, type Near, type Query } from './ast.js';
import { type QueryClock, UTC_CLOCK } from './field-value.js';
import { joinsWords, writings } from './raw-finder.js';
import { isGlob, type RowElement, rowOf } from './row.js';
import { any, fieldSql } from './sql-fields.js';
import { type QuerySymbol, SYMBOL } from './symbols.js';
import { regexText } from './text-pattern.js';
import { hasSort } from './text-terms.js';

export interface SqlOptions {
  /** The expression of a column: POST_COLUMNS, SCORE_COLUMNS and `words`. Unless told, its name. */
  readonly column?: (name: string) => string;
  /** A condition that already answers a part of the query, or null. */
  readonly answered?: (part: Query) => string | null;
  /** For dates and spans; UTC unless told. */
  readonly clock?: QueryClock;
}

/**
 * A boolean expression of DuckDB that is never null, over rows with the columns of a post, those of a score, and `words`
 * (words.ts). It runs in time linear in the row: plain words are looked up, patterns are RE2.
 */
export function toSql(query: Query, options: SqlOptions = {}): string {
  const column = options.column ?? ((name) => name);
  const clock = options.clock ?? UTC_CLOCK;
  const write = (part: Query): string => {
    const answered = options.answered?.(part) ?? null;
    if (answered !== null) return answered;
    if (isLeaf(part)) return part.kind === 'raw' ? rawSql(part.text, column) : rowSql(rowOf(part), column('words'));
    switch (part.kind) {
      case 'near':
        return nearSql(part, column('words'));
      case 'field': {
        const sort = hasSort(part);
        return sort === null ? fieldSql(part, column, clock) : sortSql(sort, column('words'));
      }
      case 'not':
        return `(NOT ${write(part.part)})`;
      case 'and':
        return part.parts.length === 0 ? 'TRUE' : `(${part.parts.map(write).join(' AND ')})`;
      case 'or':
        return part.parts.length === 0 ? 'FALSE' : `(${part.parts.map(write).join(' OR ')})`;
    }
  };
  return write(query);
}

function holds(words: string, text: string): string {
  return `coalesce(contains(${words}, ${sqlText(text)}), FALSE)`;
}

function matches(words: string, regex: string): string {
  return `coalesce(regexp_matches(${words}, ${sqlText(regex)}), FALSE)`;
}

/** Items of a class begin with its sigil; where words do not, a tag may be asked for only by a word before the `#`. */
function sortSql(sort: number, words: string): string {
  return holds(
    words,
    ` ${sort === SYMBOL.tag ? '#' : sort === SYMBOL.handle ? '@' : sort === SYMBOL.link ? '/' : ':'}`,
  );
}

function rowSql(row: readonly RowElement[], words: string): string {
  const exact = literalOf(row);
  if (exact !== null) return holds(words, exact);
  const needed = longestPiece(row);
  const regex = matches(words, ` ${row.map(elementRegex).join(' ')} `);
  // Looking a piece up is much faster than the expression, and mostly says no.
  return needed === '' ? regex : `(${holds(words, needed)} AND ${regex})`;
}

/** What stands in `words` where the row does; null where that is a pattern. A * at the end is none. */
function literalOf(row: readonly RowElement[]): string | null {
  const items = row.map((element, index) => {
    if (!isGlob(element)) return `${element.item} `;
    const last = index === row.length - 1 && element.glob.endsWith('*');
    const text = last ? element.glob.slice(0, -1) : `${element.glob} `;
    return /[*?]/u.test(text) ? null : sigil(element.sort) + text;
  });
  return items.includes(null) ? null : ` ${items.join('')}`;
}

function sigil(sort: number): string {
  return sort === SYMBOL.tag ? '#' : sort === SYMBOL.handle ? '@' : '';
}

/** The longest piece of a row that every match of it holds. */
function longestPiece(row: readonly RowElement[]): string {
  const pieces = row.flatMap((element) => (isGlob(element) ? element.glob.split(/[*?]+/u) : [` ${element.item} `]));
  return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
}

/** A character that no item but a word begins with. */
const WORD_BEGINS = '[^ #@/:~|]';

function elementRegex(element: RowElement): string {
  return isGlob(element)
    ? sigil(element.sort) + globRegex(element.glob, element.sort === SYMBOL.word)
    : itemRegex(element);
}

function itemRegex({ item }: QuerySymbol): string {
  return regexText(item);
}

function globRegex(glob: string, isWord: boolean): string {
  return [...glob]
    .map((char, index) => {
      const first = isWord && index === 0;
      if (char === '*') return first ? `(?:${WORD_BEGINS}[^ ]*)?` : '[^ ]*';
      if (char === '?') return first ? WORD_BEGINS : '[^ ]';
      return regexText(char);
    })
    .join('');
}

/** Hashtags between the words of a row, which count for nothing. */
const TAGS = '(?:#[^ ]+ )*';
/** One word, handle, link or emoji. */
const ITEM = '[^ #|][^ ]* ';

function nearSql(near: Near, words: string): string {
  const [left, right] = [near.left, near.right].map((side) => leavesOf(side).map(rowOf));
  const [one, other] = [sideRegex(left ?? []), sideRegex(right ?? [])];
  const between = ` ${TAGS}(?:${ITEM}${TAGS}){0,${near.distance}}`;
  const ways = near.ordered ? ` ${one}${between}${other} ` : ` (?:${one}${between}${other}|${other}${between}${one}) `;
  const needed = [left ?? [], right ?? []].map((rows) => any(rows.map((row) => neededSql(row, words))));
  return `(${needed.join(' AND ')} AND ${matches(words, ways)})`;
}

/** What must hold for a row to stand anywhere, in the row of words or as a whole tag. */
function neededSql(row: readonly RowElement[], words: string): string {
  const [only] = row;
  if (row.length === 1 && only !== undefined && !isGlob(only)) return holds(words, ` ${only.item} `);
  const piece = row.flatMap((element) => (isGlob(element) ? element.glob.split(/[*?]+/u) : [element.item]));
  const longest = piece.reduce((best, each) => (each.length > best.length ? each : best), '');
  return holds(words, longest);
}

function sideRegex(rows: readonly (readonly RowElement[])[]): string {
  const ways = rows.flatMap((row) => {
    const [only] = row;
    const alone = row.length === 1 && only !== undefined && only.sort === SYMBOL.word;
    // A word finds a whole tag, too.
    const tag = !alone ? [] : [`#${isGlob(only) ? globRegex(only.glob, false) : itemRegex(only)}`];
    return [row.map(elementRegex).join(` ${TAGS}`), ...tag];
  });
  return ways.length === 1 ? (ways[0] ?? '') : `(?:${ways.join('|')})`;
}

function rawSql(text: string, column: (name: string) => string): string {
  const written = writings(text);
  return any(['title', 'text'].flatMap((name) => written.map((each) => exactSql(each, column(name)))));
}

function exactSql(text: string, column: string): string {
  const points = [...text].map((char) => char.codePointAt(0) ?? 0);
  const before = joinsWords(points[0] ?? 0);
  const after = joinsWords(points.at(-1) ?? 0);
  const held = `contains(${column}, ${sqlText(text)})`;
  if (!before && !after) return `coalesce(${held}, FALSE)`;
  const apart = apartClass();
  const regex = `${before ? `(?:^|${apart})` : ''}${regexText(text)}${after ? `(?:$|${apart})` : ''}`;
  return `coalesce(${held} AND regexp_matches(${column}, ${sqlText(regex)}), FALSE)`;
}

let apartKnown: string | null = null;

/** The class of characters that end a word, from the function that tells them one by one. */
function apartClass(): string {
  if (apartKnown !== null) return apartKnown;
  const ranges: string[] = [];
  const hex = (point: number): string => `\\x{${point.toString(16)}}`;
  let from = -1;
  for (let point = 0; point <= 0x110000; point++) {
    const joins = point <= 0x10ffff && joinsWords(point);
    if (joins && from < 0) from = point;
    if (!joins && from >= 0) {
      ranges.push(`${hex(from)}-${hex(point - 1)}`);
      from = -1;
    }
  }
  apartKnown = `[^${ranges.join('')}]`;
  return apartKnown;
}
