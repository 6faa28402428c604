import { afterAll, beforeAll } from 'vitest';
import type { SqlValue } from '../../src/core/engine.js';
import { sqlText } from '../../src/core/engine.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';

export interface TestEngine {
  readonly engine: DuckDbEngine;
  /** Works out an SQL expression over `x` for each of the texts. */
  each(texts: readonly (string | null)[], expression: string): Promise<SqlValue[]>;
}

/** An engine for the tests of one file. */
export function testEngine(): TestEngine {
  let opened: DuckDbEngine | null = null;
  const engine = (): DuckDbEngine => {
    if (opened === null) throw new Error('asked for before the tests begin');
    return opened;
  };
  beforeAll(async () => {
    opened = await DuckDbEngine.open({ threads: 1, memory: '256MB', tempDir: '', timezone: 'UTC' });
  });
  afterAll(() => opened?.close());
  return {
    get engine() {
      return engine();
    },
    async each(texts, expression) {
      const values = texts.map((text, index) => `(${index}, ${text === null ? 'NULL' : sqlText(text)})`);
      const rows = await engine().rows(
        `SELECT ${expression} FROM (VALUES ${values.join(', ')}) AS v(row, x) ORDER BY v.row`,
      );
      return rows.map(([value]) => (typeof value === 'bigint' ? Number(value) : (value ?? null)));
    },
  };
}
