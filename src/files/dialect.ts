import {
  endsWithReturns,
  lineStarts,
  type Quoting,
  readRecord,
  readRecords,
  type TextRecord,
} from './delimited-text.js';
import { findSignature, holdsKnownNames, holdsPlainNames, isTextName, looksLikeHeader, nameKey } from './header.js';
import { type Dialect, SAMPLE_RECORDS } from './opened-file.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Never in a text that people wrote: the delimiter of a file with one column. */
const NO_DELIMITER = '\u001f';
const HEADER_LINES = 30;
/** Share of records that must have as many fields as the header before it counts as a table. */
const CONSISTENT = 0.7;
/** The same where the header is made of plain names and no record has more fields than it. */
const SPARSE = 0.4;
/** What a header counts that its names alone give away. */
const CERTAIN = 0.95;

interface SniffOptions {
  readonly signatures: readonly (readonly string[])[];
  readonly delimiter: string | undefined;
  /** Whether the text is the whole file. */
  readonly complete: boolean;
}

export interface Sniffed {
  readonly dialect: Dialect;
  /** Records after the header, blank ones left out. */
  readonly records: readonly TextRecord[];
  /** Why the engine would stumble over the file as it is, or null. */
  readonly irregular: string | null;
  readonly notes: readonly string[];
}

interface Reading {
  readonly quoting: Quoting;
  readonly records: readonly TextRecord[];
  /** Shares of records that break a rule, and that look odd. */
  readonly broken: number;
  readonly odd: number;
}

/**
 * Finds out how a table is written from the head of its text: first by a header that a known export has, anywhere in
 * the first lines and in any dialect; else by the dialect in which most records have as many fields as the header.
 */
export function sniffDialect(text: string, options: SniffOptions): Sniffed {
  const returns = endsWithReturns(text);
  const starts = lineStarts(text, HEADER_LINES, returns);
  const told = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const fixed = options.delimiter ?? told;
  const first = told === undefined ? 0 : 1;
  const notes = told === undefined ? [] : [`the file says that its delimiter is ${delimiterName(told)}`];
  const delimiters = fixed === undefined ? DELIMITERS : [fixed];

  const known = byNames(text, starts, first, delimiters, options.signatures, returns);
  const found = known ?? byCounts(text, starts, first, delimiters, options, returns);
  const start = starts[found.line] ?? text.length;
  const reading = bestReading(text, start, found.delimiter, found.width, options.complete, returns);
  const [head, ...rest] = reading.records;
  const isHeader =
    head !== undefined && (known !== null || (looksLikeHeader(head.fields) && !recurs(head.fields, rest)));
  const header = head !== undefined && isHeader ? withoutBlankEnd(head.fields, rest) : null;
  const body = header === null ? reading.records : rest;
  const width = header?.length ?? found.width;
  const newlines = new Set(reading.records.map((record) => record.newline).filter((newline) => newline !== ''));
  const guessing = known === null && fixed === undefined;
  if (guessing && width === 1) notes.push('read as one column: no delimiter splits its lines evenly');
  if (found.line > first)
    notes.push(`${found.line === 1 ? '1 line' : `${found.line} lines`} before the header left out`);
  if (header === null) notes.push('the first record does not look like a header');
  if (reading.quoting.quote === '') notes.push('quotes are plain characters in this file');
  else if (reading.quoting.escape === '\\') notes.push('a backslash before a quote makes it a plain character');
  return {
    dialect: {
      ...reading.quoting,
      skipLines: found.line,
      header,
      newline: head?.newline || (returns ? '\r' : '\n'),
      ...(guessing && width > 1
        ? { guessed: `${evenShare(body, width)} of the first records have ${width} fields` }
        : {}),
    },
    records: body.filter((record) => !record.blank || width === 1),
    irregular: returns && text.includes('\n') ? MIXED : irregularity(newlines, reading.records),
    notes,
  };
}

/** A header without the delimiters at its end that its rows do not have. */
function withoutBlankEnd(header: readonly string[], rows: readonly TextRecord[]): readonly string[] {
  if (rows.length === 0 || (header.at(-1) ?? '').trim() !== '') return header;
  const width = mostCommon(rows);
  let { length } = header;
  while (length > Math.max(1, width) && (header[length - 1] ?? '').trim() === '') length -= 1;
  return header.slice(0, length);
}

