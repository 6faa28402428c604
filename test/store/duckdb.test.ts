import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/store/duckdb.js';

const tempDir = mkdtempSync(join(tmpdir(), 'brandwatch-test-'));
let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open({ threads: 2, memory: '256MB', tempDir, timezone: 'UTC' });
});
afterAll(() => {
  engine.close();
  rmSync(tempDir, { recursive: true, force: true });
});

describe('the engine', () => {
  it('streams every row, in order, while others write', async () => {
    await engine.run(
      'CREATE TABLE numbers AS SELECT i AS n, concat(chr(34), i, chr(92)) AS text FROM range(100000) AS r(i)',
    );
    let next = 0;
    for await (const block of engine.stream('SELECT n, text FROM numbers ORDER BY n')) {
      for (const row of block) {
        expect(row).toEqual([next, `"${next}\\`]);
        next++;
      }
      await engine.run('INSERT INTO numbers VALUES (-1, NULL)');
    }
    expect(next).toBe(100_000);
  });

  it('leaves nothing behind when a reader stops early', async () => {
    for await (const _ of engine.stream('SELECT 1 FROM range(50000)')) break;
    const tables = await engine.rows(
      "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'result%'",
    );
    expect(tables).toEqual([]);
  });

  it('takes blocks of numbers and gives them back', async () => {
    await engine.run('CREATE TABLE pairs (a DOUBLE, b DOUBLE)');
    const a = Float64Array.from({ length: 5000 }, (_, i) => i);
    await engine.append('pairs', [a, a.map((value) => -value / 3)], a.length);
    const read: number[] = [];
    for await (const [first, second] of engine.numbers('SELECT a, b FROM pairs')) {
      first?.forEach((value, index) => {
        expect(second?.[index]).toBe(-value / 3);
        read.push(value);
      });
    }
    expect(read).toEqual([...a]);
  });

  it('never downloads anything', async () => {
    await expect(engine.run('INSTALL httpfs; LOAD httpfs')).rejects.toThrow();
    const settings = await engine.rows(
      "SELECT value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', 'autoload_known_extensions')",
    );
    expect(settings.flat()).toEqual(['false', 'false']);
  });

  it('says what went wrong in terms of the exit table', async () => {
    await expect(engine.run('SELEC')).rejects.toMatchObject({ kind: 'internal', code: 'engine.failed' });
    const small = await DuckDbEngine.open({ threads: 1, memory: '20MB', tempDir: '/dev/null/none', timezone: 'UTC' });
    try {
      await expect(
        small.run('CREATE TABLE big AS SELECT i, repeat(md5(i::VARCHAR), 20) AS t FROM range(2000000) AS r(i)'),
      ).rejects.toMatchObject({ kind: 'input-output' });
    } finally {
      small.close();
    }
  });

  it('can be interrupted', async () => {
    const other = await DuckDbEngine.open({ threads: 1, memory: '128MB', tempDir, timezone: 'UTC' });
    const running = other.run('SELECT count(*) FROM range(100000000000) AS a(i) WHERE sqrt(i) = 0.5');
    setTimeout(() => other.interrupt(), 50);
    await expect(running).rejects.toMatchObject({ kind: 'interrupted' });
    other.close();
  });
});
