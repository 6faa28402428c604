/** The real binary following a stream: killed at moments that nobody chose, stopped, limited, into a file, the store and a pipe. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Jetstream, postEvent, startJetstream } from '../sources/jetstream.js';
import { ended, type Place, place } from './binary.js';

/** Milliseconds between two posts, of which every third is wanted. */
const PACE_MS = 8;

let jetstream: Jetstream;
/** Numbers of the wanted posts that were told of. */
const told: number[] = [];
let telling: NodeJS.Timeout;
let cut = 0;
beforeAll(async () => {
  jetstream = await startJetstream({
    // Now and then a connection is lost.
    misbehave: (socket) => {
      cut += 1;
      if (cut % 2500 !== 0) return false;
      socket.terminate();
      return true;
    },
  });
  let count = 0;
  telling = setInterval(() => {
    count += 1;
    const isWanted = count % 3 === 0;
    if (isWanted) told.push(count);
    const text = isWanted ? `acme, number ${count}` : `of something else, number ${count}`;
    jetstream.tell(postEvent(Date.now() * 1000, `k${count}`, text, `u${count % 50}`));
  }, PACE_MS);
});
afterAll(async () => {
  clearInterval(telling);
  await jetstream.close();
  expect(jetstream.faults).toEqual([]);
});

const argv = (): string[] => [
  ...['fetch', 'bluesky', 'acme', '--follow'],
  ...['--base-url', `http://${jetstream.host}`, '--option', `jetstream=ws://${jetstream.host}`],
];
const numbersIn = (ndjson: string): number[] =>
  ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Number(/number (\d+)/.exec((JSON.parse(line) as { readonly text: string }).text)?.[1]));
/** Bytes of a file that its checkpoint vouches for. */
const safeIn = (files: Place, name: string): number => {
  const path = files.path(`${name}.checkpoint`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { bytes: number }).bytes : 0;
};
const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 2000 && !isSo(); tries++) await new Promise((later) => setTimeout(later, 10));
  expect(isSo()).toBe(true);
};
/**
 * From the first to the last, nothing is missing and nothing there twice. Whoever goes on begins a little earlier, which
 * may be before the first run: of that there may be a part.
 */
const expectWhole = (numbers: readonly number[], because: string, first = numbers[0] ?? 0): void => {
  expect(new Set(numbers).size, because).toBe(numbers.length);
  const last = Math.max(...numbers);
  const came = numbers.filter((number) => number >= first).sort((a, b) => a - b);
  expect(came, because).toEqual(told.filter((number) => number >= first && number <= last));
};

describe('following into a file', () => {
  test('survives SIGKILL at any moment', { timeout: 180_000 }, async () => {
    const files = place();
    const seed = Math.floor(Math.random() * 2 ** 31);
    let state = seed;
    const random = (): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state / 2 ** 32;
    };
    let kills = 0;
    for (; kills < 6; kills++) {
      const before = safeIn(files, 'posts.ndjson');
      const child = files.start([...argv(), '-o', 'posts.ndjson', '-q']);
      const over = ended(child);
      // After something of this run is safe, but for some that are killed while they start.
      if (kills !== 3) await until(() => safeIn(files, 'posts.ndjson') > before);
      await new Promise((later) => setTimeout(later, random() * 700));
      child.kill('SIGKILL');
      expect((await over).code, `seed ${seed}`).toBeNull();
      const safe = readFileSync(files.path('posts.ndjson')).subarray(0, safeIn(files, 'posts.ndjson')).toString();
      expectWhole(numbersIn(safe), `seed ${seed}, kill ${kills}`);
    }
    const last = await files.run([...argv(), '-o', 'posts.ndjson', '--max-time', '3s']);
    expect(last.code, last.stderr).toBe(0);
    const numbers = numbersIn(readFileSync(files.path('posts.ndjson'), 'utf8'));
    expect(numbers.length).toBeGreaterThan(100);
    expectWhole(numbers, `seed ${seed}`);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends with %s, and what it told of is there', async (signal, code) => {
    const files = place();
    const child = files.start([...argv(), '-o', 'posts.ndjson']);
    const over = ended(child);
    await until(() => safeIn(files, 'posts.ndjson') > 0);
    child.kill(signal);
    expect((await over).code).toBe(code);
    const text = readFileSync(files.path('posts.ndjson'), 'utf8');
    expect(text.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(text)).toBe(safeIn(files, 'posts.ndjson'));
    expectWhole(numbersIn(text), signal);
  });
});

describe('following', () => {
  test('into the store goes on after a kill, and ends by itself', { timeout: 120_000 }, async () => {
    const files = place();
    const child = files.start([...argv(), '--store', 'posts.duckdb', '-q']);
    const over = ended(child);
    const before = jetstream.connections.length;
    await until(() => jetstream.connections.length > before);
    const first = told.length;
    await new Promise((later) => setTimeout(later, 3000));
    child.kill('SIGKILL');
    await over;
    const { code, stderr } = await files.run([...argv(), '--store', 'posts.duckdb', '--max-time', '3s']);
    expect(code, stderr).toBe(0);
    const found = await files.run(['search', 'acme', '--store', 'posts.duckdb', '-f', 'ndjson', '-n', '100000']);
    expect(found.code, found.stderr).toBe(0);
    const numbers = numbersIn(found.stdout);
    expect(numbers.length).toBeGreaterThan(50);
    expectWhole(numbers, 'store', told[first]);
  });

  test('writes to a pipe as posts come, and ends when its reader leaves', async () => {
    const files = place();
    const { code, stdout } = await files.shell(`$bw ${argv().join(' ')} | head -n 3`);
    expect(code).toBe(0);
    expect(numbersIn(stdout)).toHaveLength(3);
    const limited = await files.run([...argv(), '-n', '4']);
    expect(limited.code, limited.stderr).toBe(0);
    expect(numbersIn(limited.stdout)).toHaveLength(4);
  });

  test('says what it cannot', async () => {
    const files = place();
    for (const [args, message] of [
      [['fetch', 'bluesky', 'acme', '--follow', '--until', '2030-01-01'], /--follow and --until/],
      [['fetch', '--follow'], /--follow needs a source/],
      [['fetch', 'mastodon', 'acme', '--follow'], /mastodon cannot be followed/],
      [['fetch', 'bluesky', 'acme', '--follow', '--option', 'jetstream=file:///etc'], /is no server of a stream/],
    ] as const) {
      const { code, stderr } = await files.run(args);
      expect([code, stderr], args.join(' ')).toEqual([64, expect.stringMatching(message)]);
      expect(stderr).toMatch(/^hint: \S/m);
    }
  });

  test('of a server that is not there ends with 69', async () => {
    const gone = await startJetstream();
    await gone.close();
    const child = place().start(['fetch', 'bluesky', 'acme', '--follow', '--option', `jetstream=ws://${gone.host}`]);
    const over = ended(child);
    const { code, stderr } = await over;
    expect([code, stderr]).toEqual([69, expect.stringContaining(`cannot follow ${gone.host}`)]);
  });
});
