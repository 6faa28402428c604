import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HAS_TERMINAL, place } from './binary.js';

type Row = Record<string, unknown>;

const rowsOf = (stdout: string): Row[] => (JSON.parse(stdout) as { rows: Row[] }).rows;

describe.concurrent('init', () => {
  test('writes what loads, and overwrites only by force', async () => {
    const files = place();
    const made = await files.call(['init', 'Air "Acme" & Söhne', '--timezone', 'Europe/Madrid']);
    expect(made).toMatchObject({ code: 0, stdout: '' });
    expect(made.stderr).toMatch(/^wrote \.brandwatchrc/);
    const shown = await files.call(['config', '-f', 'json']);
    expect(shown.code, shown.stderr).toBe(0);
    const values = rowsOf(shown.stdout).map((row) => row['value']);
    expect(values).toContain('Air "Acme" & Söhne');
    expect(values).toContain('Europe/Madrid');

    const before = readFileSync(files.path('.brandwatchrc'), 'utf8');
    expect((await files.call(['init', 'Other'])).code).toBe(73);
    expect(readFileSync(files.path('.brandwatchrc'), 'utf8')).toBe(before);
    expect((await files.call(['init', 'Other', '--force', '-q'])).stderr).toBe('');
    expect(readFileSync(files.path('.brandwatchrc'), 'utf8')).toContain('Other');
    expect(statSync(files.path('.brandwatchrc')).mode & 0o777).toBe(0o644);
  });

  test('to stdout', async () => {
    const { code, stdout, stderr } = await place().call(['init', 'Acme', '-o', '-']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('name: "Acme"');
  });

  test('over a folder', async () => {
    const files = place({ 'in/x': '' });
    expect(await files.call(['init', '-o', 'in', '--force'])).toMatchObject({
      code: 73,
      stderr: 'brandwatch: cannot create in: it is a folder\nhint: name a file in it\n',
    });
  });
});

describe.concurrent('config', () => {
  test('says where each value came from', async () => {
    const files = place({ '.brandwatchrc': '# mine\ntimezone: Europe/Madrid\nlimit: 9\nbrands:\n  - name: Acme\n' });
    const { code, stdout } = await files.call(['config', '-f', 'json', '--threads', '3'], {
      env: { BRANDWATCH_MEMORY: '700MB' },
    });
    expect(code).toBe(0);
    const origins = new Map(rowsOf(stdout).map((row) => [row['key'], row['origin']]));
    expect(origins.get('threads')).toBe('flag --threads');
    expect(origins.get('memory')).toBe('env BRANDWATCH_MEMORY');
    expect(origins.get('timezone')).toMatch(/^file .*\.brandwatchrc:2$/);
    expect(origins.get('labels')).toBe('default');
    // What shapes the page is not what it is about, and what it is about does not shape it.
    expect(origins.get('limit')).toMatch(/^file /);
    expect(rowsOf((await files.call(['config', '-f', 'json', '-n', '2'])).stdout)).toHaveLength(2);
  });

  test('never shows a secret', async () => {
    const env = { BRANDWATCH_TOKEN: 'hunter2-token', MASTODON_TOKEN: 'hunter2-mastodon' };
    for (const args of [
      ['config', '-f', 'csv'],
      ['config', '--debug'],
      ['audit', 'none.csv', '--debug'],
    ]) {
      const { stdout, stderr } = await place().call(args, { env });
      expect(stdout + stderr).not.toContain('hunter2');
    }
  });

  test.skipIf(!HAS_TERMINAL)('fits a terminal (needs `script`)', async () => {
    const { code, stdout } = await place().terminal('config --no-color', 80);
    expect(code).toBe(0);
    for (const line of stdout.split('\r\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });
});

describe.concurrent('presets', () => {
  test.skipIf(!HAS_TERMINAL)('fits a terminal (needs `script`)', async () => {
    const { code, stdout } = await place().terminal('presets --no-color', 80);
    expect(code).toBe(0);
    expect(stdout).toContain('outscraper');
    for (const line of stdout.split('\r\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('as data', async () => {
    const { stdout } = await place().call(['presets', '-f', 'json', '-n', '3']);
    expect(rowsOf(stdout)).toHaveLength(3);
  });
});
