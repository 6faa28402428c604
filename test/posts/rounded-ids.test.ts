import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { removeRoundedIds } from '../../src/posts/rounded-ids.js';
import { scratch } from '../files/scratch.js';
import { holds } from '../formats/seed.js';
import { testEngine } from '../presets/engine.js';
import { importFiles } from '../presets/importing.js';
import { columnsOf, fillPosts, type Row } from './rows.js';

const sql = testEngine();
const files = scratch();

const STATUS = Array.from({ length: 40 }, (_, index) => String(1972345678901234567n + BigInt(index) * 4194304013n));

async function check(rows: readonly Row[], keepExtras = true) {
  await fillPosts(sql.engine, rows);
  return removeRoundedIds(sql.engine, 0, keepExtras);
}

describe('sound ids', () => {
  test.each([
    ['of X', STATUS],
    ['that are short', Array.from({ length: 40 }, (_, index) => `${index * 10}`)],
    ['of reddit', ['1nq3ab', '1e5', '1e10x', 'k2e4', '9e1a', 'abc1e5']],
    [
      'of 16 digits that end in zeros',
      Array.from({ length: 40 }, (_, index) => `${1_000_000_000_000_000 + index * 1000}`),
    ],
    ['of Mastodon', STATUS.map((id) => `1${id.slice(2)}`)],
    ['with a round one among them', [...STATUS, '1972345678901230000']],
    ['with three exact ones, and no more ids', ['1972345678901234688', '1972345678901234944', '1972345678901235200']],
    ['made of words', ['Ci9DQUlRexample0001', 'E+mc2', 'at://did:plc:1E+5/x']],
  ])('%s are left alone', async (_, ids) => {
    expect(await check(ids.map((id) => ({ id, author_id: id, thread: `x:${id}` })))).toEqual([]);
    expect((await columnsOf(sql.engine, 'id')).flat()).toEqual(ids);
  });

  test('are not flagged, whatever the network made of its clock', () =>
    holds(
      fc.asyncProperty(
        fc.array(fc.bigInt({ min: 10n ** 17n, max: 9n * 10n ** 18n }), { minLength: 60, maxLength: 200 }),
        async (numbers) => {
          // Chance alone: a few may end in zeros, but never so many that the column looks rounded.
          const ids = [...new Set(numbers.map(String))];
          await sql.engine.run('DROP TABLE IF EXISTS posts');
          await fillPosts(sql.engine, []);
          await sql.engine.run(
            `INSERT INTO posts (key, network, id) SELECT 'x:' || id, 'x', id FROM (SELECT unnest([${ids.map((id) => `'${id}'`).join(', ')}]) AS id)`,
          );
          const found = await removeRoundedIds(sql.engine, 0, false);
          const zeros = ids.filter((id) => /0{2,}$/.test(id)).length;
          if (zeros === 0) expect(found).toEqual([]);
          else expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(zeros);
        },
      ),
      20,
    ));
});

