/** Stores that are none, or are damaged, too new, too old, or on a disk that is full or cannot be written. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manyPosts, type Place, POSTS, place } from '../cli/binary.js';
import { rowsOf, withStore } from './opened.js';
import { random, seedOf } from './random.js';

const STORE = ['--store', 'store.duckdb'];
/** Bytes of a block of the engine. */
const BLOCK = 262_144;

async function filled(csv = POSTS): Promise<Place> {
  const files = place({ 'posts.csv': csv });
  expect((await files.call(['import', 'posts.csv', ...STORE])).code).toBe(0);
  return files;
}

let judged: Promise<Buffer> | null = null;
/** The bytes of a store of some blocks, judged. */
function judgedStore(): Promise<Buffer> {
  judged ??= filled(manyPosts(4000)).then(async (files) => {
    expect((await files.call(['score', ...STORE])).code).toBe(0);
    return readFileSync(files.path('store.duckdb'));
  });
  return judged;
}

describe('store check', () => {
  test('reads everything and says what was checked', async () => {
    const files = await filled();
    await files.call(['score', ...STORE]);
    const { code, stdout, stderr } = await files.run(['store', 'check', ...STORE]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(
      /store\.duckdb is whole: 4 posts, \d+ rows of 11 tables read; numbers, keys and hashes fit; every judgement, history and author has its post/,
    );
    const table = await files.call(['store', 'check', ...STORE, '-f', 'csv', '-q']);
    expect([table.code, table.stdout, table.stderr]).toEqual([0, 'where,problem,rows\n', '']);
  });

  test('finds bytes that were flipped, wherever they are', { timeout: 180_000 }, async () => {
    const files = place();
    const whole = await judgedStore();
    const seed = seedOf();
    const next = random(seed);
    let found = 0;
    for (let round = 0; round < 8; round++) {
      const bytes = Buffer.from(whole);
      // Behind the headers, a run of bytes within one block.
      const at = 12_288 + Math.floor(next() * (bytes.length - 12_288 - 64));
      for (let i = 0; i < 64; i++) bytes[at + i] = (bytes[at + i] as number) ^ 0xff;
      writeFileSync(files.path('store.duckdb'), bytes);
      const { code, stderr } = await files.run(['store', 'check', ...STORE]);
      const why = `seed ${seed}, byte ${at}: ${stderr}`;
      // A block that stands empty belongs to nothing.
      expect([0, 65], why).toContain(code);
      if (code === 65) {
        found += 1;
        expect(stderr, why).toMatch(/is no store, or it is damaged|is not whole|is damaged: the engine crashes/);
        expect(stderr, why).toContain('hint: ');
      }
    }
    expect(found, `seed ${seed}`).toBeGreaterThan(0);
  });

  test('is what commands point to that meet changed bytes', { timeout: 180_000 }, async () => {
    const files = place();
    const whole = await judgedStore();
    const blocks = Math.floor((whole.length - 12_288) / BLOCK);
    const seed = seedOf();
    const next = random(seed);
    const met = new Set<string>();
    const meet = async (bytes: Buffer, why: string): Promise<number | null> => {
      writeFileSync(files.path('store.duckdb'), bytes);
      rmSync(files.path('store.duckdb.wal'), { force: true });
      const { code, stderr } = await files.run(['report', 'unhappy', ...STORE, '-f', 'csv', '-q']);
      if (code === 65) {
        expect(stderr, why).toMatch(/is damaged|ends before its end/);
        expect(stderr, why).toContain('hint: ');
        met.add(/brandwatch store check/.test(stderr) ? 'while it was read' : 'when it was opened');
      }
      return code;
    };
    for (let round = 0; round < 12; round++) {
      const bytes = Buffer.from(whole);
      const at = 12_288 + Math.floor(next() * (bytes.length - 12_288));
      bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(next() * 8));
      const why = `seed ${seed}, byte ${at}`;
      expect([0, 65], why).toContain(await meet(bytes, why));
    }
    // A block in the place of another has the right checksum: a crash is all that is left there, and no fault of ours is told.
    for (let round = 0; round < 6; round++) {
      const bytes = Buffer.from(whole);
      const [from, to] = [Math.floor(next() * blocks), Math.floor(next() * blocks)];
      whole.copy(bytes, 12_288 + to * BLOCK, 12_288 + from * BLOCK, 12_288 + (from + 1) * BLOCK);
      const why = `seed ${seed}, block ${from} in the place of ${to}`;
      expect([0, 65, 74, null], why).toContain(await meet(bytes, why));
    }
    expect(met.size, `seed ${seed}`).toBeGreaterThan(0);
  });

  test('finds what does not fit', async () => {
    const files = await filled();
    await files.call(['score', ...STORE]);
    await withStore(files.path('store.duckdb'), 'write', async ({ engine }) => {
      await engine.run("UPDATE store.posts SET key_hash = 7 WHERE key = 'x:1'");
      await engine.run('INSERT INTO store.posts SELECT * FROM store.posts WHERE row = 1');
      await engine.run('UPDATE store.scores SET row = 99 WHERE row = 2');
      await engine.run("DELETE FROM store.authors WHERE handle = 'jon' OR name = 'jon'");
    });
    const { code, stdout, stderr } = await files.call(['store', 'check', ...STORE, '-f', 'csv']);
    expect(code).toBe(65);
    expect(stdout).toContain('posts.row,rows with the same number,1');
    expect(stdout).toContain('posts.key,posts with the key of another,1');
    expect(stdout).toContain('posts.key_hash,posts whose hash is not that of their key,1');
    expect(stdout).toContain('posts.author_hash,posts of an author that the store does not know,');
    expect(stdout).toContain('scores.row,judgements of no post,1');
    expect(stderr).toMatch(/is not whole: \d problems\nhint: /);
  });
});

