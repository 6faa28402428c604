/** What is particular to YouTube: its quota, and searches that end before all is seen. */
import { afterEach, describe, expect, it } from 'vitest';
import { youtubeRateLimit } from '../../src/sources/youtube/limits.js';
import youtube from '../../src/sources/youtube.js';
import { fixtureOf, replyOf, type Scenario } from './fixture.js';
import { runScenario } from './run.js';
import { type LoopbackServer, serve } from './server.js';

const { now, scenarios } = fixtureOf('youtube');
const [main] = scenarios;

const open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const refusal = (reason: string) => ({
  status: 403,
  header: () => null,
  text: JSON.stringify({ error: { code: 403, errors: [{ reason }] } }),
});

describe('the quota', () => {
  it.each([
    ['2026-11-25T12:00:00Z', '2026-11-26T08:00:00Z'],
    ['2026-11-25T07:59:00Z', '2026-11-25T08:00:00Z'],
    // In summer, and on the day on which clocks change.
    ['2026-07-01T12:00:00Z', '2026-07-02T07:00:00Z'],
    ['2026-11-01T07:30:00Z', '2026-11-02T08:00:00Z'],
  ])('that is used up at %s comes back at midnight Pacific time', (at, until) => {
    expect(youtubeRateLimit(refusal('quotaExceeded'), Date.parse(at))).toEqual({
      remaining: 0,
      resetAt: Date.parse(until),
      refused: true,
    });
  });

  it('is not what other refusals are about', () => {
    expect(youtubeRateLimit(refusal('commentsDisabled'), 0)).toBeNull();
    expect(youtubeRateLimit(refusal('forbidden'), 0)).toBeNull();
    expect(youtubeRateLimit(refusal('rateLimitExceeded'), 0)).toMatchObject({ refused: true, resetAt: null });
  });
});

describe('a search that ends at its depth', () => {
  it('goes on with what is older, until there is no more', async () => {
    // 1 000 videos, an hour apart; each search shows 500 of them.
    const newest = Date.parse('2026-11-20T00:00:00Z');
    const all = Array.from({ length: 1000 }, (_, index) => ({
      id: `v${String(index).padStart(10, '0')}`,
      at: newest - index * 3_600_000,
    }));
    const server = await serve((_, response, url) => {
      const send = (value: unknown): void => void response.end(JSON.stringify(value));
      const ids = url.searchParams.get('id')?.split(',') ?? [];
      if (url.pathname.endsWith('/videos')) {
        const items = all
          .filter(({ id }) => ids.includes(id))
          .map(({ id, at }) => ({ id, snippet: { publishedAt: new Date(at).toISOString(), title: 'acme' } }));
        return send({ items });
      }
      const before = Date.parse(url.searchParams.get('publishedBefore') ?? '2027-01-01T00:00:00Z');
      const from = Number(url.searchParams.get('pageToken') ?? 0);
      const shown = all.filter(({ at }) => at < before).slice(0, 500);
      const items = shown.slice(from, from + 50).map(({ id }) => ({ id: { videoId: id } }));
      return send({ items, ...(from + 50 < shown.length ? { nextPageToken: String(from + 50) } : {}) });
    });
    open.push(server);
    const search: Scenario = { name: 'deep', mode: 'query', asked: 'acme', exchanges: [] };
    const { result, sink } = await runScenario(youtube, search, server.origin, { now });
    expect(result.error).toBeNull();
    expect(new Set(sink.rows.map(({ key }) => key)).size).toBe(1000);
    expect([...result.notes].join()).toMatch(/of the 100 searches/);
  });
});

describe('counts that are not told', () => {
  it('are null, and never 0', async () => {
    const server = await serve((_, response, url) => {
      const file = url.pathname.endsWith('/videos')
        ? 'videos.http'
        : url.pathname.endsWith('/channels')
          ? 'channels.http'
          : 'comments-2.http';
      response.end(replyOf('youtube', file).body);
    });
    open.push(server);
    const { sink } = await runScenario(youtube, main, server.origin, { now });
    const hidden = sink.rows.find(({ author_handle }) => author_handle === 'hidden');
    expect(hidden).toMatchObject({ author_followers: null, views: null, reposts: null });
    expect(sink.rows.find(({ kind }) => kind === 'post')).toMatchObject({ author_followers: 120000, views: 51234 });
  });
});

describe('comments below a video', () => {
  const search: Scenario = { name: 'x', mode: 'query', asked: 'acme', replies: true, exchanges: [] };

  /** One video with comments without end, a hundred threads a page. */
  async function endless() {
    const server = await serve((_, response, url) => {
      const send = (value: unknown): void => void response.end(JSON.stringify(value));
      if (url.pathname.endsWith('/search')) return send({ items: [{ id: { videoId: 'v0000000001' } }] });
      if (url.pathname.endsWith('/videos')) {
        const snippet = { publishedAt: '2026-11-20T00:00:00Z', title: 'acme' };
        return send({ items: [{ id: 'v0000000001', snippet, statistics: { commentCount: '90000' } }] });
      }
      if (!url.pathname.endsWith('/commentThreads')) return send({ items: [] });
      const from = Number(url.searchParams.get('pageToken') ?? 0);
      const items = Array.from({ length: 100 }, (_unused, index) => ({
        id: `c${from + index}`,
        snippet: {
          videoId: 'v0000000001',
          totalReplyCount: 0,
          topLevelComment: {
            id: `c${from + index}`,
            snippet: { textOriginal: 'x', publishedAt: '2026-11-20T01:00:00Z', videoId: 'v0000000001' },
          },
        },
      }));
      send({ items, nextPageToken: String(from + 100) });
    });
    open.push(server);
    return server;
  }

  it.each([
    [undefined, 500, 'newest 500 threads that were taken: --option threads=5000'],
    ['700', 700, 'newest 700 threads'],
  ])('of threads=%s are cut at %i, which is said with what takes more', async (threads, count, words) => {
    const server = await endless();
    const options = threads === undefined ? {} : { threads };
    const { result } = await runScenario(youtube, { ...search, options }, server.origin, { now });
    expect(result.error).toBeNull();
    expect(result.related).toBe(count);
    expect([...result.notes].join()).toContain(words);
  });

  it('of an option that is no number are refused before anything is asked', async () => {
    const server = await endless();
    const options = { threads: 'all' };
    const { result } = await runScenario(youtube, { ...search, options }, server.origin, { now });
    expect(result.error).toMatchObject({ kind: 'usage', code: 'fetch.option' });
    expect(server.requests).toEqual([]);
  });
});
