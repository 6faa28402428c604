import { mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.js';
import { buildProgram } from '../../src/cli/program.js';
import { HAS_TERMINAL, manyPosts, POSTS, place } from './binary.js';
import { fakeContext } from './fake-context.js';

/** One line that begins with the name, and one hint. */
function expectError(stderr: string, message: string | RegExp, hint?: string | RegExp): void {
  const lines = stderr.trimEnd().split('\n');
  const at = lines.findLastIndex((line) => line.startsWith('brandwatch: '));
  const found = lines[at]?.slice('brandwatch: '.length) ?? '';
  if (typeof message === 'string') expect(found).toBe(message);
  else expect(found).toMatch(message);
  const hints = lines.slice(at + 1);
  expect(hints).toHaveLength(1);
  for (const line of hints) expect(line).toMatch(/^hint: \S/);
  if (hint !== undefined) {
    if (typeof hint === 'string') expect(hints[0]).toBe(`hint: ${hint}`);
    else expect(hints[0]).toMatch(hint);
  }
  expect(stderr).not.toMatch(/^\s+at /m);
}

const commands = buildProgram(fakeContext()).commands.map((command) => command.name());

describe.concurrent('64, wrong usage', () => {
  test('every command is in the tree', () => {
    expect(commands).toHaveLength(COMMANDS.length);
  });

  test.each(commands)('a bad flag of %s', async (name) => {
    const { code, stdout, stderr } = await place().run([name, '--no-such-flag']);
    expect(code).toBe(64);
    expect(stdout).toBe('');
    expectError(stderr, 'unknown option "--no-such-flag"', `see brandwatch ${name} --help`);
  });

  test.each([
    [['audti'], 'unknown command "audti"', 'did you mean audit?'],
    [['xyzzy'], 'unknown command "xyzzy"', 'see brandwatch --help'],
    [['export.csv'], 'unknown command "export.csv"', 'to audit a file: brandwatch audit export.csv'],
    [['audit', '--formatt', 'csv'], 'unknown option "--formatt"', 'did you mean --format?'],
    [['--quiet', 'audit', 'x.csv'], '--quiet before the command', 'write it behind: brandwatch audit … --quiet'],
    [['audit', '--format'], '--format <format> needs a value', 'see brandwatch audit --help'],
    [['presets', 'extra'], 'too many words: expected 0 arguments but got 1', 'see brandwatch presets --help'],
    [['help', 'metrix'], 'there is no help on "metrix"', 'did you mean metrics?'],
    [['report', 'unhapy'], 'there is no report "unhapy"', 'did you mean unhappy?'],
    [['audit', 'posts.csv', '--by', 'size'], /^--by is "size", expected reach/, undefined],
    [['report', 'overview', 'posts.csv', '--by', 'reach'], /^--by is "reach"/, undefined],
    [['--wrong'], 'unknown option "--wrong"', 'see brandwatch --help'],
    [['audit', 'posts.csv', '--since', '2026-10-02', '--until', '2026-10-01'], /is not before/, undefined],
    [['audit', 'posts.csv', '--last', '7d', '--since', '2026-10-01'], /exclude each other/, undefined],
    [['audit', 'posts.csv', '-f', 'pdf'], /^--format is "pdf"/, /^hint: /],
    [['score', 'posts.csv', '-f', 'pdf'], 'score writes csv, tsv or ndjson, not pdf', /csv/],
    [['score', 'posts.csv', '-f', 'markdown'], 'score writes csv, tsv or ndjson, not markdown', /csv/],
    [['score', '--check', '--excel', 'posts.csv'], '--check and --excel exclude each other', 'leave out --excel'],
    [
      ['score', '--text-column', 'nope', 'posts.csv'],
      '--text-column is "nope", which posts.csv does not have',
      undefined,
    ],
    [['explain', 'text', '-f', 'pdf'], 'explain writes terminal or json, not pdf', undefined],
    [
      ['audit', 'posts.csv', '-o', 'rep2'],
      '-o rep2 is neither a folder nor a file with an ending',
      /rep2\/ .*rep2\.csv/,
    ],
    [
      ['report', 'posts.csv', '-o', 'unhappy.xlsx'],
      'cannot write unhappy.xlsx: no format has the ending .xlsx',
      'for a spreadsheet: --excel -o unhappy.csv',
    ],
    [['score', 'posts.csv', '-o', 'p.parquet'], 'cannot write p.parquet: no format has the ending .parquet', /\.csv/],
    [['audit', 'posts.csv', '--threads', '0'], /^--threads is "0"/, /^hint: /],
    [['audit', 'posts.csv', '--memory', '12'], /^--memory is "12"/, /^hint: /],
    [['audit', 'posts.csv', '--since', 'yesterday'], /^--since is "yesterday"/, /^hint: /],
    [['audit', 'posts.csv', '--last', 'week'], /^--last is "week"/, undefined],
    [['audit', 'posts.csv', '--timezone', 'Mars'], /^--timezone is "Mars"/, /^hint: /],
    [['import', 'posts.csv', '--limit', '-1'], /^--limit is "-1"/, /^hint: /],
    [['import', 'posts.csv', '--max-rejects', 'many'], /^--max-rejects is "many"/, /^hint: /],
    [['import', 'posts.csv', '--map', 'text'], /^--map has "text"/, /^hint: /],
    [['import', 'posts.csv', '--map', 'text=Coment'], /^--map takes text from "Coment"/, /^hint: /],
    [['import', 'posts.csv', '--preset', 'outscrapper'], 'unknown preset "outscrapper"', 'did you mean outscraper?'],
    [['import', 'posts.csv', '--delimiter', 'semi'], /delimiter must be one ASCII character, not "semi"/, undefined],
    [['import', 'posts.csv', '--encoding', 'klingon'], /^unknown encoding klingon/, /^hint: /],
    [['import', 'posts.csv', '--columns', 'txt'], 'posts has no column "txt"', 'did you mean text?'],
    [['audit', 'posts.csv', '--columns', 'reech'], 'unhappy has no column "reech"', 'did you mean reach?'],
    [['audit', 'posts.csv', '--brand', 'Acme'], /^no brand "Acme" is configured/, /^hint: /],
    [['audit', 'posts.csv', '--excel', '-f', 'json'], '--excel goes with csv, not with json', 'add -f csv'],
    [['import', 'posts.csv', '-o', 'posts.csv'], 'posts.csv is read and cannot be written over', /^hint: /],
    [['import', 'posts.csv', '--rejects', 'posts.csv'], 'posts.csv is read and cannot be written over', /^hint: /],
    [['import', 'posts.csv', '--rejects', '-'], '--rejects takes a file, not standard output', /^hint: /],
    [['config', '-n', 'few'], /^--limit is "few"/, /^hint: /],
    [['init', 'Acme', '--timezone', 'Mars'], /^--timezone is "Mars"/, /^hint: /],
  ] as const)('%j', async (args, message, hint) => {
    const { code, stdout, stderr } = await place({ 'posts.csv': POSTS }).run(args);
    expect(stdout).toBe('');
    expectError(stderr, message, hint);
    expect(code).toBe(64);
  });
});

test('help on exit codes names no option that no command has', async () => {
  const known = buildProgram(fakeContext()).commands.flatMap(({ options }) => options.map(({ long }) => long));
  const { stdout } = await place().run(['help', 'exit-codes']);
  expect(stdout).toContain('65   malformed input');
  for (const [option] of stdout.matchAll(/--[a-z][a-z-]+/g)) expect(known).toContain(option);
});

describe.concurrent('65, malformed input', () => {
  const broken = `${manyPosts(40)}${'5,2026-10-01T10:00:00Z,a,b\n'.repeat(10)}`;
  test.each([
    ['empty.csv', '', /^empty\.csv is empty$/],
    ['noise.bin', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 131 + (at >> 3)) % 256)), /noise\.bin/],
    ['page.html', '<!DOCTYPE html><html><body><p>hi</p></body></html>', /page\.html/],
    ['numbers.csv', 'width,height\n1,2\n3,4\n', /^cannot recognise numbers\.csv: .*width, height/],
    [
      'broken.csv',
      broken,
      /^cannot import broken\.csv: 10 of 50 rows \(20\.0 %\) are unreadable, more than 10 %: line 42 has 4 fields, expected 7$/,
    ],
    [
      'short.csv',
      `id,author,created_at,text\n${'1,ana,2026-10-01,awful\n'.repeat(4)}${'5,eve\n'.repeat(3)}`,
      /^cannot import short\.csv: 3 of 7 rows \(42\.9 %\) are unreadable, more than 10 %: line 6 has 2 fields, expected 4$/,
    ],
  ])('%s', async (name, content, message) => {
    const files = place({ [name]: content });
    const { code, stdout, stderr } = await files.run(['import', name]);
    expect(stdout).toBe('');
    expectError(stderr, message);
    expect(code).toBe(65);
    expect(readdirSync(files.temp)).toEqual([]);
  });

  test('no posts in a pipe', async () => {
    const { code, stderr } = await place().run(['audit'], { input: 'width,height\n1,2\n3,4\n' });
    expectError(stderr, /^cannot recognise standard input: /);
    expect(code).toBe(65);
  });
});

