import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDED, keptNames } from '../../src/app/score/judgement.js';
import { type ScoreOptions, scoreStream } from '../../src/app/score/score-stream.js';
import { scoredTable } from '../../src/app/score/table.js';
import { asNdjson, asSameTable } from '../../src/app/score/write.js';
import { inWorkspace } from '../../src/app/workspace.js';
import { formatById } from '../../src/formats/index.js';
import { NO_WATCH, type Watch } from '../../src/judgement/watch.js';
import { brandQuery } from '../../src/query/brand-query.js';

const seed = randomBytes(4).readInt32LE();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'score-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* chunks(...pieces: readonly (Uint8Array | string)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece as string);
}

interface Scored {
  readonly text: string;
  readonly warnings: string[];
  readonly rejects: { line: number; reason: string }[];
}

async function score(
  input: AsyncIterable<Uint8Array>,
  options: Partial<ScoreOptions> = {},
  format: 'same' | 'ndjson' | 'csv' = 'same',
): Promise<Scored> {
  const warnings: string[] = [];
  const rejects: { line: number; reason: string }[] = [];
  let text = '';
  await inWorkspace({ threads: 1, memory: 5e8, timezone: 'UTC' }, async (workspace) => {
    const batches = scoreStream(workspace, {
      files: ['-'],
      stdin: input,
      encoding: null,
      delimiter: null,
      map: null,
      preset: null,
      watch: NO_WATCH,
      labels: 'four',
      identifyLanguage: false,
      signal: new AbortController().signal,
      onWarning: (warning) => warnings.push(warning),
      onReject: ({ line, reason }) => rejects.push({ line, reason }),
      onMisfit: ({ file, line, reason }) => warnings.push(`${file}: line ${line} ${reason}`),
      ...options,
    });
    const pieces =
      format === 'ndjson'
        ? asNdjson(batches)
        : format === 'same'
          ? asSameTable(batches)
          : formatById('csv').write([await scoredTable(batches, (warning) => warnings.push(warning))], {
              width: 80,
              color: false,
              excel: false,
              timezone: 'UTC',
            });
    for await (const piece of pieces) text += piece;
  });
  return { text, warnings, rejects };
}

const acme: Watch = {
  ...NO_WATCH,
  entries: ['acme', 'globex'].map((name) => {
    const query = brandQuery({ names: [name], queries: [], accounts: {} });
    if (query === null) throw new Error('no query');
    return { name, kind: 'brand', owner: null, query };
  }),
};

