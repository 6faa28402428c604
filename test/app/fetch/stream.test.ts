/** What the frame does with the pages of a source, whatever the source does. */
import { describe, expect, it } from 'vitest';
import { type PassOptions, runStream, type Stream } from '../../../src/app/fetch/stream.js';
import { normalisePost, type PostRow } from '../../../src/posts/row.js';
import { plainRateLimit } from '../../../src/sources/http/limits.js';
import { redactor } from '../../../src/sources/http/redact.js';
import { type Checkpoint, defineSource, type FetchRequest, type Page } from '../../../src/sources/source.js';
import { MemorySink } from '../../sources/run.js';

const NOW = Date.UTC(2026, 9, 20, 12);
const HOUR = 3_600_000;

const post = (id: number | string, hoursAgo = 1, more: object = {}): PostRow =>
  normalisePost(
    { network: 'x', kind: 'post', id, text: `acme ${id}`, created_at: NOW - hoursAgo * HOUR, ...more },
    { source: 't', collectedAt: NOW },
  );

type Pages = (request: FetchRequest, checkpoint: Checkpoint) => AsyncGenerator<Page>;

function streamOf(pages: Pages, request: Partial<FetchRequest> = {}): Stream {
  const source = defineSource({
    id: 'test',
    title: 'Test',
    network: 'x',
    finds: 'posts',
    query: { is: 'words', optional: false, words: true },
    modes: ['query', 'thread'],
    replies: true,
    baseUrl: 'https://test.example',
    credentials: [{ env: 'TEST_TOKEN', about: 'token', where: 'there', optional: true }],
    limits: 'none',
    rates: { all: { requests: 1, perMs: 1 } },
    reach: [],
    terms: 'none',
    evidence: { kind: 'schema only', of: 'nothing', date: '2026' },
    matching: 'exact',
    overlapMs: HOUR,
    options: {},
    parseRateLimit: plainRateLimit,
    pages: (given, _http, checkpoint) => pages(given, checkpoint),
    check: async () => 'ok',
  });
  return {
    key: 'k',
    source,
    recheck: null,
    request: {
      mode: 'query',
      query: 'acme',
      thread: null,
      author: null,
      replies: false,
      since: null,
      until: null,
      baseUrl: 'https://test.example',
      baseUrlGiven: false,
      credentials: {},
      options: {},
      label: 'test: acme',
      wanted: null,
      limit: null,
      ...request,
    },
  };
}

const SECRET = 'very-secret-token';

async function run(stream: Stream, sink = new MemorySink(), pass: Partial<PassOptions> = {}, now = NOW) {
  const result = await runStream(
    stream,
    sink,
    { since: 'last', until: null, limit: null, maxPages: 1000, ...pass },
    {
      http: {
        kept: new Map(),
        conceal: () => undefined,
        spendable: () => Number.POSITIVE_INFINITY,
        now: () => now,
        request: () => Promise.reject(new Error('no')),
        json: () => Promise.reject(new Error('no')),
        follow: () => {
          throw new Error('no');
        },
      },
      redact: redactor([SECRET]),
      signal: null,
      onPage: () => undefined,
      onQuarantined: () => undefined,
    },
  );
  return { result, sink };
}

const page = (posts: readonly PostRow[], cursor: Checkpoint['cursor'], more: Partial<Page> = {}): Page => ({
  posts,
  quarantined: [],
  checkpoint: { cursor, memory: null },
  ...more,
});

