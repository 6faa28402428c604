import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatById } from '../../src/formats/index.js';
import { holds, SEED } from './seed.js';
import { column, hostileText, table, written } from './table.js';

const csv = formatById('csv');
const COLUMNS = [column('author', 'text'), column('mood', 'number'), column('text', 'text')];

/** What every reader should get of a text: NUL is dropped, lone surrogates cannot be encoded. */
const readable = (text: string) => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd');

describe(`csv (seed ${SEED})`, () => {
  it('writes plain values', async () => {
    const columns = [
      column('a', 'text'),
      column('b', 'integer'),
      column('c', 'number'),
      column('d', 'boolean'),
      column('e', 'list'),
      column('f', 'timestamp'),
    ];
    const rows = [
      ['x', 9_007_199_254_740_991, -0.1234567, true, ['p', 'q'], '2026-10-03T12:00:00.000Z'],
      ['', -0, 1e-9, false, [], null],
      [null, null, 1e21, null, null, null],
      ['y, "z"', 3, Number.NaN, true, ['one'], null],
    ];
    expect(await written(csv, [table(columns, rows)])).toBe(
      [
        'a,b,c,d,e,f',
        'x,9007199254740991,-0.123457,true,p;q,2026-10-03T12:00:00.000Z',
        ',0,0,false,,',
        ',,1000000000000000000000,,,',
        '"y, ""z""",3,,true,one,',
        '',
      ].join('\n'),
    );
  });

  it('writes an only cell that is empty as a line that is not', async () => {
    expect(await written(csv, [table([column('a', 'text')], [['x'], [null], ['y']])])).toBe('a\nx\n""\ny\n');
  });

  it('is read back as it was, whatever the text', async () => {
    const row = fc.tuple(hostileText, fc.double({ noNaN: true, min: -1, max: 1 }), hostileText);
    await holds(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const text = await written(csv, [table(COLUMNS, rows)]);
        expect(text.startsWith('\ufeff')).toBe(false);
        const [header, ...records] = parse(Buffer.from(text), { relax_column_count: false });
        expect(header).toEqual(['author', 'mood', 'text']);
        expect(records).toEqual(
          rows.map(([author, mood, post]) => [readable(author), String(Number(mood.toFixed(6)) + 0), readable(post)]),
        );
      }),
    );
  });
});

describe(`csv --excel (seed ${SEED})`, () => {
  const cells = async (text: string, type: 'text' | 'number' | 'integer' = 'text') => {
    const rows = parse(
      await written(csv, [table([column('a', 'text'), column('b', type)], [['x', text]])], { excel: true }),
      {
        bom: true,
      },
    );
    return rows[1]?.[1];
  };

  it('starts with a BOM and ends lines in CRLF', async () => {
    const rows = [['é', -0.5, 'a\nb']];
    expect(await written(csv, [table(COLUMNS, rows)], { excel: true })).toBe(
      '\ufeffauthor,mood,text\r\né,-0.5,"a\nb"\r\n',
    );
  });

  it.each([
    ...[
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\tx',
      ' =1',
      '\u00a0=1',
      '\u200b=1',
      '\ufeff@a',
      '＝1',
      '＋1',
      '－1',
      '＠a',
    ],
    ...['−1', '@marta', '-- a list', '-'],
    ...[
      '123456789012',
      '1234567890123456789',
      ' 1234567890123456789 ',
      '１２３４５６７８９０１２３',
      '007',
      '1E5',
      '1e5',
      '12E-3',
      '.5',
      '10.5',
      '1,000',
    ],
    ...[
      '3/4',
      '1-2',
      '2026-10-03',
      '10:30',
      '9 pm',
      '50%',
      '$5',
      '5 €',
      '(5)',
      'MAR1',
      'Sept-2',
      '5 May 2026',
      'may 5',
      'TRUE',
      'false',
    ],
  ])('%j gets an apostrophe', async (text) => {
    expect(await cells(text)).toBe(`'${text}`);
  });

  it.each([
    ...[
      'plain',
      'a=b',
      "it's",
      "'tis",
      '1 suitcase lost',
      '42',
      '0',
      '12345678901',
      'May',
      'march on',
      '2 out of 10',
      'a-b',
      '',
      'r2d2',
    ],
    ...[
      'great ;-)',
      'one; two',
      'see\nbelow',
      'https://example.org/1',
      'x:1234567890123456789',
      '2026-10-03T12:00:00.000Z',
      'u/007',
      '5e',
    ],
  ])('%j stays', async (text) => {
    expect(await cells(text)).toBe(text);
  });

  it.each([
    ['\r=1', "'\r'=1"],
    ['\n=1', "'\n'=1"],
    ['nice;=1+1', "nice;'=1+1"],
    ['nice\n=1+1', "nice\n'=1+1"],
    ['nice; \n@a', "nice; \n'@a"],
    ['list:\n- a\n- b', "list:\n'- a\n'- b"],
    ['=1;=2', "'=1;'=2"],
  ])('%j, split at semicolons or line breaks, holds no formula: %j', async (text, expected) => {
    expect(await cells(text)).toBe(expected);
  });

  it('leaves numbers alone, and only numbers', async () => {
    const columns = [column('a', 'integer'), column('b', 'number'), column('c', 'share')];
    const text = await written(
      csv,
      [
        table(columns, [
          [-12, -0.8, 0.5],
          ['-3', '=1', '7'],
        ]),
      ],
      { excel: true },
    );
    expect(text).toBe("\ufeffa,b,c\r\n-12,-0.8,0.5\r\n-3,'=1,7\r\n");
  });

  it('has no text cell that starts like a formula, and numbers as they were', async () => {
    await holds(
      fc.asyncProperty(hostileText, fc.integer(), hostileText, async (author, mood, post) => {
        const text = await written(csv, [table(COLUMNS, [[author, mood, post]])], { excel: true });
        expect(text.startsWith('\ufeff')).toBe(true);
        const [, row] = parse(Buffer.from(text), { bom: true, record_delimiter: '\r\n' });
        const [a = '', m, p = ''] = row ?? [];
        expect(m).toBe(String(mood));
        for (const [cell, was] of [
          [a, author],
          [p, post],
        ] as const) {
          expect(cell).not.toMatch(/^[\t\r\n]/);
          const pieces = cell.split(/[;\r\n]/).map((piece) => piece.replace(/^[\s\p{Cc}\p{Cf}\p{DI}]+/u, ''));
          for (const piece of pieces) expect(piece.normalize('NFKC')).not.toMatch(/^(?:[=+@\u2212-])(?!\))/);
          expect(cell).not.toMatch(/^[\s\p{Cf}]*\d{12,}[\s\p{Cf}]*$/u);
          expect(cell.replaceAll("'", '')).toBe(readable(was).replaceAll("'", ''));
        }
      }),
      1000,
    );
  });
});
