/** Cleans the texts that need it, in place. */
import type { Engine, SqlValue } from '../core/engine.js';
import { sqlText } from '../core/engine.js';
import { NEEDS_CLEANING, plainText } from './markup.js';
import { storedColumns } from './table.js';

/** Rows that one update writes. */
const BATCH = 20_000;

/** Makes plain text of `text` and `title` in the rows from `firstRow` on. */
export async function cleanTexts(engine: Engine, firstRow: number): Promise<void> {
  const stored = await storedColumns(engine);
  for (const column of ['text', 'title'].filter((name) => stored.includes(name))) {
    let changed: string[] = [];
    const write = async (): Promise<void> => {
      if (changed.length === 0) return;
      await engine.run(`UPDATE posts SET ${column} = nullif(v.clean, '')
        FROM (VALUES ${changed.join(', ')}) AS v(row, clean) WHERE posts.rowid = v.row`);
      changed = [];
    };
    const dirty = `SELECT rowid, ${column} FROM posts
      WHERE rowid >= ${firstRow} AND regexp_matches(${column}, ${sqlText(NEEDS_CLEANING)})`;
    for await (const block of engine.stream(dirty)) {
      for (const [row, value] of block) {
        if (typeof value !== 'string') continue;
        const clean = plainText(value);
        if (clean !== value) changed.push(`(${integer(row)}, ${sqlText(clean)})`);
      }
      if (changed.length >= BATCH) await write();
    }
    await write();
  }
}

function integer(value: SqlValue | undefined): string {
  return String(BigInt(typeof value === 'bigint' ? value : Number(value)));
}
