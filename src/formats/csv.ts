import type { Cell, TableColumn } from '../core/table.js';
import { defineFormat } from './format.js';
import { cellText, fileText } from './text/cell-text.js';
import { guarded } from './text/excel-guard.js';
import { oneTable } from './text/one-table.js';

/**
 * CSV: UTF-8 without BOM, quoted as RFC 4180 says, but lines end in LF: that is what the pipes it is written for expect
 * (awk and cut would keep a CR in the last column). Null is empty, a list is joined by `;`, text is as it was written;
 * only NUL and lone surrogates are taken out.
 *
 * With `excel`: BOM, CRLF, and text cells that a spreadsheet would run or convert are made inert (`excel-guard.ts`).
 * Columns of numbers stay numbers, negative ones too.
 */
export default defineFormat({
  id: 'csv',
  summary: 'comma-separated values for pipes and files; with --excel for spreadsheets',
  endings: ['csv'],
  many: false,
  async *write(tables, context) {
    const table = oneTable('csv', tables);
    if (table === null) return;
    const { stringify } = await import('csv-stringify/sync');
    const { columns } = table;
    const write = (rows: readonly (readonly string[])[]) =>
      stringify([...rows], {
        record_delimiter: context.excel ? '\r\n' : '\n',
        quote_record_delimiter: true,
        // A line with nothing on it is skipped by most readers: the only cell of a row is then written as "".
        quoted_empty: columns.length === 1,
        // Not `escape_formulas`: it looks at the first character only, and knows nothing of ids.
        escape_formulas: false,
      });
    const textOf = context.excel ? excelText : rawText;
    const header = write([columns.map((column) => textOf(column.name, null))]);
    yield context.excel ? `\uFEFF${header}` : header;
    for await (const block of table.rows) {
      if (block.length > 0) yield write(block.map((row) => columns.map((column, index) => textOf(row[index], column))));
    }
  },
});

function rawText(cell: Cell | undefined): string {
  const text = cellText(cell, ';');
  return typeof cell === 'number' || typeof cell === 'boolean' ? text : fileText(text);
}

const PLAIN_NUMBER = /^-?\d{1,15}(?:\.\d+)?$/;

function excelText(cell: Cell | undefined, column: TableColumn | null): string {
  const text = rawText(cell);
  if (typeof cell === 'number' || typeof cell === 'boolean') return text;
  return column !== null && NUMERIC.has(column.type) && PLAIN_NUMBER.test(text) ? text : guarded(text);
}

const NUMERIC: ReadonlySet<TableColumn['type']> = new Set(['integer', 'number', 'share'] as const);
