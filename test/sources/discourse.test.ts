import { afterEach, expect, it } from 'vitest';
import discourse from '../../src/sources/discourse.js';
import type { Scenario } from './fixture.js';
import { type Ran, runScenario } from './run.js';
import { type LoopbackServer, serve } from './server.js';

const SCENARIO: Scenario = { name: 'words', mode: 'query', asked: 'acme', exchanges: [] };
const open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A forum of which `search` says what it finds; its topics are for members. */
async function forum(search: (q: string, page: number, nth: number) => unknown): Promise<LoopbackServer> {
  let nth = 0;
  const server = await serve((_, response, url) => {
    const isSearch = url.pathname === '/search.json';
    response.writeHead(isSearch ? 200 : 403, { 'content-type': 'application/json' });
    const { searchParams: params } = url;
    response.end(JSON.stringify(isSearch ? search(params.get('q') ?? '', Number(params.get('page')), nth++) : {}));
  });
  open.push(server);
  return server;
}

const run = ({ origin }: LoopbackServer): Promise<Ran> =>
  runScenario(discourse, SCENARIO, origin, { now: '2026-11-25T12:00:00Z', replies: 'right' });
const result = (posts: readonly unknown[], more: boolean): unknown => ({
  posts,
  grouped_search_result: { more_full_page_results: more ? true : null, post_ids: [], error: null },
});
const post = (id: number, time: number): unknown => ({
  id,
  name: 'Mia',
  username: 'mia',
  avatar_template: '/letter/{size}.png',
  like_count: 0,
  created_at: new Date(time).toISOString(),
  blurb: 'acme',
  post_number: 2,
  topic_id: 1,
});

it('a search goes past ten pages, in slices of time', async () => {
  const newest = Date.parse('2026-11-20T00:00:00Z');
  // Two posts a day and a page, of 25 days.
  const all = Array.from({ length: 50 }, (_, index) => ({ id: index + 1, time: newest - index * 43_200_000 }));
  const fake = await forum((q, page) => {
    if (page > 10) return result([], false);
    const before = /before:(\S+)/.exec(q)?.[1];
    const left = all.filter(({ time }) => before === undefined || time < Date.parse(before));
    const posts = left.slice((page - 1) * 2, page * 2).map(({ id, time }) => post(id, time));
    return result(posts, left.length > page * 2);
  });
  const { result: ended, sink } = await run(fake);
  expect(ended.error).toBeNull();
  expect(sink.rows.map(({ id }) => Number(id?.split(':').at(-1))).sort((a, b) => a - b)).toEqual(
    all.map(({ id }) => id),
  );
});

it('a day with more posts than ten pages is said to be cut', async () => {
  const time = Date.parse('2026-11-20T12:00:00Z');
  const fake = await forum((_, page) => result([post(page, time - page)], true));
  const { result: ended, sink } = await run(fake);
  expect(ended.error).toBeNull();
  expect(sink.rows).toHaveLength(10);
  expect([...ended.notes].join()).toContain('shows no more of a day');
});

it('a forum with too much to do is asked again, and has not found nothing', async () => {
  const fake = await forum((_, __, nth) =>
    nth === 0
      ? { posts: [], grouped_search_result: { post_ids: [], error: 'We are overloaded' } }
      : result([post(1, Date.parse('2026-11-20T00:00:00Z'))], false),
  );
  const { result: ended, sink } = await run(fake);
  expect(ended.error).toBeNull();
  expect(sink.rows).toHaveLength(1);
  expect(sink.rows[0]).toMatchObject({ thread: null, parent: null, views: null, likes: 0, replies: null });
});
