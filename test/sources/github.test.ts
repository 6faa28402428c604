import { describe, expect, it } from 'vitest';
import { githubRateLimit } from '../../src/sources/github/limits.js';
import github from '../../src/sources/github.js';
import type { Scenario } from './fixture.js';
import { replay } from './replay.js';
import { runScenario } from './run.js';

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
