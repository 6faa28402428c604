import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reject } from '../../src/app/rejects.js';
import { scratch } from '../files/scratch.js';
import { holds } from '../formats/seed.js';
import { type ImportOptions, importFiles } from '../presets/importing.js';

const files = scratch();
let count = 0;

async function rejectsOf(content: string | Buffer, options: ImportOptions = {}, ending = 'csv') {
  const path = await files.write(`${count++}.${ending}`, content);
  const rejects: Reject[] = [];
  const { loaded, posts } = await importFiles([path], {
    maxRejects: 1,
    onRejects: async (found) => {
      rejects.push(...found);
    },
    ...options,
  });
  const [file] = loaded.files;
  return {
    posts,
    total: file?.rejects.total,
    causes: file?.rejects.causes,
    seen: rejects.map(({ line, reason, text }) => ({ line, reason, text })),
  };
}

const GOOD = Array.from({ length: 30 }, (_, index) => `${index},2026-10-01,"said ""something"" number ${index}",ann`);
const table = (...rows: readonly string[]): string => ['id,created_at,text,author', ...rows, ''].join('\n');

describe('a record that cannot be taken apart', () => {
  test('because it is too short or too long', async () => {
    const { posts, total, seen } = await rejectsOf(
      table(...GOOD, '90,2026-10-01', '91,2026-10-01,a,b,c,d', 'alone', ...GOOD.slice(0, 2).map((row) => `9${row}`)),
    );
    expect(posts).toHaveLength(32);
    expect(total).toBe(3);
    expect(seen).toEqual([
      { line: 32, reason: 'has 2 fields, expected 4', text: '90,2026-10-01' },
      { line: 33, reason: 'has 6 fields, expected 4', text: '91,2026-10-01,a,b,c,d' },
      { line: 34, reason: 'has 1 field, expected 4', text: 'alone' },
    ]);
  });

  test('because of a stray quote', async () => {
    const { posts, seen } = await rejectsOf(
      table(...GOOD, '90,2026-10-01,"closed" too early,ann', '91,2026-10-02,fine,ann'),
    );
    expect(posts.map(({ id }) => id)).toEqual([...GOOD.keys(), 91].map(String));
    expect(seen).toEqual([
      {
        line: 32,
        reason: 'a quote is not closed, or stands inside a value',
        text: '90,2026-10-01,"closed" too early,ann',
      },
    ]);
  });

  test('because of a byte that is not UTF-8', async () => {
    // Enough of what is UTF-8, so that the file as a whole is.
    const accents = GOOD.map((row) => row.replace('said', 'déjà dit, àéîõü'));
    const bytes = Buffer.concat([
      Buffer.from(table(...accents)),
      Buffer.from('90,2026-10-01,caf'),
      Buffer.from([0xe9]),
      Buffer.from(',ann\n91,2026-10-02,café,ann\n'),
    ]);
    const { posts, seen } = await rejectsOf(bytes);
    expect(posts.at(-1)).toMatchObject({ id: '91', text: 'café' });
    expect(posts).toHaveLength(31);
    expect(seen).toMatchObject([{ line: 32, reason: 'not valid UTF-8' }]);
    expect(seen[0]?.text).toMatch(/^90,2026-10-01,caf/);
  });

  test('because it is broken JSON', async () => {
    const lines = GOOD.map((_, index) =>
      JSON.stringify({ id: `${index}`, text: `said ${index}`, created_at: '2026-10-01' }),
    );
    const { posts, seen } = await rejectsOf(
      [...lines, '{"id": "90", "text": "cut o', '', '{"id":"91","text":"fine"}', ''].join('\n'),
      {},
      'ndjson',
    );
    expect(posts.at(-1)).toMatchObject({ id: '91', text: 'fine' });
    expect(seen).toEqual([{ line: 31, reason: 'not valid JSON', text: '{"id": "90", "text": "cut o' }]);
  });
});

