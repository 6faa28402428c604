import type { Cell } from '../core/table.js';
import { defineFormat } from './format.js';

/** Narrower than this nothing can be read; it is then as if the terminal were this wide. */
const LEAST_WIDTH = 20;

/**
 * For people: what matters first, then the columns that fit. Holds the rows in memory, since widths depend on all of
 * them. No line is wider than the terminal or ends in a space, and no control character of a post gets through.
 */
export default defineFormat({
  id: 'terminal',
  summary: 'for reading: headline, sparklines and the columns that fit',
  endings: [],
  many: true,
  async *write(tables, context) {
    const width = Math.max(LEAST_WIDTH, Math.floor(context.width));
    const { page } = await import('./terminal/page.js');
    for (const [index, table] of tables.entries()) {
      if (index > 0) yield '\n';
      const rows: (readonly Cell[])[] = [];
      for await (const block of table.rows) for (const row of block) rows.push(row);
      let piece = '';
      for (const line of page(table, rows, { ...context, width })) {
        piece += `${line}\n`;
        if (piece.length < PIECE) continue;
        yield piece;
        piece = '';
      }
      yield piece;
    }
  },
});

/** Characters after which what is written so far goes out. */
const PIECE = 65_536;
