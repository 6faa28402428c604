import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { flattenRecord } from '../../src/files/json-flatten.js';
import { type SplitOutcome, splitRecords } from '../../src/files/json-records.js';
import { linesOf, scratch, zstdOf } from './scratch.js';

const seed = Date.now() % 2 ** 31;
const files = scratch();

const RECORDS = [
  { id: 1, text: 'una maleta "perdida" {otra} [vez]' },
  { id: 2, text: 'línea\nlínea \\ ' },
  { id: 3, text: '', author: { name: { label: 'zoé' } } },
];

async function split(text: string, path: string | null, pieceBytes: number): Promise<[unknown[], SplitOutcome]> {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(bytes.subarray(at, at + pieceBytes));
  const outcome: SplitOutcome = { records: 0, dropped: 0, scalars: 0, broken: null };
  let out = '';
  for await (const block of splitRecords(pieces, { path, prefix: false }, outcome)) out += block.toString('utf8');
  const lines = out.split('\n').slice(0, -1);
  return [lines.map((line): unknown => JSON.parse(line)), outcome];
}

describe('the splitter', () => {
  const record = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 5, noNullPrototype: true });
  const indent = fc.constantFrom(undefined, 1, '\t', '\r\n ');

  test('finds the same records as JSON.parse, however the bytes are cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 8 }),
        indent,
        fc.integer({ min: 1, max: 40 }),
        async (records, space, pieceBytes) => {
          const [list] = await split(JSON.stringify(records, null, space), '', pieceBytes);
          expect(list).toEqual(JSON.parse(JSON.stringify(records)));
          const [inside] = await split(
            JSON.stringify({ a: [1, { b: 2 }], 'data "x"': { list: records }, z: {} }, null, space),
            'data "x".list',
            pieceBytes,
          );
          expect(inside).toEqual(JSON.parse(JSON.stringify(records)));
          const [apart, outcome] = await split(
            records.map((one) => JSON.stringify(one, null, space)).join('\n'),
            null,
            pieceBytes,
          );
          expect(apart).toEqual(JSON.parse(JSON.stringify(records)));
          expect(outcome.broken).toBeNull();
        },
      ),
      { seed, numRuns: 400 },
    ));

  test('keeps every record before a cut, wherever it is', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (records, share) => {
          const text = JSON.stringify(records, null, 2);
          const bytes = Buffer.from(text);
          const cut = bytes.subarray(0, Math.floor((bytes.length - 1) * share));
          const outcome: SplitOutcome = { records: 0, dropped: 0, scalars: 0, broken: null };
          let out = '';
          for await (const block of splitRecords([cut], { path: '', prefix: false }, outcome))
            out += block.toString('utf8');
          const read = out
            .split('\n')
            .slice(0, -1)
            .map((line): unknown => JSON.parse(line));
          const all = JSON.parse(text) as unknown[];
          expect(read).toEqual(all.slice(0, read.length));
          if (cut.length > 0) expect(outcome.broken?.line).toBe(cut.toString('utf8').split('\n').length);
          // What is missing is at most the record that was cut, and those after it.
          const whole = all.findIndex((_, index) => Buffer.byteLength(text.slice(0, endOf(text, index))) > cut.length);
          expect(read.length).toBe(whole < 0 ? all.length : whole);
        },
      ),
      { seed, numRuns: 300 },
    ));

  /** Where a record of a list written with two spaces ends. */
  function endOf(text: string, index: number): number {
    let seen = -1;
    for (const match of text.matchAll(/^ {2}(\{\}|\{|\}),?$/gm))
      if (match[1] !== '{') {
        seen += 1;
        if (seen === index) return match.index + 2 + (match[1] ?? '').length;
      }
    return text.length;
  }

  test('a bracket too few or too many costs one record', async () => {
    const outcome: SplitOutcome = { records: 0, dropped: 0, scalars: 0, broken: null };
    const text = '{"reviews":[{"a":1},{"a":[2},{"a":{"b":3],"c":4},{"a":5}],"b":1}';
    let out = '';
    for await (const block of splitRecords([Buffer.from(text)], { path: 'reviews', prefix: false }, outcome))
      out += block.toString();
    const lines = out.split('\n');
    expect(lines[0]).toBe('{"a":1}');
    expect(lines[1]).toBe('{"a":[2}');
    const list = '[{"a":1},{"a":{"b":2},{"a":3}]';
    const kept: SplitOutcome = { records: 0, dropped: 0, scalars: 0, broken: null };
    let rest = '';
    for await (const block of splitRecords([Buffer.from(list)], { path: '', prefix: false }, kept))
      rest += block.toString();
    expect(rest.split('\n')[0]).toBe('{"a":1}');
  });

  test('too deep a record is left out and counted, in bounded memory', async () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const [read, outcome] = await split(`[{"id":1},${deep},{"id":2}]`, '', 4_096);
    expect(read).toEqual([{ id: 1 }, { id: 2 }]);
    expect(outcome.dropped).toBe(1);
  });
});

