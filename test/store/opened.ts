/** A store opened in the test's own process. */
import type { SqlRow } from '../../src/core/engine.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';
import { Store } from '../../src/store/store.js';

export async function withStore<T>(
  path: string,
  mode: 'read' | 'write',
  action: (store: Store) => Promise<T>,
  now: () => number = Date.now,
): Promise<T> {
  const engine = await DuckDbEngine.open({ threads: 2, memory: '500MB', tempDir: '/tmp', timezone: 'UTC' });
  try {
    const store = await Store.open(engine, {
      path,
      mode,
      wait: 10_000,
      pid: process.pid,
      command: 'test',
      now,
      sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
    });
    try {
      return await action(store);
    } finally {
      await store.close();
    }
  } finally {
    engine.close();
  }
}

export function rowsOf(path: string, sql: string): Promise<SqlRow[]> {
  return withStore(path, 'read', ({ engine }) => engine.rows(sql));
}

/** Moments at which something was done, which are of no account when two stores are compared. */
const MOMENTS = `'collected_at', 'updated_at', 'first_seen_at', 'followers_at', 'until', 'written_at'`;

/** Every table as text, sorted, rows by the keys of their posts: stores with the same posts give the same. */
export function dump(path: string): Promise<Readonly<Record<string, readonly string[]>>> {
  return withStore(path, 'read', async ({ engine }) => {
    const found: Record<string, string[]> = {};
    for (const [table] of await engine.rows(
      "SELECT table_name FROM duckdb_tables() WHERE database_name = 'store' AND table_name <> 'meta' ORDER BY 1",
    )) {
      const columns = (
        await engine.rows(`SELECT column_name FROM duckdb_columns() WHERE database_name = 'store'
          AND table_name = '${String(table)}' AND column_name NOT IN ('row', ${MOMENTS}) ORDER BY 1`)
      ).map(([name]) => `t.${String(name)}`);
      const byRow = ['scores', 'post_history'].includes(String(table));
      const rows = await engine.rows(`SELECT CAST(to_json([${[...(byRow ? ['p.key'] : []), ...columns]
        .map((column) => `to_json(${column})`)
        .join(', ')}]) AS VARCHAR) AS line
        FROM store.${String(table)} AS t ${byRow ? 'LEFT JOIN store.posts AS p ON p.row = t.row' : ''} ORDER BY 1`);
      found[String(table)] = rows.map(([line]) => String(line));
    }
    return found;
  });
}
