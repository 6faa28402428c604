/** The real binary, killed at moments that nobody chose: the union of what it wrote has no gap and no duplicate. */
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LoopbackServer, serve } from '../sources/server.js';
import { random, seedOf } from '../store/random.js';
import { ended, place } from './binary.js';

const POSTS = 360;
const FIRST = 1_790_000_000;
/** Seconds between groups of three, so that an overlap of an hour is a part of them. */
const GAP = 180;

/** Hacker News as its search behaves, with several posts a second, pages that overlap and now and then a failure. */
function search(url: URL): unknown {
  const bound = url.searchParams.get('numericFilters') ?? '';
  const from = Number(/>=(\d+)/.exec(bound)?.[1] ?? 0);
  const to = Number(/<=(\d+)/.exec(bound)?.[1] ?? 1e12);
  const all = Array.from({ length: POSTS }, (_, index) => POSTS - index)
    .map((id) => ({ id, second: FIRST + Math.floor(id / 3) * GAP }))
    .filter(({ second }) => second >= from && second <= to);
  const size = 40;
  const page = Number(url.searchParams.get('page') ?? 0);
  return {
    hits: all.slice(page * size, (page + 1) * size).map(({ id, second }) => ({
      objectID: String(id),
      created_at_i: second,
      comment_text: `acme, number ${id} ${'x'.repeat(id % 700)}`,
      author: `u${id % 9}`,
      story_id: 1,
      parent_id: 1,
      _tags: ['comment'],
    })),
    nbPages: Math.min(10, Math.ceil(all.length / size)),
  };
}

let server: LoopbackServer;
/** Called at every request. */
let onRequest: () => void = () => undefined;
beforeAll(async () => {
  let count = 0;
  server = await serve((_, response, url) => {
    onRequest();
    count += 1;
    if (count % 13 === 0) {
      response.writeHead(503).end();
      return;
    }
    setTimeout(() => response.end(JSON.stringify(search(url))), 15);
  });
});
afterAll(() => server.close());

const argv = () => ['fetch', 'hackernews', 'acme', '--base-url', server.origin];
const idsIn = (text: string): number[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Number((JSON.parse(line) as { readonly id: string }).id));
const EVERY = Array.from({ length: POSTS }, (_, index) => index + 1);

describe('a fetch into a file', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)('survives %s at any moment', { timeout: 240_000 }, async (signal) => {
    const seed = seedOf();
    const next = random(seed);
    const files = place();
    let runs = 0;
    let kills = 0;
    for (; runs < 60; runs++) {
      const child = files.start([...argv(), '-o', 'posts.ndjson']);
      const over = ended(child);
      // Some moments while it starts, most of them while it asks, reads and writes.
      const after = Math.floor(next() * 5);
      const delay = next() * (after === 0 ? 600 : 45);
      let asked = 0;
      let timer: NodeJS.Timeout | undefined;
      const arm = (): void => {
        timer ??= setTimeout(() => child.kill(signal), delay);
      };
      onRequest = () => {
        asked += 1;
        if (asked === after) arm();
      };
      if (after === 0) arm();
      const { code, stderr } = await over;
      clearTimeout(timer);
      if (code === 0) break;
      kills += 1;
      expect([null, 130, 143], `seed ${seed}: ${stderr}`).toContain(code);
      if (existsSync(files.path('posts.ndjson.checkpoint'))) {
        // What is safe is whole, and nothing of it is there twice.
        const { bytes } = JSON.parse(readFileSync(files.path('posts.ndjson.checkpoint'), 'utf8')) as { bytes: number };
        const safe = idsIn(readFileSync(files.path('posts.ndjson')).subarray(0, bytes).toString());
        expect(new Set(safe).size, `seed ${seed}`).toBe(safe.length);
      }
    }
    expect(runs, `seed ${seed}`).toBeLessThan(60);
    expect(kills, `seed ${seed}`).toBeGreaterThan(0);
    const ids = idsIn(readFileSync(files.path('posts.ndjson'), 'utf8'));
    expect(ids.length, `seed ${seed}, ${kills} kills`).toBe(POSTS);
    expect([...ids].sort((a, b) => a - b)).toEqual(EVERY);
    // Whole pages are written aside and renamed, and one may have been left by a kill.
    const left = readdirSync(files.dir).filter((name) => name.endsWith('.tmp'));
    if (signal !== 'SIGKILL') expect(left).toEqual([]);
  });
});

