import { defineFormat } from './format.js';
import { rowWriter } from './text/json-text.js';
import { oneTable } from './text/one-table.js';

/** One JSON object per row and line, keys in the order of the columns; null where nothing is known. */
export default defineFormat({
  id: 'ndjson',
  summary: 'one JSON object per line, for jq and for brandwatch itself',
  endings: ['ndjson', 'jsonl'],
  many: false,
  async *write(tables) {
    const table = oneTable('ndjson', tables);
    if (table === null) return;
    const json = rowWriter(table.columns);
    for await (const block of table.rows) {
      if (block.length > 0) yield block.map((row) => `${json(row)}\n`).join('');
    }
  },
});
