import { AppError } from '../core/errors.js';
import { Damage } from './damage.js';
import { type Sniffed, SPACED, sniffDialect } from './dialect.js';
import { isUtf8Name } from './encoding.js';
import { linesOfOffsets } from './lines.js';
import { type Location, type OpenedFile, type OpenOptions, SAMPLE_RECORDS, type Sample } from './opened-file.js';
import { RecordScanner, type ScannedShape } from './record-scanner.js';
import { rewriteTable, rewrittenDialect } from './rewrite.js';
import { spool } from './spool.js';
import { type PlainFile, plainBytes, type TextSource, utf8Bytes } from './text-source.js';
import { unwrappedHead, unwrappedSource, unwrapTable } from './unwrap.js';

/** Prepares a table of text: as it is where the engine can read it, else as a copy. */
export async function openDelimited(
  source: TextSource,
  head: { readonly text: string; readonly complete: boolean },
  options: OpenOptions,
): Promise<OpenedFile> {
  assertDelimiter(options.delimiter);
  const sniffed = sniffDialect(head.text, {
    signatures: options.signatures ?? [],
    delimiter: options.delimiter,
    complete: head.complete,
  });
  const inner = await unwrapped(source, head, options, sniffed);
  if (inner !== null) return inner;
  const notes = [...source.notes, ...sniffed.notes];
  const rewriting = options.rewrite === true || sniffed.irregular !== null;
  let file: PlainFile = source;
  let dialect = sniffed.dialect;
  // A damaged zstd file is left to the engine, which reads up to the break: it may be too large to spool for nothing.
  const copying = !isUtf8Name(source.encoding) || (source.damage.message !== null && source.compression === 'gzip');
  if (rewriting || copying) {
    if (sniffed.irregular !== null) notes.push(`read through a copy: ${sniffed.irregular}`);
    const bytes = utf8Bytes(source);
    const chunks = rewriting ? rewriteTable(bytes, dialect, sniffed.irregular === SPACED) : bytes;
    const path = await spool(chunks, options.tempDir, 'csv', options.signal);
    if (rewriting) dialect = rewrittenDialect(dialect);
    file = { path, name: source.name, compression: 'none', signal: options.signal };
  }
  const columns = dialect.header ?? [];
  const width = dialect.header?.length ?? Math.max(1, ...sniffed.records.map((record) => record.fields.length));
  const shape: ScannedShape = { dialect, hasHeader: dialect.header !== null, blanksAreRecords: width === 1 };
  const marked: TextSource =
    file === source ? source : { ...file, encoding: 'utf-8', marked: false, damage: new Damage(), notes: [] };
  const { newline } = dialect;
  // The scanner does not see the byte order mark, which the engine counts.
  const markBytes = file === source && source.marked ? 3 : 0;
  return {
    name: source.name,
    path: file.path,
    spooled: file !== source,
    container: 'delimited',
    compression: file.compression,
    encoding: source.encoding,
    original: 'csv',
    dialect,
    sample: sampleOf(
      columns,
      sniffed.records.map((record) => record.fields),
    ),
    notes,
    damage: source.damage.message,
    locate: (records, refused = []) =>
      locateInTable(
        utf8Bytes(marked),
        shape,
        records,
        refused.map((offset) => offset - markBytes),
      ),
    lineOfByte: (offsets) => linesOfOffsets(plainBytes(file, new Damage()), offsets, newline),
  };
}

/** The table inside of a table of one quoted cell a line; null for every other. */
async function unwrapped(
  source: TextSource,
  head: { readonly text: string; readonly complete: boolean },
  options: OpenOptions,
  outer: Sniffed,
): Promise<OpenedFile | null> {
  const [name, ...others] = outer.dialect.header ?? outer.records[0]?.fields ?? [];
  if (name === undefined || others.length > 0 || outer.dialect.quote === '' || !/[,;\t|]/.test(name)) return null;
  const text = await unwrappedHead(head.text);
  const { dialect, records } = sniffDialect(text, {
    signatures: options.signatures ?? [],
    delimiter: options.delimiter,
    complete: head.complete,
  });
  const width = dialect.header?.length ?? 1;
  const even = records.filter(({ fields }) => fields.length === width).length;
  if (width < 2 || even < records.length * MOSTLY) return null;
  const path = await spool(unwrapTable(utf8Bytes(source)), options.tempDir, 'csv', options.signal);
  const file = await openDelimited(unwrappedSource(source, path), { text, complete: head.complete }, options);
  return { ...file, encoding: source.encoding };
}

/** Share of lines that must have as many cells as the header for it to be a table. */
const MOSTLY = 0.7;

/** The first rows, with null for cells that a short row does not have. */
export function sampleOf(columns: readonly string[], rows: readonly (readonly string[])[]): Sample {
  return {
    columns,
    rows: rows
      .slice(0, SAMPLE_RECORDS)
      .map((row) => (row.length >= columns.length ? row : columns.map((_, index) => row[index] ?? null))),
  };
}

/** Finds records by one pass over the text. */
export async function locateInTable(
  chunks: AsyncIterable<Buffer>,
  shape: ScannedShape,
  records: readonly number[],
  refused: readonly number[],
): Promise<Map<number, Location>> {
  const scanner = new RecordScanner(shape, new Set(records), refused);
  if (scanner.done) return new Map();
  for await (const chunk of chunks) {
    scanner.push(chunk);
    if (scanner.done) return scanner.found;
  }
  scanner.end();
  return scanner.found;
}

function assertDelimiter(delimiter: string | undefined): void {
  if (delimiter === undefined || /^[^\n\r"\u0080-\uffff]$/.test(delimiter)) return;
  throw new AppError('usage', `the delimiter must be one ASCII character, not "${delimiter}"`, {
    code: 'file.delimiter',
    hint: 'for example --delimiter ";" or --delimiter tab',
  });
}
