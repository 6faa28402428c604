/**
 * The real binary, killed at moments that nobody chose, while it removes posts from a store: all of them are there or none
 * of those that go, and in the end all is as if it had never been killed. KILLS=50 kills more often.
 */
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { type Place, place } from '../cli/binary.js';
import { killUntilDone } from './killing.js';
import { dump, rowsOf } from './opened.js';
import { random, seedOf } from './random.js';

/** Of each of the two. */
const KILLS = Number(process.env['KILLS'] ?? 4);
const POSTS = 8000;
const AUTHORS = 400;
const HOUR_MS = 3_600_000;

let files: Place;
let store: string;

const NOW = Date.now();

/** Words that no other post has. */
function wordsOf(row: number): string {
  return `w${((row * 7919) % 46_655).toString(36)} w${((row * 104_729) % 46_655).toString(36)}`;
}

/** An hour apart back from half an hour ago: time that passes meanwhile moves none over an edge. Each names another author. */
function posts(): string {
  const lines = ['id,created_at,author,text,followers,network,views'];
  for (let row = 0; row < POSTS; row++) {
    const at = new Date(NOW - (row + 0.5) * HOUR_MS).toISOString();
    const text = `terrible ${wordsOf(row)} says @wanderer${(row * 31) % AUTHORS}`;
    lines.push(`${row},${at},wanderer${row % AUTHORS},"${text}",${row % 500},x,${row}`);
  }
  return `${lines.join('\n')}\n`;
}

beforeAll(async () => {
  files = place({ 'posts.csv': posts() });
  store = files.path('store.duckdb');
  for (const argv of [['import', 'posts.csv'], ['score']]) {
    expect(await files.run([...argv, '--store', 'store.duckdb', '-q'])).toMatchObject({ code: 0 });
  }
  cpSync(store, files.path('full.duckdb'));
}, 120_000);

function restore(): void {
  for (const ending of ['', '.wal', '.lock', '.new', '.new.wal']) rmSync(`${store}${ending}`, { force: true });
  cpSync(files.path('full.duckdb'), store);
}

async function count(sql = 'TRUE'): Promise<number> {
  const [row] = await rowsOf(store, `SELECT count(*) FROM store.posts WHERE ${sql}`);
  return Number(row?.[0]);
}

/** Kills the command over and over; `some` are the numbers of posts that there may be in between. */
async function killing(argv: readonly string[], gone: string, compare: () => Promise<unknown>): Promise<string> {
  const seed = seedOf();
  const next = random(seed);
  restore();
  const began = Date.now();
  const alone = await files.run(argv);
  const took = Date.now() - began;
  expect(alone.code, alone.stderr).toBe(0);
  const marks = alone.stderr.match(/^brandwatch: /gm)?.length ?? 1;
  const expected = await compare();
  const left = await count();
  let kills = 0;
  let whole = 0;
  while (kills < KILLS) {
    restore();
    const killed = await killUntilDone({
      start: () => files.start(argv),
      next,
      marks,
      early: took / 2,
      late: took / marks,
      most: Math.min(3, KILLS - kills),
      watch: (child, mark) => {
        child.stderr?.on('data', (chunk: Buffer) => {
          for (const _ of chunk.toString().match(/^brandwatch: /gm) ?? []) mark();
        });
      },
      check: async ({ stderr }) => {
        const why = `seed ${seed}, ${kills} kills: ${stderr}`;
        const there = await count();
        expect([POSTS, left], why).toContain(there);
        expect(await count(gone), why).toBe(there === left ? 0 : POSTS - left);
        if (there === POSTS) whole++;
      },
    });
    kills += killed.kills;
    expect(killed.last.code, `seed ${seed}: ${killed.last.stderr}`).toBe(0);
    expect(await compare(), `seed ${seed}`).toEqual(expected);
    for (const ending of ['.wal', '.lock', '.new', '.new.wal']) {
      expect(existsSync(`${store}${ending}`), `seed ${seed}: ${ending}`).toBe(false);
    }
    const check = await files.call(['store', 'check', '--store', 'store.duckdb']);
    expect([check.code, check.stderr], `seed ${seed}`).toEqual([0, expect.stringContaining('is whole')]);
  }
  return `${kills} kills, ${whole} of them before anything was removed, seed ${seed}`;
}

const LONG = 120_000 + KILLS * 30_000;

test('while it prunes', { timeout: LONG }, async () => {
  const old = `created_at < TIMESTAMP '${new Date(NOW - 200 * 24 * HOUR_MS).toISOString().slice(0, 19)}'`;
  const argv = ['store', 'prune', '--older-than', '200d', '--store', 'store.duckdb'];
  const said = await killing(argv, old, async () => dump(store));
  process.stderr.write(`prune: ${said}\n`);
});

test('while it forgets', { timeout: LONG }, async () => {
  const argv = ['store', 'forget', '@wanderer7@x', '--store', 'store.duckdb'];
  // The key that decides the hashes is made by the first of them, and stays.
  const said = await killing(argv, "coalesce(author_handle, author_name) = 'wanderer7'", async () => {
    const bytes = readFileSync(store);
    for (let row = 7; row < POSTS; row += AUTHORS) expect(bytes.includes(wordsOf(row)), `row ${row}`).toBe(false);
    const { forgotten = [], ...tables } = await dump(store);
    // Since when is of no account.
    return { ...tables, forgotten: forgotten.map((line) => line.split(',')[0]) };
  });
  process.stderr.write(`forget: ${said}\n`);
});
