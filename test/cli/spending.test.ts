/** What X costs, with the real binary: a limit for a run, one for a month that adds up, and a kill that hides nothing. */
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type LoopbackServer, serve } from '../sources/server.js';
import { ended, type Place, place } from './binary.js';

const open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** Posts without end, each of an author of its own; what they cost is counted. */
async function network() {
  const given = { dollars: 0, requests: 0 };
  let onRequest: () => Promise<void> | void = () => undefined;
  const server = await serve(async (_, response, url) => {
    given.requests += 1;
    await onRequest();
    const from = Number(url.searchParams.get('next_token') ?? 0);
    const size = Number(url.searchParams.get('max_results'));
    const ids = Array.from({ length: size }, (_unused, index) => String(10_000 + from + index));
    given.dollars += size * 0.015;
    const created_at = new Date(Date.now() - 3_600_000).toISOString();
    const data = ids.map((id) => ({ id, text: 'acme', author_id: `9${id}`, created_at }));
    const users = ids.map((id) => ({ id: `9${id}`, username: `u${id}` }));
    response.end(JSON.stringify({ data, includes: { users }, meta: { next_token: String(from + size) } }));
  });
  open.push(server);
  return {
    server,
    given,
    meanwhile: (action: typeof onRequest): void => {
      onRequest = action;
    },
  };
}

const MONTH = (): string => new Date().toISOString().slice(0, 7);
const configured = (limits: string): Place => place({ '.brandwatchrc': `spending:\n  x: ${limits}\n` });
const env = { X_BEARER_TOKEN: 'not-a-real-token' };

describe('a limit', () => {
  test('of the configuration holds for a run; the flag goes before it', async () => {
    const { server, given } = await network();
    const files = configured('{ run: 0.80 }');
    const argv = ['fetch', 'x', 'acme', '--base-url', server.origin, '-o', 'p.ndjson'];
    const ran = await files.call(argv, { env });
    expect(ran.code).toBe(75);
    expect(ran.stderr).toContain('this may cost up to $0.80');
    const { dollars } = given;
    expect(dollars).toBeGreaterThan(0.3);
    expect(dollars).toBeLessThanOrEqual(0.8);
    await files.call([...argv, '--max-spend', '1.60'], { env });
    expect(given.dollars - dollars).toBeGreaterThan(0.8);
    expect(given.dollars - dollars).toBeLessThanOrEqual(1.6);
  });

  test('of a month adds up what runs into a store have spent, and says so before and after', async () => {
    const { server, given } = await network();
    const files = configured('{ run: 1.00, month: 1.50 }');
    const argv = ['fetch', 'x', 'acme', '--base-url', server.origin, '--store', 's.duckdb'];
    const first = await files.call(argv, { env });
    const afterFirst = given.dollars;
    expect(first.stderr).toContain(`in ${MONTH()} $0.00 of $1.50 so far`);
    expect(first.stderr).toMatch(new RegExp(`in ${MONTH()} \\$0\\.[5-9]\\d of \\$1\\.50 in all`));
    expect(afterFirst).toBeGreaterThan(0);
    const second = await files.call([...argv, '--max-spend', '5'], { env });
    expect(second.code).toBe(75);
    expect(second.stderr).toContain(`spend limit of $1.50 for ${MONTH()}`);
    expect(given.dollars).toBeGreaterThan(afterFirst);
    expect(given.dollars).toBeLessThanOrEqual(1.5);
    const { requests } = given;
    const third = await files.call(argv, { env });
    expect(third.code).toBe(75);
    expect(given.requests).toBe(requests);
  });

  test('of a month counts a request that a kill has cut off', async () => {
    const { server, given, meanwhile } = await network();
    const files = configured('{ run: 1.00, month: 1.00 }');
    const argv = ['fetch', 'x', 'acme', '--base-url', server.origin, '--store', 's.duckdb'];
    const child = files.start(argv, { env });
    const gone = ended(child);
    meanwhile(() => {
      child.kill('SIGKILL');
    });
    await gone;
    meanwhile(() => undefined);
    const again = await files.call(argv, { env });
    expect(again.stderr).toMatch(new RegExp(`in ${MONTH()} \\$0\\.9\\d of \\$1\\.00 so far`));
    expect(given.dollars).toBeLessThanOrEqual(1);
  });

  test.each([
    ['{ month: 20 }', ['-o', 'p.ndjson'], 64, 'needs the store'],
    ['{ month: 20 }', [], 64, 'needs the store'],
    ['{ run: lots }', [], 78, 'spending.x.run is "lots": expected an amount in US dollars'],
    ['{ run: 2.505 }', [], 78, 'expected an amount'],
    ['{ day: 1 }', [], 78, 'day'],
    ['{}\n  hackernews: { run: 1 }', [], 78, 'hackernews costs nothing'],
    ['{}\n  xx: { run: 1 }', [], 78, 'there is no source "xx"'],
  ] as const)('%s with %j is refused before anything is asked', async (limits, more, code, words) => {
    const { server, given } = await network();
    const ran = await configured(limits).call(['fetch', 'x', 'acme', '--base-url', server.origin, ...more], { env });
    expect(ran.stderr).toContain(words);
    expect([ran.code, given.requests]).toEqual([code, 0]);
  });

  test.each([
    ['xx', 'there is no source "xx"'],
    ['hackernews', 'hackernews costs nothing'],
  ])('of %s is refused wherever the configuration is read for its sources', async (name, words) => {
    const files = place({ '.brandwatchrc': `store: true\nspending:\n  ${name}: { run: 1 }\n` });
    for (const argv of [
      ['config'],
      ['run', '--dry-run'],
      ['run'],
      ['run', '--only', 'score'],
      ['fetch', 'x', 'acme'],
    ]) {
      const ran = await files.call(argv, { env });
      expect([argv, ran.code, ran.stdout]).toEqual([argv, 78, '']);
      expect(ran.stderr).toContain(`cannot use .brandwatchrc: line 3: spending.${name} limits nothing: ${words}`);
    }
    expect(existsSync(files.path('.brandwatch'))).toBe(false);
  });
});
