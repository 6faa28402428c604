import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { place } from './binary.js';

const CSV = 'id,text,lang\n1,"This is terrible, and the support is awful",en\n2,qwxv,en\n3,Thank you,en\n';
const NDJSON = '{"text":"This is terrible","lang":"en","explanation":"mine"}\n{"text":"qwxv","lang":"en"}\n';
const EXPLAINED = /^\S[^;]* [−+]\d+\.\d(?:; \S[^;]* [−+]\d+\.\d){0,2}$/;

type Row = Record<string, string>;

describe.concurrent('score --explain', () => {
  test('appends the strongest entries as the last column, and changes no other', async () => {
    const files = place({ 'posts.csv': CSV });
    const plain = await files.call(['score', 'posts.csv']);
    const { code, stdout } = await files.call(['score', 'posts.csv', '--explain']);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe(`${plain.stdout.split('\n')[0]},explanation`);
    const rows = parse(stdout, { columns: true }) as Row[];
    expect(rows.map(({ explanation, ...rest }) => rest)).toEqual(parse(plain.stdout, { columns: true }));
    expect(rows[0]?.['explanation']).toMatch(EXPLAINED);
    expect(rows[0]?.['explanation']).toMatch(/terrible −\d\.\d.*awful −\d\.\d/);
    expect(rows[1]?.['explanation']).toBe('');
    expect(rows[2]?.['explanation']).toMatch(/hank.* \+\d\.\d/);
  });

  test('writes the same in NDJSON, in another table format, and for a spreadsheet', async () => {
    const files = place({ 'posts.csv': CSV });
    const first = async (...args: string[]) => {
      const { stdout } = await files.call(['score', 'posts.csv', '--explain', ...args]);
      return stdout.replace(/^\uFEFF/, '');
    };
    const [object] = (await first('-f', 'ndjson')).split('\n');
    const { explanation }: { explanation: string } = JSON.parse(object ?? '');
    expect(explanation).toMatch(EXPLAINED);
    expect(Object.keys(JSON.parse(object ?? '')).at(-1)).toBe('explanation');
    const tsv = parse(await first('-f', 'tsv'), { columns: true, delimiter: '\t' }) as Row[];
    expect(tsv[0]?.['explanation']).toBe(explanation);
    const excel = parse(await first('--excel'), { columns: true }) as Row[];
    expect(excel[0]?.['explanation']).toBe(explanation);
  });

  test('keeps a column of the same name, only where it adds its own', async () => {
    const files = place();
    const lines = async (...args: string[]) =>
      (await files.call(['score', ...args], { input: NDJSON })).stdout
        .trim()
        .split('\n')
        .map((line): Row => JSON.parse(line));
    expect((await lines())[0]).toMatchObject({ explanation: 'mine' });
    const [terrible, nothing] = await lines('--explain');
    expect(terrible).toMatchObject({ input_explanation: 'mine', explanation: expect.stringMatching(/terrible −/) });
    expect(nothing).toMatchObject({ explanation: null });
  });

  test('shows what the user weighs', async () => {
    const files = place({ 'posts.csv': CSV, 'words.csv': 'qwxv,-4\nterrible,0\n' });
    const { stdout } = await files.call(['score', 'posts.csv', '--explain', '--lexicon', 'words.csv']);
    const rows = parse(stdout, { columns: true }) as Row[];
    expect(rows[0]?.['explanation']).not.toContain('terrible');
    expect(rows[1]?.['explanation']).toBe('qwxv −4.0');
  });
});
