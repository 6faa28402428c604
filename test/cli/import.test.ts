import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { zstdOf } from '../files/scratch.js';
import { workbookOf } from '../files/zip-writer.js';
import { manyPosts, type Place, place } from './binary.js';

const HEADER = ['id', 'created_at', 'author', 'text', 'likes', 'network'] as const;
const ROWS = [
  ['101', '2026-10-01T10:00:00Z', 'Núria', 'No m’agrada; és “horrible”, de debò |', '5', 'x'],
  ['102', '2026-10-02T11:30:00Z', 'Zoë', 'First line,\nsecond; line\twith tab', '0', 'x'],
  ['103', '2026-10-03T12:00:00Z', 'Íñigo', 'Ça va, merci – 10 € perdus', '12', 'reddit'],
  ...Array.from({ length: 12 }, (_, at) => [
    `${200 + at}`,
    '2026-10-04T00:00:00Z',
    `ann${at}`,
    `plain ${at}`,
    '1',
    'x',
  ]),
];

function table(delimiter: string, newline: string): string {
  const cell = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return [HEADER, ...ROWS].map((row) => row.map(cell).join(delimiter) + newline).join('');
}

const objects = ROWS.map((row) => Object.fromEntries(HEADER.map((name, at) => [name, row[at]])));

const COLUMNS = ['--columns', 'key,created_at,author_name,text,likes', '-f', 'json', '-q'];

/** The rows of `import`, whatever the file. */
async function imported(files: Place, name: string, ...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await files.call(['import', name, ...COLUMNS, ...args]);
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as { rows: unknown }).rows;
}

const EXPECTED = ROWS.map(([id, when, author, text, likes, network]) => ({
  key: `${network}:${id}`,
  created_at: when?.replace('Z', '.000Z'),
  author_name: author,
  text,
  likes: Number(likes),
}));

const utf8 = (text: string): Buffer => Buffer.from(text);
const marked = (text: string): Buffer => Buffer.from(`\ufeff${text}`);
const utf16le = (text: string): Buffer => iconv.encode(text, 'utf16le', { addBOM: true });
const utf16be = (text: string): Buffer => iconv.encode(text, 'utf16be', { addBOM: true });
const windows = (text: string): Buffer => iconv.encode(text, 'windows-1252');
const plain = (bytes: Buffer): Buffer => bytes;

/** Every value of every dimension at least once, and those together that have to do with one another. */
const SHAPES: readonly (readonly [string, (text: string) => Buffer, string, string, (bytes: Buffer) => Buffer])[] = [
  ['utf-8, comma', utf8, ',', '\n', plain],
  ['utf-8 with a mark, semicolon, CRLF', marked, ';', '\r\n', plain],
  ['utf-8, tab, gzip', utf8, '\t', '\n', gzipSync],
  ['utf-8, pipe, CRLF, zstd', utf8, '|', '\r\n', zstdOf],
  ['utf-16le, tab, CRLF', utf16le, '\t', '\r\n', plain],
  ['utf-16le, comma, gzip', utf16le, ',', '\n', gzipSync],
  ['utf-16be, semicolon, zstd', utf16be, ';', '\n', zstdOf],
  ['utf-16be, pipe, CRLF', utf16be, '|', '\r\n', plain],
  ['windows-1252, semicolon, CRLF', windows, ';', '\r\n', plain],
  ['windows-1252, comma, gzip', windows, ',', '\n', gzipSync],
  ['windows-1252, tab, zstd', windows, '\t', '\n', zstdOf],
];

