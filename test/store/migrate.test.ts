/** An older store is brought forward, one whole step after the other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { MIGRATIONS, migrate, SCHEMA_VERSION } from '../../src/store/migrate.js';
import { rowsOf, withStore } from './opened.js';

const folder = mkdtempSync(join(tmpdir(), 'migrate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LATER = '../../../test/store/migrations/later';
const BROKEN = '../../../test/store/migrations/broken';

describe('a store of an older schema', () => {
  test('keeps what it holds, and has what is new', async () => {
    const path = join(folder, 'older.duckdb');
    await withStore(path, 'write', async ({ engine }) => {
      await engine.run(
        `INSERT INTO store.authors (author_hash, handle, first_seen_at) VALUES (1, 'anna', TIMESTAMP '2026-10-01')`,
      );
      await migrate(engine, SCHEMA_VERSION, [...MIGRATIONS, LATER]);
      expect(await engine.rows('SELECT handle, mood FROM store.authors')).toEqual([['anna', 'unknown']]);
      expect(await engine.rows("SELECT value FROM store.meta WHERE name = 'schema'")).toEqual([
        [String(SCHEMA_VERSION + 1)],
      ]);
    });
    // For this version it is one of the future now.
    await expect(rowsOf(path, 'SELECT 1')).rejects.toThrow(/a newer brandwatch wrote it/);
  });

  test('stays as it is where a step fails', async () => {
    const path = join(folder, 'broken.duckdb');
    await withStore(path, 'write', async ({ engine }) => {
      await expect(migrate(engine, SCHEMA_VERSION, [...MIGRATIONS, LATER, BROKEN])).rejects.toThrow(/no_such_function/);
      const columns = await engine.rows(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = 'store' AND column_name IN ('mood', 'weather')",
      );
      // The step before it is done, and this one not at all.
      expect(columns).toEqual([['mood']]);
      expect(await engine.rows("SELECT value FROM store.meta WHERE name = 'schema'")).toEqual([
        [String(SCHEMA_VERSION + 1)],
      ]);
    });
  });

  test('is brought forward by the first who opens it, also to read', async () => {
    const path = join(folder, 'first.duckdb');
    await withStore(path, 'write', async ({ engine }) => {
      // As a file of which nothing but its making is done.
      for (const [table] of await engine.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'"))
        await engine.run(`DROP TABLE store.${String(table)}`);
    });
    expect(await rowsOf(path, "SELECT value FROM store.meta WHERE name = 'schema'")).toEqual([
      [String(SCHEMA_VERSION)],
    ]);
  });
});
