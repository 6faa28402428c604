/** Following Bluesky against a real websocket on loopback: whatever it does, each wanted post comes once. */
import { afterEach, describe, expect, it } from 'vitest';
import { clientFor } from '../../src/app/collect.js';
import { streamsOf } from '../../src/app/fetch/plan.js';
import { type PassOptions, runStream, type StreamResult } from '../../src/app/fetch/stream.js';
import type { SourceEntry } from '../../src/config/config.js';
import { Agents } from '../../src/sources/http/agents.js';
import { SYSTEM_CLOCK } from '../../src/sources/http/clock.js';
import type { Quarantined } from '../../src/sources/source.js';
import { didOf, type Jetstream, type JetstreamOptions, postEvent, startJetstream } from './jetstream.js';
import { MemorySink } from './run.js';

/** Microseconds: a minute ago, so that no event is of the future. */
const START = (Date.now() - 60_000) * 1000;
const SECOND = 1_000_000;

const open: Jetstream[] = [];
afterEach(async () => {
  const servers = open.splice(0);
  await Promise.all(servers.map((server) => server.close()));
  expect(servers.flatMap(({ faults }) => faults)).toEqual([]);
});

async function server(options: JetstreamOptions = {}): Promise<Jetstream> {
  const started = await startJetstream(options);
  open.push(started);
  return started;
}

interface Followed {
  readonly result: StreamResult;
  readonly sink: MemorySink;
  readonly quarantined: readonly Quarantined[];
  readonly debug: readonly string[];
  readonly texts: readonly (string | null)[];
}

interface FollowOptions {
  readonly query?: string;
  readonly sink?: MemorySink;
  readonly pass?: Partial<PassOptions>;
  /** Ends when so many posts are there; else after `maxTimeMs`. */
  readonly until?: number;
  readonly maxTimeMs?: number;
  readonly maxWaitMs?: number;
  readonly options?: Readonly<Record<string, string>>;
}

const entryOf = (host: string, more: Partial<SourceEntry> = {}): SourceEntry => ({
  source: 'bluesky',
  queries: ['acme'],
  author: null,
  thread: null,
  replies: false,
  baseUrl: `http://${host}`,
  credentials: {},
  options: { jetstream: `ws://${host}` },
  ...more,
});

/** Follows as `fetch --follow` does, with short timeouts. */
async function follow({ host }: Pick<Jetstream, 'host'>, given: FollowOptions = {}): Promise<Followed> {
  const entry = entryOf(host, {
    queries: [given.query ?? 'acme'],
    options: { jetstream: `ws://${host}`, ...given.options },
  });
  const [stream] = streamsOf(entry, { env: {}, kind: 'usage', limit: null, follow: true });
  if (stream === undefined) throw new Error('no stream');
  const debug: string[] = [];
  const { client, redact } = clientFor(stream.source, [stream], {
    userAgent: 'brandwatch-cli/0.0.0-test',
    maxWaitMs: given.maxWaitMs ?? 900_000,
    maxTimeMs: given.maxTimeMs ?? 20_000,
    signal: null,
    onWait: () => undefined,
    onDebug: (line) => debug.push(line),
    client: {
      agents: new Agents({ connect: 2000, headers: 2000, body: 1200 }),
      clock: { ...SYSTEM_CLOCK, random: () => 0.02 },
    },
  });
  const sink = given.sink ?? new MemorySink();
  const quarantined: Quarantined[] = [];
  try {
    const result = await runStream(
      stream,
      sink,
      { since: 'last', until: null, limit: given.until ?? null, maxPages: 1, ...given.pass },
      {
        http: client,
        redact,
        signal: null,
        onPage: () => undefined,
        onQuarantined: (_, items) => void quarantined.push(...items),
      },
    );
    return { result, sink, quarantined, debug, texts: sink.rows.map(({ text }) => text) };
  } finally {
    await client.close();
  }
}