describe.concurrent('the same posts from every file', () => {
  test.each(SHAPES)('%s', async (_, encode, delimiter, newline, pack) => {
    // The name says nothing: the content decides.
    const files = place({ export: pack(encode(table(delimiter, newline))) });
    const rows = await imported(files, 'export');
    const lines = EXPECTED.map((row) => ({ ...row, text: row.text?.replaceAll('\r\n', '\n') }));
    expect(rows).toEqual(lines);
  });

  test.each([
    ['ndjson', objects.map((row) => `${JSON.stringify(row)}\n`).join('')],
    ['a list', JSON.stringify(objects, null, 2)],
    ['a list in an object', JSON.stringify({ meta: { page: 1 }, data: { items: objects } })],
  ])('json: %s', async (_, text) => {
    expect(await imported(place({ export: text }), 'export')).toEqual(EXPECTED);
  });

  test('a workbook', async () => {
    const files = place({ export: workbookOf({ Posts: [[...HEADER], ...ROWS.map((row) => [...row])] }) });
    expect(await imported(files, 'export')).toEqual(EXPECTED);
  });

  test('parquet', async () => {
    const files = place();
    const path = files.path('export');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    writeFileSync(files.path('rows.json'), JSON.stringify(objects));
    await connection.run(`COPY (SELECT * FROM read_json('${files.path('rows.json')}',
      columns = {${HEADER.map((name) => `${name}: 'VARCHAR'`).join(', ')}})) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    expect(await imported(files, 'export')).toEqual(EXPECTED);
  });

  test('what import writes can be imported', async () => {
    const files = place({ export: table(',', '\n') });
    for (const name of ['posts.ndjson', 'posts.csv']) {
      expect((await files.call(['import', 'export', '-o', name])).code).toBe(0);
      expect(await imported(files, name)).toEqual(EXPECTED);
    }
  });
});

describe.concurrent('damaged files', () => {
  test('one row in twenty is broken: the good ones survive, the others are written aside', async () => {
    const lines = manyPosts(200).trimEnd().split('\n');
    for (let at = 20; at <= 200; at += 20) lines[at] = `${at},2026-10-01T10:00:00Z,ann`;
    lines[40] = '40,soon,a,b,1,2,x';
    const files = place({ 'posts.csv': `${lines.join('\n')}\n` });
    const { code, stdout, stderr } = await files.call(['import', 'posts.csv', '--rejects', 'rejects.csv']);
    expect(code, stderr).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(190);
    expect(stderr).toContain('10 rows were left out: 10 unreadable, written to rejects.csv');
    const rejects = parse(readFileSync(files.path('rejects.csv'), 'utf8'), { columns: true }) as Record<
      string,
      string
    >[];
    expect(rejects).toHaveLength(10);
    expect(rejects[0]).toEqual({
      file: 'posts.csv',
      line: '21',
      reason: 'has 3 fields, expected 7',
      row: '20,2026-10-01T10:00:00Z,ann',
    });
    expect(rejects[1]).toMatchObject({ line: '41', row: '40,soon,a,b,1,2,x' });
    expect(rejects[1]?.['reason']).toContain('soon');
  });

  test('too many: the rejects are written, the posts are not; more may be allowed', async () => {
    const text = `${manyPosts(40)}${'5,2026-10-01T10:00:00Z,a,b\n'.repeat(10)}`;
    const files = place({ 'posts.csv': text });
    const refused = await files.call(['import', 'posts.csv', '--rejects', 'rejects.csv', '-o', 'posts.ndjson']);
    expect(refused.code).toBe(65);
    expect(readFileSync(files.path('rejects.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(11);
    expect(() => readFileSync(files.path('posts.ndjson'))).toThrow('ENOENT');
    const allowed = await files.call(['import', 'posts.csv', '--max-rejects', '30%', '-q']);
    expect(allowed.code).toBe(0);
    expect(allowed.stdout.trimEnd().split('\n')).toHaveLength(40);
  });

  test('a file that is cut off gives what is there', async () => {
    const packed = gzipSync(manyPosts(2000));
    const files = place({ 'cut.csv.gz': packed.subarray(0, Math.floor(packed.length * 0.7)) });
    const { code, stdout, stderr } = await files.call(['import', 'cut.csv.gz', '-f', 'csv', '--columns', 'id']);
    expect(code, stderr).toBe(0);
    const rows = stdout.trimEnd().split('\n').length - 1;
    expect(rows).toBeGreaterThan(500);
    expect(rows).toBeLessThan(2000);
    expect(stderr).toMatch(/cut\.csv\.gz: .*(?:cut|end|trunc|incomplete)/i);
  });
});

test('--explain shows how a file was read, in columns', async () => {
  const files = place({ 'export.csv': table(';', '\r\n') });
  const { code, stdout } = await files.call(['import', '--explain', 'export.csv']);
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toBe('export.csv');
  expect(stdout).toMatch(
    /^ {2}dialect {3}delimiter ";" \(guessed: [^)]+\), quote " \(escaped by doubling\), header on line 1, line ends CRLF$/m,
  );
  expect(stdout).toMatch(/^ {4}created_at {9}created_at/m);
  expect(stdout).toMatch(/^ {2}rows {6}15 posts$/m);
});

test('--map may be given more than once', async () => {
  const files = place({ 'odd.csv': 'a;b;c\nann;The line was dead;7\nbob;It is back;8\n' });
  const flags = ['--map', 'text=b', '--map', 'author=a,likes=c', '-q'];
  const { code, stdout } = await files.run([
    'import',
    'odd.csv',
    '-f',
    'csv',
    '--columns',
    'text,author_name,likes',
    ...flags,
  ]);
  expect(code).toBe(0);
  expect(stdout).toBe('text,author_name,likes\nThe line was dead,ann,7\nIt is back,bob,8\n');
  const scored = await files.run(['score', 'odd.csv', '--map', 'text=b', '--map', 'followers=c', '-q']);
  expect(scored.stdout).toMatch(/^ann;The line was dead;7;en;-0\.\d+;negative;.*;1;followers$/m);
});

test('--explain in a format that machines read', async () => {
  const files = place({ 'export.csv': table(';', '\r\n') });
  const asked = await files.call(['import', '--explain', '-f', 'ndjson', 'export.csv', '-q']);
  expect(asked.code).toBe(0);
  const rows = asked.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string | null>);
  expect(rows).toContainEqual(expect.objectContaining({ file: 'export.csv', about: 'rows', value: '15 posts' }));
  expect(rows).toContainEqual(expect.objectContaining({ about: 'mapping', column: 'created_at' }));
  const columns = await files.call([
    'import',
    '--explain',
    'export.csv',
    '-o',
    'how.csv',
    '--columns',
    'about,value',
    '-q',
  ]);
  expect(columns.code).toBe(0);
  expect(readFileSync(files.path('how.csv'), 'utf8')).toMatch(/^about,value\npreset,/);
  expect((await files.call(['import', '--explain', '-f', 'csv', '--columns', 'text', 'export.csv'])).code).toBe(64);
});

test('line ends that change only far down are read, from a file and from a pipe', async () => {
  const rows = 30_000;
  const [header = '', ...lines] = manyPosts(rows).trimEnd().split('\n');
  const mixed = `${[header, ...lines.slice(0, rows - 500)].join('\n')}\n${lines.slice(rows - 500).join('\r\n')}\r`;
  expect(mixed.length).toBeGreaterThan(2 ** 21);
  const files = place({ 'posts.csv': mixed });
  for (const [args, input] of [
    [['import', 'posts.csv'], undefined],
    [['import', '-'], mixed],
  ] as const) {
    const { code, stdout, stderr } = await files.call(
      [...args, '-f', 'ndjson', '-q'],
      input === undefined ? {} : { input },
    );
    expect(code, stderr).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(rows);
  }
});
