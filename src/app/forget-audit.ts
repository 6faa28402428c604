/** Takes away everything that an audit made in the engine, so that another can be made of other posts. */
import type { Engine } from '../core/engine.js';
import { sqlName } from '../core/engine.js';

export async function forgetAudit(engine: Engine): Promise<void> {
  const made = async (kind: string, list: string): Promise<void> => {
    const rows = await engine.rows(
      `SELECT ${kind}_name FROM ${list}() WHERE database_name = 'memory' AND NOT internal ORDER BY ${kind}_oid DESC`,
    );
    for (const [name] of rows) await engine.run(`DROP ${kind} ${sqlName(String(name))}`);
  };
  await made('view', 'duckdb_views');
  await made('table', 'duckdb_tables');
  await made('type', 'duckdb_types');
}
