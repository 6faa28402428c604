import type { Table } from '../core/table.js';
import { defineFormat } from './format.js';
import { jsonText, rowWriter } from './text/json-text.js';

/**
 * One JSON document, written row by row: `{ report, title, stamp, headline, notes, series, total, columns, rows }`, the
 * rows being objects keyed by column name. Several reports become `{ "reports": [ … ] }`.
 */
export default defineFormat({
  id: 'json',
  summary: 'one JSON document with the rows, their columns, notes and versions',
  endings: ['json'],
  many: true,
  async *write(tables) {
    const [only] = tables;
    if (only !== undefined && tables.length === 1) {
      yield* document(only);
      yield '\n';
      return;
    }
    yield '{"reports":[';
    for (const [index, table] of tables.entries()) {
      yield index === 0 ? '\n' : ',\n';
      yield* document(table);
    }
    yield ']}\n';
  },
});

async function* document(table: Table): AsyncGenerator<string> {
  const head = jsonText({
    report: table.id,
    title: table.title,
    stamp: table.stamp,
    headline: table.headline,
    notes: table.notes.map((note) => note.text),
    series: table.series,
    total: table.total,
    columns: table.columns.map(({ name, type, about }) => ({ name, type, about })),
  });
  yield `${head.slice(0, -1)},"rows":[`;
  const json = rowWriter(table.columns);
  let separator = '\n';
  for await (const block of table.rows) {
    if (block.length === 0) continue;
    yield separator + block.map(json).join(',\n');
    separator = ',\n';
  }
  yield ']}';
}