/** Waits until there is somebody to tell. */
async function listened(to: Jetstream, connections = 1): Promise<void> {
  for (let tries = 0; tries < 400 && to.connections.length < connections; tries++) {
    await new Promise((later) => setTimeout(later, 25));
  }
  expect(to.connections.length).toBeGreaterThanOrEqual(connections);
}

const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) =>
    postEvent(START + (from + index) * 1000, `k${from + index}`, `acme number ${from + index}`),
  );
const texts = (count: number): string[] => Array.from({ length: count }, (_, index) => `acme number ${index}`);

describe('a stream', () => {
  it('gives posts with the query in them, with their authors looked up together, and nobody else', async () => {
    const jetstream = await server({
      profile: (did) =>
        did === didOf('shy')
          ? { labels: [{ src: did, uri: `at://${did}`, val: '!no-unauthenticated', cts: '2026-01-01T00:00:00Z' }] }
          : did === didOf('new')
            ? null
            : { displayName: 'Mia <3', followersCount: 42 },
    });
    const run = follow(jetstream, { until: 4 });
    await listened(jetstream);
    const root = { uri: `at://${didOf('leo')}/app.bsky.feed.post/r1`, cid: 'c' };
    jetstream.tell(
      postEvent(START, 'a1', 'Acme lost my bags', 'mia', { langs: ['en'] }),
      postEvent(START + 1, 'b1', 'nothing of the kind', 'tom'),
      postEvent(START + 2, 'c1', 'I hide, and I say acme', 'shy'),
      postEvent(START + 3, 'd1', 'still acme', 'mia', { reply: { root, parent: root } }),
      postEvent(START + 4, 'e1', 'acmes are others', 'tom'),
      postEvent(START + 5, 'f1', 'acme, says one who came today', 'new'),
      postEvent(START + 6, 'g1', 'acme, but not for long', 'tom'),
      {
        did: didOf('tom'),
        time_us: START + 7,
        kind: 'commit',
        commit: { operation: 'delete', collection: 'app.bsky.feed.post', rkey: 'g1' },
      },
      { did: didOf('tom'), time_us: START + 8, kind: 'identity', identity: { did: didOf('tom') } },
      postEvent(START + 9, 'h1', 'tell me of acme', 'ann'),
    );
    const { result, sink } = await run;
    expect(result).toMatchObject({ error: null, ending: 'limit', posts: 4 });
    expect(sink.rows.map(({ id }) => id?.split('/').at(-1)).sort()).toEqual(['a1', 'd1', 'f1', 'h1']);
    expect(sink.rows.find(({ id }) => id?.endsWith('a1') === true)).toMatchObject({
      key: `bluesky:at://${didOf('mia')}/app.bsky.feed.post/a1`,
      url: 'https://bsky.app/profile/mia.example/post/a1',
      kind: 'post',
      created_at: new Date(START / 1000).toISOString(),
      lang: 'en',
      author_handle: 'mia.example',
      author_name: 'Mia <3',
      author_followers: 42,
      likes: null,
      replies: null,
    });
    expect(sink.rows.find(({ id }) => id?.endsWith('d1') === true)).toMatchObject({
      kind: 'reply',
      parent: `bluesky:${root.uri}`,
      thread: `bluesky:${root.uri}`,
      parent_author: 'leo.example',
    });
    expect(sink.rows.find(({ id }) => id?.endsWith('f1') === true)).toMatchObject({
      author_handle: null,
      author_followers: null,
    });
    const looked = jetstream.lookups.flat();
    expect(new Set(looked).size).toBe(looked.length);
    expect(looked.sort()).toEqual(['ann', 'leo', 'mia', 'new', 'shy'].map(didOf).sort());
  });

  it('keeps to a language where it is told to', async () => {
    const jetstream = await server();
    const run = follow(jetstream, { until: 1, options: { lang: 'es' } });
    await listened(jetstream);
    jetstream.tell(
      postEvent(START, 'a', 'acme', 'mia', { langs: ['en'] }),
      postEvent(START + 1, 'b', 'acme', 'mia', {}),
      postEvent(START + 2, 'c', 'acme dos', 'mia', { langs: ['en', 'es-MX'] }),
    );
    expect((await run).texts).toEqual(['acme dos']);
  });

  it('that is cut again and again has no gap and no duplicate', async () => {
    const jetstream = await server({
      misbehave: (socket, connection, nth) => {
        if (connection >= 4 || nth < 30 * (connection + 1)) return false;
        // Reset by one side, closed by the other, and cut in the middle of a message.
        if (connection % 2 === 0)
          (socket as unknown as { _socket: { resetAndDestroy(): void } })._socket.resetAndDestroy();
        else socket.close(1011, 'going away');
        return true;
      },
    });
    const run = follow(jetstream, { until: 200 });
    await listened(jetstream);
    jetstream.tell(...numbered(200));
    const { result, texts: came, sink } = await run;
    expect(result.error).toBeNull();
    expect(came).toEqual(texts(200));
    expect(sink.checkpoints.length).toBeGreaterThan(1);
    expect(jetstream.connections).toHaveLength(5);
    const cursors = jetstream.connections.map((url) => new URL(url, 'http://x').searchParams.get('cursor'));
    expect(cursors[0]).toBeNull();
    for (const cursor of cursors.slice(1)) {
      expect(Number(cursor)).toBeGreaterThanOrEqual(START - 10 * SECOND);
      expect(Number(cursor)).toBeLessThan(START);
    }
    for (const url of jetstream.connections) expect(url).toContain('wantedCollections=app.bsky.feed.post');
  });

  it('that goes silent is connected to anew', async () => {
    const jetstream = await server({ misbehave: (_, connection, nth) => connection === 0 && nth >= 3 });
    const run = follow(jetstream, { until: 6 });
    await listened(jetstream);
    jetstream.tell(...numbered(6));
    const { texts: came, debug } = await run;
    expect(came).toEqual(texts(6));
    expect(debug).toContainEqual(expect.stringMatching(/^follow ws:.*3 messages, nothing came for 1.2 s/));
  });

  it('with broken events goes on, and says what is wrong with them', async () => {
    const jetstream = await server();
    const run = follow(jetstream, { until: 2 });
    await listened(jetstream);
    const [first, second] = numbered(2);
    jetstream.tell(
      '{"did":"did:plc:mia',
      '[]',
      'null',
      '{"did":42,"time_us":1}',
      `{"did":"${didOf('mia')}"}`,
      `{"did":"${didOf('mia')}","time_us":${START + 7200 * SECOND}}`,
      ...(first === undefined ? [] : [first]),
      {
        did: didOf('mia'),
        time_us: START,
        kind: 'commit',
        commit: { operation: 'create', collection: 'app.bsky.feed.post', rkey: 'x', record: 'acme' },
      },
      { did: didOf('mia'), time_us: START, kind: 'commit', commit: null },
      ...(second === undefined ? [] : [second]),
    );
    const { texts: came, quarantined, sink } = await run;
    expect(came).toEqual(texts(2));
    expect(quarantined.map(({ reason }) => reason)).toEqual([
      'is no JSON',
      'has no did',
      'is no event',
      'has no did',
      'has no time',
      'is of the future',
      'record is "acme", expected Object',
    ]);
    expect(sink.checkpoints.every(({ pass }) => Number(pass?.cursor ?? 0) < START + SECOND)).toBe(true);
  });

  it('that brings more than can be read is read again from where it was left', async () => {
    const jetstream = await server({ lookupMs: 500 });
    const run = follow(jetstream, { until: 40, maxTimeMs: 50_000 });
    await listened(jetstream);
    const ballast = 'x'.repeat(600_000);
    // Each author is looked up, which takes its time, while 24 MB come.
    jetstream.tell(
      ...Array.from({ length: 40 }, (_, index) =>
        postEvent(START + index * SECOND, `k${index}`, `acme number ${index} ${ballast}`, `u${index}`),
      ),
    );
    const { sink, debug } = await run;
    expect(sink.rows.map(({ text }) => text?.slice(0, 14).trim())).toEqual(texts(40).map((text) => text.slice(0, 14)));
    expect(debug).toContainEqual(expect.stringContaining('more came than could be read'));
  });

  it('goes on where it was in another process, and tells of a time that is missing', async () => {
    const jetstream = await server();
    const first = follow(jetstream, { maxTimeMs: 2500 });
    await listened(jetstream);
    jetstream.tell(...numbered(3));
    const { result, sink } = await first;
    expect(result).toMatchObject({ error: null, ending: 'whole', posts: 3 });
    const left = sink.checkpoints.at(-1);
    expect(left).toMatchObject({ pass: null, memory: START + 2000 });
    jetstream.tell(...numbered(2, 3));
    const again = new MemorySink(left ?? null, new Set(sink.rows.map(({ key }) => key)));
    const second = await follow(jetstream, { until: 2, sink: again });
    expect(second.texts).toEqual(['acme number 3', 'acme number 4']);
    expect([...second.result.notes]).toEqual([]);
    // A server that has forgotten most of what was.
    const young = await server();
    young.tell(postEvent(START + 300 * SECOND, 'late', 'acme, later'));
    const third = await follow(young, { until: 1, sink: new MemorySink(left ?? null) });
    expect([...third.result.notes]).toEqual([expect.stringMatching(/^nothing came of the time from \S+Z to \S+Z: /)]);
  });

  it('begins in the past with --since', async () => {
    const jetstream = await server();
    jetstream.tell(...numbered(10));
    const { texts: came } = await follow(jetstream, { until: 5, pass: { since: START / 1000 + 5 } });
    expect(came).toEqual(texts(10).slice(5));
  });

  it('that is not there is tried five times, and one that is lost for too long ends the run with 75', async () => {
    const gone = await startJetstream();
    await gone.close();
    const { result, debug } = await follow(gone);
    expect(result.error).toMatchObject({
      kind: 'source-unavailable',
      message: expect.stringMatching(/^cannot follow \S+: connection refused, 5 tries$/),
      hint: expect.stringMatching(/\S/),
    });
    expect(debug).toHaveLength(5);
    // With less time than that, too, it is not said that there was nothing.
    const hurried = await follow(gone, { maxTimeMs: 150 });
    expect(hurried.result.error).toMatchObject({ kind: 'source-unavailable', code: 'fetch.unreachable' });
    const lost = await server({
      misbehave: (socket, connection, nth) => {
        if (connection === 0 && nth <= 1) return false;
        socket.terminate();
        return true;
      },
    });
    const run = follow(lost, { maxWaitMs: 500 });
    await listened(lost);
    lost.tell(...numbered(5));
    const after = await run;
    expect(after.result.error).toMatchObject({ kind: 'temporary', code: 'fetch.silent' });
    expect(after.texts).toEqual(texts(2));
    expect(after.sink.checkpoints.at(-1)?.pass?.cursor).toBe(START + 1000);
  });
});

describe('what cannot be followed is refused before anything is asked', () => {
  const refusal = (more: Partial<SourceEntry>): unknown => {
    try {
      streamsOf(entryOf('127.0.0.1:1', more), { env: {}, kind: 'usage', limit: null, follow: true });
      return null;
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['another network', { source: 'hackernews', options: {} }, /hackernews cannot be followed/],
    ['a conversation', { queries: [], thread: 'at://x' }, /only a query/],
    ['replies', { replies: true }, /only a query/],
    ['nothing', { queries: [] }, /query is missing/],
    ['two queries', { queries: ['acme', 'ajax'] }, /only one query/],
    ['an operator of the search', { queries: ['acme from:mia.example'] }, /"from:mia.example" is for a search/],
    ['a broken query', { queries: ['acme AND'] }, /no query of ours/],
  ])('%s', (_, more, message) => {
    expect(refusal(more)).toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/\S/),
    });
  });

  it('but what can is not', () => {
    expect(refusal({ queries: ['acme OR "acme air" NEAR/5 bag*'] })).toBeNull();
  });
});
