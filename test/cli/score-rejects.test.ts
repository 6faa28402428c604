import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { place } from './binary.js';

const GOOD = '{"text":"this is awful","author":"ana","id":12345678901234567890}\n';
const few = `${GOOD.repeat(20)}nope\n`;
const many = `${GOOD.repeat(4)}nope\n{"text":"cut\n`;

describe.concurrent('rows that score cannot read', () => {
  test('never stop the others, and are written aside with file, line and reason', async () => {
    const files = place({ 'posts.ndjson': few });
    const { code, stdout, stderr } = await files.call(['score', 'posts.ndjson', '--rejects', 'rejects.csv']);
    expect(code, stderr).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(20);
    expect(lines[19]).toContain('{"text":"this is awful","author":"ana","id":12345678901234567890,"lang":"en"');
    expect(readFileSync(files.path('rejects.csv'), 'utf8')).toBe(
      'file,line,reason,row\nposts.ndjson,21,is not a JSON object,nope\n',
    );
    expect(stderr).toContain('20 rows of posts.ndjson (guessed), 1 row left out, written to rejects.csv\n');
  });

  test('end it with 65 and the likely cause where they are too many, the others being written', async () => {
    const files = place({ 'posts.ndjson': many });
    const args = ['score', 'posts.ndjson', '--rejects', 'rejects.csv', '-o', 'scored.ndjson'];
    const { code, stderr } = await files.call(args);
    expect(code).toBe(65);
    expect(stderr.trimEnd().split('\n').slice(-2)).toEqual([
      'brandwatch: 2 of 6 rows of posts.ndjson (33.3 %) are unreadable, more than 10 %: line 5 is not a JSON object',
      'hint: the file may be cut off or not be NDJSON; look at them in rejects.csv',
    ]);
    expect(readFileSync(files.path('scored.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(4);
    expect(readFileSync(files.path('rejects.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(3);
  });

  test.each([
    [['--max-rejects', '50%'], {}, 0],
    [['--max-rejects', '0.2'], {}, 65],
    [[], { BRANDWATCH_MAX_REJECTS: '34%' }, 0],
  ] as const)('%j %j', async (args, env, expected) => {
    const { code, stdout } = await place().call(['score', ...args], { input: many, env });
    expect(stdout.trimEnd().split('\n')).toHaveLength(4);
    expect(code).toBe(expected);
  });

  test.each(['score', 'import'])('%s says of lines of which most are broken that they are', async (command) => {
    const input = Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? GOOD : `{"text":"cut off ${i}\n`)).join('');
    const { code, stderr } = await place().call([command], { input });
    expect(code, stderr).toBe(65);
    expect(stderr).toContain('16 of 20 rows');
  });

  test('a row with too few fields is told of by both, and counts', async () => {
    const rows = (short: number): string =>
      `id,text,author\n${Array.from({ length: 20 }, (_, i) => (i < short ? `${i},awful` : `${i},awful,ana`)).join('\n')}\n`;
    const files = place({ 'one.csv': rows(1), 'many.csv': rows(5) });
    const scored = await files.call(['score', 'one.csv', '--rejects', 'scored.csv']);
    const imported = await files.call(['import', 'one.csv', '--rejects', 'imported.csv']);
    expect([scored.code, imported.code]).toEqual([0, 0]);
    // A filter keeps every row that can be read; an import takes only posts that are whole.
    expect(scored.stdout.trimEnd().split('\n')).toHaveLength(21);
    expect(imported.stdout.trimEnd().split('\n')).toHaveLength(19);
    expect(scored.stdout).toMatch(/\n0,awful,,/);
    expect(scored.stderr).toContain('1 row kept that did not fit, written to scored.csv');
    expect(readFileSync(files.path('scored.csv'), 'utf8')).toBe(
      'file,line,reason,row\none.csv,2,"has 2 fields, expected 3; what is missing is empty","0,awful"\n',
    );
    expect(readFileSync(files.path('imported.csv'), 'utf8')).toContain(
      'one.csv,2,"has 2 fields, expected 3","0,awful"',
    );
    for (const command of ['score', 'import']) {
      const { code, stderr } = await files.call([command, 'many.csv']);
      expect(code, command).toBe(65);
      expect(stderr).toContain('5 of 20 rows');
    }
  });

  test('each input on its own: a good one does not make up for a broken one', async () => {
    const files = place({ 'good.ndjson': GOOD.repeat(100), 'bad.ndjson': many });
    const { code, stdout, stderr } = await files.call(['score', 'bad.ndjson', 'good.ndjson', '-q']);
    expect(code).toBe(65);
    expect(stderr).toMatch(/^brandwatch: 2 of 6 rows of bad\.ndjson /);
    expect(stdout.trimEnd().split('\n')).toHaveLength(104);
  });

  test.each(['score', 'import'])('%s takes a line of rubbish on top for that, not for a header', async (command) => {
    const input = `# exported by hand\n${GOOD.repeat(20)}`;
    const { code, stdout, stderr } = await place().call([command, '--max-rejects', '10%'], { input });
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ text: 'this is awful' });
    expect(stderr).toMatch(/line 1 (?:is not a JSON object|not valid JSON)/);
  });

  test('a table keeps rows that do not fit, counts them, and says so', async () => {
    const table = `author,text\n${'ana,fine\n'.repeat(30)}bob,awful,really\n`;
    const files = place({ 'posts.csv': table, 'worse.csv': `author,text\n${'bob,awful,really\n'.repeat(3)}${table}` });
    const { code, stdout, stderr } = await files.call(['score', 'posts.csv', '--rejects', 'rejects.csv']);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('\nbob,"awful,really",en,-');
    expect(stderr).toContain('31 rows of posts.csv (guessed), 1 row kept that did not fit, written to rejects.csv\n');
    expect(readFileSync(files.path('rejects.csv'), 'utf8')).toContain(
      'posts.csv,32,"has 3 fields, expected 2; what is too much stays in its last column","bob,awful,really"\n',
    );
    const worse = await files.call(['score', 'worse.csv', '--delimiter', ',', '--max-rejects', '5%', '-q']);
    expect(worse.code).toBe(65);
    expect(worse.stderr).toMatch(/line 2 has 3 fields, expected 2.*\nhint: the delimiter may be another: /);
  });

  test('--check counts them, too', async () => {
    const labelled = `${'{"text":"this is awful","label":"negative"}\n'.repeat(4)}nope\n`;
    const { code, stdout, stderr } = await place().call(['score', '--check', '-f', 'json'], { input: labelled });
    expect(JSON.parse(stdout)).toBeTruthy();
    expect(stderr).toContain('1 of 5 rows of standard input (20.0 %) are unreadable, more than 10 %: line 5');
    expect(code).toBe(65);
  });
});
