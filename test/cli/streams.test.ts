import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { HAS_TERMINAL, POSTS, place } from './binary.js';

describe.concurrent('stdout carries the artefact, stderr the rest', () => {
  test('csv of unhappy customers in a pipe', async () => {
    const { code, stdout, stderr } = await place({ 'posts.csv': POSTS }).run(['audit', 'posts.csv']);
    expect(code).toBe(0);
    const rows = parse(stdout, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ author }) => author)).toEqual(['jon', 'marta']);
    expect(stderr).not.toContain('\x1b');
    expect(stderr).not.toContain('delimiter');
    // One line for each step, then the summary.
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'brandwatch: reading posts.csv',
      'brandwatch: judging 4 posts',
      'brandwatch: ranking customers',
    ]);
  });

  test.each([['json'], ['ndjson'], ['tsv'], ['markdown'], ['terminal']])('%s', async (format) => {
    const { code, stdout } = await place({ 'posts.csv': POSTS }).run(['audit', 'posts.csv', '-f', format, '-q']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('\x1b');
    if (format === 'json') expect(JSON.parse(stdout)).toBeTypeOf('object');
    if (format === 'ndjson') {
      for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('author');
    }
    if (format === 'tsv') expect(stdout.split('\n')[0]?.split('\t')).toContain('author');
    if (format === 'terminal') {
      // No terminal tells its width: 80.
      for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    }
    expect(stdout).toContain('marta');
  });

  test('--quiet says nothing, but errors', async () => {
    const files = place({ 'posts.csv': POSTS });
    expect(await files.run(['audit', 'posts.csv', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
    expect(await files.run(['audit', 'none.csv', '--quiet'])).toMatchObject({
      code: 66,
      stderr: expect.stringMatching(/^brandwatch: cannot read none\.csv: no such file\nhint: [^\n]+\n$/),
    });
  });

  test('posts from a pipe, with and without the dash', async () => {
    const files = place({ 'posts.csv': POSTS });
    const named = await files.run(['import', 'posts.csv', '-f', 'csv', '--columns', 'key,text']);
    for (const args of [['import', '-'], ['import']]) {
      const piped = await files.run([...args, '-f', 'csv', '--columns', 'key,text'], { input: POSTS });
      expect(piped).toMatchObject({ code: 0, stdout: named.stdout });
      expect(piped.stderr).toContain('brandwatch: reading standard input\n');
    }
  });
});

describe.skipIf(!HAS_TERMINAL).concurrent('on a terminal (needs `script`)', () => {
  test('an audit is a page: headline, sparkline, table, footer', async () => {
    const { code, stdout } = await place({ 'posts.csv': POSTS }).terminal('audit posts.csv', 100);
    expect(code).toBe(0);
    expect(stdout).toMatch(/4 posts by 3 authors/);
    expect(stdout).toMatch(/net sentiment/);
    expect(stdout).toMatch(/complaints per day\S* +[▁-█]+/);
    expect(stdout).toContain('Unhappy customers by reach');
    expect(stdout).toContain('marta');
    expect(stdout).toMatch(/reach\/1, unhappiness\/1, scorer \d/);
    expect(stdout).toMatch(/\d rows/);
    expect(stdout).toMatch(/\x1b\[1m/);
    // The cursor that the progress has hidden is shown again.
    expect(stdout.lastIndexOf('\x1b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\x1b[?25l'));
  });

  test.each([
    ['audit posts.csv --no-color', {}],
    ['audit posts.csv', { NO_COLOR: '1' }],
    ['audit posts.csv', { TERM: 'dumb' }],
  ])('no colour: %s %j', async (args, env) => {
    const { code, stdout } = await place({ 'posts.csv': POSTS }).terminal(args, 100, env);
    expect(code).toBe(0);
    expect(stdout).toContain('marta');
    expect(stdout).not.toMatch(/\x1b\[[\d;]*m/);
  });

  test('how a file was read fits the width', async () => {
    const { stdout } = await place({ 'posts.csv': POSTS }).terminal('import --explain -q posts.csv', 60);
    for (const line of stdout.split('\r\n')) expect(line.length, line).toBeLessThanOrEqual(60);
    expect(stdout).toMatch(/^ {4}text {15}text/m);
  });
});

describe.concurrent('files', () => {
  test('a target is replaced in one step, keeps its mode, and a link stays one', async () => {
    const files = place({ 'posts.csv': POSTS, 'in/old.csv': 'old' });
    symlinkSync('in/old.csv', files.path('link.csv'));
    const before = statSync(files.path('in/old.csv'));
    const { code, stdout, stderr } = await files.shell('chmod 640 in/old.csv; $bw audit posts.csv -o link.csv');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('wrote link.csv\n');
    expect(lstatSync(files.path('link.csv')).isSymbolicLink()).toBe(true);
    const after = statSync(files.path('in/old.csv'));
    expect(after.ino).not.toBe(before.ino);
    expect(after.mode & 0o777).toBe(0o640);
    expect(readFileSync(files.path('in/old.csv'), 'utf8')).toMatch(/^rank,author,/);
    expect(readdirSync(files.dir).sort()).toEqual(['in', 'link.csv', 'posts.csv']);
  });

  test('a device or a named pipe is written to, not replaced', async () => {
    const files = place({ 'posts.csv': POSTS });
    const { code, stdout } = await files.shell(
      'mkfifo pipe; cat pipe & $bw audit -q posts.csv -o pipe && $bw audit -q posts.csv -o /dev/null; wait',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^rank,author,/);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(lstatSync(files.path('pipe')).isFIFO()).toBe(true);
  });

  test('a full disk is told, and leaves nothing', async ({ skip }) => {
    const files = place({ 'posts.csv': `${POSTS}${POSTS.slice(POSTS.indexOf('\n') + 1).repeat(20)}` });
    const mounted = await files.shell('mkdir small && mount -t tmpfs -o size=16k tmpfs small');
    skip(mounted.code !== 0, 'mounting a tmpfs is not permitted here');
    try {
      await files.shell('head -c 12000 /dev/zero > small/filler; echo old > small/x.ndjson');
      const { code, stderr } = await files.run(
        ['import', '-q', 'posts.csv', 'big.csv', '-o', 'small/x.ndjson']
          .filter((word) => word !== 'big.csv')
          .concat(['--map', 'id=likes']),
      );
      expect(stderr).toMatch(
        /^brandwatch: cannot (?:write|create) small\/x\.ndjson: no space left on the disk\nhint: /,
      );
      expect(code).toBe(74);
      expect(readdirSync(files.path('small')).sort()).toEqual(['filler', 'x.ndjson']);
      expect(readFileSync(files.path('small/x.ndjson'), 'utf8')).toBe('old\n');
    } finally {
      await files.shell('umount small');
    }
  });

  test('a read-only disk is told before any work is done', async ({ skip }) => {
    const files = place({ 'posts.csv': POSTS });
    const mounted = await files.shell('mkdir fixed && mount -t tmpfs -o ro tmpfs fixed');
    skip(mounted.code !== 0, 'mounting a tmpfs is not permitted here');
    try {
      for (const target of ['fixed/x.csv', 'fixed/reports/', 'fixed/']) {
        const { code, stderr } = await files.run(['audit', 'posts.csv', '-o', target]);
        expect(stderr).toBe(
          `brandwatch: cannot create ${target}: the file system is read-only\nhint: choose another place\n`,
        );
        expect(code).toBe(73);
      }
    } finally {
      await files.shell('umount fixed');
    }
  });
});
