import { readBytes } from './bytes.js';
import { locateInTable, sampleOf } from './delimited-file.js';
import type { Dialect, OpenedFile, OpenOptions } from './opened-file.js';
import { RecordScanner, type ScannedShape } from './record-scanner.js';
import { kept, renumbered } from './renumber.js';
import { spool } from './spool.js';
import { readWorkbook, sheetToCsv } from './workbook.js';

/** Prepares one sheet of a workbook as CSV. Lines are rows of the sheet. */
export async function openSheet(
  path: string,
  name: string,
  notes: readonly string[],
  options: OpenOptions,
): Promise<OpenedFile> {
  const { sheet, signatures = [], signal } = options;
  const table = await readWorkbook(path, name, { sheet, signatures, signal });
  options.signal?.throwIfAborted();
  const copy = await spool(sheetToCsv(table), options.tempDir, 'csv', options.signal);
  const dialect: Dialect = {
    delimiter: table.header?.length === 1 ? '\u001f' : ',',
    quote: '"',
    escape: '"',
    skipLines: 0,
    header: table.header,
    newline: '\n',
  };
  const shape: ScannedShape = {
    dialect,
    hasHeader: table.header !== null,
    // Empty rows were left out, so that a blank line can only be a row of one empty cell: there is none.
    blanksAreRecords: false,
  };
  const { rowNumbers } = table;
  const bytes = (): AsyncIterable<Buffer> => readBytes(copy, name, { signal: options.signal });
  return {
    name,
    path: copy,
    spooled: true,
    container: 'delimited',
    compression: 'none',
    encoding: 'utf-8',
    original: 'xlsx',
    dialect,
    sample: sampleOf(table.header ?? [], table.rows),
    notes: [...notes, ...table.notes],
    damage: null,
    async locate(records, refused = []) {
      const numbers = kept(records, refused.length === 0 ? [] : await recordsOfOffsets(bytes(), shape, refused));
      const found = await locateInTable(bytes(), shape, [...numbers.values()], []);
      return renumbered(numbers, found, (record, location) => ({
        ...location,
        line: rowNumbers[record] ?? location.line,
      }));
    },
    async lineOfByte(offsets) {
      const records = await recordsOfOffsets(bytes(), shape, offsets);
      return records.map((record) => rowNumbers[record] ?? table.headerRow);
    },
  };
}

/** The number of the record that each offset lies in, by one pass. */
async function recordsOfOffsets(
  chunks: AsyncIterable<Buffer>,
  shape: ScannedShape,
  offsets: readonly number[],
): Promise<number[]> {
  const order = offsets.map((offset, index) => ({ offset, index })).sort((a, b) => a.offset - b.offset);
  const records = offsets.map(() => 0);
  const scanner = new RecordScanner(shape, new Set([-1]));
  let base = 0;
  let next = 0;
  for await (const chunk of chunks) {
    let at = 0;
    for (let item = order[next]; item !== undefined && item.offset < base + chunk.length; item = order[next]) {
      scanner.push(chunk.subarray(at, item.offset - base));
      at = Math.max(at, item.offset - base);
      records[item.index] = scanner.inHeader ? -1 : scanner.records;
      next += 1;
    }
    scanner.push(chunk.subarray(at));
    base += chunk.length;
  }
  for (const item of order.slice(next)) records[item.index] = Math.max(0, scanner.records - 1);
  return records;
}