/** Share of rows below a header in which a column may hold its own name. */
const NAMESAKES = 0.2;

/** Whether what should be the name of a column stands in many of its rows: then it is a value like them. */
function recurs(names: readonly string[], rows: readonly TextRecord[]): boolean {
  const filled = rows.filter((row) => !row.blank && row.fields.join() !== names.join());
  return names.some((name, at) => {
    const key = nameKey(name);
    return (
      key !== '' && filled.filter(({ fields }) => nameKey(fields[at] ?? '') === key).length > filled.length * NAMESAKES
    );
  });
}

interface Found {
  readonly line: number;
  readonly delimiter: string;
  readonly width: number;
}

function byNames(
  text: string,
  starts: readonly number[],
  first: number,
  delimiters: readonly string[],
  signatures: readonly (readonly string[])[],
  returns: boolean,
): Found | null {
  let best: (Found & { readonly names: number }) | null = null;
  for (const [line, start] of starts.entries()) {
    if (line < first) continue;
    for (const delimiter of delimiters) {
      const { fields } = readRecord(text, start, { delimiter, quote: '"', escape: '"' }, returns);
      const names = findSignature(fields, signatures);
      if (names > (best?.names ?? 0))
        best = { line, delimiter: fields.length === 1 ? NO_DELIMITER : delimiter, width: fields.length, names };
    }
  }
  return best;
}

function byCounts(
  text: string,
  starts: readonly number[],
  first: number,
  delimiters: readonly string[],
  options: SniffOptions,
  returns: boolean,
): Found {
  const vocabulary = new Set(options.signatures.flat().map(nameKey));
  let best: (Found & { readonly score: number }) | null = null;
  for (const delimiter of delimiters) {
    const candidate = tableOf(text, starts, first, delimiter, options.complete, vocabulary, returns);
    if (candidate !== null && candidate.score > (best?.score ?? 0)) best = candidate;
  }
  if (best !== null) return best;
  const line = starts.findIndex((start, at) => at >= first && !isBlankLine(text, start, returns));
  return { line: Math.max(line, first), delimiter: NO_DELIMITER, width: 1 };
}

/** The header line of a table with this delimiter, and how much it looks like one. */
function tableOf(
  text: string,
  starts: readonly number[],
  first: number,
  delimiter: string,
  complete: boolean,
  vocabulary: ReadonlySet<string>,
  returns: boolean,
): (Found & { readonly score: number }) | null {
  const begin = starts[first] ?? text.length;
  const reading = bestReading(text, begin, delimiter, null, complete, returns);
  const title = reading.records.find((record) => !record.blank)?.fields;
  if (title?.length === 1 && isTextName(title[0] ?? '')) return null;
  const widths = new Set<number>();
  let best: (Found & { readonly score: number }) | null = null;
  let at = begin;
  for (const [index, record] of reading.records.entries()) {
    const line = starts.indexOf(at);
    at = record.end;
    if (line < 0) break;
    const filled = record.fields.filter((field) => field.trim() !== '').length;
    const after = reading.records.slice(index + 1).filter((other) => !other.blank);
    const names = withoutBlankEnd(record.fields, after);
    const width = names.length;
    // A header stands before all records of its width; a spreadsheet pads what comes before it with empty cells.
    if (width < 2 || widths.has(width) || filled * 2 <= width) continue;
    widths.add(width);
    const even = after.filter((other) => other.fields.length === width && !other.malformed).length;
    const wider = after.some((other) => other.fields.length > width);
    const counted = after.length === 0 ? CONSISTENT : even / after.length;
    // Under names that exports use, or plain ones, the short records are the broken ones.
    const certain =
      holdsKnownNames(names, vocabulary) || (counted >= SPARSE && !wider && width > 2 && holdsPlainNames(names));
    const share = certain ? Math.max(counted, CERTAIN) : counted;
    if (share < CONSISTENT) continue;
    const named = looksLikeHeader(names) && !recurs(names, after) ? 1 : 0.5;
    // A text whose quotes must be taken for plain characters may well be split at the wrong one.
    const unquoted = reading.quoting.quote === '' ? 0.2 : 0;
    // Lines that are left out need a better reason than one column more.
    const skipped = index === 0 ? 0 : 0.02 + 0.005 * index;
    const score = share * named + 0.02 * Math.log2(width) - skipped - unquoted;
    if (best === null || score > best.score) best = { line, delimiter, width, score };
  }
  return best;
}

