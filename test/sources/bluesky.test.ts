import { afterEach, describe, expect, it } from 'vitest';
import bluesky from '../../src/sources/bluesky.js';
import type { Scenario } from './fixture.js';
import { methodOf, replyFaults, requestFaults } from './lexicon.js';
import { CANARY, type Ran, runScenario } from './run.js';
import { type LoopbackServer, serve } from './server.js';

const NOW = '2026-11-25T12:00:00Z';
const SCENARIO: Scenario = { name: 'words', mode: 'query', asked: 'acme', exchanges: [] };
const DID = 'did:plc:mia0000000000000000000aa';

const open: LoopbackServer[] = [];
/** What the schemas of the network do not allow, of requests and of our own answers. */
const faults: string[] = [];
afterEach(async () => {
  expect(faults.splice(0)).toEqual([]);
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

/** A server of which `answer` says what it gives for a method, and which request of the method it is (from 0). */
async function server(
  answer: (method: string, params: URLSearchParams, nth: number) => Answer,
): Promise<LoopbackServer> {
  const counts = new Map<string, number>();
  const started = await serve((request, response, url, sent) => {
    const method = url.pathname.split('.').at(-1) ?? '';
    const nth = counts.get(method) ?? 0;
    counts.set(method, nth + 1);
    const { status = 200, body } = answer(method, url.searchParams, nth);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
    const asked = { verb: request.method ?? '', address: request.url ?? '', body: sent };
    const reply = { status, body: JSON.stringify(body) };
    faults.push(...requestFaults(asked), ...replyFaults(methodOf(asked.address), reply));
  });
  open.push(started);
  return started;
}

const run = ({ origin }: LoopbackServer, scenario = SCENARIO): Promise<Ran> =>
  runScenario(bluesky, scenario, origin, { now: NOW, pass: { maxPages: 1000 } });
const methodsOf = ({ requests }: LoopbackServer): string[] =>
  requests.map((request) => /\.(\w+)(?=[ ?]|$)/.exec(request.split('/xrpc/')[1] ?? '')?.[1] ?? '');
const session = (name: string): Answer => ({
  body: {
    accessJwt: `${CANARY}-${name}-access`,
    refreshJwt: `${CANARY}-${name}-refresh`,
    handle: 'acme.example',
    did: 'did:plc:acme000000000000000000aa',
  },
});
const post = (at: string, did = DID): unknown => ({
  uri: `at://${did}/app.bsky.feed.post/${Date.parse(at)}`,
  cid: 'bafyreiev44fj3gmpeafzehtjba2j6muqe7tjgzeuuc7qj647usdexbmxge',
  author: { did, handle: 'mia.example' },
  record: { $type: 'app.bsky.feed.post', text: 'acme', createdAt: at },
  indexedAt: at,
});
const expired: Answer = { status: 400, body: { error: 'ExpiredToken', message: 'Token has expired' } };

describe('a session', () => {
  it('of a run serves the next one of the process, is a secret there, too, and is made anew when it was ended', async () => {
    let isEnded = false;
    const fake = await server((method, _params, nth) => {
      if (method === 'createSession') return session(`number-${nth}`);
      if (method === 'refreshSession') return { status: 400, body: { error: 'ExpiredToken', message: 'no more' } };
      if (method === 'getProfiles') return { body: { profiles: [] } };
      if (!isEnded) return { body: { posts: [post('2026-11-09T00:00:00Z')] } };
      isEnded = false;
      return { status: 400, body: { error: 'InvalidToken', message: 'Token could not be verified' } };
    });
    const kept = new Map<string, unknown>();
    const again = () => runScenario(bluesky, SCENARIO, fake.origin, { now: NOW, kept });
    for (const ended of [false, false, true, false]) {
      isEnded = ended;
      const { result, sink, debug } = await again();
      expect([result.error, sink.rows.length]).toEqual([null, 1]);
      expect(JSON.stringify([sink.rows, sink.checkpoints, debug])).not.toContain(CANARY);
    }
    expect(methodsOf(fake).filter((method) => method.endsWith('Session'))).toEqual([
      'createSession',
      'refreshSession',
      'createSession',
    ]);
    // Another process knows nothing of it.
    await runScenario(bluesky, SCENARIO, fake.origin, { now: NOW });
    expect(methodsOf(fake).filter((method) => method === 'createSession')).toHaveLength(3);
  });

  it('is one for all requests of a run, and renewed once when it ends', async () => {
    const fake = await server((method, params, nth) => {
      if (method === 'createSession') return session('first');
      if (method === 'refreshSession') return session('second');
      if (method === 'getProfiles') return { body: { profiles: [] } };
      if (nth === 1) return expired;
      const page = Number(params.get('cursor') ?? 0);
      return {
        body: { posts: [post(`2026-11-0${9 - page}T00:00:00Z`)], ...(page < 3 ? { cursor: `${page + 1}` } : {}) },
      };
    });
    const { result, sink } = await run(fake);
    expect(result.error).toBeNull();
    expect(sink.rows).toHaveLength(4);
    expect(methodsOf(fake).filter((method) => method.endsWith('Session'))).toEqual(['createSession', 'refreshSession']);
    const told = fake.headers.map(({ authorization }) => authorization?.slice(`Bearer ${CANARY}-`.length));
    expect(told).toContain('first-refresh');
    expect(told.at(-1)).toBe('second-access');
  });

  it('that cannot be renewed is begun anew', async () => {
    const fake = await server((method, _, nth) => {
      if (method === 'createSession') return session(`number-${nth}`);
      if (method === 'refreshSession') return expired;
      if (method === 'getProfiles') return { body: { profiles: [] } };
      return nth === 0 ? expired : { body: { posts: [post('2026-11-01T00:00:00Z')] } };
    });
    const { result, sink } = await run(fake);
    expect(result.error).toBeNull();
    expect(sink.rows).toHaveLength(1);
    expect(methodsOf(fake)).toEqual([
      'createSession',
      'searchPosts',
      'refreshSession',
      'createSession',
      'searchPosts',
      'getProfiles',
    ]);
  });

  it('with a wrong password says what to do, once', async () => {
    const fake = await server(() => ({
      status: 401,
      body: { error: 'AuthenticationRequired', message: 'Invalid identifier or password' },
    }));
    const { result } = await run(fake);
    expect(result.error).toMatchObject({ kind: 'credentials', hint: expect.stringContaining('BLUESKY_') });
    expect(fake.requests).toHaveLength(1);
  });

  it('is needed for words', async () => {
    const fake = await server(() => ({ body: {} }));
    const { result } = await run(fake, { ...SCENARIO, without: ['BLUESKY_APP_PASSWORD'] });
    expect(result.error).toMatchObject({ kind: 'credentials', code: 'fetch.credentials-missing' });
    expect(fake.requests).toEqual([]);
  });
});

it('a handle without its domain is refused before anything is asked', async () => {
  const fake = await server(() => ({ body: {} }));
  const { result } = await run(fake, { ...SCENARIO, mode: 'author', asked: 'acme' });
  expect(result.error).toMatchObject({ kind: 'usage', code: 'fetch.author', hint: expect.stringContaining('domain') });
  expect(fake.requests).toEqual([]);
});

it('a search goes past the posts that the network shows of one, in slices of time', async () => {
  const newest = Date.parse('2026-11-20T00:00:00Z');
  const fake = await server((method, params) => {
    if (method === 'createSession') return session('only');
    if (method === 'getProfiles')
      return { body: { profiles: [{ did: DID, handle: 'mia.example', followersCount: 7 }] } };
    // One post a minute, one a page, of which only the first 95 pages are shown; 120 in all.
    const until = params.get('until');
    const skipped = until === null ? 0 : Math.floor((newest - Date.parse(until)) / 60_000) + 1;
    const page = Number(params.get('cursor') ?? 0);
    if (page >= 95) return { status: 502, body: { error: 'UpstreamFailure' } };
    const nth = skipped + page;
    if (nth >= 120) return { body: { posts: [] } };
    return { body: { posts: [post(new Date(newest - nth * 60_000).toISOString())], cursor: String(page + 1) } };
  });
  const { result, sink } = await run(fake);
  expect(result.error).toBeNull();
  expect(new Set(sink.rows.map(({ key }) => key)).size).toBe(120);
  expect(sink.rows.every(({ author_followers }) => author_followers === 7)).toBe(true);
  expect(methodsOf(fake).filter((method) => method === 'getProfiles')).toHaveLength(1);
});

it('profiles are asked for in batches, each once', async () => {
  const dids = Array.from({ length: 60 }, (_, index) => `did:plc:${String(index).padStart(24, 'a')}`);
  const fake = await server((method, params) => {
    if (method === 'createSession') return session('only');
    if (method === 'getProfiles') {
      const actors = params.getAll('actors');
      if (actors.length > 25) return { status: 400, body: { error: 'InvalidRequest' } };
      // Not in order, and not all: some have been suspended.
      return {
        body: {
          profiles: actors
            .slice(1)
            .reverse()
            .map((did) => ({ did, handle: 'mia.example', followersCount: dids.indexOf(did) })),
        },
      };
    }
    const page = Number(params.get('cursor') ?? 0);
    const posts = dids.map((did, index) =>
      post(new Date(Date.parse(NOW) - (page * 60 + index + 1) * 1000).toISOString(), did),
    );
    return { body: { posts, ...(page === 0 ? { cursor: '1' } : {}) } };
  });
  const { result, sink } = await run(fake);
  expect(result.error).toBeNull();
  expect(sink.rows).toHaveLength(120);
  const followers = sink.rows.map(({ author_id, author_followers }) => [
    dids.indexOf(author_id ?? ''),
    author_followers,
  ]);
  for (const [index, count] of followers) expect(count).toBe([0, 25, 50].includes(index ?? -1) ? null : index);
  expect(methodsOf(fake).filter((method) => method === 'getProfiles')).toHaveLength(3);
});
