/** A leaf as a row of tokens, each one told exactly or by a pattern with wildcards. */
import { ligatureHead, ligatureTail, lowerCase, WIDE, wideClass } from '../language/characters.js';
import type { Leaf } from './ast.js';
import { type QuerySymbol, SYMBOL, symbolsOf } from './symbols.js';

/** Matches a whole token of its class: folded letters, `*` for any number of characters, `?` for one. */
export interface Glob {
  readonly sort: number;
  readonly glob: string;
}

export type RowElement = QuerySymbol | Glob;

export function isGlob(element: RowElement): element is Glob {
  return 'glob' in element;
}

/** Letters and wildcards. */
const RUN = /[\p{L}\p{M}\p{N}'’*?]+/gu;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * The row that a leaf asks for; empty where its text holds no token. In a phrase a `?` at the end of a word is the mark
 * that it looks like.
 */
export function rowOf({ kind, text }: Pick<Leaf, 'kind' | 'text'>): RowElement[] {
  if (kind === 'tag' || kind === 'handle') {
    return /[*?]/u.test(text)
      ? [{ sort: kind === 'tag' ? SYMBOL.tag : SYMBOL.handle, glob: foldedGlob(text) }]
      : symbolsOf({ kind, text });
  }
  const row: RowElement[] = [];
  let at = 0;
  for (const match of wildRuns(kind, text)) {
    row.push(...symbolsOf({ kind, text: text.slice(at, match.at) }));
    row.push({ sort: SYMBOL.word, glob: foldedGlob(match.text) });
    at = match.at + match.text.length;
  }
  row.push(...symbolsOf({ kind, text: text.slice(at) }));
  return row;
}

/** The pieces of a text that are patterns. */
export function wildRuns(kind: Leaf['kind'], text: string): { readonly at: number; readonly text: string }[] {
  if (kind === 'raw' || !/[*?]/u.test(text)) return [];
  return [...text.matchAll(RUN)].flatMap((match) => {
    const run = kind === 'phrase' ? withoutMarks(match[0]) : match[0];
    if (!LETTER.test(run) || !/[*?]/u.test(run)) return [];
    const cut = elisionEnd(run);
    return [{ at: match.index + cut, text: run.slice(cut) }];
  });
}

function withoutMarks(run: string): string {
  let end = run.length;
  while (run[end - 1] === '?') end--;
  return run.slice(0, end);
}

/** Where the pattern begins in `l'air*`, of which the scanner makes two tokens; `o'reil*` is one. */
function elisionEnd(run: string): number {
  const apostrophe = Math.max(run.indexOf("'"), run.indexOf('’'));
  const before = run.slice(0, apostrophe + 1);
  if (apostrophe < 1 || /[*?]/u.test(before)) return 0;
  return symbolsOf({ kind: 'word', text: `${before}a` }).length === 2 ? apostrophe + 1 : 0;
}

/** Whether a pattern has a letter of a script whose letters are tokens of their own: no token is longer than one. */
export function isUnspaced(text: string): boolean {
  return [...text].some((char) => wideClass(char.codePointAt(0) ?? 0) === WIDE.single);
}

function foldedGlob(text: string): string {
  let folded = '';
  for (const char of text.normalize('NFC')) {
    const point = char.codePointAt(0) ?? 0;
    if (char === '*') folded += folded.endsWith('*') ? '' : '*';
    else if (point === 0x2019) folded += "'";
    else if (point < 0x80) folded += char.toLowerCase();
    else if (wideClass(point) !== WIDE.combining && wideClass(point) !== WIDE.ignored) {
      const lower = lowerCase(point);
      const tail = ligatureTail(lower);
      folded += String.fromCodePoint(ligatureHead(lower)) + (tail > 0 ? String.fromCodePoint(tail) : '');
    }
  }
  return folded;
}

/** Two rows with the same key are the same. */
export function rowKey(row: readonly RowElement[]): string {
  return row
    .map((element) =>
      isGlob(element) ? `${element.sort}*${element.glob}` : `${element.sort}:${element.folded}:${element.check}`,
    )
    .join(' ');
}
