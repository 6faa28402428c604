/** A table of text: every row stays as it was written where that can be. */
import { parse } from 'csv-parse/sync';
import type { TextColumn } from '../../core/engine.js';
import type { sniffDialect } from '../../files/dialect.js';
import { type Dialect, LOCATED_TEXT_BYTES } from '../../files/opened-file.js';
import { looseFields, RecordSplitter, type SplitRecord } from '../../files/record-splitter.js';
import type { TextStream } from '../../files/text-stream.js';
import { type TableColumns, tableColumns } from '../../presets/file-columns.js';
import { type FilePlan, namedColumns, planColumns } from '../plan-columns.js';
import { RAW_ROWS } from './batch-judge.js';
import { inBatches } from './batches.js';
import type { InputOptions } from './input.js';

export interface TableRow {
  /** As many as the header has. */
  readonly fields: readonly string[];
  /** The row as it was written, with what was missing at its end; null where it must be written anew. */
  readonly text: string | null;
}

export interface TableInput {
  readonly kind: 'table';
  readonly name: string;
  readonly dialect: Dialect;
  readonly header: readonly string[];
  /** The header as it was written. */
  readonly headerText: string;
  /** Everything before the header, with its line ends. */
  readonly preamble: string;
  readonly plan: FilePlan<TableColumns>;
  /** Columns of RAW_ROWS, once the preset is compiled. */
  rawNames(): readonly string[];
  texts(rows: readonly TableRow[]): TextColumn[];
  batches(): AsyncGenerator<TableRow[]>;
}

export async function openTableInput(
  stream: TextStream,
  head: string,
  sniffed: ReturnType<typeof sniffDialect>,
  options: InputOptions,
): Promise<TableInput> {
  const { name } = stream;
  const { dialect } = sniffed;
  const header = namedColumns(name, dialect.header);
  const start = offsetOfLine(head, dialect);
  const columns = tableColumns({ header, padded: true, rows: RAW_ROWS, whole: false });
  const sample = sniffed.records.map(({ fields }) => header.map((_, index) => fields[index] ?? null));
  const plan = planColumns({ name, shape: 'table', header, sample, columns }, options);
  const first = new RecordSplitter(dialect, 1);
  first.push(head.slice(start));
  return {
    kind: 'table',
    name,
    dialect,
    header,
    headerText: first.next(true)?.text ?? '',
    preamble: head.slice(0, start),
    plan,
    rawNames: () => columns.positions().map((position) => `c${position}`),
    texts: (rows) =>
      columns.positions().map((position) =>
        rows.map(({ fields }) => {
          const field = fields[position];
          return field === undefined || field === '' ? null : field;
        }),
      ),
    async *batches() {
      for await (const records of inBatches(stream, recordTaker(dialect, start, header.length)))
        yield rowsOf(records, dialect, header.length, ({ line, text }, reason) =>
          options.onMisfit({ file: name, line, reason, text: text.slice(0, LOCATED_TEXT_BYTES) }),
        );
    },
  };
}

function recordTaker(dialect: Dialect, preamble: number, width: number) {
  const splitter = new RecordSplitter(dialect, dialect.skipLines + 1);
  let skip = preamble;
  let inHeader = true;
  return {
    push(piece: string): void {
      splitter.push(piece.slice(skip));
      skip -= Math.min(skip, piece.length);
    },
    next(ended: boolean): SplitRecord | null {
      for (;;) {
        const record = splitter.next(ended);
        if (record === null) return null;
        // In a table of one column an empty line is a row without a value.
        if (record.text === '' && (width > 1 || inHeader)) continue;
        if (!inHeader) return record;
        inHeader = false;
      }
    },
  };
}

function rowsOf(
  records: readonly SplitRecord[],
  dialect: Dialect,
  width: number,
  misfit: (record: SplitRecord, reason: string) => void,
): TableRow[] {
  return fieldsOf(records, dialect).map((fields, index): TableRow => {
    const record = records[index] as SplitRecord;
    const { text, unclosed } = record;
    if (unclosed) misfit(record, 'opens a quote that is never closed; read to the end of the line');
    const missing = width - fields.length;
    if (missing > 0 && !unclosed)
      misfit(
        record,
        `has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, expected ${width}; what is missing is empty`,
      );
    if (missing >= 0) {
      const padded = missing === 0 ? fields : [...fields, ...new Array<string>(missing).fill('')];
      return { fields: padded, text: unclosed ? null : text + dialect.delimiter.repeat(missing) };
    }
    const rest = fields.slice(width);
    if (rest.every((field) => field === '')) return { fields: fields.slice(0, width), text: null };
    misfit(record, `has ${fields.length} fields, expected ${width}; what is too much stays in its last column`);
    return { fields: [...fields.slice(0, width - 1), fields.slice(width - 1).join(dialect.delimiter)], text: null };
  });
}

function fieldsOf(records: readonly SplitRecord[], dialect: Dialect): string[][] {
  const { delimiter, quote } = dialect;
  if (quote === '') return records.map(({ text }) => text.split(delimiter));
  // csv-parse drops every backslash of that dialect, where only those before quotes mean something.
  if (dialect.escape === '\\' || records.some(({ unclosed }) => unclosed))
    return records.map(({ text }) => looseFields(text, dialect));
  // Most rows quote nothing, and are taken apart ten times as fast by splitting them.
  const quoting = records.filter(({ text }) => text.includes(quote));
  // Nor does it know spaces before a quote.
  const rows = quoting.some(({ text }) => hasSpacedQuote(text, delimiter)) ? null : parsed(quoting, delimiter, quote);
  const quoted = rows ?? quoting.map(({ text }) => looseFields(text, dialect));
  let next = 0;
  return records.map(({ text }) => (text.includes(quote) ? (quoted[next++] ?? []) : text.split(delimiter)));
}

function hasSpacedQuote(text: string, delimiter: string): boolean {
  for (let at = text.indexOf(' "'); at !== -1; at = text.indexOf(' "', at + 1)) {
    const before = text.slice(0, at).trimEnd();
    if (before === '' || before.endsWith(delimiter)) return true;
  }
  return false;
}

/** Null where csv-parse sees other rows than the splitter did: then each row is read on its own. */
function parsed(records: readonly SplitRecord[], delimiter: string, quote: string): string[][] | null {
  if (records.length === 0) return [];
  try {
    const fields = parse(records.map(({ text }) => text).join('\n'), {
      delimiter,
      quote,
      escape: quote,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
    });
    return fields.length === records.length ? fields : null;
  } catch {
    return null;
  }
}

function offsetOfLine(text: string, dialect: Dialect): number {
  let offset = 0;
  for (let line = 0; line < dialect.skipLines; line++) {
    const end = text.indexOf(dialect.newline === '\r' ? '\r' : '\n', offset);
    if (end === -1) return text.length;
    offset = end + 1;
  }
  return offset;
}
