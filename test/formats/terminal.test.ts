import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Cell, CellType } from '../../src/core/table.js';
import { formatById } from '../../src/formats/index.js';
import { shownCells } from '../../src/formats/terminal/cells.js';
import { clip, wrap } from '../../src/formats/terminal/lines.js';
import { sparkline } from '../../src/formats/terminal/sparkline.js';
import { holds, SEED } from './seed.js';
import { column, hostileText, table, written } from './table.js';

const terminal = formatById('terminal');

const COLUMNS = [
  column('url', 'text'),
  column('rank', 'integer', { terminal: 1, short: '#' }),
  column('author', 'text', { terminal: 2, hostile: true }),
  column('reach', 'integer', { terminal: 3 }),
  column('mood', 'number', { terminal: 4 }),
  column('last_at', 'timestamp', { terminal: 6, short: 'last' }),
  column('text', 'text', { terminal: 7, short: 'says', wraps: true, hostile: true }),
  column('waiting_hours', 'number', { terminal: 5, short: 'waiting' }),
];

const ROWS: readonly (readonly Cell[])[] = [
  [
    ...['https://example.org/1', 1, '@marta_viaja', 412_345, -0.82, '2026-10-03T22:30:00.000Z'],
    ...['Third day without my suitcase and nobody answers. Never again, and I will tell everybody about it.', 26],
  ],
  ['https://example.org/2', 2, 'u/brokenrouter', 9_412_345, 0.7, null, 'Charged\ntwice', null],
];

const full = () =>
  table(COLUMNS, ROWS, {
    total: 6120,
    headline: ['acme · 48 213 posts', 'net sentiment −12'],
    series: [{ title: 'complaints per day', values: [1, 2, null, 4, 8] }],
    notes: [{ text: '312 rows were left out' }],
    stamp: { reach: 'reach/1', scorer: '1.0' },
  });