describe.concurrent('66, input missing', () => {
  test.each([['audit'], ['report'], ['import'], ['score'], ['score', '--check']])(
    'nothing in a pipe: %s',
    async (...args) => {
      const { code, stdout, stderr } = await place().run(args);
      expect(stdout).toBe('');
      expectError(stderr, 'standard input is empty', 'pipe an export into it, or name a file');
      expect(code).toBe(66);
    },
  );

  test.each([
    [['audit', 'post.csv'], 'cannot read post.csv: no such file', 'did you mean posts.csv?'],
    [['import', 'in/june.cvs'], 'cannot read in/june.cvs: no such file', 'did you mean in/june.csv?'],
    [['import', 'inn/june.csv'], 'cannot read inn/june.csv: no such file', undefined],
    [['report', 'unhappy', 'xyz.json'], 'cannot read xyz.json: no such file', undefined],
    [['audit', 'in'], 'cannot read in: it is a directory', 'name the files in it, e.g. in/*.csv'],
    [['audit', 'in/*.json'], 'no file matches in/*.json', /^hint: /],
  ] as const)('%j', async (args, message, hint) => {
    const { code, stderr } = await place({ 'posts.csv': POSTS, 'in/june.csv': POSTS }).run(args);
    expectError(stderr, message, hint);
    expect(code).toBe(66);
  });

  test.skipIf(!HAS_TERMINAL)('no input at all (needs `script` for a terminal)', async () => {
    const { code, stdout } = await place().terminal('audit', 80);
    expect(stdout).toBe(
      'brandwatch: no posts to read\r\nhint: name an export, e.g. brandwatch audit export.csv, or pipe one into it\r\n',
    );
    expect(code).toBe(66);
  });
});