describe('tables', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      'a, b',
      'say "no"',
      'two\nlines',
      'tab\there',
      'x;y',
      'a|b',
      '',
      ' ',
      'ñandú 🎉',
      '12345678901234567890',
    ),
  );
  // Controls make a text binary, and a lone carriage return is a line end to some readers: neither is the point here.
  const plain = cell.map((text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff\ufeff]/g, ''));

  it(`keep rows, columns and order, with nine more columns (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.array(plain, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 40 }),
        async (delimiter, newline, extra, cells) => {
          const header = ['post id', 'text', ...Array.from({ length: extra }, (_, index) => `note ${index}`)];
          const rows = cells.map((row, index) => [`n${index}`, ...row.slice(0, header.length - 1)]);
          const input = stringify([header, ...rows], { delimiter, record_delimiter: newline, quoted_match: /[\r\n]/ });
          const { text, warnings } = await score(chunks(input), { delimiter });
          const out = parse(text, { delimiter, record_delimiter: newline });
          expect(out[0]).toEqual([...header, ...ADDED]);
          expect(out.slice(1).map((row) => row.slice(0, header.length))).toEqual(rows);
          expect(out.every((row) => row.length === header.length + ADDED.length)).toBe(true);
          expect(warnings).toEqual([]);
        },
      ),
      { seed, numRuns: 25 },
    );
  });

  it('keep what stands before the header, the delimiter and the line ends', async () => {
    const input =
      'Report: October\r\nMade by: us\r\nauthor;text;likes\r\nana;"awful; ""really"" awful";3\r\nbob;I love it and it is wonderful;4\r\n';
    const { text } = await score(chunks(input));
    const lines = text.split('\r\n');
    expect(lines.slice(0, 2)).toEqual(['Report: October', 'Made by: us']);
    expect(lines[2]).toBe(`author;text;likes;${ADDED.join(';')}`);
    expect(lines[3]).toMatch(/^ana;"awful; ""really"" awful";3;en;-0\.\d+;negative;/);
    expect(lines[4]).toMatch(/^bob;I love it and it is wonderful;4;en;0\.\d+;positive;/);
    expect(lines[5]).toBe('');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('pad short rows, and keep the text of rows with too many fields', async () => {
    const even = Array.from({ length: 20 }, (_, index) => `u${index},fine,x\n`).join('');
    const { text, warnings } = await score(chunks(`author,text,note\n${even}ana,awful\nbob,good,one,two,three\n`));
    const rows = parse(text)
      .slice(-2)
      .map((row) => row.slice(0, 3));
    expect(rows).toEqual([
      ['ana', 'awful', ''],
      ['bob', 'good', 'one,two,three'],
    ]);
    expect(warnings).toEqual([
      '-: line 22 has 2 fields, expected 3; what is missing is empty',
      '-: line 23 has 5 fields, expected 3; what is too much stays in its last column',
    ]);
  });

  it('go on after a quote that is never closed', async () => {
    const even = Array.from({ length: 20 }, (_, index) => `u${index},"fine, really"\n`).join('');
    const { text, warnings } = await score(chunks(`author,text\n${even}ana,"awful\nbob,good\ncarl,bad\n`));
    expect(
      parse(text)
        .slice(-3)
        .map(([author]) => author),
    ).toEqual(['ana', 'bob', 'carl']);
    expect(warnings).toEqual(['-: line 22 opens a quote that is never closed; read to the end of the line']);
  });

  it('name what was there before ours', async () => {
    const { text } = await score(chunks('text,lang,reach,input_reach\nje suis très content,fr,7,8\n'));
    expect(parse(text)[0]).toEqual(['text', 'input_lang', 'input_input_reach', 'input_reach', ...ADDED]);
    expect(parse(text)[1]?.slice(0, 5)).toEqual(['je suis très content', 'fr', '7', '8', 'fr']);
    expect(keptNames(['a', 'Lang'])).toEqual(['a', 'Lang']);
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])(
    'in %s, plain and gzip, in small pieces',
    async (encoding) => {
      const csv = 'author,text\nRenée,"¡Pésimo! Nadie contesta, qué vergüenza"\nJosé,perfecto\n';
      const bytes =
        encoding === 'windows-1252' ? iconv.encode(csv, encoding) : iconv.encode(csv, encoding, { addBOM: true });
      const expected = (await score(chunks(csv))).text;
      for (const whole of [bytes, gzipSync(bytes)]) {
        const pieces = Array.from({ length: Math.ceil(whole.length / 7) }, (_, index) =>
          whole.subarray(index * 7, index * 7 + 7),
        );
        expect((await score(chunks(...pieces))).text).toBe(expected);
      }
      expect(expected).toContain('Renée,"¡Pésimo! Nadie contesta, qué vergüenza",es,-');
    },
  );

  it('of several files are one table, or an error', async () => {
    const [a, b, c] = ['a.csv', 'b.csv', 'c.csv'].map((name) => join(folder, name)) as [string, string, string];
    await writeFile(a, 'author,text\nana,good\n');
    await writeFile(b, 'author;text\nbob;"bad, very"\n');
    await writeFile(c, 'user,text\ncarl,good\n');
    const { text } = await score(chunks(), { files: [a, b] });
    expect(parse(text).map((row) => row.slice(0, 2))).toEqual([
      ['author', 'text'],
      ['ana', 'good'],
      ['bob', 'bad, very'],
    ]);
    await expect(score(chunks(), { files: [a, c] })).rejects.toMatchObject({
      kind: 'malformed-input',
      code: 'score.headers',
    });
    const lines = (await score(chunks(), { files: [a, c] }, 'ndjson')).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ author, user }) => author ?? user)).toEqual(['ana', 'carl']);
  });

  it('of one column get a delimiter', async () => {
    const { text } = await score(chunks('text\nit is awful, really\nlovely\n'));
    expect(parse(text).map((row) => row.length)).toEqual([10, 10, 10]);
    expect(parse(text)[1]?.[0]).toBe('it is awful, really');
  });
});

