/** Pseudonyms end to end: nothing that names a private person is in any column that holds text, but what people wrote. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Place, place } from '../cli/binary.js';
import { rowsOf } from './opened.js';

const CONFIG = `
brands:
  - name: Acme
    accounts: { x: [acme] }
`;

const LINES = [
  {
    key: 'x:501',
    network: 'x',
    id: '501',
    url: 'https://x.example/Marta_Viaja/status/501',
    kind: 'post',
    created_at: '2026-10-01T10:00:00.000Z',
    text: 'my suitcase is lost, says @jon_doe and so do I, Marta_Viaja',
    author_id: '880011',
    author_handle: 'Marta_Viaja',
    author_name: 'Marta Viajera',
    author_location: 'Girona',
    extras: { user: 'Marta_Viaja', bio: 'Marta Viajera from Girona' },
  },
  {
    key: 'x:502',
    network: 'x',
    id: '502',
    url: 'https://x.example/acme/status/502',
    kind: 'reply',
    created_at: '2026-10-01T11:00:00.000Z',
    text: 'we are sorry',
    author_id: '1',
    author_handle: 'acme',
    author_name: 'Acme Support',
    parent: 'x:501',
    thread: 'x:501',
    parent_author: 'Marta_Viaja',
  },
  {
    key: 'x:503',
    network: 'x',
    id: '503',
    url: 'https://x.example/i/status/503',
    kind: 'reply',
    created_at: '2026-10-01T12:00:00.000Z',
    text: 'still nothing',
    author_id: '880011',
    author_handle: 'marta_viaja',
    author_name: 'Marta Viajera',
    parent: 'x:502',
    thread: 'x:501',
    parent_author: 'acme',
  },
  // Keys that are addresses, or are made of an author's id; a name with no handle; a page of one's own.
  {
    key: 'forum:https://forum.example/u/jon_doe/1',
    network: 'forum',
    url: 'https://forum.example/u/jon_doe/1',
    kind: 'post',
    created_at: '2026-10-02T10:00:00.000Z',
    text: 'a post without an id of its own',
    author_handle: 'jon_doe',
    place: 'u_jon_doe',
  },
  {
    key: 'forum:77',
    network: 'forum',
    id: '77',
    url: 'https://forum.example/p/77',
    kind: 'reply',
    created_at: '2026-10-02T11:00:00.000Z',
    text: 'an answer to that post',
    author_handle: 'pia',
    parent: 'forum:https://forum.example/u/jon_doe/1',
    thread: 'forum:https://forum.example/u/jon_doe/1',
    parent_author: 'jon_doe',
    place: 'r/routers',
  },
  {
    key: 'facebook:771234_8910',
    network: 'facebook',
    id: '771234_8910',
    url: 'https://facebook.example/771234/posts/8910',
    kind: 'post',
    created_at: '2026-10-03T10:00:00.000Z',
    text: 'a post with the number of its author in its own',
    author_id: '771234',
    author_name: 'Zoë Quinn-Example',
  },
  {
    key: 'reviews:~0123456789abcdef0123456789abcdef',
    network: 'reviews',
    url: 'https://reviews.example/by/zoe-quinn-example',
    kind: 'review',
    created_at: '2026-10-03T11:00:00.000Z',
    text: 'two stars',
    author_name: 'Zoe Quinn Example',
  },
];

const NAMES = ['marta_viaja', 'marta viajera', 'girona', '880011', 'jon_doe', '771234', 'quinn', 'zoe', 'zoë'];
const STORE = ['--store', 'store.duckdb'];

async function filled(files: Place, args: readonly string[]): Promise<string> {
  const ran = await files.call(['import', 'posts.ndjson', ...STORE, ...args]);
  expect(ran.code, ran.stderr).toBe(0);
  return files.path('store.duckdb');
}

const made = (config: string): Place =>
  place({
    '.brandwatchrc': config,
    'posts.ndjson': LINES.map(
      (line) => `${JSON.stringify({ source: 'posts', collected_at: '2026-10-05T00:00:00.000Z', ...line })}\n`,
    ).join(''),
  });

/** Every column that holds text, but what people wrote. */
async function textsOf(path: string): Promise<Map<string, string>> {
  const columns = await rowsOf(
    path,
    `SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'store'
    AND data_type LIKE '%VARCHAR%' AND NOT (table_name = 'posts' AND column_name IN ('text', 'title', 'words'))`,
  );
  const found = new Map<string, string>();
  for (const [table, column] of columns) {
    const [row] = await rowsOf(
      path,
      `SELECT string_agg(CAST(${String(column)} AS VARCHAR), chr(10)) FROM store.${String(table)}`,
    );
    found.set(`${String(table)}.${String(column)}`, String(row?.[0] ?? ''));
  }
  return found;
}