/** Reads with each kind of quoting that the text allows; the one that breaks the fewest records wins. */
function bestReading(
  text: string,
  start: number,
  delimiter: string,
  width: number | null,
  complete: boolean,
  returns: boolean,
): Reading {
  let best: Reading | null = null;
  for (const [quote, escaping] of [
    ['"', '"'],
    ['"', '\\'],
    ['', ''],
  ] as const) {
    if (escaping === '\\' && !text.includes('\\"')) continue;
    const quoting: Quoting = { delimiter, quote, escape: escaping };
    const records = readRecords(text, start, quoting, { limit: SAMPLE_RECORDS + HEADER_LINES, returns, complete });
    const columns = width ?? mostCommon(records);
    const broken = records.filter(
      (record) =>
        !record.blank &&
        (record.malformed ||
          (record.fields.length !== columns && columns > 1) ||
          // One stray quote does not make plain characters of all the others.
          (quote === '' && (record.fields.some(isQuoted) || cutsQuotes(record.fields)))),
    ).length;
    // Fewer records come out of a text whose quotes are read the wrong way: compare shares, not numbers.
    const total = Math.max(1, records.length);
    const reading: Reading = {
      quoting,
      records,
      broken: broken / total,
      odd: quote === '' ? 1 : records.filter((record) => record.looseQuote).length / total,
    };
    if (best === null || reading.broken < best.broken || (reading.broken === best.broken && reading.odd < best.odd))
      best = reading;
    if (best.broken === 0 && best.odd === 0) break;
  }
  return best ?? { quoting: { delimiter, quote: '"', escape: '"' }, records: [], broken: 0, odd: 0 };
}

/** Whether a field, read as it stands, lies between quotes. */
function isQuoted(field: string): boolean {
  return field.length >= 2 && field.startsWith('"') && field.endsWith('"');
}

/** Whether a quote that begins a field ends a later one: the delimiters between them were inside of it. */
function cutsQuotes(fields: readonly string[]): boolean {
  const opens = fields.findIndex((field) => /^\s*"/.test(field) && !/"\s*$/.test(field.trimStart().slice(1)));
  return opens !== -1 && fields.slice(opens + 1).some((field) => /"\s*$/.test(field) && !/^\s*"/.test(field));
}

function mostCommon(records: readonly TextRecord[]): number {
  const counts = new Map<number, number>();
  for (const record of records)
    if (!record.blank) counts.set(record.fields.length, (counts.get(record.fields.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

const MIXED = 'its lines end in different ways';
/** Why a table is read through a copy in which quotes stand next to the delimiters. */
export const SPACED = 'it has spaces around quotes';

function irregularity(newlines: ReadonlySet<string>, records: readonly TextRecord[]): string | null {
  if (newlines.size > 1) return MIXED;
  if (records.some((record) => record.looseReturn)) return 'it has carriage returns outside quotes';
  if (records.some((record) => record.backslashed) && records.some((record) => record.doubled))
    return 'it marks quotes both by doubling and by backslash';
  if (records.some((record) => record.spaced)) return SPACED;
  return null;
}

function evenShare(records: readonly TextRecord[], width: number): string {
  const filled = records.filter((record) => !record.blank);
  if (filled.length === 0) return 'none';
  const even = filled.filter((record) => record.fields.length === width).length;
  return even === filled.length ? 'all' : `${Math.floor((even * 100) / filled.length)} %`;
}

function isBlankLine(text: string, start: number, returns: boolean): boolean {
  return readRecord(text, start, { delimiter: NO_DELIMITER, quote: '', escape: '' }, returns).blank;
}

/** A delimiter as people call it. */
function delimiterName(delimiter: string): string {
  switch (delimiter) {
    case '\t':
      return 'tab';
    case NO_DELIMITER:
      return 'none';
    default:
      return `"${delimiter}"`;
  }
}
