/** Scored rows as text: in the format of the input, or in another. */
import { stringify } from 'csv-stringify/sync';
import { AppError } from '../../core/errors.js';
import type { Dialect } from '../../files/opened-file.js';
import { cellText, fileText } from '../../formats/text/cell-text.js';
import { jsonText } from '../../formats/text/json-text.js';
import type { JsonRow } from './json-input.js';
import { addedColumns, cellsOf, type Judgement, jsonMembersOf, keptNames } from './judgement.js';
import type { ScoredBatch } from './score-stream.js';
import type { TableInput, TableRow } from './table-input.js';

/** NDJSON: a record of JSON as it was written but for the names that are ours, a row of a table as texts. */
export async function* asNdjson(batches: AsyncIterable<ScoredBatch>, explained = false): AsyncGenerator<string> {
  const added = addedColumns(explained);
  let keys: string[] = [];
  for await (const { input, rows, judgements } of batches) {
    if (input.kind === 'table' && rows.length === 0)
      keys = keptNames(uniqueNames(input.header), added).map((name) => `${jsonText(name)}:`);
    const lines = judgements.map((judgement, index) => {
      const row = rows[index];
      if (row === undefined) return '';
      return `${'members' in row ? extended(row, judgement, added) : objectOf(row, keys, judgement)}\n`;
    });
    if (lines.length > 0) yield lines.join('');
  }
}

function extended({ text, members }: JsonRow, judgement: Judgement, added: ReadonlySet<string>): string {
  let record = text;
  if (members.some(({ name }) => added.has(name))) {
    const names = keptNames(
      members.map(({ name }) => name),
      added,
    );
    for (const [index, { name, from, to }] of [...members.entries()].reverse()) {
      const kept = names[index] ?? name;
      if (kept !== name) record = record.slice(0, from) + jsonText(kept) + record.slice(to);
    }
  }
  const body = record.slice(0, record.lastIndexOf('}')).trimEnd();
  return `${body}${members.length === 0 ? '' : ','}${jsonMembersOf(judgement)}}`;
}

function objectOf(row: TableRow, keys: readonly string[], judgement: Judgement): string {
  const members = keys.map((key, index) => key + jsonText(fileText(row.fields[index] ?? '')));
  return `{${members.join(',')},${jsonMembersOf(judgement)}}`;
}

/** Names that can be keys of one object: empty ones get their place, repeated ones a number. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const base = name.trim() === '' ? `column_${index + 1}` : name;
    let unique = base;
    for (let number = 2; taken.has(unique); number++) unique = `${base}_${number}`;
    taken.add(unique);
    return unique;
  });
}

/** The table of the first input, in its dialect, with more columns; other inputs must have the same header. */
export async function* asSameTable(batches: AsyncIterable<ScoredBatch>, explained = false): AsyncGenerator<string> {
  const added = addedColumns(explained);
  let first: { readonly header: readonly string[]; readonly dialect: Dialect } | null = null;
  for await (const { input, rows, judgements } of batches) {
    if (first === null) {
      if (input.kind !== 'table') throw differentHeader(input.name);
      first = { header: input.header, dialect: outputDialect(input.dialect) };
      yield input.preamble + headerLine(input, first.dialect, added);
    }
    if (input.kind !== 'table' || !sameHeader(input.header, first.header)) throw differentHeader(input.name);
    if (rows.length === 0) continue;
    const { dialect } = first;
    const { delimiter, newline } = dialect;
    const asWritten = sameDialect(input.dialect, dialect);
    const lines = judgements.map((judgement, index) => {
      const row = rows[index] as TableRow;
      const written = asWritten && row.text !== null ? row.text : rowText(row.fields, dialect);
      return `${written}${delimiter}${addedText(judgement, dialect)}${newline}`;
    });
    yield lines.join('');
  }
}

/** Column names are compared as they are: an output has one header. */
export function sameHeader(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name.trim() === b[index]?.trim());
}

export function differentHeader(name: string): AppError {
  return new AppError('malformed-input', `${name} has other columns than the input before it`, {
    code: 'score.headers',
    hint: 'score them one by one, or all as NDJSON: -f ndjson',
  });
}

function headerLine(input: TableInput, dialect: Dialect, added: ReadonlySet<string>): string {
  const names = keptNames(input.header, added);
  const unchanged = sameDialect(input.dialect, dialect) && names.every((name, index) => name === input.header[index]);
  return `${unchanged ? input.headerText : rowText(names, dialect)}${dialect.delimiter}${[...added].join(dialect.delimiter)}${dialect.newline}`;
}

/** A table of one column has no delimiter; with more it needs one. */
function outputDialect(dialect: Dialect): Dialect {
  return dialect.delimiter === '\u001f' ? { ...dialect, delimiter: ',', quote: '"', escape: '"' } : dialect;
}

function sameDialect(a: Dialect, b: Dialect): boolean {
  return a.delimiter === b.delimiter && a.quote === b.quote && a.escape === b.escape;
}

function rowText(fields: readonly string[], dialect: Dialect): string {
  const { delimiter, quote } = dialect;
  if (quote === '') return fields.map((field) => withoutMarks(field, delimiter)).join(delimiter);
  // The line end is written by the caller; a field with any is quoted.
  return stringify([[...fields]], {
    delimiter,
    quote,
    escape: dialect.escape || quote,
    eof: false,
    quoted_match: /[\r\n]/,
  });
}

function addedText(judgement: Judgement, dialect: Dialect): string {
  const { delimiter, quote } = dialect;
  return cellsOf(judgement)
    .map((cell) => {
      const text = cellText(cell, ';');
      if (quote === '') return withoutMarks(text, delimiter);
      if (!text.includes(delimiter) && !text.includes(quote) && !/[\r\n]/.test(text)) return text;
      return `${quote}${text.replaceAll(quote, `${dialect.escape || quote}${quote}`)}${quote}`;
    })
    .join(delimiter);
}

/** A text for a table that has no quotes: what would end the cell is replaced. */
function withoutMarks(text: string, delimiter: string): string {
  return text.replace(/[\r\n]+/g, ' ').replaceAll(delimiter, delimiter === ',' ? ';' : ',');
}