describe('arrangements', () => {
  const text = JSON.stringify(RECORDS);
  const pretty = JSON.stringify(RECORDS, null, 2);
  const cases: Record<string, [content: string, original: string, spooled: boolean]> = {
    'a list': [text, 'json', true],
    'a list over many lines': [pretty, 'json', true],
    'a list in an object': [`{"kind":"x","count":3,"reviews":${pretty},"next":null}`, 'json', true],
    'a list deeper down': [`{"feed":{"author":{"name":"x"},"entry":${text}}}`, 'json', true],
    'one record a line': [RECORDS.map((one) => JSON.stringify(one)).join('\n'), 'ndjson', false],
    'one record a line, blanks between': [
      `\r\n${RECORDS.map((one) => JSON.stringify(one)).join('\r\n\r\n')}\r\n`,
      'ndjson',
      false,
    ],
    'documents over many lines': [RECORDS.map((one) => JSON.stringify(one, null, 2)).join('\n'), 'json', true],
    'documents on one line': [RECORDS.map((one) => JSON.stringify(one)).join(' '), 'json', true],
    'pages of an API': [RECORDS.map((one) => JSON.stringify({ data: [one], meta: { n: 1 } })).join('\n'), 'json', true],
    "an X archive's script": [`window.YTD.tweets.part0 = ${pretty}`, 'tweets-js', true],
    'a script with an end': [`var data = ${text};\n`, 'tweets-js', true],
  };
  for (const [name, [content, original, spooled]] of Object.entries(cases))
    test(name, async () => {
      for (const [encoding, bytes] of [
        ['utf-8', Buffer.from(content)],
        ['utf-8', Buffer.from(`\ufeff${content}`)],
        ['utf-16le', iconv.encode(content, 'utf-16le', { addBOM: true })],
        ['utf-16be', iconv.encode(content, 'utf-16be', { addBOM: true })],
        ['utf-8', gzipSync(content)],
        ['utf-8', zstdOf(content)],
      ] as const) {
        const file = await files.open('posts.txt', bytes);
        expect(file).toMatchObject({ container: 'lines', original, encoding, damage: null, dialect: null });
        if (bytes.equals(Buffer.from(content))) expect(file.spooled).toBe(spooled);
        expect(
          (await linesOf(file))
            .map((line): unknown => JSON.parse(line.replace(/^\ufeff/, '') || 'null'))
            .filter(Boolean),
        ).toEqual(RECORDS);
        expect(file.sample.columns).toEqual(['id', 'text', 'author.name.label']);
        expect(file.sample.rows.map((row) => row[0])).toEqual(['1', '2', '3']);
        const located = await file.locate([0, 2]);
        expect(JSON.parse(located.get(2)?.text ?? 'null')).toEqual(RECORDS[2]);
        const line = located.get(2)?.line ?? 0;
        expect(
          content
            .split(/\r\n|\n/)
            .slice(line - 1)
            .join('\n')
            .includes('zoé'),
        ).toBe(true);
        expect(
          content
            .split(/\r\n|\n/)
            .slice(0, line - 1)
            .join('\n')
            .includes('zoé'),
        ).toBe(false);
      }
    });

  test('a known path wins over the longest list; one object stands for a list of one', async () => {
    const page = { other: RECORDS, feed: { entry: { id: 9 } } };
    const file = await files.open('feed.json', JSON.stringify(page), { recordsPaths: ['feed.entry'] });
    expect(await linesOf(file)).toEqual(['{"id":9}']);
    const none = await files.open('none.json', '{"reviews":[],"next":""}', { recordsPaths: ['reviews'] });
    expect(await linesOf(none)).toEqual([]);
  });

  test('a wrapper larger than the head, its list at the end', async () => {
    const content = JSON.stringify({ about: { x: 'y'.repeat(5_000) }, small: [{ a: 1 }], posts: RECORDS, big: 1 });
    const file = await files.open('late.json', content, { maxHead: 1_000, recordsPaths: ['posts'] });
    expect((await linesOf(file)).map((line): unknown => JSON.parse(line))).toEqual(RECORDS);
  });

  test('a broken first line costs one record', async () => {
    const content = `{"id": 1, "text": \n${RECORDS.map((one) => JSON.stringify(one)).join('\n')}\n`;
    const file = await files.open('firstbroken.ndjson', content);
    expect(file.original).toBe('ndjson');
    expect((await file.locate([1])).get(1)?.line).toBe(2);
  });

  test('cut off: the records before survive, and the place is told', async () => {
    const whole = JSON.stringify(RECORDS, null, 2);
    const file = await files.open('cut.json', whole.slice(0, whole.indexOf('zoé')));
    expect(await linesOf(file)).toHaveLength(2);
    expect(file.damage).toContain('line 15, column 19');
    expect(file.damage).toContain('2 records before that');
    await expect(files.open('cut.json', '{"a": {"b"')).rejects.toThrow('broken JSON at line 1, column 11');
    await expect(files.open('bad.json', '{"a": ?}')).rejects.toThrow('line 1, column 7: "?" is not expected');
    await expect(files.open('flat.json', '[1, 2, 3]')).rejects.toThrow('no list of objects');
  });

  test('lines of byte offsets are those of the original', async () => {
    const file = await files.open('offsets.json', JSON.stringify(RECORDS, null, 2));
    const [first = '', second = ''] = await linesOf(file);
    const begin = Buffer.byteLength(first) + 1;
    expect(await file.lineOfByte([begin, 0, begin + Buffer.byteLength(second) - 1])).toEqual([6, 2, 6]);
  });
});

