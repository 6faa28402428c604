/**
 * Values of text fields against patterns, names without case and accents, addresses without case; the same meaning in SQL
 * is written here beside it.
 */
import { sqlText } from '../core/engine.js';

/** Letters whose small form is too new for the engine to know it. */
const UNKNOWN = [
  [0x1c89, 0x1c89],
  [0xa7cb, 0xa7cf],
  [0xa7d1, 0xa7d5],
  [0xa7da, 0xa7dc],
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

/**
 * What is written in scripts whose marks are letters to their readers (Hebrew, Arabic, those of India, kana), and what is
 * composed of marks that are no accents: a text that holds any of it keeps its accents.
 */
const KEPT = [
  [0x483, 0x489],
  [0x590, 0x1dff],
  [0x20d0, 0x20ff],
  [0x2190, 0x2bff],
  [0x2ce0, 0x30ff],
  [0xa600, 0xabff],
  [0xf900, 0xfdff],
  [0xfe10, 0xfe6f],
  [0x10000, 0x1d3ff],
  [0x1d800, 0x1efff],
  [0x2f800, 0x10ffff],
] as const;
const keeps = new RegExp(`[${KEPT.map(([from, to]) => `\\u{${hex(from)}}-\\u{${hex(to)}}`).join('')}]`, 'u');
const KEEPS_SQL = sqlText(`[${KEPT.map(([from, to]) => `\\x{${hex(from)}}-\\x{${hex(to)}}`).join('')}]`);

/** Letters that no mark can be taken off, and what stands for them. */
const PLAIN: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
};

function hex(point: number): string {
  return point.toString(16);
}

/** Lower case without accents, ligatures unfolded, as words of texts are folded. */
export function foldName(text: string): string {
  const lower = foldCase(text);
  if (/^[\x00-\x7f]*$/.test(text) || keeps.test(text)) return lower;
  const bare = lower.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  return bare.replace(/[øłđħıŧœæß]/gu, (letter) => PLAIN[letter] ?? letter);
}

/** SQL for `foldName`, of an expression that is a text. */
export function nameSql(text: string): string {
  const bare = Object.entries(PLAIN).reduce(
    (sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`,
    `strip_accents(lower(${text}))`,
  );
  return `CASE WHEN strlen(${text}) = length(${text}) OR regexp_matches(${text}, ${KEEPS_SQL}) THEN lower(${text}) ELSE ${bare} END`;
}

/** Whether a text is this one as a whole; * and ? are wildcards. */
export function matchesWhole(pattern: string): (text: string) => boolean {
  const folded = foldName(pattern);
  if (!/[*?]/u.test(folded)) return (text) => foldName(text) === folded;
  const points = [...folded];
  return (text) => matchesGlob([...foldName(text)], points, true);
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
  const folded = foldName(pattern);
  if (!/[*?]/u.test(folded)) return `${nameSql(text)} = ${sqlText(folded)}`;
  return `regexp_full_match(${nameSql(text)}, ${sqlText(globRegex(folded, true))}, 's')`;
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
