/** Brings a store forward to the schema of this version, one migration after the other. */
import type { Engine } from '../core/engine.js';
import { AppError } from '../core/errors.js';
import { readSql } from '../core/sql-file.js';

/** In order; the schema version of a store is how many of them it has seen. */
export const MIGRATIONS = ['001-first'] as const;

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Schema version of the attached store; 0 for an empty file. Throws where a newer version has written it. */
export async function schemaVersion(engine: Engine, path: string): Promise<number> {
  const [table] = await engine.rows(
    "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'store' AND table_name = 'meta'",
  );
  if (Number(table?.[0] ?? 0) === 0) return 0;
  const [row] = await engine.rows("SELECT value FROM store.meta WHERE name = 'schema'");
  // Written in the transaction that makes the table: where it is not, what is read is not what was written.
  const version = Number(row?.[0] ?? Number.NaN);
  if (!(version >= 1)) {
    throw new AppError('malformed-input', `${path} is no store, or it is damaged`, {
      code: 'store.damaged',
      hint: 'name another file with --store, or bring the file back from a copy',
    });
  }
  if (version <= SCHEMA_VERSION) return version;
  throw new AppError(
    'malformed-input',
    `cannot open ${path}: a newer brandwatch wrote it (store schema ${version}, this one knows up to ${SCHEMA_VERSION})`,
    { code: 'store.newer', hint: 'update brandwatch, or name another file with --store' },
  );
}

/** Each migration is one transaction with the number that says it was done. */
export async function migrate(engine: Engine, from: number, migrations: readonly string[] = MIGRATIONS): Promise<void> {
  for (let version = from; version < migrations.length; version++) {
    const sql = readSql(`store/migrations/${migrations[version]}.sql`);
    await engine.run('BEGIN');
    try {
      await engine.run(sql);
      await engine.run("DELETE FROM store.meta WHERE name = 'schema'");
      await engine.run(`INSERT INTO store.meta VALUES ('schema', '${version + 1}')`);
      await engine.run('COMMIT');
    } catch (error) {
      await engine.run('ROLLBACK');
      throw error;
    }
  }
}
