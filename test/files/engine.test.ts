import { gzipSync } from 'node:zlib';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenedFile } from '../../src/files/opened-file.js';
import { contentOf, scratch, zstdOf } from './scratch.js';
import { workbookOf } from './zip-writer.js';

const seed = Date.now() % 2 ** 31;
const files = scratch();
let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
});

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What the engine reads when it is told nothing but what the opened file says. */
async function read(file: OpenedFile, more = ''): Promise<(string | null)[][]> {
  const { dialect } = file;
  if (dialect === null) throw new Error('no dialect');
  const columns = (dialect.header ?? []).map((_, index) => `c${index}: 'VARCHAR'`).join(', ');
  const sql = `SELECT * FROM read_csv(${literal(file.path)}, auto_detect = false, columns = {${columns}},
    delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)}, escape = ${literal(dialect.escape)},
    skip = ${dialect.skipLines}, header = true, compression = '${file.compression}', nullstr = ''${more})`;
  const rows = (await connection.runAndReadAll(sql)).getRows();
  return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
}

describe('tables whose lines end in carriage returns', () => {
  const rows = [
    ['1', 'first\nsecond', 'a'],
    ['2', 'plain', 'b'],
    ['3', 'says ""no""\n\nand "yes"', 'c'],
  ];

  test.each(['', 'Report, of March\r\r', 'sep=;\r'])(
    'are read with line feeds inside of their cells, after %j',
    async (before) => {
      for (const encoding of ['utf-8', 'utf-16le', 'windows-1252']) {
        const text =
          before +
          stringify([['id', 'text', 'author'], ...rows], {
            delimiter: ';',
            record_delimiter: '\r',
            quoted_match: /\n/,
          });
        const file = await files.open('mac.csv', iconv.encode(text, encoding));
        expect(file.dialect).toMatchObject({ delimiter: ';', header: ['id', 'text', 'author'] });
        expect(await read(file)).toEqual(rows);
        expect((await file.locate([1])).get(1)?.text).toBe('2;plain;b');
      }
    },
  );

  test('are told from tables with line feeds that have carriage returns inside of their cells', async () => {
    const text = 'id,text\n1,"one\rtwo"\n2,three\n';
    const file = await files.open('unix.csv', text);
    expect(file.dialect?.newline).toBe('\n');
    expect(await read(file)).toEqual([
      ['1', 'one\rtwo'],
      ['2', 'three'],
    ]);
  });
});

describe('records that the engine refuses', () => {
  test('do not shift the places of the others, in any arrangement', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('good', 'long', 'short', 'wide', 'blank', 'quote'), { minLength: 1, maxLength: 40 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\ufeff'),
        fc.constantFrom('', 'Report\n\n'),
        fc.constantFrom('none', 'gzip'),
        async (kinds, newline, mark, preamble, packing) => {
          const before = preamble.replaceAll('\n', newline);
          let text = `${mark}${before}id,text,author${newline}`;
          const good: [id: string, line: number][] = [];
          const bad: number[] = [];
          let line = before.split('\n').length + 1;
          // Enough well-written records to show how the file is quoted.
          const all = [...Array<'long'>(40).fill('long'), ...kinds];
          for (const [id, kind] of all.entries()) {
            const record = {
              good: `${id},fine,a`,
              long: `${id},"a${newline}b, é",c`,
              short: String(id),
              wide: `${id},a,b,c,d`,
              blank: '',
              quote: `"${id}" x,a,b`,
            }[kind];
            if (kind === 'good' || kind === 'long') good.push([String(id), line]);
            else if (kind !== 'blank') bad.push(line);
            text += record + newline;
            line += record.split('\n').length;
          }
          const bytes = Buffer.from(text);
          const file = await files.open('refused', packing === 'gzip' ? gzipSync(bytes) : bytes, {
            signatures: [['id', 'text', 'author']],
          });
          await connection.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans');
          const rows = await read(file, ', store_rejects = true, rejects_limit = 0');
          const refused = (
            await connection.runAndReadAll('SELECT DISTINCT line_byte_position - 1 FROM reject_errors ORDER BY 1')
          )
            .getRows()
            .map(([offset]) => Number(offset));
          expect(rows.map(([id]) => id)).toEqual(good.map(([id]) => id));
          const located = await file.locate(
            rows.map((_, index) => index),
            refused,
          );
          expect([...located].map(([, place]) => place.line)).toEqual(good.map(([, at]) => at));
          expect([...located].map(([, place]) => place.text.split(',')[0])).toEqual(good.map(([id]) => id));
          expect(await file.lineOfByte(refused)).toEqual(bad);
        },
      ),
      { seed, numRuns: 150 },
    ));

  test('in copies of workbooks and of JSON the numbers are those of the original', async () => {
    const book = await files.open('book', workbookOf({ S: [['id', 'text'], ['1', 'a'], [], ['2', 'b'], ['3', 'c']] }));
    const json = await files.open('list', JSON.stringify([{ id: 1 }, { id: 2 }, { id: 3 }], null, 1));
    for (const [file, lines] of [
      [book, [2, 4, 5]],
      [json, [2, 5, 8]],
    ] as const) {
      const text = await contentOf(file);
      const second = text.split('\n').findIndex((line) => /"?2"?/.test(line));
      const offset = Buffer.byteLength(text.split('\n').slice(0, second).join('\n')) + 1;
      expect(await file.lineOfByte([offset])).toEqual([lines[1]]);
      expect((await file.locate([0, 1])).get(1)?.line).toBe(lines[1]);
      const located = await file.locate([0, 1, 2], [offset]);
      expect([...located].map(([record, { line }]) => [record, line])).toEqual([
        [0, lines[0]],
        [1, lines[2]],
      ]);
    }
  });
});

