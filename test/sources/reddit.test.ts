/** What is particular to Reddit: the session of a client. */
import { afterEach, describe, expect, it } from 'vitest';
import reddit from '../../src/sources/reddit.js';
import { fixtureOf, type RawReply, replyOf, type Scenario } from './fixture.js';
import { asked, type Replay, replay } from './replay.js';
import { runScenario } from './run.js';

const { now, scenarios } = fixtureOf('reddit');
const [main] = scenarios;
const TOKEN = 'canary-5f3759df-secret-token';

const open: Replay[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serving(token: RawReply, pages: readonly RawReply[]): Promise<Replay> {
  const server = await replay(pages, [{ request: asked('POST /api/v1/access_token'), reply: token }]);
  open.push(server);
  return server;
}

const json = (status: number, value: unknown): RawReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});
const pages = main.exchanges.map(({ reply }) => replyOf('reddit', reply));

describe('the session', () => {
  it('is opened once for all pages, and each page is asked for with it', async () => {
    const server = await serving(replyOf('reddit', 'token.http'), pages);
    const { result } = await runScenario(reddit, main, server.origin, { now });
    expect(result.error).toBeNull();
    expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
    expect(server.headers.slice(1).map(({ authorization }) => authorization)).toEqual(
      pages.map(() => `bearer ${TOKEN}`),
    );
  });

  it('is opened anew before it ends', async () => {
    const server = await serving(json(200, { access_token: TOKEN, expires_in: 60 }), pages);
    const { result } = await runScenario(reddit, main, server.origin, { now });
    expect(result.error).toBeNull();
    expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(pages.length);
  });

  it.each([
    [401, { message: 'Unauthorized', error: 401 }],
    [200, { error: 'invalid_grant' }],
  ])('that is refused with %i says what to do', async (status, value) => {
    const server = await serving(json(status, value), pages);
    const { result } = await runScenario(reddit, main, server.origin, { now });
    expect(result.error).toMatchObject({
      kind: 'credentials',
      message: expect.stringContaining('REDDIT_CLIENT_ID'),
      hint: expect.stringContaining('approval'),
    });
    expect(server.turns).toEqual([]);
  });

  it('leaves no trace, also where the server says its token back', async () => {
    const [first] = pages;
    const body = (first?.body.toString() ?? '').replace('Anyone else?', TOKEN);
    const server = await serving(replyOf('reddit', 'token.http'), [
      json(200, JSON.parse(body)),
      json(400, { message: `bad token ${TOKEN}` }),
    ]);
    const ran = await runScenario(reddit, main, server.origin, { now });
    expect(ran.result.error?.message).toContain('bad token ****');
    expect(ran.sink.rows[0]?.text).toContain('****');
    const said = JSON.stringify([ran.sink.rows, ran.sink.checkpoints, ran.debug, ran.result.error?.message]);
    expect(said).not.toContain(TOKEN);
  });
});

describe('requests that make no sense', () => {
  const asking = (change: Partial<Scenario>): Scenario => ({ ...main, ...change });
  it.each([
    ['comments of everywhere', asking({ options: { kind: 'comment' } })],
    ['a subreddit that is a path', asking({ options: { subreddit: '../api' } })],
    ['an account that is a path', asking({ mode: 'author', asked: 'a/../b' })],
    ['a thread elsewhere', asking({ mode: 'thread', asked: 'https://example.com/comment/1' })],
  ])('%s', async (_, scenario) => {
    const server = await serving(replyOf('reddit', 'token.http'), pages);
    const { result } = await runScenario(reddit, scenario, server.origin, { now });
    expect(result.error).toMatchObject({ kind: 'usage', hint: expect.stringMatching(/\S{3}/) });
    expect(server.requests).toEqual([]);
  });
});