describe('judgements', () => {
  const texts = [
    'great product and terrible delivery, lovely people and horrible prices',
    'I love the food 😍 and I hate the waiting 😡',
    'excellent, awful, excellent, awful',
    'I love it and it is wonderful',
    'terrible',
    'a table',
  ];

  it('fold mixed by the sign of the sentiment', async () => {
    const csv = stringify([['text'], ...texts.map((text) => [text])], { quoted: true });
    const four = parse((await score(chunks(csv))).text).slice(1);
    const three = parse((await score(chunks(csv), { labels: 'three' })).text).slice(1);
    expect(four.some((row) => row[3] === 'mixed')).toBe(true);
    four.forEach((row, index) => {
      const [, , sentiment, label] = row;
      const sign = Number(sentiment) > 0 ? 'positive' : Number(sentiment) < 0 ? 'negative' : 'neutral';
      expect(three[index]?.[3]).toBe(label === 'mixed' ? sign : label);
      expect(three[index]?.[2]).toBe(sentiment);
    });
  });

  it('believe a language that is given, unless told not to', async () => {
    const csv = 'text,lang\nle service est vraiment nul et la livraison très en retard,es\n';
    expect(parse((await score(chunks(csv))).text)[1]?.[2]).toBe('es');
    expect(parse((await score(chunks(csv), { identifyLanguage: true })).text)[1]?.[2]).toBe('fr');
  });

  it('name brands with their sentiment, and reach with its basis', async () => {
    const csv = 'text,views\n"acme is awful, globex too",1200\nnothing,\n';
    const rows = parse((await score(chunks(csv), { watch: acme })).text);
    const [sentiment, brands, reach, basis] = [rows[1]?.[3], rows[1]?.[7], rows[1]?.[9], rows[1]?.[10]];
    expect(brands).toBe(`acme:${sentiment};globex:${sentiment}`);
    expect([reach, basis]).toEqual(['1200', 'views']);
    expect(rows[2]?.slice(6)).toEqual(['', '', '', '', 'unknown']);
    const [first, second] = (await score(chunks(csv), { watch: acme }, 'ndjson')).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first.brands).toEqual([
      { brand: 'acme', sentiment: Number(sentiment) },
      { brand: 'globex', sentiment: Number(sentiment) },
    ]);
    expect(second).toMatchObject({ signals: [], brands: [], topics: [], reach: null });
  });
});

it('takes spaces around quotes for no part of a cell, and leaves the rows as they are', async () => {
  const input = 'id, text ,author\n1, "good, ""really""\nyes" ,ann\n2, "bad" ,bob\n3,"fine, too",cleo\n';
  const { text, rejects } = await score(chunks(input));
  expect(rejects).toEqual([]);
  const rows = text.trimEnd().split('\n');
  expect(rows[1]).toBe('1, "good, ""really""');
  expect(rows[2]).toMatch(/^yes" ,ann,en,0\.\d+,positive/);
  expect(rows[3]).toMatch(/^2, "bad" ,bob,/);
});

describe('NDJSON', () => {
  it('stays as it was written', async () => {
    const lines = [
      '{ "id" : 12345678901234567890, "n": 1.50e+3,"text":"awful service", "a": {"lang": "x", "b": [1, "}"]} }',
      '{"text":"caf\\u00e9 parfait \\ud83d","lang":"fr","\\u0072each":5}',
      '{"text":null}',
    ];
    const { text, rejects } = await score(chunks(`${lines.join('\n')}\n\n`), {}, 'ndjson');
    const out = text.trimEnd().split('\n');
    expect(out[0]?.startsWith((lines[0] ?? '').slice(0, -2))).toBe(true);
    expect(
      out[1]?.startsWith(
        '{"text":"caf\\u00e9 parfait \\ud83d","input_lang":"fr","input_reach":5,"lang":"fr","sentiment":0.',
      ),
    ).toBe(true);
    expect(JSON.parse(out[2] ?? '')).toMatchObject({ text: null, label: 'neutral', reach: null });
    expect(rejects).toEqual([]);
  });

  it('leaves out lines that are no records, and says which', async () => {
    const { text, rejects } = await score(chunks('{"text":"good"}\nnope\n[1]\n{"text":"bad"}\n{"text":'), {}, 'ndjson');
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).text),
    ).toEqual(['good', 'bad']);
    expect(rejects.map(({ line }) => line)).toEqual([2, 3, 5]);
    await expect(score(chunks('{x}\n{y}\n'), {}, 'ndjson')).rejects.toMatchObject({ code: 'score.nothing' });
  });

  it('becomes CSV with a column for every key', async () => {
    const { text, warnings } = await score(
      chunks('{"text":"good","id":10000000000000000001}\n{"text":"bad","note":{"a":1},"lang":"en"}\n'),
      {},
      'csv',
    );
    const rows = parse(text);
    expect(rows[0]).toEqual(['text', 'id', 'note', 'input_lang', ...ADDED]);
    expect(rows.slice(1).map((row) => row.slice(0, 4))).toEqual([
      ['good', '10000000000000000001', '', ''],
      ['bad', '', '{"a":1}', 'en'],
    ]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['a list', '[{"text":"good"}]'],
    ['a laid out list', '[\n  {"text":"good"},\n  {"text":"bad"}\n]\n'],
    ['a laid out document', '{\n  "data": [\n    {"text":"good"}\n  ]\n}\n'],
    ['a Parquet file', 'PAR1xxxxxxxxxPAR1'],
    ['a workbook', 'PK\u0003\u0004xxxxxxxxxx'],
  ])('%s is refused with the way to read it', async (_, text) => {
    await expect(score(chunks(text), {}, 'ndjson')).rejects.toMatchObject({
      kind: 'malformed-input',
      code: 'score.unstreamable',
      hint: 'brandwatch import | brandwatch score',
    });
  });
});

