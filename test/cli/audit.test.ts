import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { manyPosts, type Place, POSTS, place } from './binary.js';

const HEADER = POSTS.slice(0, POSTS.indexOf('\n') + 1);
const MORE = `${HEADER}9,2026-11-02T10:00:00Z,ona,"El servei és horrible, no funciona res",4,700,mastodon\n`;
const CONFIG = 'brands:\n  - name: Acme\n    names: [Acme]\n';
const NAMED = `${HEADER}1,2026-10-01T10:00:00Z,ann,Acme is terrible and broken,1,10,x\n2,2026-10-01T10:00:00Z,bob,The weather is terrible,1,10,x\n`;

type Row = Record<string, string>;

async function audit(files: Place, ...args: readonly string[]): Promise<Row[]> {
  const { code, stdout, stderr } = await files.call(['audit', '-f', 'csv', ...args]);
  expect(code, stderr).toBe(0);
  return parse(stdout, { columns: true, bom: true }) as Row[];
}

const authors = (rows: readonly Row[]): string[] => rows.map((row) => row['author'] ?? '').sort();

describe.concurrent('what an audit is about', () => {
  test('several files and patterns, each file once, each post once', async () => {
    const files = place({ 'in/a.csv': POSTS, 'in/b.csv': MORE, 'copy.csv': POSTS });
    const all = await audit(files, 'in/a.csv', 'in/b.csv');
    expect(authors(all)).toEqual(['jon', 'marta', 'ona']);
    expect(await audit(files, 'in/*.csv', './in/a.csv', 'copy.csv')).toEqual(all);
  });

  test('--since, --until and --last', async () => {
    const files = place({ 'posts.csv': POSTS });
    expect(authors(await audit(files, 'posts.csv', '--since', '2026-10-10'))).toEqual(['marta']);
    expect(authors(await audit(files, 'posts.csv', '--until', '2026-10-02'))).toEqual(['marta']);
    expect(authors(await audit(files, 'posts.csv', '--since', '2026-10-02', '--until', '2026-10-03'))).toEqual(['jon']);
    expect(await audit(files, 'posts.csv', '--since', '2031-01-01')).toEqual([]);
  });

  test('--network and --lang, before the file, after it, with commas', async () => {
    const files = place({ 'posts.csv': POSTS, 'more.csv': MORE });
    expect(authors(await audit(files, 'posts.csv', '--network', 'reddit'))).toEqual(['jon']);
    expect(authors(await audit(files, '--network', 'reddit', 'posts.csv'))).toEqual(['jon']);
    const two = ['jon', 'ona'];
    expect(authors(await audit(files, '--network', 'reddit,mastodon', 'posts.csv', 'more.csv'))).toEqual(two);
    expect(authors(await audit(files, 'posts.csv', 'more.csv', '--network', 'reddit', 'mastodon'))).toEqual(two);
    expect(authors(await audit(files, '--lang', 'ca', 'posts.csv', 'more.csv'))).toEqual(['ona']);
  });

  test('--brand counts only posts that name it', async () => {
    const files = place({ 'posts.csv': NAMED, '.brandwatchrc': CONFIG });
    expect(authors(await audit(files, 'posts.csv', '--brand', 'Acme'))).toEqual(['ann']);
    const wrong = await files.call(['audit', '-b', 'Acmee', 'posts.csv']);
    expect(wrong.code).toBe(64);
    expect(wrong.stderr).toMatch(/"Acmee".*\nhint: .*Acme/);
  });

  test('several brands get a column, which comes last; one brand needs none', async () => {
    const rows = [
      '1,2026-10-01T10:00:00Z,ann,Acme is terrible and broken,1,10,x',
      '2,2026-10-01T10:00:00Z,bob,Globex is awful and late,1,9,x',
      '3,2026-10-01T10:00:00Z,eva,The weather is terrible,1,8,x',
      '4,2026-10-02T10:00:00Z,bob,Acme is terrible too,1,9,x',
      '5,2026-10-02T10:00:00Z,ann,Globex is great and lovely,1,10,x',
    ];
    const files = place({
      'posts.csv': `${HEADER}${rows.join('\n')}\n`,
      '.brandwatchrc': 'brands:\n  - name: Globex\n  - name: Acme\n',
    });
    const both = await audit(files, 'posts.csv');
    expect(Object.keys(both[0] ?? {}).slice(-2)).toEqual(['next', 'brand']);
    expect(both.map(({ author, brand }) => [author, brand])).toEqual([
      ['ann', 'Acme'],
      ['bob', 'Acme;Globex'],
      ['eva', ''],
    ]);
    const chosen = await files.call(['report', 'posts.csv', '-f', 'json', '--columns', 'author,brand']);
    expect(JSON.parse(chosen.stdout)).toMatchObject({ rows: [{ author: 'ann', brand: ['Acme'] }, {}, {}] });
    const one = await audit(files, 'posts.csv', '-b', 'Acme');
    expect(Object.keys(one[0] ?? {}).at(-1)).toBe('next');
    const asked = await files.call(['report', 'posts.csv', '-b', 'Acme', '--columns', 'brand']);
    expect(asked).toMatchObject({ code: 64, stdout: '' });
  });

  test('says that nobody can be ranked where nobody has an author', async () => {
    const files = place({ 'posts.csv': 'created_at,text\n2026-10-01,This is awful\n2026-10-02,That is terrible\n' });
    const said = 'no post has an author, so there is nobody to rank; --map author=<column> names the column';
    const csv = await files.call(['audit', 'posts.csv', '-f', 'csv']);
    expect(csv.code).toBe(0);
    expect(csv.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(csv.stderr).toContain(`\n${said}\n`);
    const json = await files.call(['report', 'posts.csv', '-f', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ notes: [said] });
    expect(json.stderr).not.toContain(said);
    expect((await files.call(['audit', 'posts.csv', '-f', 'csv', '-q'])).stderr).toBe('');
  });

  test('--by, -n and --columns', async () => {
    const files = place({ 'posts.csv': POSTS });
    const recent = await audit(files, 'posts.csv', '--by', 'recent', '-n', '1', '--columns', 'author,rank');
    expect(recent).toEqual([{ author: 'marta', rank: '1' }]);
    expect(Object.keys(recent[0] ?? {})).toEqual(['author', 'rank']);
  });

  test('a report by name, or without one', async () => {
    const files = place({ 'posts.csv': POSTS });
    const named = await files.call(['report', 'unhappy', 'posts.csv', '-q']);
    expect(named.code).toBe(0);
    expect((await files.call(['report', 'posts.csv', '-q'])).stdout).toBe(named.stdout);
    const piped = await files.call(['report', '--network', 'reddit', 'x', 'overview', '-q'], { input: POSTS });
    expect(piped.code).toBe(0);
    expect(parse(piped.stdout, { columns: true }) as Row[]).toContainEqual(
      expect.objectContaining({ name: 'reddit', posts: '1' }),
    );
  });
});

describe.concurrent('where an audit goes', () => {
  test('a folder takes a file for each report', async () => {
    const files = place({ 'posts.csv': POSTS });
    const { code, stdout, stderr } = await files.call(['audit', 'posts.csv', '-o', 'out/october/']);
    expect([code, stdout]).toEqual([0, '']);
    expect(readdirSync(files.path('out/october')).sort()).toEqual(['overview.csv', 'unhappy.csv']);
    expect(stderr).toContain('wrote out/october/unhappy.csv\n');
    expect(stderr).not.toContain('writes every report');
    const again = await files.call(['audit', 'posts.csv', '-o', 'out/october', '-f', 'json']);
    expect(again.code).toBe(0);
    expect(readdirSync(files.path('out/october'))).toHaveLength(4);
  });

  test.each([
    ['x.md', /^#+ |\| *author/m],
    ['x.json', /^\{/],
    ['x.ndjson', /^\{"rank":1,/],
    ['x.tsv', /^rank\tauthor\t/],
    ['x.csv', /^rank,author,/],
    ['x.txt', /^rank,author,/],
  ])('the ending of %s chooses the format', async (name, beginning) => {
    const files = place({ 'posts.csv': POSTS });
    const { code, stderr } = await files.call(['audit', 'posts.csv', '-o', name]);
    expect(code, stderr).toBe(0);
    const text = readFileSync(files.path(name), 'utf8');
    expect(text).toMatch(beginning);
    if (name.endsWith('json') && !name.endsWith('ndjson')) expect(JSON.parse(text)).toBeTypeOf('object');
  });

  test('a file that cannot be imported leaves no output', async () => {
    const files = place({ 'posts.csv': 'width,height\n1,2\n' });
    for (const target of ['x.csv', 'out/']) {
      expect((await files.call(['audit', 'posts.csv', '-o', target])).code).toBe(65);
      expect(existsSync(files.path(target))).toBe(false);
    }
  });

  test('--excel: a mark, CRLF, cells that do not run', async () => {
    const attack = `${HEADER}1,2026-10-01T10:00:00Z,"=cmd|'/c calc'!A1","=1+1 is what I paid, the service is terrible and awful",5,2000,x\n`;
    const { code, bytes } = await place({ 'posts.csv': attack }).call(['audit', 'posts.csv', '--excel', '-q']);
    expect(code).toBe(0);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const cells = (parse(text, { bom: true }) as string[][]).flat();
    expect(cells).toContain("'=1+1 is what I paid, the service is terrible and awful");
    for (const cell of cells) expect(cell).not.toMatch(/^[=+@\t\r]/);
  });
});

describe.concurrent('hostile text', () => {
  const evil = [
    '\u001b[31mred\u001b[0m',
    '\u001b]0;title\u0007',
    '\u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007',
    '\u202etxet\u202c',
    '\u2066iso\u2069',
    '\u0008\u0007',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '| pipe | [link](javascript:alert(1))',
  ].join(' ');
  const posts = `${manyPosts(150)}777,2026-10-01T10:00:00Z,"${evil}","The service is terrible and awful ${evil}",5,90000,"x\u001b[2J"\n`;

  test.each(['terminal', 'markdown'])('is harmless as %s', async (format) => {
    const { code, stdout, stderr } = await place({ 'posts\u001b[31m.csv': posts }).call([
      'audit',
      'posts\u001b[31m.csv',
      '-f',
      format,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('terrible');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    if (format === 'markdown') {
      expect(stdout).not.toMatch(/<script|<img/i);
      expect(stdout).not.toMatch(/(?<!\\)\[link\]\(/);
    }
  });

  test('in the names of columns is harmless in --explain and in errors', async () => {
    const files = place({
      'odd.csv': `author\u001b[31mb,text,"new line\u202e"\n${'ann,hello there,"x, y"\nbob,bye now,y\n'.repeat(9)}`,
    });
    const explained = await files.call(['import', '--explain', 'odd.csv']);
    expect(explained.code, explained.stderr).toBe(0);
    expect(explained.stdout).toMatch(/^ {4}text {15}text/m);
    const failed = await files.call(['import', 'odd.csv', '--map', 'text=nothing']);
    expect(failed.code).toBe(64);
    for (const text of [explained.stdout, failed.stderr]) {
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
    expect(failed.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
  });
});
