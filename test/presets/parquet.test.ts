import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sqlText } from '../../src/core/engine.js';
import { columnsInside } from '../../src/presets/parquet-columns.js';
import { scratch } from '../files/scratch.js';
import { testEngine } from './engine.js';
import { FIXTURES, importFiles } from './importing.js';

const sql = testEngine();
const files = scratch();
let count = 0;

/** Writes a Parquet file of a query and imports it. */
async function imported(query: string, options: Parameters<typeof importFiles>[1] = {}) {
  const path = join(files.dir, `file${count++}.parquet`);
  await sql.engine.run(`COPY (${query}) TO ${sqlText(path)} (FORMAT parquet)`);
  const { loaded, posts } = await importFiles([path], options);
  const [file] = loaded.files;
  if (file === undefined) throw new Error('nothing was read');
  return { posts, file, mapping: Object.fromEntries(file.guesses.map(({ column, from }) => [column, from])) };
}

describe('columns inside of a struct', () => {
  test.each([
    ['INTEGER', ['a']],
    ['VARCHAR[]', ['a']],
    ['STRUCT(b INTEGER, c VARCHAR)', ['a.b', 'a.c']],
    ['STRUCT(b STRUCT("d, e" VARCHAR, f DECIMAL(3,1)), c MAP(VARCHAR, INTEGER))', ['a.b.d, e', 'a.b.f', 'a.c']],
    ['STRUCT("say ""(hi"" " VARCHAR, z TIMESTAMP WITH TIME ZONE)', ['a.say "(hi" ', 'a.z']],
    ['STRUCT(b INTEGER)[]', ['a']],
  ])('of type %s are %j', (type, names) => {
    expect(columnsInside('a', type).map(({ name }) => name)).toEqual(names);
  });

  test('are columns of the post like any other, whatever their types', async () => {
    const { posts, mapping, file } = await imported(`SELECT 2077010799033872999 + i AS id,
      TIMESTAMPTZ '2026-10-01 10:00:00+00' AS created_at, 'no line ' || i AS body,
      {'username': 'ann', 'name': 'Ann Q', 'public_metrics': {'followers_count': 1200}} AS author,
      map {'a': 1} AS counts, [{'tag': 'x'}] AS tags, 4.5::DECIMAL(3,1) AS rating FROM range(2) AS t(i)`);
    expect(mapping).toMatchObject({
      author_handle: 'author.username',
      author_name: 'author.name',
      author_followers: 'author.public_metrics.followers_count',
    });
    expect(posts[1]).toMatchObject({
      id: '2077010799033873000',
      created_at: '2026-10-01T10:00:00.000Z',
      text: 'no line 1',
      author_handle: 'ann',
      author_name: 'Ann Q',
      author_followers: 1200,
      rating: 4.5,
      extras: { counts: '{"a":1}', tags: '[{"tag":"x"}]' },
    });
    expect(file.leftOver).toEqual(['counts', 'tags']);
  });

  test('that share a name with one outside do not hide it, nor each other', async () => {
    const { posts } = await imported(
      `SELECT {'b': 'inner'} AS a, 'outer' AS "a.b", 'no line' AS text, 'other' AS "z ""q"""`,
    );
    expect(posts[0]?.['extras']).toEqual({ 'a.b': 'inner', 'a.b (again)': 'outer', 'z "q"': 'other' });
  });
});

test('columns are guessed from what is in them, too', async () => {
  const { mapping } = await imported(`SELECT DATE '2026-10-01' + i::INTEGER AS d, 12 AS comments,
    'the line was dead again, number ' || i AS what_they_said FROM range(5) AS t(i)`);
  expect(mapping).toEqual({ created_at: 'd', text: 'what_they_said', replies: 'comments' });
});

test('rows without a value are no posts', async () => {
  const { file } = await imported(
    `SELECT * FROM (VALUES ('no line', 'ann'), (NULL, NULL), ('no net', 'bob')) AS t(text, author)`,
  );
  expect(file).toMatchObject({ rows: 2, leftOut: 1, rejects: { total: 0 } });
});

test('a dump of JSON kept as Parquet or CSV is still that dump', async () => {
  const source = `SELECT * FROM read_json(${sqlText(`${FIXTURES}reddit-dump/submissions.ndjson`)}, format = 'newline_delimited')`;
  const { posts: original } = await importFiles(['reddit-dump/submissions.ndjson']);
  const essence = (posts: readonly Record<string, unknown>[]) =>
    posts.map(({ key, text, created_at, author_handle, place }) => ({ key, text, created_at, author_handle, place }));
  const { posts, file } = await imported(source);
  expect(file.preset.id).toBe('reddit-dump');
  expect(essence(posts)).toEqual(essence(original));
  const csv = join(files.dir, 'dump.csv');
  await sql.engine.run(`COPY (${source}) TO ${sqlText(csv)} (HEADER)`);
  const table = await importFiles([csv]);
  expect(table.loaded.files[0]?.preset.id).toBe('reddit-dump');
  expect(essence(table.posts)).toEqual(essence(original));
});
