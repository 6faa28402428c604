/** Values of text fields against patterns, without case; the same meaning in SQL is written here beside it. */
import { sqlText } from '../core/engine.js';

/** Letters whose small form is too new for the engine to know it. */
const UNKNOWN = [
  [0x1c89, 0x1c89],
  [0xa7cb, 0xa7dc],
  [0x10d50, 0x10d65],
  [0x16ea0, 0x16eb8],
] as const;

/** Lower case, character by character, as the engine's `lower` makes it. */
export function foldCase(text: string): string {
  let folded = '';
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (point < 0x80) folded += char.toLowerCase();
    else if (point === 0x130) folded += 'i';
    else if (UNKNOWN.some(([from, to]) => point >= from && point <= to)) folded += char;
    else folded += char.toLowerCase();
  }
  return folded;
}

/** Whether a text is this one as a whole; * and ? are wildcards. */
export function matchesWhole(pattern: string): (text: string) => boolean {
  const folded = foldCase(pattern);
  if (!/[*?]/u.test(folded)) return (text) => foldCase(text) === folded;
  const points = [...folded];
  return (text) => matchesGlob([...foldCase(text)], points, true);
}

/** Whether a text holds this piece; * is a wildcard. */
export function holdsPiece(pattern: string): (text: string) => boolean {
  const folded = foldCase(pattern);
  if (!folded.includes('*')) return (text) => foldCase(text).includes(folded);
  const points = [...`*${folded}*`];
  return (text) => matchesGlob([...foldCase(text)], points, false);
}

/** Goes back only to the last *, so its time is the product of the two lengths at most. */
function matchesGlob(text: readonly string[], pattern: readonly string[], anyOne: boolean): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[place] === '*') {
      star = place++;
      resume = at;
    } else if (place < pattern.length && (pattern[place] === text[at] || (anyOne && pattern[place] === '?'))) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[place] === '*') place++;
  return place === pattern.length;
}

/** SQL for `matchesWhole`, of an expression that is a text; null where that is null. */
export function wholeSql(text: string, pattern: string): string {
  const folded = foldCase(pattern);
  if (!/[*?]/u.test(folded)) return `lower(${text}) = ${sqlText(folded)}`;
  return `regexp_full_match(lower(${text}), ${sqlText(globRegex(folded, true))}, 's')`;
}

/** SQL for `holdsPiece`. */
export function pieceSql(text: string, pattern: string): string {
  const folded = foldCase(pattern);
  if (!folded.includes('*')) return `contains(lower(${text}), ${sqlText(folded)})`;
  return `regexp_matches(lower(${text}), ${sqlText(globRegex(folded, false))}, 's')`;
}

function globRegex(pattern: string, anyOne: boolean): string {
  return [...pattern].map((char) => (char === '*' ? '.*' : char === '?' && anyOne ? '.' : regexText(char))).join('');
}

/** A text that a regular expression of RE2 takes as it is. */
export function regexText(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (char) => `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
