import { execFileSync } from 'node:child_process';
import { appendFile, chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/core/errors.js';
import { openFile } from '../../src/files/open-file.js';
import { contentOf, linesOf, scratch, zstdOf } from './scratch.js';
import { workbookOf, zipOf } from './zip-writer.js';

const files = scratch();

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error(`expected an AppError, got ${String(error)}`);
}

describe('workbooks', () => {
  const sheets = {
    Summary: [['Posts', 3]],
    Mentions: [
      [],
      ['Report for March'],
      ['Id', 'Text', 'Date', 'Likes', 'Spam'],
      ['1801234567890123456', 'late & "lost"\nagain', { serial: 46099.75 }, 12.5, false],
      [{ stored: '1.80123456789012E+17' }, 'rounded', { serial: 46100 }, 1200, true],
      [],
      [null, '=1+1, said the bot'],
    ],
  };

  test('the sheet with a known signature, its dates, numbers and rows', async () => {
    const file = await files.open('book.bin', workbookOf(sheets), { signatures: [['Id', 'Text', 'Date']] });
    expect(file).toMatchObject({ container: 'delimited', original: 'xlsx', spooled: true, compression: 'none' });
    expect(file.dialect).toMatchObject({ delimiter: ',', skipLines: 0, header: sheets.Mentions[2] });
    expect(file.sample.rows).toEqual([
      ['1801234567890123456', 'late & "lost"\nagain', '2026-03-18 18:00:00', '12.5', 'false'],
      ['1.80123456789012E+17', 'rounded', '2026-03-19', '1200', 'true'],
      ['', '=1+1, said the bot', '', '', ''],
    ]);
    expect(await contentOf(file)).toBe(
      '"Id","Text","Date","Likes","Spam"\n"1801234567890123456","late & ""lost""\nagain","2026-03-18 18:00:00","12.5","false"\n' +
        '"1.80123456789012E+17","rounded","2026-03-19","1200","true"\n,"=1+1, said the bot",,,\n',
    );
    const located = await file.locate([0, 1, 2]);
    expect([0, 1, 2].map((record) => located.get(record)?.line)).toEqual([4, 5, 7]);
    const content = await contentOf(file);
    const offsets = ['Id', 'again', 'rounded', '=1+1'].map((part) => content.indexOf(part));
    expect(await file.lineOfByte(offsets)).toEqual([3, 4, 5, 7]);
  });

  test('without a signature the longest table; any other sheet on demand', async () => {
    const guessed = await files.open('book.xlsx', workbookOf(sheets));
    expect(guessed.sample.columns).toEqual(sheets.Mentions[2]);
    expect(guessed.notes).toContain('sheet "Mentions" of 2 read');
    const cover = {
      About: [['Made by Acme for its own eyes'], ['in 2026']],
      Key: [
        ['Code', 'Means'],
        ['A', 'all'],
      ],
    };
    const covered = await files.open('book.xlsx', workbookOf({ ...cover, ...sheets }));
    expect(covered.sample.columns).toEqual(sheets.Mentions[2]);
    expect((await files.open('book.xlsx', workbookOf({ Empty: [], ...cover }))).sample.columns).toEqual([
      'Code',
      'Means',
    ]);
    expect((await files.open('book.xlsx', workbookOf(sheets), { sheet: '1' })).sample.columns).toEqual([]);
    for (const sheet of ['mentions', '2'])
      expect((await files.open('book.xlsx', workbookOf(sheets), { sheet })).dialect?.header?.[1]).toBe('Text');
    const error = await failure(files.open('book.xlsx', workbookOf(sheets), { sheet: 'May' }));
    expect(error).toMatchObject({ kind: 'usage', hint: 'its sheets are "Summary", "Mentions"' });
  });

  test('empty, broken, protected, old', async () => {
    expect((await failure(files.open('e.xlsx', workbookOf({ One: [], Two: [[]] })))).message).toContain('is empty');
    const broken = zipOf({ 'xl/workbook.xml': '<workbook><sheets', '_rels/.rels': '<x' });
    expect((await failure(files.open('b.xlsx', broken))).message).toContain('the workbook is broken');
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    const old = Buffer.concat([ole, Buffer.alloc(600)]);
    expect((await failure(files.open('o.xls', old))).message).toContain('an old Excel workbook');
    const locked = Buffer.concat([ole, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]);
    expect((await failure(files.open('l.xlsx', locked))).message).toContain('protected by a password');
  });
});

