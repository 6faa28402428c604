import { afterEach, describe, expect, it } from 'vitest';
import { stackexchangeRateLimit } from '../../src/sources/stackexchange/limits.js';
import { domainOf } from '../../src/sources/stackexchange/server.js';
import stackexchange from '../../src/sources/stackexchange.js';
import type { Scenario } from './fixture.js';
import { runScenario } from './run.js';
import { type LoopbackServer, serve } from './server.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const limitIn = (body: unknown, status = 200) =>
  stackexchangeRateLimit({ status, header: () => null, text: JSON.stringify(body) }, NOW);

describe('limits of Stack Exchange', () => {
  it('a good reply may ask for a pause', () => {
    const body = { items: [], backoff: 10, quota_remaining: 7 };
    expect(limitIn(body)).toEqual({ remaining: null, resetAt: NOW + 11_000, refused: false });
    expect(limitIn({ items: [], quota_remaining: 7 })).toEqual({ remaining: 7, resetAt: null, refused: false });
  });

  it('what a post says of them is text', () => {
    expect(limitIn({ items: [{ body: '{"backoff":99,"quota_remaining":1}' }] })).toBeNull();
    expect(limitIn({ items: [{ body: 'throttle_violation, more requests available in 9 seconds' }] })).toBeNull();
  });

  it('400 is a refusal only where it says so', () => {
    const error_message = 'too many requests from this IP, more requests available in 80000 seconds';
    expect(limitIn({ error_id: 502, error_name: 'throttle_violation', error_message }, 400)).toEqual({
      remaining: null,
      resetAt: NOW + 80_000_000,
      refused: true,
    });
    expect(limitIn({ error_id: 400, error_name: 'bad_parameter', error_message: 'pagesize' }, 400)).toBeNull();
  });
});

it.each([
  ['stackoverflow', 'stackoverflow.com'],
  ['es.stackoverflow', 'es.stackoverflow.com'],
  ['mathoverflow', 'mathoverflow.net'],
  ['cooking', 'cooking.stackexchange.com'],
  ['Meta.StackExchange.com', 'meta.stackexchange.com'],
])('the domain of %s', (site, domain) => {
  expect(domainOf(site)).toBe(domain);
});

it('what is no site is said', () => {
  expect(() => domainOf('a/b')).toThrow(/no site/);
});

describe('an account', () => {
  const open: LoopbackServer[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  const run = async (asked: string, names: readonly string[]) => {
    const server = await serve((_, response, url) => {
      const items = url.pathname.endsWith('/users')
        ? names.map((display_name, index) => ({ user_id: 70 + index, display_name }))
        : [];
      response.end(JSON.stringify({ items, has_more: false }));
    });
    open.push(server);
    const scenario: Scenario = { name: 'x', mode: 'author', asked, exchanges: [] };
    const ran = await runScenario(stackexchange, scenario, server.origin, { now: '2026-11-25T12:00:00Z' });
    return { ...ran.result, paths: server.requests.map((line) => /\/2\.3(\S+?)\?/.exec(line)?.[1]) };
  };

  it('is found by its whole name, also as it stands in HTML', async () => {
    const { error, paths } = await run('ana & co', ['Ana &amp; Co', 'Ana &amp; Co Ltd']);
    expect(error).toBeNull();
    expect(paths).toEqual(['/users', '/users/70/questions', '/users/70/answers', '/users/70/comments']);
  });

  it('is taken by its number as it is', async () => {
    expect((await run('1234', [])).paths[0]).toBe('/users/1234/questions');
  });

  it('that nobody has, or several have, is an error that says what to give', async () => {
    expect((await run('ana', ['Anastasia'])).error).toMatchObject({ kind: 'input-missing', code: 'fetch.account' });
    const { error } = await run('ana', ['Ana', 'ANA', 'Anastasia']);
    expect(error).toMatchObject({ kind: 'usage', message: expect.stringContaining('has 2 of that name') });
    expect(error?.hint).toContain('--author 70');
  });
});

it('comments cannot be searched, which is said before anything is asked', async () => {
  const server = await serve((_, response) => void response.end('{"items":[]}'));
  const scenario: Scenario = { name: 'x', mode: 'query', asked: 'acme', options: { kind: 'comment' }, exchanges: [] };
  const { result } = await runScenario(stackexchange, scenario, server.origin, { now: '2026-11-25T12:00:00Z' });
  await server.close();
  expect(result.error).toMatchObject({ kind: 'usage', hint: expect.stringContaining('--replies') });
  expect(server.requests).toEqual([]);
});
