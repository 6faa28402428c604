import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type RunOptions, run } from '../../../src/app/run/run.js';
import { openStoreIn } from '../../../src/app/store/open-store.js';
import { inWorkspace } from '../../../src/app/workspace.js';
import { loadConfig } from '../../../src/config/load.js';
import { SEED } from '../../formats/seed.js';
import { type FakePost, fakeNetwork } from './network.js';
import { randomFrom } from './random.js';

const folder = mkdtempSync(join(tmpdir(), 'week-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOUR = 3_600_000;
/** The week in which the clocks of Madrid go back: its Sunday has 25 hours. */
const START = Date.parse('2026-10-19T22:30:00Z');
const DAYS = 7;

test(`a week of runs against a network that fails at random: no gap, no duplicate, right totals (SEED=${SEED})`, async () => {
  const random = randomFrom(SEED);
  const pick = (count: number): number => Math.floor(random() * count);
  const posts: FakePost[] = [];
  for (let at = START - 2 * 24 * HOUR; at < START + DAYS * 24 * HOUR; ) {
    // Now and then many in one second.
    const burst = random() < 0.02 ? 1 + pick(150) : 1;
    for (let i = 0; i < burst; i++) {
      const text = ['Acme is broken and nobody answers', 'I like my acme router', 'where is acme sold?'][pick(3)] ?? '';
      posts.push({
        id: posts.length + 10,
        at: Math.floor(at / 1000),
        author: `user${pick(40)}`,
        text: `${text} ${pick(1e6)}`,
      });
    }
    at += pick(1800) * 1000;
  }

  let now = START;
  let down = false;
  const network = await fakeNetwork(
    posts,
    () => now,
    () => {
      if (down) return 'broken';
      const chance = random();
      return chance < 0.6 ? 'none' : ((['busy', 'broken', 'reset', 'garbled'] as const)[pick(4)] ?? 'none');
    },
  );
  writeFileSync(
    join(folder, '.brandwatchrc'),
    `timezone: Europe/Madrid
store: true
brand:
  name: Acme
  sources: [{ source: hackernews, baseUrl: "${network.url}" }]
reports:
  - report: overview
    output: "reports/{date}.json"
`,
  );
  const config = await loadConfig({ cwd: folder, env: {} });
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
    random,
  };
  const once = async (): Promise<readonly string[]> =>
    inWorkspace({ threads: 1, memory: 300e6, timezone: 'UTC' }, async (workspace) => {
      const store = await openStoreIn(workspace, {
        path: config.store ?? '',
        mode: 'write',
        wait: 0,
        pid: 1,
        command: 'run',
        now: () => now,
        sleep: async () => undefined,
      });
      const options: RunOptions = {
        workspace,
        store,
        config,
        cwd: folder,
        env: {},
        only: [],
        since: null,
        threads: 1,
        now: () => now,
        version: 'test',
        host: 'here',
        pid: 1,
        network: {
          userAgent: 'test',
          maxWaitMs: 60_000,
          maxTimeMs: null,
          signal: null,
          onWait: () => undefined,
          onDebug: null,
          client: { clock },
        },
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        signal: new AbortController().signal,
        deadline: null,
        place: async (path, pieces) => {
          let text = '';
          for await (const piece of pieces) text += piece;
          writeFileSync(join(folder, `report-${path.split('/').at(-1)}`), text);
          return true;
        },
      };
      try {
        const { failures } = await run(options, () => 0);
        return failures.map(({ message }) => message);
      } finally {
        await store.close();
      }
    });

  let failed = 0;
  for (let day = 0; day < DAYS; day++) {
    now = Math.max(now, START + day * 24 * HOUR + 4 * HOUR);
    down = day === 2;
    failed += (await once()).length;
    now = Math.max(now, START + (day + 1) * 24 * HOUR);
    down = false;
    // The last run of the day finds the network up sooner or later, as the next day's would.
    for (let tries = 0; (await once()).length > 0; tries++) {
      failed++;
      expect(tries).toBeLessThan(20);
      now += 60_000;
    }
  }
  await network.close();
  // That it failed at all shows that there was something to get over.
  expect(failed).toBeGreaterThan(0);

  const stored = await inWorkspace({ threads: 1, memory: 300e6, timezone: 'UTC' }, async (workspace) => {
    const store = await openStoreIn(workspace, {
      path: config.store ?? '',
      mode: 'read',
      wait: 0,
      pid: 1,
      command: 'test',
      now: () => now,
      sleep: async () => undefined,
    });
    const rows = await workspace.engine.rows('SELECT id FROM store.posts ORDER BY CAST(id AS BIGINT)');
    const [scored] = await workspace.engine.rows('SELECT count(*) FROM store.scores');
    const [runs] = await workspace.engine.rows(
      'SELECT count(*), count(*) FILTER (WHERE ended_at IS NULL) FROM store.runs',
    );
    await store.close();
    return { ids: rows.map(([id]) => Number(id)), scored: Number(scored?.[0]), runs: (runs ?? []).map(Number) };
  });
  const written = posts.filter(({ at }) => at <= now / 1000).map(({ id }) => id);
  expect(stored.ids).toEqual(written);
  expect(stored.scored).toBe(written.length);
  expect(stored.runs[0]).toBeGreaterThan(2 * DAYS - 1);
  expect(stored.runs[1]).toBe(0);

  // The report of each whole day has the posts of that day, as long as it was.
  const sunday = JSON.parse(readFileSync(join(folder, 'report-2026-10-25.json'), 'utf8'));
  const [since, until] = [Date.parse('2026-10-24T22:00:00Z'), Date.parse('2026-10-25T23:00:00Z')];
  expect(until - since).toBe(25 * HOUR);
  const expected = posts.filter(({ at }) => at * 1000 >= since && at * 1000 < until).length;
  expect(totalOf(sunday)).toBe(expected);
}, 240_000);

/** Posts in the row of the whole. */
function totalOf(report: { readonly rows?: readonly { readonly scope: string; readonly posts: number }[] }): number {
  return report.rows?.find(({ scope }) => scope === 'total')?.posts ?? Number.NaN;
}