describe('flattening', () => {
  test('dotted paths, numbers as written, lists as text', () => {
    const flat = flattenRecord(
      '{"id": 1801234567890123456789, "n": 1.50e+2, "a": {"b.c": {"d": true}, "e": null}, "l": [1, {"x": "]"}], "s": "\\u00e9\\n"}',
    );
    expect(flat === null ? null : [...flat]).toEqual([
      ['id', '1801234567890123456789'],
      ['n', '1.50e+2'],
      ['a.b.c.d', 'true'],
      ['a.e', null],
      ['l', '[1, {"x": "]"}]'],
      ['s', 'é\n'],
    ]);
  });

  test('agrees with JSON.parse on every object', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true }), (record) => {
        const flat = flattenRecord(JSON.stringify(record));
        expect(flat).not.toBeNull();
        const expected = new Map<string, string | null>();
        const visit = (value: unknown, path: string): void => {
          if (value !== null && typeof value === 'object' && !Array.isArray(value))
            for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
          else expected.set(path, value === null ? null : typeof value === 'string' ? value : JSON.stringify(value));
        };
        visit(JSON.parse(JSON.stringify(record)), '');
        expect(new Map(flat)).toEqual(expected);
      }),
      { seed },
    ));

  test('what is no object is null', () => {
    for (const text of ['', '[]', '{"a":}', '{"a":1', '{"a":1}}', '{a:1}', 'x', '{"a":1 "b":2}'])
      expect(flattenRecord(text), text).toBeNull();
  });
});

describe('lines of which most are broken', () => {
  const whole = RECORDS.map((one) => JSON.stringify(one));
  const open = async (text: string): Promise<string> => (await files.open('lines.json', text)).original;

  test.each([
    ['one of three is whole', [whole[0], '{"id":1,"text":"cut', '{"id":2,"text":"cut'].join('\n'), 'ndjson'],
    ['a list that breaks off', `[\n${whole.join(',\n')},\n{"id":4`, 'json'],
    ['a page that breaks off', `{"data":[\n${whole.join(',\n')}\n`, 'json'],
    ['a list laid out for people', JSON.stringify(RECORDS, null, 2), 'json'],
  ])('%s', async (_, text, original) => {
    expect(await open(text)).toBe(original);
  });
});