describe('streaming', () => {
  it.each([
    ['CSV', 'author,text\n', (index: number) => `a${index},awful\n`],
    ['NDJSON', '', (index: number) => `{"author":"a${index}","text":"awful"}\n`],
  ])('rows of %s come out before the input ends, each as it comes', async (_, start, row) => {
    let seen = 0;
    const waiting: (() => void)[] = [];
    const rowCame = (): void => {
      seen++;
      for (const wake of waiting.splice(0)) wake();
    };
    // Every row but the first is given only after the one before it has come out.
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(start + row(0));
      for (let index = 1; index < 4; index++) {
        while (seen < index) await new Promise<void>((wake) => waiting.push(wake));
        yield Buffer.from(row(index));
      }
    }
    await inWorkspace({ threads: 1, memory: 5e8, timezone: 'UTC' }, async (workspace) => {
      const batches = scoreStream(workspace, {
        files: ['-'],
        stdin: slow(),
        encoding: null,
        delimiter: null,
        map: null,
        preset: null,
        watch: NO_WATCH,
        labels: 'four',
        identifyLanguage: false,
        signal: new AbortController().signal,
        onWarning: () => undefined,
        onReject: () => undefined,
        onMisfit: () => undefined,
      });
      for await (const batch of batches) for (const _row of batch.rows) rowCame();
    });
    expect(seen).toBe(4);
  });

  it('ends at once when it is aborted while the input is silent', async () => {
    const stop = new AbortController();
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('author,text\nana,good\n');
      setTimeout(() => stop.abort(new Error('enough')), 20);
      await new Promise(() => undefined);
    }
    await expect(score(silent(), { signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('fixtures of presets', async () => {
  const root = new URL('../../fixtures/presets/', import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter(
    (name) => /\.(csv|tsv|ndjson|jsonl)(\.gz)?$/.test(name) && !name.includes('.expected.'),
  );
  it('are many', () => expect(files.length).toBeGreaterThan(25));

  it.each(files)('%s passes through with all its columns', async (name) => {
    const file = new URL(name, root).pathname;
    const json = /\.(ndjson|jsonl)$/.test(name);
    const { text, warnings } = await score(chunks(), { files: [file] }, 'ndjson');
    const lines = text
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
    if (json) {
      const records = (await readFile(file, 'utf8'))
        .trim()
        .split('\n')
        .map((line): Record<string, unknown> => JSON.parse(line));
      expect(lines.length).toBe(records.length);
      records.forEach((record, index) => {
        const names = Object.keys(record);
        const kept = keptNames(names);
        names.forEach((key, place) => {
          expect(lines[index]?.[kept[place] ?? '']).toEqual(record[key]);
        });
      });
      return;
    }
    const same = await score(chunks(), { files: [file] });
    // What the filter was given is what it gives back, once its own nine columns are taken off.
    const inner = (await score(chunks(same.text), {}, 'ndjson')).text.trim().split('\n');
    expect(inner.length).toBe(lines.length);
    for (const line of lines) expect(Object.keys(line).slice(-9)).toEqual([...ADDED]);
    inner.forEach((line, index) => {
      const again: Record<string, unknown> = JSON.parse(line);
      for (const [key, value] of Object.entries(lines[index] ?? {}))
        if (!ADDED.some((added) => added === key)) expect(again[key]).toEqual(value);
    });
  });
});