describe('a stream', () => {
  it('asks the next time from the newest post on, less the overlap', async () => {
    const asked: (number | null)[] = [];
    const stream = streamOf(async function* ({ since }) {
      asked.push(since);
      yield page([post(2, 1), post(1, 5)], null);
    });
    const { sink } = await run(stream);
    await run(stream, sink);
    expect(asked).toEqual([null, NOW - 2 * HOUR]);
    expect(sink.rows).toHaveLength(2);
  });

  it('does not take the time at which a post was first seen for one of the network', async () => {
    const asked: (number | null)[] = [];
    const stream = streamOf(async function* ({ since }) {
      asked.push(since);
      yield page([post(2, 1, { created_at: '2099-01-01' }), post(1, 5)], null);
    });
    const { sink } = await run(stream);
    await run(stream, sink);
    expect(asked[1]).toBe(NOW - 6 * HOUR);
  });

  it('ends the pass that was interrupted with its own window, then fetches only the rest', async () => {
    const asked: [number | null, unknown][] = [];
    let broken = true;
    const stream = streamOf(async function* ({ since }, { cursor }) {
      asked.push([since, cursor]);
      if (cursor === null && broken) {
        yield page([post(3, 1)], 'next');
        throw new Error('a bug');
      }
      yield page([post(2, 3), post(1, 4)], null);
    });
    const window = { since: NOW - 100 * HOUR, until: null };
    const first = await run(stream, new MemorySink(), window);
    expect(first.result.error).toMatchObject({ kind: 'internal', message: 'test: internal error: a bug' });
    expect(first.sink.checkpoints.at(-1)?.pass?.cursor).toBe('next');
    broken = false;
    const later = await run(stream, first.sink, { since: NOW - 90 * HOUR, until: null }, NOW + HOUR);
    expect(later.result.error).toBeNull();
    expect(asked).toEqual([
      [NOW - 100 * HOUR, null],
      [NOW - 100 * HOUR, 'next'],
      [NOW - 2 * HOUR, null],
    ]);
    expect(first.sink.rows.map(({ id }) => id)).toEqual(['3', '2', '1']);
    // A window further back than the interrupted one is fetched whole.
    await run(
      stream,
      new MemorySink({
        version: 1,
        pass: {
          since: new Date(NOW).toISOString(),
          until: null,
          started: new Date(NOW).toISOString(),
          cursor: 'next',
          newest: null,
        },
        newest: null,
        finished: null,
        memory: null,
      }),
      { since: NOW - 200 * HOUR },
    );
    expect(asked.at(-1)).toEqual([NOW - 200 * HOUR, null]);
  });

  it('notices a cursor that repeats, and pages without end', async () => {
    let pages = 0;
    const same = streamOf(async function* () {
      for (;;) {
        pages += 1;
        yield page([post(pages)], 'same');
      }
    });
    const repeated = await run(same);
    expect(repeated.result).toMatchObject({ ending: 'repeated', error: null, pages: 2 });
    expect(repeated.sink.checkpoints.at(-1)?.pass).toBeNull();

    const empty = streamOf(async function* () {
      for (let cursor = 0; ; cursor++) yield page([post(1)], cursor);
    });
    const idle = await run(empty);
    expect(idle.result).toMatchObject({ ending: 'idle', error: null, posts: 1, pages: 21 });
  });

  it('does not take pages that are only too new for pages without anything', async () => {
    const stream = streamOf(async function* () {
      for (let index = 0; index < 60; index++) yield page([post(index, index)], index < 59 ? index : null);
    });
    const { result } = await run(stream, new MemorySink(), { since: NOW - 100 * HOUR, until: NOW - 50 * HOUR });
    expect(result).toMatchObject({ ending: 'whole', posts: 9, outside: 51 });
  });

  it('cuts a page at --limit, and gives the rest of it the next time', async () => {
    const stream = streamOf(async function* (_, { cursor }) {
      if (cursor === null)
        yield page([post(5), post(4), post(3)], 'b', { checkpoint: { cursor: 'b', memory: 'etag' } });
      yield page([post(2), post(1)], null);
    });
    const { sink, result } = await run(stream, new MemorySink(), { limit: 2 });
    expect(result).toMatchObject({ ending: 'limit', posts: 2 });
    expect(sink.checkpoints.at(-1)).toMatchObject({ pass: { cursor: null }, memory: null });
    const rest = await run(stream, sink, { limit: 2 });
    expect(rest.result.posts).toBe(2);
    await run(stream, sink);
    expect(sink.rows.map(({ id }) => id)).toEqual(['5', '4', '3', '2', '1']);
  });

  it('fills a post with what only its conversation tells, and takes replies whatever they say', async () => {
    const stream: Stream = {
      ...streamOf(async function* () {
        yield page([post(1, 3, { likes: 7 })], null, {
          related: [post(1, 3, { likes: 1, parent: 'x:0' }), post(2, 900, { text: 'nothing of it' })],
        });
      }),
      recheck: ({ text }) => text?.includes('acme') === true,
    };
    const { sink, result } = await run(stream, new MemorySink(), { since: NOW - 10 * HOUR });
    expect(result).toMatchObject({ posts: 1, related: 1, unmatched: 0, outside: 0 });
    expect(sink.rows[0]).toMatchObject({ likes: 7, parent: 'x:0' });
  });

  it('keeps secrets out of posts, and refuses them in checkpoints', async () => {
    const leak = streamOf(async function* () {
      yield page([post(1, 1, { text: `acme ${SECRET}` })], null);
    });
    expect((await run(leak)).sink.rows[0]?.text).toBe('acme ********');
    const kept = streamOf(async function* () {
      yield page([post(1)], `https://x?token=${SECRET}`);
    });
    expect((await run(kept)).result.error).toMatchObject({ code: 'fetch.secret' });
  });

  it('fetches a conversation whole each time', async () => {
    const asked: (number | null)[] = [];
    const stream = streamOf(
      async function* ({ since }) {
        asked.push(since);
        yield page([post(1, 5)], null);
      },
      { mode: 'thread', query: null, thread: 'https://test.example/1' },
    );
    const { sink } = await run(stream);
    await run(stream, sink);
    expect(asked).toEqual([null, null]);
  });
});
