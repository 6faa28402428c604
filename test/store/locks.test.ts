/** Who may have a store at the same time, seen from outside: the real binary, real processes. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ended, manyPosts, type Place, POSTS, place } from '../cli/binary.js';
import { rowsOf, withStore } from './opened.js';

const STORE = ['--store', 'store.duckdb'];

async function filled(): Promise<Place> {
  const files = place({ 'posts.csv': POSTS, 'more.csv': manyPosts(300) });
  const ran = await files.call(['import', 'posts.csv', ...STORE]);
  expect(ran.code, ran.stderr).toBe(0);
  return files;
}

describe('a store that another process writes', () => {
  test('is refused with who has it, or waited for', async () => {
    const files = await filled();
    const path = files.path('store.duckdb');
    await withStore(path, 'write', async () => {
      const refused = await files.run(['import', 'more.csv', ...STORE]);
      expect(refused.code).toBe(75);
      expect(refused.stderr).toMatch(
        new RegExp(
          `the store .*store\\.duckdb is in use \\(test, pid ${process.pid} on ${hostname()}, for \\d+ seconds?\\)`,
        ),
      );
      expect(refused.stderr).toContain('hint: try again when it has ended, or wait for it with --wait 10m');
      expect(refused.stderr).not.toContain('stored');
      const reader = await files.run(['report', ...STORE]);
      expect([reader.code, reader.stdout]).toEqual([75, '']);
      expect(reader.stderr).toContain(`pid ${process.pid}`);
      const patient = await files.run(['store', 'info', ...STORE, '--wait', '1s']);
      expect([patient.code, patient.stderr]).toEqual([75, expect.stringContaining('waiting for the store')]);
    });
    expect((await files.run(['report', ...STORE])).code).toBe(0);
  });

  test('is had as soon as it is free', async () => {
    const files = await filled();
    const path = files.path('store.duckdb');
    let waiting: ReturnType<typeof ended> | undefined;
    await withStore(path, 'write', async () => {
      const child = files.start(['import', 'more.csv', ...STORE, '--wait', '50s']);
      const told = new Promise<void>((done) =>
        child.stderr?.on('data', (chunk: Buffer) => chunk.includes('waiting for the store') && done()),
      );
      waiting = ended(child);
      await told;
    });
    const ran = await waiting;
    expect(ran?.code, ran?.stderr).toBe(0);
    expect(await rowsOf(path, 'SELECT count(*) FROM store.posts')).toEqual([[301n]]);
  });

  test('a wait can be ended', async () => {
    const files = await filled();
    await withStore(files.path('store.duckdb'), 'write', async () => {
      const child = files.start(['store', 'info', ...STORE, '--wait']);
      const running = ended(child);
      child.stderr?.on('data', (chunk: Buffer) => chunk.includes('waiting') && child.kill('SIGTERM'));
      const ran = await running;
      expect([ran.code, ran.stderr.trimEnd().split('\n').at(-1)]).toEqual([143, 'brandwatch: terminated']);
    });
  });
});

describe('a lock', () => {
  test('that a dead process left is none', async () => {
    const files = await filled();
    const dead = { pid: 999_999, host: hostname(), since: '2026-10-01T00:00:00.000Z', command: 'run' };
    writeFileSync(files.path('store.duckdb.lock'), `${JSON.stringify(dead)}\n`);
    expect((await files.call(['import', 'more.csv', ...STORE])).code).toBe(0);
    expect(existsSync(files.path('store.duckdb.lock'))).toBe(false);
    writeFileSync(files.path('store.duckdb.lock'), 'half a li');
    expect((await files.call(['score', ...STORE])).code).toBe(0);
  });

  test('of another host is respected, until it is deleted as the hint says', async () => {
    const files = await filled();
    const since = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const lock = files.path('store.duckdb.lock');
    writeFileSync(lock, JSON.stringify({ pid: 4711, host: 'web-17.example', since, command: 'run' }));
    const refused = await files.call(['import', 'more.csv', ...STORE]);
    expect(refused.code).toBe(75);
    expect(refused.stderr).toContain('run, pid 4711 on web-17.example, for 3 hours; if it is dead, delete ');
    expect(readFileSync(lock, 'utf8')).toContain('web-17');
    // Who reads changes nothing, and may look.
    expect((await files.call(['report', ...STORE])).code).toBe(0);
    await files.shell(`rm ${lock}`);
    expect((await files.call(['import', 'more.csv', ...STORE])).code).toBe(0);
  });
});

describe('readers', () => {
  test('share a store, and keep writers out', async () => {
    const files = await filled();
    await withStore(files.path('store.duckdb'), 'read', async () => {
      const [one, other] = await Promise.all([files.run(['report', ...STORE]), files.run(['store', 'info', ...STORE])]);
      expect([one?.code, other?.code]).toEqual([0, 0]);
      const writer = await files.run(['score', ...STORE]);
      expect([writer.code, writer.stderr]).toEqual([75, expect.stringContaining(`read by pid ${process.pid}`)]);
    });
    expect((await files.run(['score', ...STORE])).code).toBe(0);
  });

  test('see what a killed writer had made safe, before the next writer comes', async () => {
    const files = place({ 'posts.csv': manyPosts(6000) });
    const child = files.start(['import', 'posts.csv', ...STORE], { env: { BRANDWATCH_TEST_BATCH_ROWS: '1000' } });
    child.stderr?.on('data', (chunk: Buffer) => chunk.includes('stored 2000') && child.kill('SIGKILL'));
    await ended(child);
    const info = await files.run(['store', 'info', ...STORE]);
    expect(info.code, info.stderr).toBe(0);
    const posts = Number(/^x,(\d+),/m.exec(info.stdout)?.[1]);
    expect(posts).toBeGreaterThanOrEqual(2000);
    expect(posts % 1000).toBe(0);
  });
});