describe('rounded ids', () => {
  test('in scientific notation are taken out, and kept in extras', async () => {
    const found = await check([
      { id: '1.80E+17', extras: '{"Query":"acme"}' },
      { id: '1,97E+18' },
      { id: '2E+17' },
      { id: STATUS[0] ?? '' },
    ]);
    expect(found).toEqual([{ column: 'id', rows: 3, example: expect.stringMatching(/E\+1/) }]);
    expect(await columnsOf(sql.engine, 'id', 'extras')).toEqual([
      [null, '{"Query":"acme","rounded_id":"1.80E+17"}'],
      [null, '{"rounded_id":"1,97E+18"}'],
      [null, '{"rounded_id":"2E+17"}'],
      [STATUS[0], null],
    ]);
  });

  test('of which 15 digits are left, as Excel does it', async () => {
    const rounded = STATUS.map((id) => `${id.slice(0, 15)}0000`);
    expect(await check(rounded.map((id) => ({ id })))).toMatchObject([{ column: 'id', rows: 40 }]);
    // A file into which some rounded rows were pasted.
    expect(await check([...STATUS, ...rounded.slice(0, 3)].map((id) => ({ id })))).toMatchObject([{ rows: 3 }]);
    expect((await columnsOf(sql.engine, 'id')).flat()).toEqual([...STATUS, null, null, null]);
  });

  test('that have all been through a float', async () => {
    const floats = STATUS.map((id) => String(BigInt(Number(id))));
    expect(await check(floats.map((id) => ({ id })))).toMatchObject([{ column: 'id', rows: 40 }]);
    const printed = STATUS.map((id) =>
      BigInt(Number(id))
        .toString()
        .replace(/\d{3}$/, '000'),
    );
    expect(await check(printed.map((id) => ({ id })))).toMatchObject([{ column: 'id', rows: 40 }]);
  });

  test('that say they are a float are, however few, and small ones are none', async () => {
    expect(await check([{ id: `${BigInt(Number(STATUS[0]))}.0` }, { id: STATUS[1] ?? '' }])).toMatchObject([
      { column: 'id', rows: 1, example: '1972345678901234688.0' },
    ]);
    expect(await check([{ id: '12.0' }, { id: '1.0.0' }])).toEqual([]);
  });

  test.each(['author_id', 'thread', 'parent', 'repost_of'])('in %s are never joined on', async (column) => {
    const key = (id: string): string => (column === 'author_id' ? id : `x:${id}`);
    const rows = STATUS.map((id, index) => ({ id: `${index}`, [column]: key(`${id.slice(0, 15)}0000`) }));
    expect(await check(rows)).toMatchObject([{ column, rows: 40 }]);
    expect(await columnsOf(sql.engine, 'id', column)).toEqual(STATUS.map((_, index) => [`${index}`, null]));
  });

  test('are looked for only in the rows of the file at hand', async () => {
    await fillPosts(
      sql.engine,
      ['1.80E+17', '1.80E+17', ...STATUS].map((id) => ({ id })),
    );
    expect(await removeRoundedIds(sql.engine, 2, true)).toEqual([]);
  });

  test('leave posts that differ apart: their keys are made of the address, or of who said what', async () => {
    await check([
      { id: '1.80E+17', url: 'https://x.com/a/status/1', text: 'one' },
      { id: '1.80E+17', author_handle: 'ann', text: 'two' },
      { id: '1.80E+17', author_handle: 'bob', text: 'two' },
    ]);
    const keys = (await columnsOf(sql.engine, 'key')).flat();
    expect(new Set(keys).size).toBe(3);
    expect(keys[0]).toBe('x:https://x.com/a/status/1');
  });
});

describe('an id', () => {
  test.each([
    ['what keeps a spreadsheet away from it', '"=""1972345678901234567"""', '1972345678901234567'],
    ['an apostrophe for the same', "'1972345678901234567", '1972345678901234567'],
    ['the thousands of a spreadsheet', '"1,972,345,678,901,234,567"', '1972345678901234567'],
    ['the .0 of a column that had gaps', '1234567.0', '1234567'],
  ])('is read without %s, and meets the others', async (_, written, id) => {
    const path = await files.write(
      'wrapped.csv',
      `id,text,created_at,parent_id\n${written},The line was dead,2026-10-01,\n2,And it still is,2026-10-02,${written}\n`,
    );
    const { posts } = await importFiles([path]);
    expect(posts).toMatchObject([{ id, key: `unknown:${id}` }, { parent: `unknown:${id}` }]);
  });

  test('that JSON gives as a float past 2^53 is not used', async () => {
    const lines = STATUS.slice(0, 3).map(
      (id, index) => `{"id":${Number(id).toExponential()},"text":"number ${index}"}`,
    );
    const { loaded, posts } = await importFiles([await files.write('float.ndjson', lines.join('\n'))]);
    expect(loaded.files[0]?.rounded).toMatchObject([{ column: 'id', rows: 3 }]);
    expect(posts.map(({ id }) => id)).toEqual([undefined, undefined, undefined]);
  });
});

test('an import says which ids it did not use, and merges nothing because of them', async () => {
  const rows = Array.from(
    { length: 8 },
    (_, index) => `1.97E+18,hello number ${index} there,ann,2026-10-0${1 + index},1.96E+18`,
  );
  const path = await files.write('excel.csv', `id,text,author,created_at,parent\n${rows.join('\n')}\n`);
  const { loaded, posts } = await importFiles([path]);
  expect(loaded.merged).toBe(0);
  expect(posts).toHaveLength(8);
  expect(loaded.files[0]?.rounded.map(({ column, rows: number }) => [column, number])).toContainEqual(['id', 8]);
  for (const post of posts) {
    expect(post['id']).toBeUndefined();
    expect(post['parent']).toBeUndefined();
    expect(post['extras']).toMatchObject({ rounded_id: '1.97E+18' });
  }
});