describe.concurrent('73, cannot create', () => {
  test.each([
    [['-o', 'none/x.csv'], 'cannot create none/x.csv: there is no such folder'],
    [['-o', 'posts.csv/x.csv'], 'cannot create posts.csv/x.csv: a part of the path is no folder'],
    [['-o', 'posts.csv/'], 'cannot create posts.csv/: a part of the path is no folder'],
    [['-o', '/proc/x.csv'], /^cannot create \/proc\/x\.csv: /],
    [['--rejects', 'in'], 'cannot create in: it is a folder'],
    [['--rejects', 'none/r.csv'], 'cannot create none/r.csv: there is no such folder'],
  ])('%j', async (args, message) => {
    const files = place({ 'posts.csv': POSTS });
    mkdirSync(files.path('in'));
    const { code, stderr } = await files.run(['audit', 'posts.csv', ...args]);
    expectError(stderr, message);
    expect(stderr).not.toContain('judging');
    expect(code).toBe(73);
    expect(readdirSync(files.dir).sort()).toEqual(['in', 'posts.csv']);
    expect(readdirSync(files.temp)).toEqual([]);
  });

  test('init does not overwrite', async () => {
    const files = place({ '.brandwatchrc': 'timezone: UTC\n' });
    const { code, stderr } = await files.run(['init', 'Acme']);
    expectError(stderr, 'cannot create .brandwatchrc: it exists', /--force/);
    expect(code).toBe(73);
  });
});

