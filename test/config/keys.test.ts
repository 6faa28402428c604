import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as yaml from 'yaml';
import { FORMATS as CONFIG_FORMATS } from '../../src/config/config.js';
import { describeConfig, maskSecret } from '../../src/config/describe.js';
import { initialConfig } from '../../src/config/initial.js';
import { BRAND_KEYS, GLOBAL_KEYS, GLOBAL_NAMES } from '../../src/config/keys.js';
import { loadConfig } from '../../src/config/load.js';
import { configurationTable } from '../../src/config/markdown.js';
import { keyPattern, type Path } from '../../src/config/path.js';
import { FORMATS } from '../../src/formats/index.js';
import { folder } from './folder.js';

const EXAMPLE = new URL('../../.brandwatchrc.example', import.meta.url);
const seed = Math.floor(Math.random() * 2 ** 31);

/** The pattern of every key in a document. */
function patterns(value: unknown, path: Path = []): string[] {
  if (Array.isArray(value)) return value.flatMap((inside, index) => patterns(inside, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [
    keyPattern([...path, key]),
    ...patterns(inside, [...path, key]),
  ]);
}

describe('.brandwatchrc.example', () => {
  const text = readFileSync(EXAMPLE, 'utf8');

  test('loads, and every value of it takes effect', async () => {
    const config = await loadConfig({ cwd: folder({ '.brandwatchrc': text }), env: {} });
    const rows = describeConfig(config);
    expect(rows.filter(({ origin }) => origin === 'default')).toEqual([]);
    expect(config.brands[0]).toMatchObject({
      name: 'Acme',
      accounts: { x: ['acme', 'AcmeHelp'], reddit: ['acme_official'] },
    });
  });

  test('names every key, also in the form that it shows as a comment', () => {
    const commented = patterns(yaml.parse('brands:\n  - name: A\n    outlets:\n      x: [CBSNews]\n'));
    expect(text).toContain('#   outlets:\n    #     x: [CBSNews]');
    const named = new Set([...patterns(yaml.parse(text)), ...commented]);
    expect([...named].sort()).toEqual([...GLOBAL_NAMES, ...Object.keys(BRAND_KEYS)].sort());
  });

  test('explains every key in a comment above it', () => {
    const lines = text.split('\n');
    for (const name of GLOBAL_NAMES) {
      const at = lines.findIndex((line) => line.startsWith(`${name}:`));
      expect(lines[at - 1], name).toMatch(/^# /u);
    }
  });
});

describe('the tables of keys', () => {
  test.each(GLOBAL_NAMES)('the example of %s is allowed', async (name) => {
    const config = await loadConfig({
      cwd: folder({ '.brandwatchrc': `${name}: ${GLOBAL_KEYS[name].example}` }),
      env: {},
    });
    expect(config.origins.get(name)).toBe('file .brandwatchrc:1');
  });

  test.each(Object.entries(BRAND_KEYS))('the example of %s is allowed', async (path, { example }) => {
    const value: unknown = yaml.parse(example);
    const steps = path
      .replaceAll('[]', '.0')
      .replace('<network>', 'x')
      .replace('<days>', 'mon')
      .replace('<option>', 'o')
      .replace('<owner>', 'billing')
      .replace('<variable>', 'V')
      .replace('<source>', 'x')
      .split('.');
    const root: Record<string, unknown> = {};
    // Builds the mappings and lists around the value, each with what it cannot do without.
    let inside: Record<string, unknown> = root;
    steps.forEach((step, index) => {
      const next = steps[index + 1];
      if (next === undefined) inside[step] = value;
      else if (next === '0') inside[step] = [];
      else if (step === '0') {
        const list = steps[index - 1] ?? '';
        const needed: Record<string, Record<string, unknown>> = {
          sources: { source: 's' },
          reports: { report: 'r' },
          topics: { name: `A${index}`, query: 'q' },
        };
        const item: Record<string, unknown> = { ...(needed[list] ?? { name: `A${index}` }) };
        inside['0'] = item;
        inside = item;
        return;
      } else inside[step] = step === 'mail' ? { host: 'h', from: 'a@b.example' } : {};
      inside = (inside[step] ?? {}) as Record<string, unknown>;
    });
    const config = await loadConfig({ cwd: folder({ '.brandwatchrc': yaml.stringify(root) }), env: {} });
    const mail = config.mail === null ? [] : [config.mail];
    const { owners, others } = config.alerts;
    const told = Object.keys(owners).length + others.length > 0 ? [config.alerts] : [];
    const spent = Object.keys(config.spending);
    expect([...config.brands, ...config.sources, ...config.reports, ...mail, ...told, ...spent]).toHaveLength(1);
  });

  test('the documentation has a row for every key', () => {
    const rows = configurationTable().split('\n');
    for (const key of [...GLOBAL_NAMES, ...Object.keys(BRAND_KEYS)]) {
      expect(
        rows.filter((row) => row.startsWith(`| \`${key}\` |`)),
        key,
      ).toHaveLength(1);
    }
    const widths = rows.filter((row) => row !== '').map((row) => row.split(/(?<!\\)\|/u).length);
    expect(new Set(widths)).toEqual(new Set([8, 6]));
  });

  test('the formats are those of the registry', () => {
    expect(CONFIG_FORMATS).toEqual(FORMATS.map(({ id }) => id));
  });

  test('every flag and variable is the key in its own spelling', () => {
    for (const name of GLOBAL_NAMES) {
      const words = name.split(/(?=[A-Z])/u).map((word) => word.toLowerCase());
      expect(GLOBAL_KEYS[name]).toMatchObject({
        flag: `--${words.join('-')}`,
        env: `BRANDWATCH_${words.join('_').toUpperCase()}`,
      });
    }
  });
});

describe('describeConfig', () => {
  test('shows every effective value and its origin', async () => {
    const cwd = folder({
      '.brandwatchrc': 'maxRejects: 5%\nbrand:\n  name: Acme\n  hours: {mon-fri: "09:00-18:00", sun: "10:00-14:00"}\n',
    });
    const rows = describeConfig(
      await loadConfig({ cwd, env: { BRANDWATCH_MEMORY: '1.5GB' }, flags: { color: false } }),
    );
    const shown = Object.fromEntries(rows.map(({ key, value, origin }) => [key, `${value} · ${origin}`]));
    expect(shown).toMatchObject({
      timezone: 'UTC · default',
      threads: 'one per core · default',
      memory: '1500MB · env BRANDWATCH_MEMORY',
      color: 'never · flag --color',
      maxRejects: '5% · file .brandwatchrc:1',
      'brands[0].name': 'Acme · file .brandwatchrc:3',
      'brands[0].names': 'Acme · default',
      'brands[0].hours': 'mon-fri 09:00-18:00; sun 10:00-14:00 · file .brandwatchrc:4',
      'brands[0].timezone': 'UTC · default',
    });
    expect(rows.map(({ key }) => key).slice(0, GLOBAL_NAMES.length)).toEqual(GLOBAL_NAMES);
  });

  test.each([
    ['sources.x.token', 'abc', '********'],
    ['sources.x.apiKey', 'abc', '********'],
    ['smtp_password', 'abc', '********'],
    ['alerts[0].webhook', 'https://hooks.test/abc', '********'],
    ['sources.x.token', 'env:X_TOKEN', 'env:X_TOKEN'],
    ['sources.x.token', 'env:abc def', '********'],
    ['sources.x.token', '', ''],
    ['brands[0].accounts.keybase', 'acme', 'acme'],
    ['brands[0].name', 'Secretary', 'Secretary'],
  ])('%s holding %j is shown as %j', (key, value, shown) => {
    expect(maskSecret(key, value)).toBe(shown);
  });
});

describe('initialConfig', () => {
  test('loads as the brand that was asked for, whatever its name', async () => {
    const name = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((text) => `Acme ${text}`.trim())
      .filter((text) => !/\p{Cc}/u.test(text));
    await fc.assert(
      fc.asyncProperty(name, fc.constantFrom('Europe/Madrid', undefined), async (brand, timezone) => {
        const text = initialConfig({ brand, timezone, accounts: { x: ['acme', '@AcmeHelp'], reddit: [] } });
        const cwd = folder({ '.brandwatchrc': text });
        const { brands, timezone: zone } = await loadConfig({ cwd, env: {} });
        expect(zone).toBe(timezone ?? 'UTC');
        expect(brands).toMatchObject([{ name: brand, names: [brand], accounts: { x: ['acme', 'AcmeHelp'] } }]);
      }),
      { seed, numRuns: 100 },
    );
  });

  test('still loads when the comments in it are taken up', async () => {
    const text = initialConfig({ brand: 'Acme' });
    const lines = text.split('\n');
    const first = lines.indexOf('brands:');
    // Comments that are keys have a colon or are items of a list; sentences are neither.
    const bare = lines.map((line, index) =>
      index > first && /^ *# (?: *- |.*: \[| *\w[\w-]*:( |$))/u.test(line) ? line.replace('# ', '') : line,
    );
    const { brands } = await loadConfig({ cwd: folder({ '.brandwatchrc': bare.join('\n') }), env: {} });
    expect(brands[0]).toMatchObject({
      accounts: { x: ['acme'] },
      queries: ['acme AND NOT (recipe OR movie)'],
      competitors: [{ name: 'Globex' }],
      topics: [{ name: 'refunds', query: 'refund OR "money back"', owner: 'billing' }],
      outlets: { anywhere: ['bbc.co.uk', 'CBSNews'] },
      holidays: ['2026-12-25'],
    });
    expect(brands[0]?.hours?.[0]).toEqual([{ from: 540, until: 1080 }]);
  });
});
