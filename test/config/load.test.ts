import { describe, expect, test } from 'vitest';
import { GLOBAL_KEYS, GLOBAL_NAMES } from '../../src/config/keys.js';
import { loadConfig } from '../../src/config/load.js';
import { folder } from './folder.js';

const load = (text: string, request: Partial<Parameters<typeof loadConfig>[0]> = {}) =>
  loadConfig({ cwd: folder({ '.brandwatchrc': text }), env: {}, ...request });

describe('precedence', () => {
  /** Four values per key, all different, and what they come to: default, file, environment, flag. */
  const samples: {
    readonly [Name in keyof typeof GLOBAL_KEYS]: readonly [string, string, string, unknown, unknown, unknown];
  } = {
    timezone: ['Europe/Madrid', 'Asia/Tokyo', 'America/Lima', 'Europe/Madrid', 'Asia/Tokyo', 'America/Lima'],
    format: ['csv', 'JSON', 'tsv', 'csv', 'json', 'tsv'],
    threads: ['2', '3', '4', 2, 3, 4],
    memory: ['2GB', '512MiB', '800 MB', 2e9, 2 ** 29, 8e8],
    color: ['always', 'never', 'always', 'always', 'never', 'always'],
    quiet: ['true', 'off', '1', true, false, true],
    limit: ['10', '20', '30', 10, 20, 30],
    dateOrder: ['dmy', 'mdy', 'dmy', 'dmy', 'mdy', 'dmy'],
    maxRejects: ['0.2', '5%', '100%', 0.2, 0.05, 1],
    labels: ['three', 'four', 'three', 'three', 'four', 'three'],
    lexicon: ['/a.csv', '/b.csv', '/c.csv', '/a.csv', '/b.csv', '/c.csv'],
    store: ['/a.duckdb', '/b.duckdb', '/c.duckdb', '/a.duckdb', '/b.duckdb', '/c.duckdb'],
    pseudonymise: ['true', 'off', '1', true, false, true],
    retention: ['400d', '2w', '48h', 400 * 864e5, 14 * 864e5, 2 * 864e5],
  };

  test.each(GLOBAL_NAMES)('%s: flag, environment, file, default', async (name) => {
    const { env, flag, fallback } = GLOBAL_KEYS[name];
    const [inFile, inEnv, inFlag, fromFile, fromEnv, fromFlag] = samples[name];
    const cwd = folder({ '.brandwatchrc': `# a comment\n${name}: ${inFile}\n`, 'none/.brandwatchrc': '{}' });

    const byDefault = await loadConfig({ cwd: `${cwd}/none`, env: {} });
    expect([byDefault[name], byDefault.origins.get(name)]).toEqual([fallback, 'default']);
    const byFile = await loadConfig({ cwd, env: { [env]: '' } });
    expect([byFile[name], byFile.origins.get(name)]).toEqual([fromFile, 'file .brandwatchrc:2']);
    const byEnv = await loadConfig({ cwd, env: { [env]: inEnv } });
    expect([byEnv[name], byEnv.origins.get(name)]).toEqual([fromEnv, `env ${env}`]);
    const byFlag = await loadConfig({ cwd, env: { [env]: inEnv }, flags: { [name]: inFlag } });
    expect([byFlag[name], byFlag.origins.get(name)]).toEqual([fromFlag, `flag ${flag}`]);
  });

  test("a brand's own time zone beats the file's, a flag or variable beats both", async () => {
    const text = 'timezone: Europe/Madrid\nbrands:\n  - name: A\n    timezone: Asia/Tokyo\n  - B\n';
    const zones = async (request: Partial<Parameters<typeof loadConfig>[0]>) => {
      const { brands, origins } = await load(text, request);
      return brands.map(({ timezone }, index) => [timezone, origins.get(`brands[${index}].timezone`)]);
    };
    expect(await zones({})).toEqual([
      ['Asia/Tokyo', 'file .brandwatchrc:4'],
      ['Europe/Madrid', 'file .brandwatchrc:1'],
    ]);
    expect(await zones({ env: { BRANDWATCH_TIMEZONE: 'utc' } })).toEqual([
      ['UTC', 'env BRANDWATCH_TIMEZONE'],
      ['UTC', 'env BRANDWATCH_TIMEZONE'],
    ]);
    expect(await zones({ flags: { timezone: 'America/Lima' } })).toMatchObject([
      ['America/Lima', 'flag --timezone'],
      ['America/Lima', 'flag --timezone'],
    ]);
  });

  test.each([
    [
      { flags: { timezone: 'Madrid' } },
      'usage',
      '--timezone is "Madrid": expected an IANA time zone; did you mean Europe/Madrid?',
    ],
    [{ flags: { limit: '0' } }, 'usage', '--limit is "0": expected a whole number from 1'],
    [
      { env: { BRANDWATCH_FORMAT: 'cvs' } },
      'configuration',
      'BRANDWATCH_FORMAT is "cvs": expected terminal, csv, tsv, json, ndjson or markdown',
    ],
    [
      { env: { BRANDWATCH_MEMORY: '1MB' } },
      'configuration',
      'BRANDWATCH_MEMORY is "1MB": expected a size from 64MB, such as 800MB or 1GB',
    ],
  ])('a bad value of %j', async (request, kind, message) => {
    await expect(load('{}', request)).rejects.toMatchObject({
      kind,
      message,
      hint: expect.stringContaining('for example'),
    });
  });
});

