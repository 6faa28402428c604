import { plainLine } from '../core/plain-text.js';
import type { Cell, Table, TableColumn } from '../core/table.js';
import { defineFormat } from './format.js';
import { sparkline } from './terminal/sparkline.js';
import { cellText } from './text/cell-text.js';
import { rowCount } from './text/row-count.js';
import { stampItems } from './text/stamp.js';

/** Columns of a sparkline in a document, whose width nobody knows. */
const SPARKLINE_WIDTH = 60;

/**
 * Markdown as GitHub reads it, all columns. Whatever people wrote is text and nothing else: markup, HTML and addresses
 * inside of it are escaped. Only a column of addresses (`url`, `…_url`) becomes links, and only to http and https.
 */
export default defineFormat({
  id: 'markdown',
  summary: 'a Markdown table with headline and notes, for issues, wikis and chats',
  endings: ['md', 'markdown'],
  many: true,
  async *write(tables) {
    for (const [index, table] of tables.entries()) {
      if (index > 0) yield '\n';
      yield* document(table);
    }
  },
});

async function* document(table: Table): AsyncGenerator<string> {
  const { columns } = table;
  yield `## ${paragraph(table.title)}\n\n`;
  for (const line of table.headline) yield `${paragraph(line)}\n\n`;
  for (const { title, values } of table.series) yield `${paragraph(title)} ${sparkline(values, SPARKLINE_WIDTH)}\n\n`;
  yield line(columns.map((column) => escaped(column.name)));
  yield line(columns.map((column) => (NUMERIC.has(column.type) ? '---:' : '---')));
  let rows = 0;
  for await (const block of table.rows) {
    rows += block.length;
    if (block.length > 0) yield block.map((row) => line(columns.map((column, at) => cell(column, row[at])))).join('');
  }
  const stamp = stampItems(table.stamp);
  yield `\n${[rowCount(rows, table.total), ...stamp.map(escaped)].join(' · ')}\n`;
  if (table.notes.length > 0) yield `\n${table.notes.map((note) => `- ${paragraph(note.text)}\n`).join('')}`;
}

const NUMERIC: ReadonlySet<TableColumn['type']> = new Set(['integer', 'number', 'share'] as const);
const ADDRESS_COLUMN = /(?:^|_)url$/;
const ADDRESS = /^https?:\/\/[\w.~:/?#@$&+,;=%-]+$/i;

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function cell(column: TableColumn, value: Cell | undefined): string {
  if (typeof value === 'string' && ADDRESS_COLUMN.test(column.name) && ADDRESS.test(value)) return value;
  return escaped(cellText(value, ', '));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text inside a line. A backslash before `:` or `.` keeps an address from becoming a link by itself. */
function escaped(text: string): string {
  return plainLine(text)
    .replace(/[\\`*_~$[\]|]/g, '\\$&')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(?<=\bwww)\./gi, '\\.');
}

/** Text that starts a line, where `#`, `-`, `1.` and the like would mean something. */
function paragraph(text: string): string {
  return escaped(text)
    .replace(/^(?=[#+=-])/, '\\')
    .replace(/^(\d+)(?=[.)])/, '$1\\');
}
