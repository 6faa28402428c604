import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeDuplicates } from '../../src/posts/duplicates.js';
import { scratch } from '../files/scratch.js';
import { holds } from '../formats/seed.js';
import { testEngine } from '../presets/engine.js';
import { FIXTURES, importFiles } from '../presets/importing.js';
import { columnsOf, fillPosts, type Row } from './rows.js';

const sql = testEngine();
const files = scratch();

async function merge(rows: readonly Row[], ...names: readonly string[]) {
  await fillPosts(sql.engine, rows);
  const merged = await mergeDuplicates(sql.engine);
  return { merged, posts: await columnsOf(sql.engine, ...names) };
}

describe('two sightings of one post', () => {
  test('are one: later metrics win, the first sighting is kept', async () => {
    const { merged, posts } = await merge(
      [
        { id: '1', text: 'hello', likes: 3, views: 100, source: 'a.csv', created_at: '2026-10-01 10:00:00' },
        { id: '2', text: 'other', likes: 5 },
        { id: '1', text: 'hello again', likes: 9, source: 'b.csv', created_at: '2026-10-01 10:00:00' },
      ],
      ...['id', 'text', 'likes', 'views', 'source'],
    );
    expect(merged).toBe(1);
    expect(posts).toEqual([
      // What the later one does not know stays as it was.
      ['1', 'hello', 9, 100, 'a.csv'],
      ['2', 'other', 5, null, null],
    ]);
  });

  test('a later zero is a metric, a later null is none', async () => {
    const { posts } = await merge(
      [
        { id: '1', likes: 3, replies: 4 },
        { id: '1', likes: 0, replies: null },
      ],
      ...['likes', 'replies'],
    );
    expect(posts).toEqual([[0, 4]]);
  });

  test('what the first did not say is filled in', async () => {
    const { posts } = await merge(
      [
        { id: '1', author_handle: 'ann', lang: null },
        { id: '1', author_handle: 'ann_new', lang: 'ca', place: 'acmehelp', author_verified: true },
        { id: '1', lang: 'es' },
      ],
      ...['author_handle', 'lang', 'place', 'author_verified'],
    );
    expect(posts).toEqual([['ann', 'ca', 'acmehelp', true]]);
  });

  test('with the same id on two networks are two', async () => {
    const { merged } = await merge([{ id: '1' }, { id: '1', network: 'reddit' }], 'key');
    expect(merged).toBe(0);
  });
});

describe('an address', () => {
  const url = 'https://news.example/a';

  test('finds the post of a sighting without an id', async () => {
    const rows = [
      { id: '1', url, likes: 3, network: 'web' },
      { id: null, key: `web:${url}`, url, likes: 9, network: 'web' },
    ];
    expect(await merge(rows, 'key', 'id', 'likes')).toEqual({ merged: 1, posts: [['web:1', '1', 9]] });
    expect(await merge([...rows].reverse(), 'key', 'id', 'likes')).toEqual({ merged: 1, posts: [['web:1', '1', 3]] });
  });

  test('that several posts share finds none', async () => {
    const { merged } = await merge(
      [
        { id: '1', url, network: 'web' },
        { id: '2', url, network: 'web' },
        { id: null, key: `web:${url}`, url, network: 'web' },
      ],
      'key',
    );
    expect(merged).toBe(0);
  });

  test("does not make one post of a review and the owner's reply on its page", async () => {
    const { merged, posts } = await merge(
      [
        { id: '1', url, network: 'trustpilot', kind: 'review' },
        { id: null, key: 'trustpilot:1:reply', url, network: 'trustpilot', kind: 'reply' },
      ],
      'kind',
    );
    expect(merged).toBe(0);
    expect(posts).toEqual([['review'], ['reply']]);
  });

  test('on another network is another post', async () => {
    const { merged } = await merge(
      [
        { id: '1', url },
        { id: null, key: `web:${url}`, url, network: 'web' },
      ],
      'key',
    );
    expect(merged).toBe(0);
  });
});

test('posts without id and address are one where author, time and text are the same', async () => {
  const header = 'author,created_at,text';
  const path = await files.write(
    'plain.csv',
    [
      header,
      'ann,2026-10-01 10:00:00,the router is down',
      'ann,2026-10-01 10:00:00,the router is down',
      'bob,2026-10-01 10:00:00,the router is down',
      'ann,2026-10-01 10:00:01,the router is down',
      'ann,2026-10-01 10:00:00,the router is up',
      '',
    ].join('\n'),
  );
  const { loaded, posts } = await importFiles([path]);
  expect(loaded.merged).toBe(1);
  expect(posts).toHaveLength(4);
});

describe('importing', () => {
  const METRICS = ['likes', 'reposts', 'replies', 'quotes', 'views'];

  test('a file twice is importing it once', async () => {
    const file = 'twarc-csv/tweets.csv';
    const once = await importFiles([file]);
    const copy = await files.write('copy.csv', readFileSync(join(FIXTURES, file)));
    const twice = await importFiles([file, copy]);
    expect(twice.loaded.merged).toBe(once.posts.length);
    expect(twice.posts).toEqual(once.posts);
  });

  test('files in another order changes which sighting was first, and nothing else', async () => {
    const row = (id: number, likes: number): string => `${id},ann,2026-10-0${id},hello number ${id} there,${likes}`;
    const header = 'id,author,created_at,text,likes';
    const a = await files.write('a.csv', [header, row(1, 10), row(2, 20), ''].join('\n'));
    const b = await files.write('b.csv', [header, row(2, 25), row(3, 30), ''].join('\n'));
    const [forth, back] = [await importFiles([a, b]), await importFiles([b, a])];
    const seen = (posts: typeof forth.posts) =>
      posts
        .map(({ source, likes, ...post }) => post)
        .sort((left, right) => String(left['key']).localeCompare(String(right['key'])));
    expect(seen(back.posts)).toEqual(seen(forth.posts));
    const second = (posts: typeof forth.posts) => posts.find(({ id }) => id === '2');
    expect(second(forth.posts)).toMatchObject({ source: a, likes: 25 });
    expect(second(back.posts)).toMatchObject({ source: b, likes: 20 });
  });

  test('merging twice is merging once, and never counts a post twice', () =>
    holds(
      fc.asyncProperty(
        fc.array(
          fc.record({
            id: fc.constantFrom('1', '2', '3', null),
            page: fc.constantFrom('a', 'b', null),
            likes: fc.constantFrom(0, 1, 2, null),
            views: fc.constantFrom(0, 5, null),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async (sightings) => {
          // A post has one address, though it may share it with others.
          const pages: Readonly<Record<string, string>> = { 1: 'a', 2: 'b', 3: 'b' };
          const rows = sightings.map(({ id, page, ...metrics }, index) => ({
            ...metrics,
            id,
            url: id === null || page === null ? page : (pages[id] ?? null),
            key: id !== null ? `x:${id}` : page !== null ? `x:${page}` : `x:~${index}`,
          }));
          const { merged } = await merge(rows, 'key');
          const first = await columnsOf(sql.engine, 'key', ...METRICS);
          expect(new Set(first.map(([key]) => key)).size).toBe(first.length);
          expect(first.length + merged).toBe(rows.length);
          expect(await mergeDuplicates(sql.engine)).toBe(0);
          expect(await columnsOf(sql.engine, 'key', ...METRICS)).toEqual(first);
        },
      ),
      40,
    ));
});
