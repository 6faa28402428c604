import { beforeAll, describe, expect, test } from 'vitest';
import { type Place, POSTS, place } from './binary.js';

interface Found {
  readonly key: string;
  readonly snippet: string;
  readonly label: string | null;
}

const rows = (stdout: string): Found[] =>
  stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Found);

let files: Place;

beforeAll(async () => {
  files = place({ 'posts.csv': POSTS });
  expect((await files.call(['import', 'posts.csv', '--store', 's.duckdb', '-q'])).code).toBe(0);
  expect((await files.call(['score', '--store', 's.duckdb', '-q'])).code).toBe(0);
});

describe('search', () => {
  test.each([
    ['suitcase', ['x:4', 'x:1'], 'newest'],
    ['suitcase OR ticket', ['reddit:2', 'x:4', 'x:1'], 'reach'],
    ['"third day" NEAR/5 suitcase', ['x:1'], 'newest'],
    ['suit* AND NOT terrible', ['x:4'], 'newest'],
    ['label:negative followers:>10k', ['reddit:2'], 'newest'],
    ['"the new app" label:positive', ['x:3'], 'newest'],
    ['since:2026-10-03', ['x:4', 'x:3'], 'newest'],
    ['suitcase AND terrible OR ticket', ['x:1', 'reddit:2'], 'relevance'],
    ['author:marta', ['x:4', 'x:1'], 'newest'],
  ])('%s, in a file and in the store', async (query, keys, by) => {
    const args = ['search', query, '--by', by, '-f', 'ndjson', '-q'];
    const inStore = await files.call([...args, '--store', 's.duckdb']);
    expect(inStore).toMatchObject({ code: 0, stderr: '' });
    const found = rows(inStore.stdout);
    if (by === 'relevance') expect(found.map(({ key }) => key).sort()).toEqual([...keys].sort());
    else expect(found.map(({ key }) => key)).toEqual(keys);
    const inFile = await files.call([...args, 'posts.csv']);
    expect(rows(inFile.stdout)).toEqual(found);
  });

  test('marks the words, counts by network and day, and takes the flags of a selection', async () => {
    const [first] = rows(
      (await files.call(['search', 'no* answers', '--store', 's.duckdb', '-f', 'ndjson', '-q'])).stdout,
    );
    expect(first?.snippet).toBe('Third day without my suitcase, [nobody] [answers]. Terrible.');
    const counts = await files.call(['search', 'suitcase OR app', '--count', '--store', 's.duckdb', '-f', 'csv', '-q']);
    expect(counts.stdout).toBe(
      'scope,name,posts\nnetwork,x,3\nday,2026-10-01,1\nday,2026-10-03,1\nday,2026-10-20,1\n'.replaceAll(
        '\n',
        counts.stdout.includes('\r') ? '\r\n' : '\n',
      ),
    );
    const narrowed = [
      'search',
      'suitcase',
      '--store',
      's.duckdb',
      '--until',
      '2026-10-10',
      '--network',
      'x',
      '-f',
      'ndjson',
      '-q',
    ];
    expect(rows((await files.call(narrowed)).stdout).map(({ key }) => key)).toEqual(['x:1']);
    expect(rows((await files.call([...narrowed, '--lang', 'fr'])).stdout)).toEqual([]);
  });

  test('posts that were not judged yet are found, without a label', async () => {
    const fresh = place({ 'posts.csv': POSTS });
    await fresh.call(['import', 'posts.csv', '--store', 's.duckdb', '-q']);
    const found = rows((await fresh.call(['search', 'suitcase', '--store', 's.duckdb', '-f', 'ndjson', '-q'])).stdout);
    expect(found.map(({ label }) => label)).toEqual([null, null]);
  });

  test.each([
    [['search', '(suitcase', '--store', 's.duckdb'], 64, 'character'],
    [['search', 'labl:negative', 'posts.csv'], 64, 'label'],
    [['search', 'x', 'posts.csv', '--by', 'reech'], 64, 'did you mean reach?'],
    [['search', 'x', '--store', 'none.duckdb'], 66, 'there is no store'],
    [['search'], 64, 'brandwatch search --help'],
  ] as const)('%j ends with %i', async (args, code, said) => {
    const ran = await files.call([...args]);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(said);
    expect(ran.stderr).toMatch(/\nhint: \S/);
  });
});

test('query tries a query on the store as on a file', async () => {
  const args = ['query', 'suitcase AND terrible', '-f', 'json', '-q'];
  const [inStore, inFile] = [
    await files.call([...args, '--store', 's.duckdb']),
    await files.call([...args, 'posts.csv']),
  ];
  expect(inStore.code).toBe(0);
  const rowsOf = (stdout: string): unknown => (JSON.parse(stdout) as { readonly rows: unknown }).rows;
  expect(rowsOf(inStore.stdout)).toEqual(rowsOf(inFile.stdout));
});
