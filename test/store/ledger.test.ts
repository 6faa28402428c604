import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerAlert } from '../../src/core/alert.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';
import { markSent, readAlerts, rememberAlerts, unsentAlerts } from '../../src/store/ledger.js';
import { Store } from '../../src/store/store.js';

const folder = mkdtempSync(join(tmpdir(), 'brandwatch-test-'));
let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open({ threads: 1, memory: '256MB', tempDir: folder, timezone: 'UTC' });
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (): Promise<Store> =>
  Store.open(engine, {
    path: join(folder, 'store.duckdb'),
    mode: 'write',
    wait: 0,
    pid: process.pid,
    command: 'test',
    now: () => 0,
    sleep: async () => undefined,
  });

const ALERT: LedgerAlert = {
  alert: 'a1',
  raisedAt: Date.parse('2026-10-02T12:00:00Z'),
  brand: "O'Acme",
  topic: null,
  signal: 'outage',
  since: Date.parse('2026-10-02T10:00:00Z'),
  until: Date.parse('2026-10-02T12:00:00Z'),
  observed: 12,
  expected: 0.25,
  score: 14.94,
  owner: null,
  evidence: ["x:1';", 'x:2'],
};

test('alerts are remembered once, over a restart, until they are sent', async () => {
  let store = await open();
  const second = {
    ...ALERT,
    alert: 'a2',
    topic: 'refunds',
    owner: 'billing',
    until: ALERT.until + 3_600_000,
    evidence: [],
  };
  await rememberAlerts(store, []);
  await rememberAlerts(store, [ALERT]);
  await rememberAlerts(store, [{ ...ALERT, observed: 99 }, second]);
  await store.close();
  store = await open();
  expect(await readAlerts(store, null)).toEqual([
    { ...ALERT, sentAt: null },
    { ...second, sentAt: null },
  ]);
  expect((await readAlerts(store, ALERT.until)).map(({ alert }) => alert)).toEqual(['a2']);
  await markSent(store, ['a1', 'unknown'], 1000);
  await markSent(store, ['a1'], 2000);
  expect((await readAlerts(store, null)).map(({ sentAt }) => sentAt)).toEqual([1000, null]);
  expect((await unsentAlerts(store)).map(({ alert }) => alert)).toEqual(['a2']);
  await store.close();
});