describe('a damaged workbook', () => {
  const whole = workbookOf({
    Posts: [['id', 'text'], ...Array.from({ length: 400 }, (_, at) => [at, `text ${at * 7919}`])],
  });

  test('fails wherever it is damaged, and never waits for what will not come', async () => {
    let failed = 0;
    for (let at = 0; at < whole.length; at += 61) {
      const bytes = Buffer.from(whole);
      bytes.fill(bytes.readUInt8(at) ^ 0x55, at, at + 3);
      // Some bytes are nobody's: times, flags. Then the workbook is read as it was.
      const rows = await files.open('damaged.xlsx', bytes).then(
        (file) => file.sample.rows.length,
        (error: unknown) => {
          expect(error, `at ${at}`).toBeInstanceOf(AppError);
          failed += 1;
          return null;
        },
      );
      if (rows !== null) expect(rows, `at ${at}`).toBe(200);
    }
    expect(failed).toBeGreaterThan(30);
  });

  test('of which a part is not what its checksum says is not read for something else', async () => {
    const directory = whole.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46;
    const bytes = Buffer.from(whole);
    bytes.writeUInt32LE((bytes.readUInt32LE(directory + 16) ^ 1) >>> 0, directory + 16);
    expect((await failure(files.open('checksum.xlsx', bytes))).message).toContain('sheet1.xml in it is broken');
  });

  test('or one that unpacks without end is refused before it is unpacked', async () => {
    const directory = whole.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46;
    const bytes = Buffer.from(whole);
    bytes.writeUInt32LE(3_000_000_000, directory + 24);
    expect(await failure(files.open('bomb.xlsx', bytes))).toMatchObject({
      code: 'file.workbook-size',
      message: expect.stringContaining('unpacks to 3000 MB'),
    });
  });
});

