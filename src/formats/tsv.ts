import type { Cell } from '../core/table.js';
import { defineFormat } from './format.js';
import { cellText, fileText } from './text/cell-text.js';
import { oneTable } from './text/one-table.js';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * TSV: one line per row, whatever the text, so that cut, sort and awk can work on it. Nothing is quoted; a tab, line
 * feed, carriage return or backslash inside a text is written `\t`, `\n`, `\r`, `\\`. Null is empty, a list is joined
 * by `;`.
 */
export default defineFormat({
  id: 'tsv',
  summary: 'tab-separated values, one line per row: \\t \\n \\r \\\\ stand for those characters in texts',
  endings: ['tsv', 'tab'],
  many: false,
  async *write(tables) {
    const table = oneTable('tsv', tables);
    if (table === null) return;
    const { columns } = table;
    yield line(columns.map((column) => column.name));
    for await (const block of table.rows) {
      if (block.length > 0) yield block.map((row) => line(columns.map((_, index) => row[index]))).join('');
    }
  },
});

function line(cells: readonly (Cell | undefined)[]): string {
  return `${cells.map((cell) => escaped(cellText(cell, ';'))).join('\t')}\n`;
}

function escaped(text: string): string {
  return fileText(text).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '');
}