describe(`terminal (seed ${SEED})`, () => {
  it('shows what matters first, then the columns by rank', async () => {
    expect(`\n${await written(terminal, [full()], { width: 100 })}`).toBe(`
acme · 48 213 posts
net sentiment −12
complaints per day  ▂▃ ▅█

Unhappy customers                                                                reach/1, scorer 1.0
  #  author          reach  mood  waiting  last              says
  1  @marta_viaja    412 k  −0.8     26 h  2026-10-04 00:30  Third day without my suitcase and
                                                             nobody answers. Never again, and I …
  2  u/brokenrouter  9.4 M   0.7        –  –                 Charged twice
2 rows of 6 120 · times in Europe/Madrid
312 rows were left out
`);
  });

  it('drops the highest rank first, but people keep their words', async () => {
    expect(`\n${await written(terminal, [full()], { width: 48 })}`).toBe(`
acme · 48 213 posts
net sentiment −12
complaints per day  ▂▃ ▅█

Unhappy customers            reach/1, scorer 1.0
#  author        reach  mood  says
1  @marta_viaja  412 k  −0.8  Third day without
                              my suitcase and …
2  u/brokenrou…  9.4 M   0.7  Charged twice
2 rows of 6 120 · 2 columns do not fit
312 rows were left out
`);
  });

  it('shows the whole of what a text leads to, after as much of the text as there is room for', async () => {
    const columns = [
      column('rank', 'integer', { terminal: 1, short: '#' }),
      column('text', 'text', { terminal: 2, short: 'says', wraps: true, leadsTo: 'next' }),
      column('next', 'text'),
    ];
    const text = 'Third day without my suitcase and nobody answers. Never again, and I will tell everybody about it.';
    const steps = ['answer in person', 'say what is down and until when (network operations)'];
    const rows = steps.map((step, index) => [index + 1, text, step]);
    const lines = (await written(terminal, [table(columns, rows)], { width: 32 })).split('\n');
    const shown = lines.join(' ').replace(/ +/g, ' ');
    for (const step of steps) expect(shown).toContain(`→ ${step}`);
    expect(shown.match(/Third day without my suitcase and nobody/g)).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('   ')).length).toBeLessThanOrEqual(5);
  });

  it('colours moods, and nothing without colour', async () => {
    const colored = await written(terminal, [full()], { color: true });
    expect(colored).toContain('\u001b[31m−0.8\u001b[39m');
    expect(colored).toContain('\u001b[32m0.7\u001b[39m');
    expect(colored.startsWith('\u001b[1macme · 48 213 posts\u001b[22m\n')).toBe(true);
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(await written(terminal, [full()]));
  });

  it('says that there are no rows, and shows a table without ranks', async () => {
    expect(await written(terminal, [table(COLUMNS, [])])).toBe('Unhappy customers\nno rows\n');
    expect(await written(terminal, [table([column('value', 'integer')], [[3]])])).toBe(
      'Unhappy customers\n  value\n      3\n1 row\n',
    );
  });

  const types = ['text', 'integer', 'number', 'share', 'timestamp', 'boolean', 'list'] as const satisfies CellType[];
  const cell: Record<CellType, fc.Arbitrary<Cell>> = {
    text: hostileText,
    integer: fc.maxSafeInteger(),
    number: fc.double(),
    share: fc.double({ min: -2, max: 2 }),
    timestamp: fc.oneof(
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
      hostileText,
    ),
    boolean: fc.boolean(),
    list: fc.array(hostileText, { maxLength: 3 }),
  };
  const anyTable = fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 12 }).chain((kinds) =>
    fc.record({
      kinds: fc.constant(kinds),
      ranks: fc.array(fc.option(fc.nat(20)), { minLength: kinds.length, maxLength: kinds.length }),
      heads: fc.array(hostileText, { minLength: kinds.length, maxLength: kinds.length }),
      wrapping: fc.nat(kinds.length),
      rows: fc.array(fc.tuple(...kinds.map((kind) => fc.option(cell[kind]))), { maxLength: 4 }),
      text: hostileText,
      values: fc.array(fc.option(fc.double()), { maxLength: 400 }),
      width: fc.integer({ min: 40, max: 300 }),
      color: fc.boolean(),
    }),
  );

  it('never exceeds the width, ends a line in a space or lets a control through', async () => {
    await holds(
      fc.asyncProperty(anyTable, async ({ kinds, ranks, heads, wrapping, rows, text, values, width, color }) => {
        const columns = kinds.map((kind, index) => {
          const rank = ranks[index] ?? null;
          return column(`c${index}`, kind, {
            short: heads[index] ?? '',
            wraps: index === wrapping,
            ...(rank === null ? {} : { terminal: rank }),
          });
        });
        const series = [
          { title: text, values },
          { title: 'per day', values },
        ];
        const texts = { title: text, headline: [text], notes: [{ text }], stamp: { [text]: text, scorer: text } };
        const output = await written(terminal, [table(columns, rows, { ...texts, series })], { width, color });
        const plain = color ? output.replace(/\u001b\[\d+m/g, '') : output;
        for (const line of plain.split('\n')) {
          expect(stringWidth(line), line).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/\s$/);
          expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u);
        }
        if (color) for (const line of output.split('\n')) expect(line).not.toMatch(/\s$/);
      }),
      500,
    );
  });
});

describe('cells on a terminal', () => {
  const texts = (type: CellType, cells: readonly Cell[], name = 'column') =>
    shownCells(column(name, type), cells, 'America/New_York').map(({ text }) => text);

  it.each<[CellType, Cell, string]>([
    ['integer', 0, '0'],
    ['integer', 2026, '2026'],
    ['integer', 48_213, '48 213'],
    ['integer', -48_213, '−48 213'],
    ['integer', 99_999, '99 999'],
    ['integer', 100_000, '100 k'],
    ['integer', 999_499, '999 k'],
    ['integer', 999_500, '1.0 M'],
    ['integer', 99_940_000, '99.9 M'],
    ['integer', 412_345_678, '412 M'],
    ['integer', 1_240_000_000, '1.2 G'],
    ['number', -0.001, '−0.0010'],
    ['number', -0.5, '−0.50'],
    ['number', 12.34, '12.3'],
    ['number', 1234.5, '1235'],
    ['number', Number.NaN, '–'],
    ['share', 0.123, '12%'],
    ['share', 0.034, '3.4%'],
    ['share', -0.5, '−50%'],
    ['share', 1, '100%'],
    ['timestamp', '2026-10-03T02:05:00.000Z', '2026-10-02 22:05'],
    ['timestamp', '2026-12-03T05:00:00.000Z', '2026-12-03 00:00'],
    ['timestamp', 'yesterday', 'yesterday'],
    ['boolean', true, 'yes'],
    ['boolean', false, 'no'],
    ['list', ['a', 'b'], 'a, b'],
    ['text', 'a\n\tb', 'a b'],
    ['text', null, '–'],
  ])('%s %j is %s', (type, cell, text) => {
    expect(texts(type, [cell])).toEqual([text]);
  });

  it('writes the numbers of a column with the same decimals', () => {
    expect(texts('number', [1, 0.25, -0.333])).toEqual(['1.00', '0.25', '−0.33']);
    expect(texts('number', [-0.82, 0.7, 0.01], 'mood')).toEqual(['−0.8', '0.7', '0.0']);
    expect(texts('share', [0.034, 0.12])).toEqual(['3.4%', '12.0%']);
    expect(texts('number', [26.3, 4], 'waiting_hours')).toEqual(['26.3 h', '4.0 h']);
  });

  it('knows which moods are bad', () => {
    const tones = shownCells(column('net_sentiment', 'number'), [-0.5, 0.5, 0, -0.01], 'UTC').map(({ tone }) => tone);
    expect(tones).toEqual(['bad', 'good', null, null]);
    expect(shownCells(column('change', 'number', { tone: true }), [-1], 'UTC')[0]?.tone).toBe('bad');
    expect(shownCells(column('change', 'number'), [-1], 'UTC')[0]?.tone).toBe(null);
  });
});

