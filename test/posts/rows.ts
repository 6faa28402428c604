import type { Engine } from '../../src/core/engine.js';
import { sqlText } from '../../src/core/engine.js';
import { createPosts } from '../../src/posts/table.js';

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** A new posts table with these rows in this order; `key` is made of network and id where it is not given. */
export async function fillPosts(engine: Engine, rows: readonly Row[]): Promise<void> {
  await engine.run('DROP TABLE IF EXISTS posts');
  await createPosts(engine);
  for (const given of rows) {
    const row: Row = { network: 'x', ...given };
    const full: Row = { key: `${row['network']}:${row['id']}`, ...row };
    const names = Object.keys(full);
    const values = names.map((name) => {
      const value = full[name] ?? null;
      return typeof value === 'string' ? sqlText(value) : String(value ?? 'NULL');
    });
    await engine.run(`INSERT INTO posts (${names.join(', ')}) VALUES (${values.join(', ')})`);
  }
}

/** Some columns of all posts, in order. */
export async function columnsOf(engine: Engine, ...names: readonly string[]): Promise<unknown[][]> {
  const rows = await engine.rows(`SELECT ${names.join(', ')} FROM posts ORDER BY rowid`);
  return rows.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
}