describe('a store that cannot be opened', () => {
  test.each([
    ['a text', Buffer.from('key,text\n1,hello\n'.repeat(2000))],
    ['an empty text', Buffer.from('\n')],
    ['bytes', Buffer.alloc(50_000, 7)],
  ] as const)('because it is %s', async (_, bytes) => {
    const files = place({ 'posts.csv': POSTS, 'store.duckdb': bytes });
    for (const argv of [['store', 'info'], ['import', 'posts.csv'], ['report']]) {
      const { code, stderr } = await files.call([...argv, ...STORE]);
      expect([code, stderr]).toEqual([65, expect.stringContaining('is no store, or it is damaged')]);
      expect(stderr).toContain('hint: ');
    }
    expect(readFileSync(files.path('store.duckdb'))).toEqual(bytes);
  });

  test('because it was cut', async () => {
    const files = await filled(manyPosts(3000));
    const { size } = statSync(files.path('store.duckdb'));
    for (const share of [0.02, 0.4, 0.9]) {
      copyFileSync(files.path('store.duckdb'), files.path('cut.duckdb'));
      truncateSync(files.path('cut.duckdb'), Math.floor(size * share));
      const { code, stderr } = await files.run(['store', 'check', '--store', 'cut.duckdb']);
      expect(code, `${share}: ${stderr}`).toBe(65);
      expect(stderr, `${share}: ${stderr}`).toMatch(/is no store, or it is damaged/);
    }
  });

  test('because a newer brandwatch wrote it', async () => {
    const files = await filled();
    await withStore(files.path('store.duckdb'), 'write', ({ engine }) =>
      engine.run("UPDATE store.meta SET value = '99' WHERE name = 'schema'"),
    );
    for (const argv of [
      ['store', 'info'],
      ['import', 'posts.csv'],
    ]) {
      const { code, stderr } = await files.call([...argv, ...STORE]);
      expect(code).toBe(65);
      expect(stderr).toMatch(
        /a newer brandwatch wrote it \(store schema 99, this one knows up to \d+\)\nhint: update brandwatch/,
      );
      expect((await files.shell('ls')).stdout).not.toContain('.lock');
    }
  });

  test('because there is none, or it is a folder', async () => {
    const files = place();
    mkdirSync(files.path('folder'));
    const none = await files.call(['report', ...STORE]);
    expect([none.code, none.stderr]).toEqual([66, expect.stringContaining('there is no store at')]);
    const folder = await files.call(['store', 'info', '--store', 'folder']);
    expect([65, 66, 74]).toContain(folder.code);
    expect(folder.stderr).toContain('hint: ');
  });
});