describe('pseudonyms', () => {
  test.each([
    ['the option', CONFIG, ['--pseudonymise']],
    ['the configuration', `${CONFIG}pseudonymise: true\n`, []],
  ] as const)('by %s: no handle, id, name or address with them is stored', async (_, config, args) => {
    const path = await filled(made(config), args);
    const texts = await textsOf(path);
    expect(texts.size).toBeGreaterThan(30);
    for (const [column, text] of texts) {
      for (const name of NAMES) expect(text.toLowerCase().includes(name), `${column}: ${name}`).toBe(false);
    }
  });

  test('the same author has the same one, and answers still lead to them', async () => {
    const path = await filled(made(CONFIG), ['--pseudonymise']);
    const rows = await rowsOf(
      path,
      `SELECT author_handle, author_id, parent_author, key, parent, thread, id, url, place FROM store.posts ORDER BY row`,
    );
    const [first, brand, third, jon, pia] = rows;
    expect(first?.[0]).toMatch(/^~[0-9a-f]{20}$/);
    expect([third?.[0], third?.[1]]).toEqual([first?.[0], first?.[1]]);
    // The brand keeps its name, so that its answers are seen, and who answers it.
    expect([brand?.[0], brand?.[1], brand?.[2], third?.[2]]).toEqual(['acme', '1', first?.[0], 'acme']);
    expect([first?.[3], brand?.[4], third?.[4], third?.[5], first?.[7], third?.[7]]).toEqual([
      ...['x:501', 'x:501', 'x:502', 'x:501', null, 'https://x.example/i/status/503'],
    ]);
    expect(jon?.[3]).toMatch(/^forum:~k[0-9a-f]{32}$/);
    expect([pia?.[4], pia?.[5], pia?.[2], pia?.[8], jon?.[8]]).toEqual([
      jon?.[3],
      jon?.[3],
      jon?.[0],
      'r/routers',
      null,
    ]);
    const texts = await rowsOf(path, "SELECT text FROM store.posts WHERE key = 'x:501'");
    expect(texts).toEqual([[LINES[0]?.text]]);
  });

  test('a second import, and one of what was exported, know the posts and the authors again', async () => {
    const files = made(CONFIG);
    const path = await filled(files, ['--pseudonymise']);
    const again = await files.call(['import', 'posts.ndjson', ...STORE, '--pseudonymise']);
    expect(again.stderr).toContain('0 new posts');
    expect((await files.call(['store', 'export', ...STORE, '-o', 'out'])).code).toBe(0);
    const back = await files.call(['import', 'out/*/*', ...STORE, '--pseudonymise']);
    expect(back.stderr).toContain('0 new posts');
    expect(await rowsOf(path, 'SELECT count(*), count(DISTINCT author_handle) FROM store.posts')).toEqual([[7n, 6n]]);
  });

  test('the key is a file of its own that only its owner reads; another key gives other pseudonyms', async () => {
    const files = made(CONFIG);
    const path = await filled(files, ['--pseudonymise']);
    const key = `${path}.key`;
    expect(existsSync(key)).toBe(true);
    expect((statSync(key).mode & 0o777).toString(8)).toBe('600');
    expect(readFileSync(path).includes(readFileSync(key, 'utf8').trim())).toBe(false);
    const other = await filled(made(CONFIG), ['--pseudonymise']);
    const of = (store: string) => rowsOf(store, 'SELECT author_handle FROM store.posts WHERE row = 0');
    expect(await of(path)).not.toEqual(await of(other));
    files.write('store.duckdb.key', 'damaged');
    const ran = await files.call(['import', 'posts.ndjson', ...STORE, '--pseudonymise']);
    expect([ran.code, ran.stderr]).toEqual([65, expect.stringContaining('holds no key of 64 hexadecimal digits')]);
  });
});
