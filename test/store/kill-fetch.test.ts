/**
 * The real `fetch` into a store, killed at moments that nobody chose: in the end every table is as if it had never been
 * killed. KILLS=50 kills more often.
 */
import { existsSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeNetwork, type FakePost, fakeNetwork } from '../app/run/network.js';
import { type Place, place } from '../cli/binary.js';
import { killUntilDone } from './killing.js';
import { dump, rowsOf } from './opened.js';
import { random, seedOf } from './random.js';

const KILLS = Number(process.env['KILLS'] ?? 4);
const NOW = Date.now();
/** Four in a second, now and then two hundred; what comes later lies on earlier pages. */
const POSTS: FakePost[] = Array.from({ length: 3000 }, (_, index) => ({
  id: index + 1,
  at: Math.floor(NOW / 1000) - 40_000 + (index < 1000 || index > 1200 ? Math.floor(index / 4) * 40 : 10_000),
  author: `user${index % 50}`,
  text: `acme, number ${index} ${'x'.repeat(index % 300)}`,
}));

let files: Place;
let network: FakeNetwork;
let onRequest: () => void = () => undefined;
let failing = (): boolean => false;
beforeAll(async () => {
  files = place();
  network = await fakeNetwork(
    POSTS,
    () => NOW,
    () => {
      onRequest();
      return failing() ? 'broken' : 'none';
    },
  );
});
afterAll(() => network.close());

async function idsOf(store: string): Promise<number[]> {
  if (!existsSync(store)) return [];
  try {
    return (await rowsOf(store, 'SELECT id FROM store.posts')).map(([id]) => Number(id));
  } catch (error) {
    // Killed before the first table was there.
    if (error instanceof Error && /no store/.test(error.message)) return [];
    throw error;
  }
}

test('while it fetches', { timeout: 120_000 + KILLS * 20_000 }, async () => {
  const seed = seedOf();
  const next = random(seed);
  const argv = (store: string): string[] => [
    'fetch',
    'hackernews',
    'acme',
    '--base-url',
    network.url,
    '--store',
    store,
  ];
  let asked = 0;
  onRequest = () => {
    asked++;
  };
  const began = Date.now();
  expect(await files.run(argv('alone.duckdb'))).toMatchObject({ code: 0 });
  const took = Date.now() - began;
  const marks = asked;
  const expected = await tables(files.path('alone.duckdb'));
  expect(expected['posts']).toHaveLength(POSTS.length);
  failing = () => next() < 0.05;
  const store = files.path('store.duckdb');
  let kills = 0;
  while (kills < KILLS) {
    for (const ending of ['', '.wal', '.lock']) rmSync(`${store}${ending}`, { force: true });
    let before = 0;
    const killed = await killUntilDone({
      start: () => files.start(argv('store.duckdb')),
      next,
      marks,
      early: took / 2,
      late: (4 * took) / marks,
      most: KILLS - kills,
      watch: (_, mark) => {
        onRequest = mark;
      },
      check: async ({ stderr }) => {
        const ids = await idsOf(store);
        const why = `seed ${seed}, ${kills} kills: ${stderr}`;
        expect(new Set(ids).size, why).toBe(ids.length);
        expect(ids.length, why).toBeGreaterThanOrEqual(before);
        before = ids.length;
      },
    });
    onRequest = () => undefined;
    kills += killed.kills;
    expect(killed.last.code, `seed ${seed}: ${killed.last.stderr}`).toBe(0);
    expect(await tables(store), `seed ${seed}`).toEqual(expected);
  }
  process.stderr.write(`fetch: ${kills} kills, seed ${seed}\n`);
});

/** How far it has got is told by moments, too; that the next fetch asks for nothing twice is another test's matter. */
async function tables(store: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { checkpoints = [], ...all } = await dump(store);
  return { ...all, streams: checkpoints.map((line) => (line.length > 0 ? 'one' : '')) };
}
