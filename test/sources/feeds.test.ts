import { afterEach, describe, expect, it, test } from 'vitest';
import { parseXml } from '../../src/sources/feeds/xml.js';
import { xmlFeed } from '../../src/sources/feeds/xml-feed.js';
import feeds from '../../src/sources/feeds.js';
import type { Scenario } from './fixture.js';
import { MemorySink, runScenario } from './run.js';
import { type LoopbackServer, serve } from './server.js';

const NOW = '2026-10-20T12:00:00Z';
const open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const scenario: Scenario = { name: 'feed', mode: 'query', asked: '{origin}/feed.xml', exchanges: [] };
const feedOf = (...ids: readonly number[]): string =>
  `<rss version="2.0"><channel>${ids.map((id) => `<item><title>acme ${id}</title><guid isPermaLink="false">tag:x,2026:${id}</guid><pubDate>Mon, ${10 + id} Oct 2026 00:00:00 GMT</pubDate></item>`).join('')}</channel></rss>`;

describe('a feed', () => {
  it('is asked for only when it changed, and its new items are all that comes', async () => {
    let ids = [1, 2];
    const server = await serve((request, response) => {
      const etag = `"${ids.join()}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
      else response.writeHead(200, { etag, 'last-modified': 'Mon, 19 Oct 2026 00:00:00 GMT' }).end(feedOf(...ids));
    });
    open.push(server);
    const sink = new MemorySink();
    const run = () => runScenario(feeds, scenario, server.origin, { now: NOW, sink, pass: { since: 'last' } });
    expect((await run()).result).toMatchObject({ posts: 2, error: null });
    expect(server.headers[0]).not.toHaveProperty('if-none-match');
    const second = await run();
    expect([...second.result.notes]).toEqual(['not changed since the last time']);
    expect(server.headers[1]).toMatchObject({
      'if-none-match': '"1,2"',
      'if-modified-since': 'Mon, 19 Oct 2026 00:00:00 GMT',
    });
    ids = [1, 2, 3];
    const third = await run();
    expect(third.result).toMatchObject({ posts: 1, known: 2, error: null });
    // A window that reaches back is no business of an ETag.
    const window = await runScenario(feeds, scenario, server.origin, {
      now: NOW,
      sink: new MemorySink(sink.checkpoints.at(-1)),
      pass: { since: 0 },
    });
    expect(window.result.posts).toBe(3);
  });

  it.each([
    ['RSS', '<rss><channel><item><title>a</title><pubDate>Mon, 19 Oct 2026 07:30:00</pubDate></item></channel></rss>'],
    [
      'RSS of two digits',
      '<rss><channel><item><title>a</title><pubDate>19 Oct 26 07:30</pubDate></item></channel></rss>',
    ],
    ['RSS in ISO 8601', '<rss><item><title>a</title><pubDate>2026-10-19 07:30:00</pubDate></item></rss>'],
    ['Atom', '<feed><entry><title>a</title><updated>2026-10-19T07:30:00</updated></entry></feed>'],
    ['Dublin Core', '<rdf:RDF><item><title>a</title><dc:date>2026-10-19T07:30</dc:date></item></rdf:RDF>'],
    ['JSON Feed', '{"version":"x","items":[{"id":1,"title":"a","date_published":"2026-10-19T07:30:00.000"}]}'],
  ])('has dates without a zone in UTC: %s', async (_, body) => {
    const server = await serve((_request, response) => void response.end(body));
    open.push(server);
    const { sink } = await runScenario(feeds, scenario, server.origin, { now: NOW });
    expect(sink.rows.map(({ created_at, extras }) => [created_at, extras?.['created_at_basis']])).toEqual([
      ['2026-10-19T07:30:00.000Z', undefined],
    ]);
  });

  it('from the east of UTC whose dates without a zone seem to be in the future gets the time of the fetch', async () => {
    const item = '<item><title>a</title><pubDate>Tue, 20 Oct 2026 20:55:00</pubDate></item>';
    const server = await serve((_request, response) => void response.end(`<rss><channel>${item}</channel></rss>`));
    open.push(server);
    const { sink } = await runScenario(feeds, scenario, server.origin, { now: NOW });
    expect(sink.rows[0]).toMatchObject({
      created_at: '2026-10-20T12:00:00.000Z',
      extras: { created_at_basis: 'first seen', created_at_claimed: 'Tue, 20 Oct 2026 20:55:00' },
    });
  });

  it('that was cut by --limit is asked for again', async () => {
    const server = await serve((request, response) => {
      if (request.headers['if-none-match'] !== undefined) response.writeHead(304).end();
      else response.writeHead(200, { etag: '"x"' }).end(feedOf(1, 2, 3));
    });
    open.push(server);
    const sink = new MemorySink();
    const run = (limit: number | null) =>
      runScenario(feeds, scenario, server.origin, { now: NOW, sink, pass: { since: 'last', limit } });
    expect((await run(2)).result).toMatchObject({ posts: 2, ending: 'limit' });
    expect((await run(null)).result).toMatchObject({ posts: 1, known: 2, error: null });
    expect(sink.rows).toHaveLength(3);
  });

  it('that is gone says so', async () => {
    const server = await serve((_, response) => void response.writeHead(410).end());
    open.push(server);
    const { result } = await runScenario(feeds, scenario, server.origin, { now: NOW });
    expect(result.error).toMatchObject({ code: 'fetch.gone', kind: 'source-unavailable' });
  });

  it('that a page names has a tag and a date that are not those of the page', async () => {
    let ids = [1];
    const server = await serve((request, response, url) => {
      const isPage = url.pathname === '/';
      const modified = isPage ? Date.UTC(2026, 0, 1) : Date.UTC(2026, 9, ids.length);
      const known = Date.parse(request.headers['if-modified-since'] ?? '');
      response.setHeader('last-modified', new Date(modified).toUTCString());
      if (known >= modified) response.writeHead(304).end();
      else if (!isPage) response.end(feedOf(...ids));
      else response.end('<html><link rel="alternate" type="application/rss+xml" href="/feed.xml"></html>');
    });
    open.push(server);
    const sink = new MemorySink();
    const page: Scenario = { ...scenario, asked: '{origin}/' };
    const run = () => runScenario(feeds, page, server.origin, { now: NOW, sink, pass: { since: 'last' } });
    expect((await run()).result).toMatchObject({ posts: 1, error: null });
    expect([...(await run()).result.notes]).toEqual(['not changed since the last time']);
    ids = [1, 2];
    expect((await run()).result).toMatchObject({ posts: 1, known: 1, error: null });
  });

  it('that a page names in a private network is not opened', async () => {
    const inner = await serve((_, response) => void response.end(feedOf(1)));
    const server = await serve(
      (_, response) =>
        void response.end(
          `<!doctype html><html><link rel="alternate" type="application/rss+xml" href="${inner.origin}/secret.xml"></html>`,
        ),
    );
    open.push(inner, server);
    const { result } = await runScenario(feeds, scenario, server.origin, { now: NOW });
    expect(result.error?.message).toContain('private network');
    expect(inner.requests).toEqual([]);
  });
});

describe('XML that is hostile', () => {
  const items = (text: string) => xmlFeed(parseXml(text).root)?.items ?? [];

  test.each([
    ['nested without end', `<rss><channel>${'<a>'.repeat(100_000)}`, 0],
    ['items that are never closed', `<rss><channel>${'<item><title>x'.repeat(3000)}`, 3000],
    ['closing tags only', `<rss><channel><item><title>x</title></item>${'</a>'.repeat(100_000)}`, 1],
    ['a million brackets', `<rss><channel><item><title>x</title></item>${'<'.repeat(1_000_000)}`, 1],
    ['a quote that is never closed', `<rss><channel><item><title>x</title></item><item a="${'x'.repeat(500_000)}`, 1],
  ])('%s', (_, text, least) => {
    // It comes back at all: none of these may take more than its length.
    expect(items(text).length).toBeGreaterThanOrEqual(least);
  });

  it('unfolds no entity without bound, and loads none from elsewhere', () => {
    const lines = Array.from(
      { length: 20 },
      (_, index) => `<!ENTITY e${index} "${index === 0 ? 'lol' : `&e${index - 1};`.repeat(10)}">`,
    );
    const [bomb] = items(
      `<!DOCTYPE rss [${lines.join('')}]><rss><channel><item><title>&e19;</title></item></channel></rss>`,
    );
    expect((bomb?.title ?? '').length).toBeLessThan(1000);
    const [file] = items(
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>a&x;b</title></item></channel></rss>',
    );
    expect(file?.title).toBe('a&x;b');
  });
});
