import { join } from 'node:path';
import { expect, test } from 'vitest';
import { randomOf } from '../../bench/alert-series.js';
import { raiseAlerts } from '../../src/app/alerts/raise-alerts.js';
import type { Workspace } from '../../src/app/workspace.js';
import type { Alert } from '../../src/core/alert.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';
import { readAlerts } from '../../src/store/ledger.js';
import { Store } from '../../src/store/store.js';
import { type Place, place } from '../cli/binary.js';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-08-03T00:00:00Z');
const BURST_AT = START + 21 * 24 * HOUR_MS + 10 * HOUR_MS;
const WORDS = Array.from(
  { length: 400 },
  (_, index) =>
    `${'bcdfghklmnprst'[index % 14]}${'aeiou'[index % 5]}${'lmnrst'[index % 6]}${'aeo'[index % 3]}${'bdgkmnprstvz'[index % 12]}`,
);

/** Calm posts from hour to hour, and angry ones in the minutes from a moment on. */
function csv(from: number, until: number, angry: readonly [at: number, count: number][], id: number): string {
  const random = randomOf(id + 1);
  const words = (): string => Array.from({ length: 9 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  const lines: string[] = [];
  const add = (at: number, text: string): void => {
    lines.push(`${id + lines.length},${new Date(at).toISOString()},user${lines.length},"${text} ${words()}",100,x`);
  };
  for (let at = from; at < until; at += HOUR_MS) add(at, 'Flying tomorrow');
  for (const [at, count] of angry)
    for (let index = 0; index < count; index++) add(at + index * 1000, 'Terrible, awful service, the worst. Horrible!');
  return `id,created_at,author,text,followers,network\n${lines.join('\n')}\n`;
}

async function fill(here: Place, name: string, content: string): Promise<void> {
  here.write(name, content);
  expect((await here.call(['import', name, '--store', 'store.duckdb', '-q'])).code).toBe(0);
  expect((await here.call(['score', '--store', 'store.duckdb', '-q'])).code).toBe(0);
}

/** One look, in an engine of its own, as a run has. */
async function look(
  here: Place,
  since: number | null,
  now: number,
): Promise<{ raised: readonly Alert[]; kept: number }> {
  const engine = await DuckDbEngine.open({ threads: 1, memory: '256MB', tempDir: here.temp, timezone: 'UTC' });
  try {
    const store = await Store.open(engine, {
      path: join(here.dir, 'store.duckdb'),
      mode: 'write',
      wait: 0,
      pid: process.pid,
      command: 'test',
      now: () => now,
      sleep: async () => undefined,
    });
    const workspace = { engine, tempDir: here.temp } as Workspace;
    const raised = await raiseAlerts(workspace, {
      store,
      brands: [],
      timezone: 'UTC',
      labels: 'four',
      lexicon: [],
      threads: 0,
      step: HOUR_MS,
      since,
      now,
    });
    const kept = (await readAlerts(store, null)).length;
    await store.close();
    return { raised, kept };
  } finally {
    engine.close();
  }
}

test('run after run: history raises nothing, a burst is raised once, and again when it has grown', async () => {
  const here = place();
  const old = START + 14 * 24 * HOUR_MS;
  // A burst in what was there before the first run is nobody's news.
  await fill(here, 'history.csv', csv(START, BURST_AT, [[old, 40]], 0));
  const first = BURST_AT;
  expect(await look(here, null, first)).toEqual({ raised: [], kept: 0 });
  expect(await look(here, first - HOUR_MS, first)).toEqual({ raised: [], kept: 0 });
  await fill(here, 'day.csv', csv(BURST_AT, BURST_AT + HOUR_MS, [[BURST_AT + 60_000, 30]], 10_000));
  const second = BURST_AT + 20 * 60_000;
  const { raised, kept } = await look(here, first, second);
  expect(raised).toHaveLength(1);
  expect(raised[0]).toMatchObject({ since: BURST_AT, until: second, raisedAt: second });
  expect(kept).toBe(1);
  const third = BURST_AT + 70 * 60_000;
  expect(await look(here, second, third)).toEqual({ raised: [], kept: 1 });
  await fill(here, 'more.csv', csv(third, third + 1, [[third + 60_000, 300]], 20_000));
  const fourth = third + 30 * 60_000;
  expect(await look(here, third, fourth)).toMatchObject({ raised: [{ since: BURST_AT + HOUR_MS }], kept: 2 });
  expect(await look(here, fourth, fourth + 60_000)).toEqual({ raised: [], kept: 2 });
});