const ROOT = process.getuid?.() === 0 && process.platform === 'linux';

describe('a place', () => {
  test.skipIf(!ROOT)(
    'that is full: said, nothing half stored, and gone on with when there is space',
    { timeout: 240_000 },
    async () => {
      const disk = mkdtempSync(join(tmpdir(), 'full-disk-'));
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]);
      } catch {
        // A container without the right to mount.
        rmSync(disk, { recursive: true });
        return;
      }
      try {
        const files = place({ 'posts.csv': manyPosts(40_000) });
        const argv = ['import', 'posts.csv', '--store', join(disk, 'store.duckdb')];
        const env = { BRANDWATCH_TEST_BATCH_ROWS: '4000' };
        const full = await files.run(argv, { env });
        expect(full.code, full.stderr).toBe(74);
        expect(full.stderr).toMatch(/no space left on the disk/);
        expect(full.stderr).toContain(`hint: free some space`);
        expect(full.stderr).toContain(disk);
        const reported = Number([...full.stderr.matchAll(/stored (\d+) posts/g)].at(-1)?.[1] ?? 0);
        execFileSync('mount', ['-o', 'remount,size=64m', disk]);
        const [row] = await rowsOf(join(disk, 'store.duckdb'), 'SELECT count(*) FROM store.posts');
        expect(Number(row?.[0])).toBeGreaterThanOrEqual(reported);
        expect(Number(row?.[0]) % 4000).toBe(0);
        const again = await files.run(argv, { env });
        expect(again.code, again.stderr).toBe(0);
        expect(
          await rowsOf(join(disk, 'store.duckdb'), 'SELECT count(*), count(DISTINCT key) FROM store.posts'),
        ).toEqual([[40_000n, 40_000n]]);
        const check = await files.run(['store', 'check', '--store', join(disk, 'store.duckdb')]);
        expect(check.code, check.stderr).toBe(0);
      } finally {
        execFileSync('umount', [disk]);
        rmSync(disk, { recursive: true });
      }
    },
  );

  test.skipIf(!ROOT)('that is read-only can be read, and says why it cannot be written', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'read-only-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk]);
    } catch {
      rmSync(disk, { recursive: true });
      return;
    }
    try {
      const files = place({ 'posts.csv': POSTS });
      const store = ['--store', join(disk, 'store.duckdb')];
      expect((await files.run(['import', 'posts.csv', ...store])).code).toBe(0);
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      expect((await files.run(['report', ...store])).code).toBe(0);
      for (const argv of [
        ['import', 'posts.csv', ...store],
        ['import', 'posts.csv', '--store', join(disk, 'new.duckdb')],
        ['import', 'posts.csv', '--store', join(disk, 'folder', 'new.duckdb')],
      ]) {
        const { code, stderr } = await files.run(argv);
        expect([73, 74], stderr).toContain(code);
        expect(stderr).toContain('hint: ');
      }
    } finally {
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    }
  });
});

test('a file cut in its middle by another program is noticed at the next check', async () => {
  const files = await filled(manyPosts(2000));
  const file = openSync(files.path('store.duckdb'), 'r+');
  writeSync(file, Buffer.alloc(4096), 0, 4096, 300_000);
  const { code } = await files.run(['store', 'check', ...STORE]);
  expect(code).toBe(65);
});