describe(`lines (seed ${SEED})`, () => {
  it.each<[string, number, number, string[]]>([
    ['one two three', 7, 9, ['one two', 'three']],
    ['one two three', 9, 1, ['one two …']],
    ['one two three', 8, 1, ['one two…']],
    ['one two three', 20, 1, ['one two three']],
    ['incomprehensibilities', 8, 2, ['incompre', 'hensibi…']],
    ['about 48 213 posts', 8, 9, ['about', '48 213', 'posts']],
    ['日本語日本語', 5, 2, ['日本', '語日…']],
    ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 4, 9, ['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧']],
    ['', 5, 2, []],
  ])('%j in %i columns and %i lines', (text, width, limit, lines) => {
    expect(wrap(text, width, limit)).toEqual(lines);
  });

  it('keeps words whole where somebody copies them', () => {
    const command = 'all: brandwatch report /data/a-long-name-of-a-file.csv -o x.csv';
    expect(wrap(command, 32, undefined, true)).toEqual([
      'all: brandwatch report',
      '/data/a-long-name-of-a-file.csv',
      '-o x.csv',
    ]);
    expect(wrap(command, 20, undefined, true)).toEqual([
      'all: brandwatch',
      'report',
      '/data/a-long-name-of',
      '-a-file.csv -o x.csv',
    ]);
  });

  it('loses nothing when lines are not limited, and fits always', async () => {
    const words = fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 30 }), { maxLength: 12 });
    await holds(
      fc.property(words, fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 4 }), (words, width, limit) => {
        const text = words.join(' ').replace(/\s+/g, ' ').trim();
        const lines = wrap(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of [...lines, ...wrap(text, width, limit), clip(text, width)]) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/^\s|\s$/);
        }
        expect(wrap(text, width, limit).length).toBe(Math.min(limit, lines.length));
      }),
      1000,
    );
  });
});

describe(`sparkline (seed ${SEED})`, () => {
  it.each<[(number | null)[], number, string]>([
    [[0, 1, 2, 3, 4, 5, 6, 7], 8, '▁▂▃▄▅▆▇█'],
    [[5, null, 5, null], 8, '█ █'],
    [[-1, 0, 1], 8, '▁▅█'],
    [[0, 0], 8, '▁▁'],
    [[], 8, ''],
    [[0, 0, 0, 9, 0, 0, 0, 0], 4, '▁█▁▁'],
    [[9, 9, 9, 0, 9, 9, 9, 9], 4, '█▁██'],
    [[Number.NaN, 1], 8, ' █'],
  ])('%j in %i columns is %j', (values, width, line) => {
    expect(sparkline(values, width)).toBe(line);
  });

  it('is as long as the series, or as wide as there is room', async () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 500 });
    await holds(
      fc.property(values, fc.integer({ min: 1, max: 200 }), (values, width) => {
        expect(sparkline(values, width)).toMatch(/^[▁▂▃▄▅▆▇█]+$/);
        expect([...sparkline(values, width)]).toHaveLength(Math.min(values.length, width));
      }),
    );
  });
});
