import { afterEach, describe, expect, it } from 'vitest';
import { githubRateLimit } from '../../src/sources/github/limits.js';
import github from '../../src/sources/github.js';
import type { Scenario } from './fixture.js';
import { replay } from './replay.js';
import { runScenario } from './run.js';
import { type LoopbackServer, serve } from './server.js';

const NOW = '2026-11-25T12:00:00Z';

const json = (value: unknown) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

describe('GitHub', () => {
  it('403 that forbids is no limit', () => {
    const headers: Record<string, string> = { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '1795609000' };
    const reply = { status: 403, header: (name: string) => headers[name] ?? null, text: '{"message":"Forbidden"}' };
    expect(githubRateLimit(reply, Date.parse(NOW))).toMatchObject({ refused: false, remaining: 12 });
  });

  it('what a token sees and others do not is not kept', async () => {
    const server = await replay([json({ private: true })]);
    const scenario: Scenario = {
      name: 'private',
      mode: 'thread',
      asked: 'https://github.com/acme/secret/issues/1',
      exchanges: [],
    };
    const { result, sink } = await runScenario(github, scenario, server.origin, { now: NOW });
    await server.close();
    expect(result.error).toMatchObject({ kind: 'usage', code: 'fetch.private' });
    expect(sink.rows).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it('results without an end are left after those that it shows', async () => {
    const item = {
      number: 1,
      title: 'acme',
      repository_url: 'https://api.github.com/repos/acme/app',
      created_at: '2026-11-20T10:00:00Z',
    };
    const server = await replay([json({ total_count: 5000, items: [item] })]);
    const scenario: Scenario = { name: 'cut', mode: 'query', asked: 'acme is:issue', exchanges: [] };
    const { result } = await runScenario(github, scenario, server.origin, { now: NOW });
    await server.close();
    expect(result.error).toBeNull();
    expect([...result.notes].join()).toMatch(/1 000 results/);
    expect(server.requests).toHaveLength(11);
  });
});

describe('discussions', () => {
  interface Query {
    readonly query: string;
    readonly variables: { readonly q?: string; readonly after?: string | null };
  }
  const open: LoopbackServer[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  const graph = async (
    answer: (asked: Query, nth: number) => unknown,
  ): Promise<LoopbackServer & { asked: Query[] }> => {
    const asked: Query[] = [];
    const server = await serve((_, response, url, body) => {
      if (url.pathname !== '/graphql') return void response.end('{"total_count":0,"items":[]}');
      const query = JSON.parse(body) as Query;
      asked.push(query);
      response.end(JSON.stringify(answer(query, asked.length - 1)));
    });
    open.push(server);
    return Object.assign(server, { asked });
  };
  const scenario: Scenario = {
    name: 'x',
    mode: 'query',
    asked: 'acme',
    options: { kind: 'discussion' },
    exchanges: [],
  };
  const run = (server: LoopbackServer, changed: Partial<Scenario> = {}) =>
    runScenario(github, { ...scenario, ...changed }, server.origin, { now: NOW });
  const discussion = (number: number, createdAt: string) => ({
    number,
    title: 'acme',
    url: `https://github.com/acme/app/discussions/${number}`,
    createdAt,
    repository: { nameWithOwner: 'acme/app', isPrivate: false },
  });

  it('without a token are left out in one line, and the others come all the same', async () => {
    const server = await graph(() => ({}));
    const { result } = await run(server, { options: {}, without: ['GITHUB_TOKEN'] });
    expect(result.error).toBeNull();
    expect([...result.notes]).toEqual(['without GITHUB_TOKEN discussions are not found']);
    expect(server.requests.filter((line) => line.startsWith('GET /search/issues'))).toHaveLength(2);
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['alone', { options: { kind: 'discussion' } }],
    ['by the query', { asked: 'acme is:discussion', options: {} }],
    ['as a conversation', { mode: 'thread', asked: 'https://github.com/acme/app/discussions/1', options: {} }],
  ] as const)('that are wanted %s need a token', async (_, changed) => {
    const { result } = await run(await graph(() => ({})), { ...changed, without: ['GITHUB_TOKEN'] });
    expect(result.error).toMatchObject({ kind: 'credentials', hint: expect.stringContaining('GITHUB_TOKEN') });
  });

  it('are asked for with the window, in public, newest first, and a list that is cut is gone behind', async () => {
    // 2 500 of them, a minute apart; of a query ten pages are shown.
    const newest = Date.parse('2026-11-20T00:00:00Z');
    const all = Array.from({ length: 2500 }, (_, index) =>
      discussion(index + 1, new Date(newest - index * 60_000).toISOString().replace('.000', '')),
    );
    const server = await graph(({ variables: { q = '', after } }) => {
      const until = /created:\S*?(?:\.\.|<=)(\S+)/.exec(q)?.[1] ?? '9';
      const shown = all.filter(({ createdAt }) => createdAt <= until).slice(0, 1000);
      const from = Number(after ?? 0);
      const more = from + 100 < shown.length;
      const pageInfo = { hasNextPage: more, endCursor: String(from + 100) };
      return { data: { search: { pageInfo, nodes: shown.slice(from, from + 100) } } };
    });
    const { result, sink } = await run(server, { since: '2026-01-01T00:00:00Z' });
    expect(result.error).toBeNull();
    expect(sink.rows).toHaveLength(2500);
    expect(server.asked[0]?.variables.q).toBe(
      'acme in:title,body is:public created:>=2026-01-01T00:00:00Z sort:created-desc',
    );
    expect(server.asked).toHaveLength(26);
  });

  it('that GraphQL cannot give are an error with its words, and never "nothing found"', async () => {
    const server = await graph(() => ({ data: null, errors: [{ type: 'X', message: 'Something went wrong' }] }));
    const { result } = await run(server);
    expect(result.error).toMatchObject({ kind: 'source-unavailable', message: expect.stringContaining('went wrong') });
  });

  it('of a private repository are not kept, nor shown as a conversation', async () => {
    const hidden = { ...discussion(1, '2026-11-20T00:00:00Z'), repository: { nameWithOwner: 'a/b', isPrivate: true } };
    const found = await run(await graph(() => ({ data: { search: { nodes: [hidden] } } })));
    expect(found.sink.rows).toEqual([]);
    const below = { nodes: [] };
    const server = await graph(() => ({ data: { repository: { discussion: { ...hidden, below } } } }));
    const thread = await run(server, { mode: 'thread', asked: 'https://github.com/a/b/discussions/1' });
    expect(thread.result.error).toMatchObject({ kind: 'input-missing' });
  });

  it('a text that speaks of limits is no refusal', async () => {
    const one = { ...discussion(1, '2026-11-20T00:00:00Z'), body: '{"type":"RATE_LIMITED"}' };
    const { result, sink } = await run(await graph(() => ({ data: { search: { nodes: [one] } } })));
    expect(result.error).toBeNull();
    expect(sink.rows).toHaveLength(1);
  });
});
