import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatById } from '../../src/formats/index.js';
import { holds, SEED } from './seed.js';
import { column, hostileText, table, written } from './table.js';

const json = formatById('json');
const ndjson = formatById('ndjson');
const COLUMNS = [
  column('author', 'text'),
  column('reach', 'integer'),
  column('mood', 'number'),
  column('answered', 'boolean'),
  column('signals', 'list'),
];

const row = fc.tuple(
  hostileText,
  fc.option(fc.maxSafeInteger()),
  fc.integer({ min: -1e6, max: 1e6 }).map((millionths) => millionths / 1e6),
  fc.option(fc.boolean()),
  fc.array(hostileText, { maxLength: 3 }),
);

const asObjects = (rows: readonly (readonly unknown[])[]) =>
  rows.map((cells) => Object.fromEntries(COLUMNS.map(({ name }, index) => [name, cells[index]])));

describe(`json (seed ${SEED})`, () => {
  it('is one document with all that the table knows', async () => {
    const text = await written(json, [
      table(COLUMNS.slice(0, 2), [['a', 1]], {
        headline: ['what matters'],
        notes: [{ text: 'one left out' }],
        series: [{ title: 'per day', values: [1, null] }],
        stamp: { reach: 'reach/1' },
        total: 9,
      }),
    ]);
    expect(JSON.parse(text)).toEqual({
      report: 'unhappy',
      title: 'Unhappy customers',
      stamp: { reach: 'reach/1' },
      headline: ['what matters'],
      notes: ['one left out'],
      series: [{ title: 'per day', values: [1, null] }],
      total: 9,
      columns: [
        { name: 'author', type: 'text', about: 'what author is' },
        { name: 'reach', type: 'integer', about: 'what reach is' },
      ],
      rows: [{ author: 'a', reach: 1 }],
    });
    expect(Object.keys(JSON.parse(text)).at(-1)).toBe('rows');
  });

  it('puts several reports, or none, into one document', async () => {
    const two = JSON.parse(await written(json, [table(COLUMNS, []), table(COLUMNS, [['a', 1, 0, true, []]])]));
    expect(two.reports.map((report: { rows: unknown[] }) => report.rows.length)).toEqual([0, 1]);
    expect(JSON.parse(await written(json, []))).toEqual({ reports: [] });
  });

  it('rounds to six decimals and knows no −0 and no NaN', async () => {
    const text = await written(ndjson, [
      table(COLUMNS, [
        ['a', -0, 0.12345678, null, null],
        ['b', 1, Number.NaN, true, []],
      ]),
    ]);
    expect(text).toBe(
      '{"author":"a","reach":0,"mood":0.123457,"answered":null,"signals":null}\n' +
        '{"author":"b","reach":1,"mood":null,"answered":true,"signals":[]}\n',
    );
  });

  it('gives back the same cells, and prints nothing that acts on a terminal', async () => {
    await holds(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        // −0 is written as 0.
        const expected = asObjects(rows.map((cells) => cells.map((cell) => (Object.is(cell, -0) ? 0 : cell))));
        const whole = await written(json, [table(COLUMNS, rows)]);
        expect(JSON.parse(whole).rows).toEqual(expected);
        const lines = await written(ndjson, [table(COLUMNS, rows)]);
        expect(
          lines
            .split('\n')
            .slice(0, -1)
            .map((line) => JSON.parse(line)),
        ).toEqual(expected);
        expect((whole + lines).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
