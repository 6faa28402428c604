/** The lexicon of a user: CSV lines `entry,weight[,lang]`, an optional header, and `#` for comments. */
import { parse } from 'csv-parse/sync';
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { LANGUAGES } from '../language/identify.js';
import { encode, FLAG, roomFor, TOKEN, TokenScan } from '../language/scan.js';
import { LONGEST_PHRASE } from './entry.js';
import type { UserEntry } from './user-entry.js';

const HEAVIEST = 5;
const COMMA = 0x2c;
const EXAMPLE = 'write entry,weight or entry,weight,lang, e.g. no answer,-3,en';
const COMMAS = 'separate entry, weight and lang with commas: save it as CSV with commas, not semicolons or tabs';
const WHOLE_WORDS = 'write words, or one emoji, #tag or emoticon, as posts have it';

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The entries of a file, in order; where two are alike the later one counts.
 * @param name of the file, for messages
 * @throws AppError `lexicon.user` (malformed-input) with the line, what is wrong with it, and one hint
 */
export function parseUserLexicon(text: string, name: string): UserEntry[] {
  const scan = new TokenScan();
  const rows = rowsOf(text, name);
  const first = rows[0]?.record.map((cell) => cell.toLowerCase());
  return (first?.[0] === 'entry' && first[1] === 'weight' ? rows.slice(1) : rows).map(({ record, info }) => {
    const fail = (problem: string, hint: string): AppError => malformed(name, info.lines, problem, hint);
    const [entry = '', weight = '', lang = '', ...rest] = record;
    if (record.length < 2) throw fail(`has no weight: ${entry}`, /[;\t|]/.test(entry) ? COMMAS : EXAMPLE);
    if (rest.some((cell) => cell !== '')) {
      throw fail(`has ${record.length} fields, expected 2 or 3`, 'put an entry that holds a comma in quotes');
    }
    const problem = problemOf(entry, scan);
    if (problem !== null) throw fail(`${entry === '' ? 'the entry' : `"${entry}"`} ${problem}`, WHOLE_WORDS);
    const value = weight === '' ? Number.NaN : Number(weight.replace('−', '-'));
    if (!(Math.abs(value) <= HEAVIEST)) {
      throw fail(
        `the weight of "${entry}" is "${weight}"`,
        `write a number from -${HEAVIEST} to ${HEAVIEST}, e.g. -2.5`,
      );
    }
    const primary = lang.toLowerCase().split(/[-_]/)[0] ?? '';
    if (primary !== '' && !(LANGUAGES as readonly string[]).includes(primary)) {
      const close = nearest(primary, LANGUAGES);
      throw fail(
        `the language of "${entry}" is "${lang}", expected one of ${LANGUAGES.join(', ')}`,
        close === null ? 'leave it out, and the entry counts in every language' : `did you mean ${close}?`,
      );
    }
    return { text: entry, weight: value, lang: primary === '' ? null : primary };
  });
}

/** The version of a scorer that goes by some words of the user's as well: `2.0.0+12 own words`. */
export function versionWith(version: string, lexicon: readonly UserEntry[]): string {
  return lexicon.length === 0 ? version : `${version}+${lexicon.length} own ${lexicon.length === 1 ? 'word' : 'words'}`;
}

/** A line of such a file, without its line end. */
export function userLexiconLine({ text, weight, lang }: UserEntry): string {
  const quoted = /[",\r\n]|^#|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return `${quoted},${weight},${lang ?? ''}`;
}

function rowsOf(text: string, name: string): Row[] {
  try {
    return parse(text, {
      bom: true,
      comment: '#',
      // A tag inside a phrase is no comment.
      comment_no_infix: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Row[];
  } catch (error) {
    const { lines, code } = error as { readonly lines?: number; readonly code?: string };
    if (lines === undefined) throw error;
    const problem =
      code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote before it is never closed' : 'has a quote inside a field';
    throw malformed(name, lines, problem, 'put the whole entry in quotes, and write a quote inside it twice');
  }
}

function malformed(name: string, line: number, problem: string, hint: string): AppError {
  return new AppError('malformed-input', `cannot use ${name}: line ${line}: ${problem}`, {
    code: 'lexicon.user',
    hint,
  });
}

/** Why an entry can never fire, or null. */
function problemOf(entry: string, scan: TokenScan): string | null {
  const bytes = roomFor(new Uint8Array(0), entry.length + 1);
  scan.scan(bytes, 0, encode(entry, bytes));
  const kinds: number[] = [];
  let marked = false;
  let parted = false;
  for (let at = 0; at < scan.count; at++) {
    const kind = scan.kind[at] as number;
    if (((scan.flags[at] as number) & FLAG.part) !== 0) continue;
    if (kind === TOKEN.mark && scan.count > 1) {
      marked ||= kinds.length > 0 && scan.hash[at] !== COMMA;
      continue;
    }
    parted ||= marked;
    kinds.push(kind);
  }
  if (kinds.length === 0) return 'is empty';
  if (kinds.length > LONGEST_PHRASE) return `has ${kinds.length} words, expected at most ${LONGEST_PHRASE}`;
  if (kinds.includes(TOKEN.handle)) return 'is a handle, which says nothing';
  if (kinds.includes(TOKEN.link)) return 'is a link, which says nothing';
  if (kinds.includes(TOKEN.mark)) return 'has no word in it';
  // A comma may stand inside a phrase; any other mark ends it.
  if (parted) return 'has a mark between its words';
  if (kinds.length > 1 && kinds.some((kind) => kind > TOKEN.number)) return 'mixes words with tags or emoji';
  return null;
}
