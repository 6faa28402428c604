/** What we ask of Bluesky, and what our fixtures answer in its place, judged by its own schemas. */
import { afterAll, describe, expect, it } from 'vitest';
import bluesky from '../../src/sources/bluesky.js';
import { fixtureOf, replyOf } from './fixture.js';
import { methodOf, replyFaults, requestFaults } from './lexicon.js';
import { asked, type Replay, replay } from './replay.js';
import { runScenario } from './run.js';

const FIXTURE = fixtureOf('bluesky');
/** Records are made by the programs of their authors. That these may be wrong is what the fixtures with them are for. */
const OF_STRANGE_PROGRAMS = [
  'record: Record must have the property "createdAt"',
  'record: Record/langs must be an array',
];

const open: Replay[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe.each(FIXTURE.scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  it('asks for what there is', async () => {
    const server = await replay(
      scenario.exchanges.map(({ reply }) => replyOf('bluesky', reply)),
      (scenario.asides ?? []).map(({ request, reply }) => ({
        request: asked(request),
        reply: replyOf('bluesky', reply),
      })),
    );
    open.push(server);
    const { result } = await runScenario(bluesky, scenario, server.origin, { now: FIXTURE.now });
    expect(result.error).toBeNull();
    const faults = server.requests.flatMap((line, index) => {
      const [verb = '', address = ''] = line.split(' ');
      return requestFaults({ verb, address, body: server.bodies[index] ?? '' });
    });
    expect(server.requests.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('is answered as the network would', () => {
    const exchanges = [...(scenario.asides ?? []), ...scenario.exchanges];
    const faults = exchanges.flatMap(({ request, reply: file }) => {
      const reply = replyOf('bluesky', file);
      const name = methodOf(request.split(' ')[1] ?? '');
      return replyFaults(name, { status: reply.status, body: reply.body.toString() }).map((one) => `${file}: ${one}`);
    });
    expect(faults.filter((fault) => !OF_STRANGE_PROGRAMS.some((one) => fault.endsWith(one)))).toEqual([]);
  });
});

const EMPTY = FIXTURE.scenarios.flatMap(({ lists = [] }) => lists.flatMap(({ empty }) => empty ?? []));

it.each([...FIXTURE.limits.map(({ reply }) => reply), FIXTURE.longLimit, ...EMPTY])('%s, too', (file) => {
  const { status, body } = replyOf('bluesky', file);
  expect(replyFaults('app.bsky.feed.searchPosts', { status, body: body.toString() })).toEqual([]);
});

describe('the judge refuses', () => {
  const get = (address: string): string[] => requestFaults({ verb: 'GET', address: `/xrpc/${address}`, body: '' });
  const SEARCH = 'app.bsky.feed.searchPosts';

  it.each([
    ['a page that is too long', `${SEARCH}?q=acme&limit=101`, 'limit can not be greater than 100'],
    ['a number that is none', `${SEARCH}?q=acme&limit=ten`, 'limit must be an integer'],
    ['a missing parameter', `${SEARCH}?limit=10`, 'must have the property "q"'],
    ['an unknown parameter', `${SEARCH}?q=acme&order=latest`, 'no such parameter: order'],
    ['a parameter that is given twice', `${SEARCH}?q=acme&q=ajax`, 'q is given 2 times'],
    ['a language that is none', `${SEARCH}?q=acme&lang=e`, 'lang must be a well-formed BCP 47 language tag'],
    [
      'too many actors',
      `app.bsky.actor.getProfiles?${'actors=acme.example&'.repeat(26)}`,
      'must not have more than 25',
    ],
    ['an actor that is none', 'app.bsky.feed.getAuthorFeed?actor=acme', 'actor must be a valid did or a handle'],
    [
      'an address that is none',
      'app.bsky.feed.getPostThread?uri=https://bsky.app/profile/a',
      'uri must be a valid at-uri',
    ],
    ['a conversation that is too deep', 'app.bsky.feed.getPostThread?uri=at://a.example/a.b.c/1&depth=1001', '1000'],
    ['a method that is none', 'app.bsky.feed.findPosts?q=acme', 'no such method'],
  ])('%s', (_, address, problem) => {
    expect(get(address)).toEqual([expect.stringContaining(problem)]);
  });

  it('a session without a password, with too much, or asked for with GET', () => {
    const address = '/xrpc/com.atproto.server.createSession';
    const faults = (verb: string, body: string): string[] => requestFaults({ verb, address, body });
    expect(faults('POST', '{"identifier":"a.example","password":"p"}')).toEqual([]);
    expect(faults('POST', '{"identifier":"a.example"}')).toEqual([expect.stringContaining('"password"')]);
    expect(faults('POST', '{"identifier":"a","password":"p","mail":"m"}')).toEqual([expect.stringContaining('mail')]);
    expect(faults('GET', '{"identifier":"a","password":"p"}')).toEqual([expect.stringContaining('GET a procedure')]);
    expect(requestFaults({ verb: 'POST', address: '/xrpc/com.atproto.server.refreshSession', body: '{}' })).toEqual([
      expect.stringContaining('takes no body'),
    ]);
  });

  it('a reply without what it must have, a post that none may write, and an error that is none', () => {
    const view = {
      uri: 'at://did:plc:mia0000000000000000000aa/app.bsky.feed.post/3mia0001',
      cid: 'bafyreiev44fj3gmpeafzehtjba2j6muqe7tjgzeuuc7qj647usdexbmxge',
      author: { did: 'did:plc:mia0000000000000000000aa', handle: 'mia.example' },
      record: { $type: 'app.bsky.feed.post', text: 'acme', createdAt: '2026-11-01T00:00:00Z' },
      indexedAt: '2026-11-01T00:00:00Z',
    };
    const faults = (posts: unknown, status = 200): string[] =>
      replyFaults(SEARCH, { status, body: JSON.stringify(status === 200 ? { posts } : posts) });
    expect(faults([view])).toEqual([]);
    expect(faults([{ ...view, cid: undefined }])).toEqual([expect.stringContaining('cid')]);
    expect(faults([{ ...view, likeCount: '3' }])).toEqual([expect.stringContaining('likeCount')]);
    expect(faults([{ ...view, record: { ...view.record, langs: ['de', 'en', 'es', 'fr'] } }])).toEqual([
      expect.stringContaining('langs'),
    ]);
    expect(faults({ error: 'BadQueryString' }, 400)).toEqual([]);
    expect(faults({ error: 'NotFound' }, 400)).toEqual([expect.stringContaining('no such error')]);
    expect(replyFaults('app.bsky.feed.getPostThread', { status: 400, body: '{"error":"NotFound"}' })).toEqual([]);
  });
});