describe('the engine reads what was sniffed', () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-z ,;|"'\n\tàéñ…\\]{1,12}$/),
    fc.constantFrom('"', '\n', '\r\n', ',', 'a\n\nb', '\\', 'say "no"'),
  );
  test('random tables in random dialects, encodings and compressions, after a preamble', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 10 }),
        fc.record({
          delimiter: fc.constantFrom(',', ';', '\t', '|'),
          escape: fc.constantFrom('"', '\\'),
          record_delimiter: fc.constantFrom('\n', '\r\n'),
        }),
        fc.constantFrom('', '\n', 'Report\n\n', 'Report:,x\nBrand:,y\n\n'),
        fc.constantFrom('utf-8', 'mark', 'utf-16le', 'utf-16be'),
        fc.constantFrom('none', 'gzip', 'zstd'),
        async (random, style, preamble, encoding, packing) => {
          const rows = [['say "no", twice', 'b', 'c'], ...random];
          const before = preamble.replaceAll('\n', style.record_delimiter);
          const table = stringify([['id', 'text', 'author'], ...rows], { ...style, quoted_match: /[\r\n"\\]/ });
          const text = before + table;
          const bytes =
            encoding === 'utf-8'
              ? Buffer.from(text)
              : encoding === 'mark'
                ? Buffer.from(`\ufeff${text}`)
                : iconv.encode(text, encoding, { addBOM: true });
          const packed = packing === 'gzip' ? gzipSync(bytes) : packing === 'zstd' ? zstdOf(bytes) : bytes;
          const file = await files.open('random', packed, { signatures: [['id', 'text', 'author']] });
          expect(await read(file)).toEqual(rows);
          expect(file.sample.rows).toEqual(rows);
        },
      ),
      { seed, numRuns: 150 },
    ));

  test('one column, with blank lines and commas', async () => {
    for (const newline of ['\n', '\r\n']) {
      const file = await files.open('one', ['text', 'a, b', '', '"c, ""d"""', 'e'].join(newline) + newline);
      const rows = await read(file);
      expect(rows).toEqual([['a, b'], [null], ['c, "d"'], ['e']]);
      const located = await file.locate(rows.map((_, index) => index));
      expect([...located.values()].map(({ line }) => line)).toEqual([2, 3, 4, 5]);
    }
  });

  test('plain quotes, old line ends, mixed line ends, both escapes, Windows-1252, a workbook', async () => {
    const rows = [
      ['1', 'a "b" c'],
      ['2', '"d'],
      ['3', 'é'],
    ];
    const plain = 'id\ttext\n1\ta "b" c\n2\t"d\n3\té\n';
    expect(await read(await files.open('plain', plain))).toEqual(rows);
    expect(await read(await files.open('plain', iconv.encode(plain, 'windows-1252')))).toEqual(rows);
    const returns = 'id,text\r1,"a ""b"" c"\r2,"""d"\r3,é\r';
    expect(await read(await files.open('returns', returns))).toEqual(rows);
    const mixed = 'id,text\r\n1,"a ""b"" c"\n2,"""d"\r\n3,é\n';
    expect(await read(await files.open('mixed', mixed))).toEqual(rows);
    const both = 'id,text\n1,"a \\"b\\" c"\n2,"""d"\n3,é\n';
    expect(await read(await files.open('both', both))).toEqual(rows);
    expect(await read(await files.open('book', workbookOf({ S: [['id', 'text'], ...rows] })))).toEqual(rows);
    const cells = [
      ['1', 'a\rb'],
      ['2', 'c\r\n"d"'],
    ];
    expect(await read(await files.open('book', workbookOf({ S: [['id', 'text'], ...cells] })))).toHaveLength(2);
  });

  test('records of JSON', async () => {
    const records = [
      { id: '1', text: 'a\n"b"' },
      { id: '2', text: 'é' },
    ];
    for (const content of [
      records
        .map((record) => JSON.stringify(record))
        .join('\r\n')
        .replace('"text"', '\r"text"')
        .concat('\n'),
      JSON.stringify(records, null, 2),
      JSON.stringify({ reviews: records }),
      `\ufeff${records.map((record) => JSON.stringify(record)).join('\n')}`,
      gzipSync(records.map((record) => JSON.stringify(record)).join('\r\n')),
      zstdOf(records.map((record) => JSON.stringify(record)).join('\n')),
      `window.YTD.tweets.part0 = ${JSON.stringify(records)}`,
    ]) {
      const file = await files.open('records', Buffer.from(content));
      const sql = `SELECT id, text FROM read_json(${literal(file.path)}, format = 'newline_delimited',
        columns = {id: 'VARCHAR', text: 'VARCHAR'}, compression = '${file.compression === 'none' ? 'uncompressed' : file.compression}')`;
      const rows = (await connection.runAndReadAll(sql)).getRowObjects();
      expect(rows).toEqual(records);
    }
  });
});