describe.concurrent('74, reading and writing', () => {
  test.each(['import posts.csv', 'audit posts.csv', '--help', 'help columns'])('%s > /dev/full', async (args) => {
    const { code, stderr } = await place({ 'posts.csv': POSTS }).shell(`$bw ${args} > /dev/full`);
    expectError(stderr, /^cannot write standard output: no space left/);
    expect(code).toBe(74);
  });

  test('no temporary folder', async () => {
    const { code, stderr } = await place({ 'posts.csv': POSTS }).run(['import', 'posts.csv'], {
      env: { TMPDIR: '/no' },
    });
    expectError(stderr, /^cannot make a temporary folder in \/no/, /TMPDIR/);
    expect(code).toBe(74);
  });
});

describe.concurrent('78, configuration', () => {
  test.each([
    ['timezon: UTC\n', /"timezon".*"?timezone/, undefined],
    ['timezone: Mars\n', /timezone/, undefined],
    ['brands: [}\n', /\.brandwatchrc/, undefined],
  ])('%j', async (text, message, hint) => {
    const files = place({ '.brandwatchrc': text, 'posts.csv': POSTS });
    const { code, stdout, stderr } = await files.run(['audit', 'posts.csv']);
    expect(stdout).toBe('');
    expectError(stderr, message, hint);
    expect(code).toBe(78);
  });

  test('a configuration that is not there, a variable with a wrong value', async () => {
    const missing = await place().run(['config', '-c', 'none.yaml']);
    expectError(missing.stderr, 'cannot read none.yaml (--config): no such file', /^hint: /);
    expect(missing.code).toBe(78);
    const wrong = await place().run(['config'], { env: { BRANDWATCH_THREADS: 'all' } });
    expectError(wrong.stderr, /^BRANDWATCH_THREADS is "all"/);
    expect(wrong.code).toBe(78);
  });
});

describe.concurrent('--debug', () => {
  test('shows the stack, and only then', async () => {
    const { code, stderr } = await place().run(['import', 'none.csv', '--debug']);
    expect(stderr).toMatch(/^brandwatch: cannot read none\.csv: no such file\n/);
    expect(stderr).toMatch(/^\s+at /m);
    expect(code).toBe(66);
  });

  test('a working folder that is gone is no crash', async () => {
    const { code, stderr } = await place().shell('mkdir gone; cd gone; rmdir ../gone; $bw import x.csv');
    expectError(stderr, 'cannot read x.csv: no such file');
    expect(code).toBe(66);
  });
});

describe.concurrent('70, our bug', () => {
  test('a wait that nothing can end is said, where Node would exit without a word', async () => {
    const never =
      "import fs from 'node:fs/promises'; import { syncBuiltinESMExports } from 'node:module'; fs.stat = () => new Promise(() => {}); syncBuiltinESMExports();";
    const files = place({ 'posts.csv': POSTS, 'never.mjs': never });
    const { code, stdout, stderr } = await files.run(['import', 'posts.csv'], {
      env: { NODE_OPTIONS: `--import ${files.path('never.mjs')}` },
    });
    expect(code).toBe(70);
    expect(stdout).toBe('');
    expectError(stderr, 'internal error: nothing is left to wait for', /--debug/);
  });
});
