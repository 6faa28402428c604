import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileLock, type LockOptions } from '../../../src/app/fetch/file-lock.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
/** No system has as many processes. */
const NOBODY = 999_999_999;

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-lock-'));
  file = join(folder, 'posts.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = (more: Partial<LockOptions> = {}): LockOptions => ({
  pid: process.pid,
  command: 'fetch',
  now: () => NOW,
  isAlive: (pid) => pid !== NOBODY,
  wait: 0,
  sleep: async () => undefined,
  ...more,
});
const left = (holder: object): void => writeFileSync(`${file}.lock`, JSON.stringify(holder));
const holder = { pid: process.pid, host: hostname(), since: '2026-11-25T11:48:00Z', command: 'fetch' };

describe('a lock on a file', () => {
  it('is for one, says who has it, and leaves nothing behind', async () => {
    const first = await FileLock.take(file, options({ now: () => NOW - 720_000 }));
    await expect(FileLock.take(file, options())).rejects.toMatchObject({
      kind: 'temporary',
      code: 'fetch.busy',
      message: expect.stringContaining(`fetch, pid ${process.pid} on ${hostname()}, for 12 minutes`),
    });
    await first.release();
    expect(readdirSync(folder)).toEqual([]);
    await (await FileLock.take(file, options())).release();
  });

  it.each([
    ['of a process that is no more', { ...holder, pid: NOBODY }],
    ['of one that began at another time under the same number', { ...holder, born: '1' }],
    ['that says nothing', {}],
  ])('%s is taken over', async (_, dead) => {
    left(dead);
    const lock = await FileLock.take(file, options());
    expect(readFileSync(`${file}.lock`, 'utf8')).toContain(`"since":"2026-11-25T12:00:00.000Z"`);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['of a living process', holder, /pid/],
    [
      'of another machine, of which nobody knows',
      { ...holder, host: 'elsewhere', pid: NOBODY },
      /if it is dead, delete/,
    ],
  ])('%s is respected', async (_, living, words) => {
    left(living);
    await expect(FileLock.take(file, options())).rejects.toThrow(words);
    expect(existsSync(`${file}.lock`)).toBe(true);
  });

  it('is waited for', async () => {
    const first = await FileLock.take(file, options());
    const said: string[] = [];
    let sleeps = 0;
    const sleep = async (): Promise<void> => {
      sleeps += 1;
      if (sleeps === 3) await first.release();
    };
    const second = await FileLock.take(file, options({ wait: 60_000, sleep, onWait: (who) => said.push(who) }));
    expect([sleeps, said.length]).toEqual([3, 1]);
    await second.release();
  });

  it('that is not ours any more is not taken away', async () => {
    const first = await FileLock.take(file, options());
    left({ ...holder, pid: 1 });
    await first.release();
    expect(existsSync(`${file}.lock`)).toBe(true);
  });

  it('of a dead process is taken over by one of many who want it at once', async () => {
    const sleep = (ms: number): Promise<void> => setTimeout(ms);
    for (let round = 0; round < 20; round++) {
      left({ ...holder, pid: NOBODY });
      const all = await Promise.allSettled(Array.from({ length: 8 }, () => FileLock.take(file, options({ sleep }))));
      const got = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(got).toHaveLength(1);
      await got[0]?.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('of a dead process that died while it took another away is taken over, too', async () => {
    left({ ...holder, pid: NOBODY });
    writeFileSync(`${file}.lock.lock`, JSON.stringify({ ...holder, pid: NOBODY }));
    await (await FileLock.take(file, options())).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('where there is no folder is an error that says so', async () => {
    await expect(FileLock.take(join(folder, 'none', 'x'), options())).rejects.toMatchObject({ kind: 'cannot-create' });
  });
});
