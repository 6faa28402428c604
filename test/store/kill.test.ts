/**
 * The real binary, killed at moments that nobody chose, while it stores and while it judges: what it said is safe is there,
 * nothing is half there, and in the end all is as if it had never been killed. KILLS=200 kills more often.
 */
import { cpSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ended, manyPosts, type Place, place } from '../cli/binary.js';
import { killUntilDone } from './killing.js';
import { dump, rowsOf } from './opened.js';
import { random, seedOf } from './random.js';

/** Of each of the two. */
const KILLS = Number(process.env['KILLS'] ?? 6);
const POSTS = 12_000;
const BATCH = 1000;
const ENV = { BRANDWATCH_TEST_BATCH_ROWS: String(BATCH) };
/** Many batches, so that on a slow machine too a signal comes before the last of them. */
const LONG = { BRANDWATCH_TEST_BATCH_ROWS: '250' };
const IMPORT = ['import', 'posts.csv', '--store', 'store.duckdb', '--threads', '2'];
const SCORE = ['score', '--store', 'store.duckdb', '--threads', '2'];

let files: Place;
let store: string;
let imported: Awaited<ReturnType<typeof dump>>;
let judged: Awaited<ReturnType<typeof dump>>;

function removeStore(): void {
  for (const ending of ['', '.wal', '.lock']) rmSync(`${store}${ending}`, { force: true });
}

beforeAll(async () => {
  files = place({ 'posts.csv': manyPosts(POSTS) });
  store = files.path('store.duckdb');
  expect((await files.run(IMPORT)).code).toBe(0);
  imported = await dump(store);
  cpSync(store, files.path('imported.duckdb'));
  expect((await files.run(SCORE)).code).toBe(0);
  judged = await dump(store);
}, 120_000);

/** Until `kills` kills have been, most of them between, during and right after batches; returns how many there were. */
async function killing(
  argv: readonly string[],
  kills: number,
  next: () => number,
  said: RegExp,
  check: (reported: number, stderr: string) => Promise<void>,
): Promise<number> {
  const killed = await killUntilDone({
    start: () => files.start(argv, { env: ENV }),
    next,
    marks: 4,
    early: 900,
    late: 120,
    most: kills,
    watch: (child, mark) => {
      child.stderr?.on('data', (chunk: Buffer) => {
        for (const _ of chunk.toString().match(said) ?? []) mark();
      });
    },
    check: ({ stderr }) => check(Number([...stderr.matchAll(said)].at(-1)?.[1] ?? 0), stderr),
  });
  expect(killed.last.code, killed.last.stderr).toBe(0);
  return killed.kills;
}

async function countOf(table: string): Promise<number> {
  try {
    const [row] = await rowsOf(store, `SELECT count(*) FROM store.${table}`);
    return Number(row?.[0]);
  } catch (error) {
    // Killed before there was a store.
    if (error instanceof Error && /there is no store/.test(error.message)) return 0;
    throw error;
  }
}

describe('a store whose writer is killed', () => {
  test('while it imports', { timeout: 60_000 + KILLS * 20_000 }, async () => {
    const seed = seedOf();
    const next = random(seed);
    let kills = 0;
    while (kills < KILLS) {
      removeStore();
      kills += await killing(IMPORT, KILLS - kills, next, /stored (\d+) posts/g, async (reported, stderr) => {
        const posts = await countOf('posts');
        const why = `seed ${seed}, ${kills} kills: ${stderr}`;
        expect(posts, why).toBeGreaterThanOrEqual(reported);
        expect(posts % BATCH, why).toBe(0);
        if (posts === 0 || posts === POSTS) return;
        // As far as the checkpoint says, and no further.
        const [row] = await rowsOf(store, 'SELECT state, (SELECT count(*) FROM store.authors) FROM store.checkpoints');
        expect(JSON.parse(String(row?.[0])), why).toEqual({ next: posts });
        expect(Number(row?.[1]), why).toBe(posts);
      });
      expect(await dump(store), `seed ${seed}`).toEqual(imported);
    }
    process.stderr.write(`import: ${kills} kills, seed ${seed}\n`);
  });

  test('while it judges', { timeout: 60_000 + KILLS * 20_000 }, async () => {
    const seed = seedOf();
    const next = random(seed + 1);
    let kills = 0;
    while (kills < KILLS) {
      removeStore();
      cpSync(files.path('imported.duckdb'), store);
      let before = 0;
      kills += await killing(SCORE, KILLS - kills, next, /judged (\d+) posts/g, async (reported, stderr) => {
        const scores = await countOf('scores');
        const why = `seed ${seed}, ${kills} kills: ${stderr}`;
        expect(scores, why).toBeGreaterThanOrEqual(before + reported);
        expect(scores % BATCH, why).toBe(0);
        before = scores;
      });
      expect(await dump(store), `seed ${seed}`).toEqual(judged);
    }
    process.stderr.write(`score: ${kills} kills, seed ${seed}\n`);
  });

  test('goes on where it was, not from the start', async () => {
    removeStore();
    const child = files.start(IMPORT, { env: ENV });
    const running = ended(child);
    child.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.includes('stored')) child.kill('SIGKILL');
    });
    const { stderr } = await running;
    const posts = await countOf('posts');
    expect(posts, stderr).toBeGreaterThan(0);
    if (posts === POSTS) return;
    const again = await files.run(IMPORT, { env: ENV });
    expect(again.stderr).toContain(`${POSTS - posts} new posts in`);
    expect(again.stderr).toContain(`${posts} stored by the import that was cut short`);
  });
});

describe('a store whose writer is stopped', () => {
  test.each([
    ['SIGINT', 130, 'interrupted'],
    ['SIGTERM', 143, 'terminated'],
  ] as const)('by %s is whole and unlocked', async (signal, code, word) => {
    for (const argv of [IMPORT, SCORE]) {
      removeStore();
      if (argv === SCORE) cpSync(files.path('imported.duckdb'), store);
      const child = files.start(argv, { env: LONG });
      const running = ended(child);
      child.stderr?.on('data', (chunk: Buffer) => {
        // Once: the second time nothing is waited for.
        if (!child.killed && /stored|judged/.test(chunk.toString())) child.kill(signal);
      });
      const ran = await running;
      expect([ran.code, ran.stderr.trimEnd().split('\n').at(-1)]).toEqual([code, `brandwatch: ${word}`]);
      const check = await files.call(['store', 'check', '--store', 'store.duckdb']);
      expect([check.code, check.stderr]).toEqual([0, expect.stringContaining('is whole')]);
      expect((await files.shell('ls')).stdout).not.toContain('.lock');
    }
  });
});
