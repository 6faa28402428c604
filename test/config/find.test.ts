import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { folder } from './folder.js';

const CODE = "require('node:fs').writeFileSync(__dirname + '/ran', ''); module.exports = { timezone: 'Asia/Tokyo' };";
const MODULE = "import fs from 'node:fs'; fs.writeFileSync(new URL('ran', import.meta.url), ''); export default {};";

describe('which file is read', () => {
  test.each([
    ['.brandwatchrc', 'timezone: Europe/Madrid'],
    ['.brandwatchrc', '{"timezone": "Europe/Madrid"}'],
    ['.brandwatchrc', '\ufefftimezone: Europe/Madrid\r\n'],
    ['.brandwatchrc.json', '{\n\t"timezone":\t"Europe\\/Madrid"\n}'],
    ['.brandwatchrc.yaml', 'timezone: Europe/Madrid'],
    ['.brandwatchrc.yml', 'timezone: Europe/Madrid'],
    ['package.json', '{"name": "site", "brandwatch": {"timezone": "Europe/Madrid"}}'],
  ])('%s holding %j', async (name, text) => {
    const root = folder({ [name]: text });
    const config = await loadConfig({ cwd: root, env: {} });
    expect(config).toMatchObject({ timezone: 'Europe/Madrid', file: join(root, name) });
  });

  test('the nearest one upwards; empty ones and a package.json without the key are passed over', async () => {
    const root = folder({
      '.brandwatchrc': 'timezone: Europe/Madrid',
      'a/.brandwatchrc': '# nothing yet\n',
      'a/package.json': '{"name": "brandwatch"}',
      'a/b/.brandwatchrc.json': '',
      'a/b/c/package.json': '{"name": "x", "brand": {',
    });
    const config = await loadConfig({ cwd: join(root, 'a/b/c'), env: {} });
    expect(config.file).toBe(join(root, '.brandwatchrc'));
    expect(config.origins.get('timezone')).toBe('file ../../../.brandwatchrc:1');
  });

  test('a directory of that name is no file', async () => {
    const root = folder({ '.brandwatchrc.yml': 'threads: 3' });
    mkdirSync(join(root, '.brandwatchrc'));
    expect(await loadConfig({ cwd: root, env: {} })).toMatchObject({ threads: 3 });
  });

  test('--config beats BRANDWATCH_CONFIG, which beats the search; any ending but those of code will do', async () => {
    const root = folder({ '.brandwatchrc': 'threads: 1', 'env.conf': 'threads: 2', 'sub/flag.yaml': 'threads: 3' });
    const env = { BRANDWATCH_CONFIG: 'env.conf' };
    expect(await loadConfig({ cwd: root, env: {} })).toMatchObject({ threads: 1 });
    expect(await loadConfig({ cwd: root, env })).toMatchObject({ threads: 2 });
    expect(await loadConfig({ cwd: root, env, file: 'sub/flag.yaml' })).toMatchObject({ threads: 3 });
    expect(await loadConfig({ cwd: root, env, file: join(root, 'sub/flag.yaml') })).toMatchObject({ threads: 3 });
  });

  test('an explicit file may be empty', async () => {
    const root = folder({ 'empty.yaml': '' });
    expect(await loadConfig({ cwd: root, env: {}, file: 'empty.yaml' })).toMatchObject({ threads: null, brands: [] });
  });

  test.each([
    ['gone.yaml', 'cannot read gone.yaml (--config): no such file'],
    ['.', 'cannot read . (--config): it is not a file'],
    ['package.json', 'it has no key "brandwatch"'],
  ])('--config %s is an error', async (file, message) => {
    const cwd = folder({ 'package.json': '{"name": "site"}' });
    await expect(loadConfig({ cwd, env: {}, file })).rejects.toMatchObject({
      kind: 'configuration',
      message: expect.stringContaining(message),
    });
  });

  test.runIf(process.getuid?.() !== 0)('a file that may not be read is an error, not passed over', async () => {
    const cwd = folder({ '.brandwatchrc': 'threads: 1' });
    chmodSync(join(cwd, '.brandwatchrc'), 0);
    await expect(loadConfig({ cwd, env: {} })).rejects.toMatchObject({
      kind: 'configuration',
      message: expect.stringContaining('permission denied'),
    });
  });
});

describe('no code is ever run', () => {
  const traps: Record<string, string> = {};
  for (const place of [
    '.brandwatchrc',
    'brandwatch.config',
    '.config/brandwatchrc',
    '.config/config',
    '.config/brandwatch/config',
  ]) {
    for (const ending of ['js', 'cjs', 'ts']) traps[`${place}.${ending}`] = CODE;
    traps[`${place}.mjs`] = MODULE;
  }

  test('by the search', async () => {
    const root = folder({ ...traps, 'sub/x': '' });
    const before = process.cwd();
    // cosmiconfig looks for its own settings in the working directory of the process.
    process.chdir(root);
    try {
      const config = await loadConfig({ cwd: join(root, 'sub'), env: {} });
      expect(config).toMatchObject({ timezone: 'UTC' });
      expect(config.file === null || !config.file.startsWith(root)).toBe(true);
    } finally {
      process.chdir(before);
    }
    expect(['ran', '.config/ran', '.config/brandwatch/ran'].filter((path) => existsSync(join(root, path)))).toEqual([]);
  });

  test('through settings of cosmiconfig that would add places', async () => {
    const root = folder({
      'package.json': JSON.stringify({ cosmiconfig: { searchPlaces: ['evil.js'] } }),
      'evil.js': CODE,
      '.brandwatchrc': 'threads: 2',
    });
    expect(await loadConfig({ cwd: root, env: {} })).toMatchObject({ threads: 2 });
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  test.each(['evil.js', 'evil.cjs', 'evil.mjs', 'evil.ts', 'evil.mts', 'EVIL.JS'])('by --config %s', async (file) => {
    const root = folder({ [file]: CODE });
    await expect(loadConfig({ cwd: root, env: {}, file })).rejects.toMatchObject({
      kind: 'configuration',
      code: 'config.code',
      message: expect.stringContaining(`cannot use ${file} (--config)`),
    });
    await expect(loadConfig({ cwd: root, env: { BRANDWATCH_CONFIG: file } })).rejects.toMatchObject({
      message: expect.stringContaining('(BRANDWATCH_CONFIG)'),
    });
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  test('by $import', async () => {
    const root = folder({ '.brandwatchrc': '$import: ./evil.js\nthreads: 1', 'evil.js': CODE });
    await expect(loadConfig({ cwd: root, env: {} })).rejects.toMatchObject({
      message: expect.stringContaining('unknown key "$import"'),
    });
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });
});