describe('zeros', () => {
  const table = `id,text\n${Array.from({ length: 20 }, (_, index) => `${index},text ${index}`).join('\n')}\n`;

  test('at the end of a text, where a download was broken off, leave what is before them', async () => {
    const file = await files.open('zeros.csv', Buffer.concat([Buffer.from(table), Buffer.alloc(4096)]));
    expect(file.sample.rows.slice(0, 20).map(([id]) => id)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${index}`),
    );
  });

  test('here and there do not make a small text a binary file, nothing but zeros is one', async () => {
    const file = await files.open('few.csv', table.replace('text 7', 'te\0xt\0 7'));
    expect(file.sample.rows).toHaveLength(20);
    for (const content of [Buffer.alloc(300), Buffer.from('\x01\x02\x03\x04\x05\0\0\0id,text')])
      expect((await failure(files.open('nothing.bin', content))).code).toBe('file.binary');
  });
});

describe('archives', () => {
  test('an X archive: all its parts in order', async () => {
    const part = (n: number, ids: readonly number[]): string =>
      `window.YTD.tweets.part${n} = ${JSON.stringify(
        ids.map((id) => ({ tweet: { id_str: String(id) } })),
        null,
        2,
      )}`;
    const zip = zipOf({
      'data/tweets-part10.js': part(10, [6]),
      'data/tweets.js': part(0, [1, 2, 3]),
      'data/tweets-part2.js': part(2, [4, 5]),
      'data/account.js': 'window.YTD.account.part0 = []',
      'assets/picture.jpg': 'x',
    });
    const file = await files.open('archive.zip', zip);
    expect(file).toMatchObject({ container: 'lines', original: 'tweets-js' });
    expect(file.sample).toEqual({ columns: ['tweet.id_str'], rows: [1, 2, 3, 4, 5, 6].map((id) => [String(id)]) });
    const located = await file.locate([2, 4, 5]);
    expect([2, 4, 5].map((record) => located.get(record)?.line)).toEqual([12, 7, 2]);
  });

  test("an X archive's posts are given the account that it belongs to", async () => {
    const tweets = 'window.YTD.tweets.part0 = [{"tweet":{"id_str":"1"}},\n {"tweet":{"id_str":"2"}}]';
    const account = 'window.YTD.account.part0 = [ {"account": {"username": "ac\\"me", "accountId": "7"} } ];\n';
    const file = await files.open('whose.zip', zipOf({ 'x/data/tweets.js': tweets, 'x/data/account.js': account }));
    expect((await linesOf(file)).map((line): unknown => JSON.parse(line))).toEqual(
      ['1', '2'].map((id) => ({ account: { username: 'ac"me', accountId: '7' }, tweet: { id_str: id } })),
    );
    expect((await file.locate([1])).get(1)).toMatchObject({ line: 2, text: '{"tweet":{"id_str":"2"}}' });
    for (const broken of [
      '',
      'window.YTD.account.part0 = [',
      'window.YTD.account.part0 = [{"account":3}]',
      'alert(1)',
    ]) {
      const other = await files.open('whose.zip', zipOf({ 'data/tweets.js': tweets, 'data/account.js': broken }));
      expect(await linesOf(other)).toEqual(['{"tweet":{"id_str":"1"}}', '{"tweet":{"id_str":"2"}}']);
    }
  });

  test('a single export in a zip is read, several are named', async () => {
    const csv = 'id,text\n1,a\n2,b\n';
    const file = await files.open(
      'one.zip',
      zipOf({ 'readme.md': '#', 'in/posts.csv': csv, '__MACOSX/._posts.csv': 'x' }),
    );
    expect(file.sample.rows).toHaveLength(2);
    expect(file.notes).toContain('read from the archive: in/posts.csv');
    const book = await files.open(
      'book.zip',
      zipOf({
        'a.xlsx': workbookOf({
          S: [
            ['id', 'text'],
            [1, 'a'],
          ],
        }),
      }),
    );
    expect(book.original).toBe('xlsx');
    expect((await failure(files.open('two.zip', zipOf({ 'a.csv': csv, 'b.csv': csv })))).message).toContain(
      '2 files, a.csv, b.csv',
    );
    expect((await failure(files.open('cut.zip', zipOf({ 'a.csv': csv }).subarray(0, 60)))).message).toContain(
      'cut off',
    );
  });
});

describe('what cannot be read', () => {
  test.each([
    ['nothing', '', 'malformed-input', 'is empty'],
    ['blank lines', ' \n\n', 'malformed-input', 'is empty'],
    ['a mark alone', '\ufeff', 'malformed-input', 'is empty'],
    ['nothing, compressed', gzipSync(''), 'malformed-input', 'is empty'],
    ['a web page', '<!DOCTYPE html><html></html>', 'malformed-input', 'a web page'],
    ['a document', '%PDF-1.7 …', 'malformed-input', 'a PDF document'],
    [
      'noise',
      Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)),
      'malformed-input',
      'not a text, JSON, Parquet or XLSX file',
    ],
    ['half a Parquet file', 'PAR1 and nothing more', 'malformed-input', 'cut off'],
    ['a window of 2 GiB', zstdOf('id,text\n', 31), 'malformed-input', '2^31 bytes is too large'],
    ['gzip cut in its header', gzipSync('id,text\n').subarray(0, 11), 'malformed-input', 'cut off'],
  ] as const)('%s', async (_name, content, kind, message) => {
    const error = await failure(files.open('bad', typeof content === 'string' ? content : Buffer.from(content)));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(message);
  });

  test('missing, a directory, no permission', async () => {
    const options = { tempDir: files.dir };
    expect(await failure(openFile(join(files.dir, 'none.csv'), options))).toMatchObject({ kind: 'input-missing' });
    expect(await failure(openFile(files.dir, options))).toMatchObject({
      kind: 'input-missing',
      hint: `name the files in it, e.g. ${files.dir}/*.csv`,
    });
    const path = await files.write('secret.csv', 'id,text\n');
    await chmod(path, 0o000);
    if (process.getuid?.() !== 0)
      expect(await failure(openFile(path, options))).toMatchObject({ kind: 'input-output' });
  });
});

describe('compressed files that are cut off', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => [String(index), `text ${(index * 7919) % 10_007}`]);
  const csv = stringify([['id', 'text'], ...rows]);

  test('gzip: what is whole is read from a copy, and the loss is told', async () => {
    const whole = gzipSync(csv);
    const file = await files.open('cut.csv.gz', whole.subarray(0, whole.length / 2));
    expect(file.damage).toContain('cut off');
    expect(file).toMatchObject({ compression: 'none', spooled: true });
    const content = await contentOf(file);
    expect(content.length).toBeGreaterThan(csv.length / 3);
    expect(csv.startsWith(content)).toBe(true);
    const broken = Buffer.from(whole);
    broken.fill(0xff, whole.length / 2, whole.length / 2 + 64);
    const other = await files.open('broken.csv.gz', broken);
    expect(other.damage).toContain('broken');
  });

  test('gzip: zeros behind it are left out, and told', async () => {
    const padded = await files.open('padded.csv.gz', Buffer.concat([gzipSync(csv), Buffer.alloc(70_000)]));
    expect(padded.damage).toContain('followed by something else');
    expect(await contentOf(padded)).toBe(csv);
    const members = await files.open('members.csv.gz', Buffer.concat([gzipSync('id,text\n'), gzipSync('1,one\n')]));
    expect(members.damage).toBeNull();
    expect(members.sample.rows).toEqual([['1', 'one']]);
  });

  test('zstd: found without decompressing', async () => {
    const whole = zstdOf(csv);
    expect(whole.length).toBeGreaterThan(250_000);
    expect((await files.open('whole.zst', Buffer.concat([whole, whole]))).damage).toBeNull();
    for (const length of [whole.length - 1, 150_000, 100_009])
      expect((await files.open('cut.zst', whole.subarray(0, length))).damage, String(length)).toContain('cut off');
    expect((await files.open('tail.zst', Buffer.concat([whole, Buffer.from('garbage!')]))).damage).toContain('broken');
  });

  test('zstd of the real tool, with long windows, where it is installed', async ({ skip }) => {
    const path = await files.write('real.csv', csv);
    try {
      execFileSync('zstd', ['--version'], { stdio: 'ignore' });
    } catch {
      skip();
    }
    for (const [flags, readable] of [
      [['-19'], true],
      [['--long=27'], true],
      [['--long=31', '--ultra', '-22'], true],
    ] as const) {
      execFileSync('zstd', ['-q', '-f', ...flags, path, '-o', `${path}.zst`]);
      const file = await openFile(`${path}.zst`, { tempDir: files.dir });
      expect(file.damage === null, flags.join()).toBe(readable);
      expect(file.sample.rows[5]).toEqual(rows[5]);
    }
    // From a pipe the tool does not know the size, so that the window is as large as asked for.
    const piped = execFileSync('zstd', ['-q', '-c', '--long=27'], { input: csv });
    expect((await files.open('piped.zst', piped)).sample.rows[5]).toEqual(rows[5]);
    const wide = execFileSync('zstd', ['-q', '-c', '--long=27'], {
      input: iconv.encode(csv, 'utf-16le', { addBOM: true }),
    });
    expect((await failure(files.open('wide.zst', wide))).hint).toContain('zstd -d --long=27');
    const dump = execFileSync('zstd', ['-q', '-c', '--long=31'], { input: csv });
    expect((await failure(files.open('dump.zst', dump))).hint).toContain('zstd -d --long=31');
  });
});

describe('standard input', () => {
  async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  }

  test('is spooled, whatever it is', async () => {
    for (const bytes of [
      Buffer.from('id;text\n1;a\n'),
      gzipSync('id;text\n1;a\n'),
      iconv.encode('id;text\n1;a\n', 'utf-16le', { addBOM: true }),
    ]) {
      const file = await openFile('-', { tempDir: files.dir, stdin: pieces(bytes) });
      expect(file).toMatchObject({ name: '-', spooled: true, container: 'delimited' });
      expect(file.sample.rows).toEqual([['1', 'a']]);
    }
    const error = await failure(openFile('-', { tempDir: files.dir, stdin: pieces(Buffer.alloc(0)) }));
    expect(error.message).toBe('standard input is empty');
  });

  test('an abort ends the reading', async () => {
    const controller = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let count = 0; ; count += 1) {
        if (count === 100) controller.abort(new Error('interrupted'));
        yield Buffer.from('id,text\n');
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const opening = openFile('-', { tempDir: files.dir, stdin: endless(), signal: controller.signal });
    await expect(opening).rejects.toThrow();
    expect(controller.signal.aborted).toBe(true);
  });
});

test('Parquet passes through, compressed or not', async () => {
  const parquet = Buffer.from('PAR1....................PAR1');
  expect(await files.open('a', parquet)).toMatchObject({ container: 'parquet', spooled: false });
  const packed = await files.open('b', gzipSync(parquet));
  expect(packed).toMatchObject({ container: 'parquet', spooled: true, compression: 'none' });
});

test('memory does not grow with the file', async () => {
  const record = JSON.stringify({
    id: '1801234567890123456',
    text: 'otra vez tarde, '.repeat(10),
    author: { name: 'marta' },
  });
  const block = `${`${record},\n`.repeat(5_000)}`;
  const path = join(files.dir, 'large.json');
  const blocks = Math.ceil(120_000_000 / block.length);
  // Written in pieces, so that the test itself holds nothing that could hide what the reading holds.
  await writeFile(path, '[');
  for (let count = 0; count < blocks; count += 1) await appendFile(path, block);
  await appendFile(path, `${record}]`);
  const records = blocks * 5_000 + 1;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const base = held();
  const grown: number[] = [];
  const watch = setInterval(() => grown.push(held() - base), 100);
  const file = await openFile(path, { tempDir: files.dir });
  const located = await file.locate([records - 1]);
  clearInterval(watch);
  expect(located.get(records - 1)?.line).toBe(records);
  expect(file.sample.rows).toHaveLength(200);
  // The file has 120 MB. What is held at once is a few blocks, and now and then some that the collector is slow to let go.
  grown.sort((a, b) => a - b);
  expect(grown.length).toBeGreaterThan(0);
  expect(grown[grown.length >> 1]).toBeLessThan(10_000_000);
  expect(grown.at(-1)).toBeLessThan(48_000_000);
  expect((await linesOf(file)).length).toBe(records);
});