describe('brands', () => {
  test('the short forms come to the same as the long ones', async () => {
    const long = await load(
      'brands:\n  - name: Acme\n    names: [Acme]\n    queries: []\n    accounts: {x: [acme]}\n    competitors: [{name: Globex}]\n    outlets: [bbc.co.uk]\n    holidays: [2026-12-25]',
    );
    const short = await load(
      'brand:\n  name: " Acme "\n  names:\n  topics: \n  accounts: {X: "@acme"}\n  competitors: [Globex]\n  outlets: bbc.co.uk\n  holidays: 2026-12-25',
    );
    expect(short.brands).toEqual(long.brands);
    expect((await load('brands: [Acme, Globex]')).brands.map(({ name, names }) => [name, names])).toEqual([
      ['Acme', ['Acme']],
      ['Globex', ['Globex']],
    ]);
    expect((await load('brand: Acme')).brands).toHaveLength(1);
  });

  test('queries take the place of the name', async () => {
    const { brands } = await load('brand: {name: Orange, queries: orange AND (mobile OR 5g)}');
    expect(brands[0]).toMatchObject({ names: [], queries: ['orange AND (mobile OR 5g)'] });
  });

  test('hours become minutes, Monday first', async () => {
    const { brands } = await load(
      'brand:\n  name: A\n  hours:\n    mon-thu: "9:00-14:00, 16:00-19:30"\n    sun: 22:00-24:00\n    fri: closed\n',
    );
    const long = [
      { from: 540, until: 840 },
      { from: 960, until: 1170 },
    ];
    expect(brands[0]?.hours).toEqual([long, long, long, long, [], [], [{ from: 1320, until: 1440 }]]);
  });

  test('every value knows its line', async () => {
    const text =
      'brands:\n  - name: A\n    accounts:\n      x: a\n    topics:\n      - name: t\n        query: q\n  - {name: B,\n     names: C}\n';
    const { origins } = await load(text);
    expect(Object.fromEntries(origins)).toMatchObject({
      'brands[0].name': 'file .brandwatchrc:2',
      'brands[0].names': 'default',
      'brands[0].accounts.x': 'file .brandwatchrc:4',
      'brands[0].topics[0].query': 'file .brandwatchrc:7',
      'brands[0].topics[0].owner': 'default',
      'brands[1].name': 'file .brandwatchrc:8',
      'brands[1].names': 'file .brandwatchrc:9',
    });
    expect((await load('brand:\n  name: A\n  names: B\n')).origins.get('brands[0].names')).toBe('file .brandwatchrc:3');
  });
});