describe('a fetch', () => {
  test.each([
    ['SIGINT', 130, 'interrupted'],
    ['SIGTERM', 143, 'terminated'],
  ] as const)('ends cleanly on %s', async (signal, code, word) => {
    const files = place();
    const child = files.start([...argv(), '-o', 'p.ndjson']);
    let asked = 0;
    onRequest = () => {
      asked += 1;
      if (asked === 3) child.kill(signal);
    };
    const ran = await ended(child);
    expect([ran.code, ran.stderr.trimEnd().split('\n').at(-1)]).toEqual([code, `brandwatch: ${word}`]);
    expect(readdirSync(files.dir).sort()).toEqual(['p.ndjson', 'p.ndjson.checkpoint']);
    expect(idsIn(readFileSync(files.path('p.ndjson'), 'utf8')).length).toBeGreaterThan(0);
  });

  test('goes on after --limit and --max-pages, page by page', async () => {
    const files = place();
    const limited = await files.call([...argv(), '-o', 'p.ndjson', '-n', '50']);
    expect(limited.code).toBe(0);
    expect(limited.stderr).toContain('stopped at --limit');
    expect(idsIn(readFileSync(files.path('p.ndjson'), 'utf8'))).toHaveLength(50);
    const paged = await files.call([...argv(), '-o', 'p.ndjson', '--max-pages', '2']);
    expect(paged.stderr).toContain('stopped at --max-pages');
    expect((await files.call([...argv(), '-o', 'p.ndjson'])).code).toBe(0);
    expect(idsIn(readFileSync(files.path('p.ndjson'), 'utf8')).sort((a, b) => a - b)).toEqual(EVERY);
  });

  test('asks the next time only for what is new', async () => {
    const files = place();
    await files.call([...argv(), '-o', 'p.ndjson']);
    const before = server.requests.length;
    const again = await files.call([...argv(), '-o', 'p.ndjson']);
    expect(again.code).toBe(0);
    expect(again.stderr).toMatch(/: 0 posts; left out: \d+ known before/);
    const asked = server.requests.slice(before).map(decodeURIComponent);
    expect(asked.length).toBeGreaterThan(0);
    // The newest, less the hour of overlap.
    for (const request of asked) expect(request).toContain(`created_at_i>=${FIRST + (POSTS / 3) * GAP - 3600}`);
    // Moved away, the file begins anew, and nothing old is in it.
    renameSync(files.path('p.ndjson'), files.path('old.ndjson'));
    const moved = await files.call([...argv(), '-o', 'p.ndjson', '--since', '2026-12-01']);
    expect(moved.code).toBe(0);
    expect(readFileSync(files.path('p.ndjson'), 'utf8')).toBe('');
  });

  test('refuses a file that it did not write, or that was cut', async () => {
    const files = place({ 'mine.ndjson': '{"key":"x:1"}\n' });
    const foreign = await files.call([...argv(), '-o', 'mine.ndjson']);
    expect(foreign.code).toBe(73);
    expect(readFileSync(files.path('mine.ndjson'), 'utf8')).toBe('{"key":"x:1"}\n');
    await files.call([...argv(), '-o', 'p.ndjson', '-n', '20']);
    writeFileSync(files.path('p.ndjson'), 'short\n');
    expect((await files.call([...argv(), '-o', 'p.ndjson'])).code).toBe(65);
    expect((await files.call([...argv(), '-o', 'p.csv'])).code).toBe(64);
  });

  test('says that nothing was found, and fails on it only when told', async () => {
    const files = place();
    const args = ['fetch', 'hackernews', 'zebra', '--base-url', server.origin];
    const found = await files.call(args);
    expect([found.code, found.stdout]).toEqual([0, '']);
    expect(found.stderr).toContain(`nothing found; left out: ${POSTS} without the query in them`);
    const failed = await files.call([...args, '--fail-on', 'empty']);
    expect([failed.code, failed.stderr.trimEnd().split('\n').at(-1)]).toEqual([
      1,
      'brandwatch: nothing was found (--fail-on empty)',
    ]);
    expect((await files.call([...args, '--fail-on', 'rain'])).code).toBe(64);
  });

  test('one source that fails does not lose the others', async () => {
    const files = place({
      '.brandwatchrc': `sources:\n  - source: feeds\n    query: http://127.0.0.1:1/feed.xml\n  - source: hackernews\n    query: acme\n    baseUrl: ${server.origin}\n`,
    });
    const { code, stdout, stderr } = await files.call(['fetch', '-q']);
    expect(code).toBe(69);
    expect(idsIn(stdout)).toHaveLength(POSTS);
    expect(stderr).toMatch(/^brandwatch: feeds: .*cannot reach 127\.0\.0\.1:1: connection refused, 5 tries\nhint: /);
  });

  test.each([
    [['fetch'], 64, 'no source is named'],
    [['fetch', 'hackernws', 'x'], 64, 'did you mean hackernews?'],
    [['fetch', 'hackernews'], 64, 'needs a query'],
    [['fetch', 'feeds', 'x', '--replies'], 64, 'no replies'],
    [['fetch', 'hackernews', 'x', '--option', 'kind=joke'], 64, 'it can be story, comment'],
    [['fetch', 'hackernews', 'x', '--since', 'last'], 64, 'add -o posts.ndjson'],
    [['fetch', 'hackernews', 'x', '--max-wait', 'long'], 64, 'a span such as'],
    [['fetch', 'mastodon', 'a b OR c', '--base-url', 'http://127.0.0.1:1'], 77, 'MASTODON_TOKEN'],
  ] as const)('%j', async (args, code, said) => {
    const ran = await place().call(args);
    expect(ran.stderr).toContain(said);
    expect(ran.code).toBe(code);
  });
});