describe('a record with a value that makes no sense', () => {
  test('is rejected for its date, with the value', async () => {
    const { posts, seen, causes } = await rejectsOf(
      table(...GOOD, '90,whenever,hello there,ann', '91,2026-13-45,hello again,bob'),
    );
    expect(posts).toHaveLength(30);
    expect(seen).toEqual([
      { line: 32, reason: 'cannot read the date "whenever"', text: '90,whenever,hello there,ann' },
      { line: 33, reason: 'cannot read the date "2026-13-45"', text: '91,2026-13-45,hello again,bob' },
    ]);
    expect(causes).toEqual([['cannot read the date', 2]]);
  });

  test('is named by the line at which it begins, after texts of many lines, a preamble and other rejects', async () => {
    const text = [
      'Report: Acme',
      'made by hand',
      '',
      'id,created_at,text,author',
      ...GOOD,
      '80,2026-10-01,"first',
      '',
      'third",ann',
      'short',
      '81,nonsense,"one',
      'two",ann',
      '82,2026-10-01,a,b,c,d,e',
      '83,2026-10-01,"closed" too early,ann',
      '84,never,plain,bob',
      '85,2026-10-02,fine,bob',
      '',
    ].join('\n');
    for (const newline of ['\n', '\r\n']) {
      const { posts, seen } = await rejectsOf(text.replaceAll('\n', newline));
      expect(posts.map(({ id }) => id).slice(-2)).toEqual(['80', '85']);
      expect(seen.map(({ line, reason }) => [line, reason.slice(0, 12)])).toEqual([
        [38, 'has 1 field,'],
        [39, 'cannot read '],
        [41, 'has 7 fields'],
        [42, 'a quote is n'],
        [43, 'cannot read '],
      ]);
      expect(seen[1]?.text).toBe(`81,nonsense,"one${newline}two",ann`);
      expect(seen[4]?.text).toBe('84,never,plain,bob');
    }
  });

  test('is found in compressed files, in UTF-16 and in JSON', async () => {
    const text = table(...GOOD, 'short', '81,nonsense,"a', 'b",ann', 'short too', '82,never,x y,bob');
    const expected = [32, 33, 35, 36];
    expect((await rejectsOf(gzipSync(text), {}, 'csv.gz')).seen.map(({ line }) => line)).toEqual(expected);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect((await rejectsOf(utf16)).seen.map(({ line }) => line)).toEqual(expected);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
    expect((await rejectsOf(marked)).seen.map(({ line }) => line)).toEqual(expected);
    const list = Array.from({ length: 10 }, (_, index) => ({
      id: `${index}`,
      text: `a text, number ${index}`,
      created_at: index === 8 ? 'whenever' : '2026-10-01',
    }));
    const { seen } = await rejectsOf(JSON.stringify(list, null, 2), {}, 'json');
    expect(seen).toMatchObject([{ line: 42, reason: 'cannot read the date "whenever"' }]);
    expect(JSON.parse(seen[0]?.text ?? '')).toEqual(list[8]);
  });

  test('is found in the second of two files', async () => {
    const first = await files.write('one.csv', table(...GOOD, 'short'));
    const second = await files.write('two.csv', table(...GOOD.map((row) => `5${row}`), 'x', '81,never,hi there,ann'));
    const rejects: Reject[] = [];
    await importFiles([first, second], { maxRejects: 1, onRejects: async (found) => void rejects.push(...found) });
    expect(rejects.map(({ file, line }) => [file, line])).toEqual([
      [first, 32],
      [second, 32],
      [second, 33],
    ]);
  });

  test('any mixture of records is told apart', () =>
    holds(
      fc.asyncProperty(
        fc.array(fc.constantFrom('good', 'lines', 'short', 'wide', 'quote', 'date', 'datelines', 'blank'), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.constantFrom('\n', '\r\n'),
        async (kinds, newline) => {
          const rows: string[] = [...GOOD];
          const expected: [number, string][] = [];
          const ids: string[] = [...GOOD.keys()].map(String);
          let line = 32;
          for (const [index, kind] of kinds.entries()) {
            const id = 100 + index;
            const row = {
              good: `${id},2026-10-01,fine,ann`,
              lines: `${id},2026-10-01,"a${newline}${newline}b",ann`,
              short: `${id}`,
              wide: `${id},2026-10-01,a,b,c`,
              quote: `${id},2026-10-01,"a" b,ann`,
              date: `${id},someday,fine,ann`,
              datelines: `${id},someday,"a${newline}b",ann`,
              blank: '',
            }[kind];
            if (kind === 'good' || kind === 'lines') ids.push(`${id}`);
            else if (kind !== 'blank') expected.push([line, row]);
            rows.push(row);
            line += row.split(newline).length;
          }
          const { posts, seen } = await rejectsOf(['id,created_at,text,author', ...rows, ''].join(newline));
          expect(posts.map(({ id }) => id)).toEqual(ids);
          expect(seen.map(({ line: at, text }) => [at, text])).toEqual(expected);
        },
      ),
      25,
    ));
});

describe('too many rejects', () => {
  async function failure(content: string | Buffer, ending = 'csv') {
    const path = await files.write(`bad${count++}.${ending}`, content);
    const rejects: Reject[] = [];
    const error: unknown = await importFiles([path], { onRejects: async (found) => void rejects.push(...found) }).catch(
      (reason: unknown) => reason,
    );
    return { error, rejects };
  }

  test('fail the import, naming the share, the first of them, and the likely cause', async () => {
    const bad = Array.from({ length: 10 }, (_, index) => `${index},2026-10-01`);
    const { error, rejects } = await failure(table(...GOOD, ...bad));
    expect(error).toMatchObject({
      kind: 'malformed-input',
      code: 'import.too-many-rejects',
      message: expect.stringMatching(/10 of 40 rows \(25\.0 %\).*more than 5 %: line 32 has 2 fields, expected 4/),
      hint: expect.stringContaining('--delimiter'),
    });
    // Whoever wants to know sees all of them nevertheless.
    expect(rejects).toHaveLength(10);
  });

  test('of dates ask for the way in which they are written', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => `${index},the ${index}th of May,hello ${index} there,ann`);
    const { error } = await failure(table(...GOOD, ...GOOD, ...rows));
    expect(error).toMatchObject({
      message: expect.stringContaining('line 62'),
      hint: expect.stringContaining('--map created_at='),
    });
  });

  test('of broken JSON say that the file may be cut off', async () => {
    const lines = GOOD.map((_, index) => JSON.stringify({ id: `${index}`, text: `said ${index}` }));
    const { error } = await failure([...lines, ...Array<string>(5).fill('{"id": '), ''].join('\n'), 'ndjson');
    expect(error).toMatchObject({
      message: expect.stringContaining('line 31 not valid JSON'),
      hint: expect.stringContaining('NDJSON'),
    });
  });

  test('are as many as the user says', async () => {
    const path = await files.write('some.csv', table(...GOOD, 'short'));
    await expect(importFiles([path], { maxRejects: 0 })).rejects.toMatchObject({ code: 'import.too-many-rejects' });
    expect((await importFiles([path], { maxRejects: 0.04 })).posts).toHaveLength(30);
  });
});
