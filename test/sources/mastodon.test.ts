import { afterEach, describe, expect, it } from 'vitest';
import mastodon from '../../src/sources/mastodon.js';
import type { Scenario } from './fixture.js';
import { runScenario } from './run.js';
import { type LoopbackServer, serve } from './server.js';

const NOW = '2026-11-25T12:00:00Z';
const open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe('what may be missing of a conversation is said', () => {
  const status = (id: number, more: object = {}) => ({
    id: String(id),
    uri: `https://social.example/${id}`,
    created_at: '2026-11-20T10:00:00.000Z',
    content: '#acme',
    visibility: 'public',
    account: { id: '1', acct: 'mia' },
    replies_count: 60,
    ...more,
  });
  const fetched = async (replies: number, headers: Record<string, string>, scenario: Partial<Scenario>) => {
    const server = await serve((_, response, { pathname, searchParams }) => {
      const below = Array.from({ length: replies }, (_unused, at) =>
        status(200_000 + at, { in_reply_to_id: '100000' }),
      );
      const answer = pathname.endsWith('/context')
        ? { ancestors: [], descendants: below }
        : pathname.startsWith('/api/v1/statuses/')
          ? status(100_000)
          : searchParams.has('max_id')
            ? []
            : [status(100_000)];
      response.writeHead(200, headers).end(JSON.stringify(answer));
    });
    open.push(server);
    const all: Scenario = { name: 'x', mode: 'query', asked: '#acme', replies: true, exchanges: [], ...scenario };
    const { result, sink } = await runScenario(mastodon, all, server.origin, { now: NOW });
    expect(result.error).toBeNull();
    expect(sink.rows).toHaveLength(replies + 1);
    return [...result.notes].join();
  };
  const thread: Partial<Scenario> = { mode: 'thread', asked: '{origin}/@mia/100000', replies: false };
  const stranger: Partial<Scenario> = { without: ['MASTODON_TOKEN'] };
  const busy = { 'mastodon-async-refresh': 'id="x", retry=5' };

  it.each([
    ['with as many replies as a stranger sees', 60, {}, { ...stranger, ...thread }, /60 that are shown without/],
    ['with fewer', 59, {}, { ...stranger, ...thread }, /^$/],
    ['with as many and a token', 60, {}, thread, /^$/],
    ['that is still being fetched', 2, busy, thread, /still fetching replies/],
    ['of which as many belong to what was found', 60, {}, stranger, /60 that are shown without/],
    ['of what was found, still being fetched', 2, busy, {}, /still fetching replies/],
    ['of what was found, whole', 2, {}, stranger, /^$/],
  ] as const)('one %s', async (_, replies, headers, scenario, note) => {
    expect(await fetched(replies, headers, scenario)).toMatch(note);
  });
});
