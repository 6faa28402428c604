/** `store forget` with the real binary: nothing of the author is left, everything of the others is. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { place } from '../cli/binary.js';
import { rowsOf, withStore } from './opened.js';

const HEADER =
  'key,network,id,url,kind,created_at,text,author_id,author_handle,author_name,author_followers,thread,parent,parent_author,repost_of,views,extras,source,collected_at';

type Row = Readonly<Record<string, string>>;

function csv(rows: readonly Row[]): string {
  const names = HEADER.split(',');
  const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return `${[HEADER, ...rows.map((row) => names.map((name) => cell(row[name] ?? '')).join(','))].join('\n')}\n`;
}

function post(network: string, id: string, handle: string, authorId: string, text: string, more: Row = {}): Row {
  return {
    key: `${network}:${id}`,
    network,
    id,
    url: `https://${network}.example/${handle}/status/${id}`,
    kind: 'post',
    created_at: '2026-10-01T10:00:00Z',
    text,
    author_id: authorId,
    author_handle: handle,
    author_name: `Name of ${handle}`,
    author_followers: '100',
    source: 'posts.csv',
    ...more,
  };
}

const MARTA = 'marta_viaja';
const ROWS: readonly Row[] = [
  post('x', '70000001', MARTA, '9000001', 'Third day without my suitcase and nobody of you answers me'),
  post('x', '70000002', MARTA, '9000001', 'Still no suitcase at all, worst airline that I ever took'),
  // The same account under the name that it had before.
  post('x', '70000003', 'marta_antes', '9000001', 'An older post of hers under her earlier handle there'),
  // Others: an answer, a quote, a mention, a namesake elsewhere, a similar handle, an address that names her.
  post('x', '70000004', 'jon', '9000002', 'So sorry to read that, @marta_viaja, same here with my bag', {
    kind: 'reply',
    parent: 'x:70000001',
    thread: 'x:70000001',
    parent_author: 'Marta_Viaja',
  }),
  post('x', '70000005', 'pau', '9000003', 'look at this', {
    kind: 'quote',
    repost_of: 'x:70000002',
    extras: '{"in_reply_to":"marta_viaja","colour":"blue"}',
  }),
  post('x', '70000006', 'nil', '9000004', 'nothing to do with anybody, just a sunny day outside', {
    extras: '{"colour":"red"}',
  }),
  post('x', '70000007', 'nora', '9000006', 'a comment below something of hers that was never fetched', {
    url: 'https://x.example/marta_viaja/status/99?comment=70000007',
    parent: 'x:https://x.example/marta_viaja/status/99',
  }),
  post('reddit', '70000008', MARTA, '9000001', 'a namesake on another network, and another person too'),
  post('x', '70000009', 'marta_viaja2', '9000009', 'somebody whose handle merely begins in the same way'),
];

const STORE = ['--store', 'store.duckdb'];

async function filled(more: readonly string[] = []) {
  const files = place({ 'posts.csv': csv(ROWS), 'later.csv': csv(ROWS.map((row) => ({ ...row, views: '5' }))) });
  expect((await files.call(['import', 'posts.csv', ...STORE, ...more])).code).toBe(0);
  expect((await files.call(['import', 'later.csv', ...STORE, ...more])).code).toBe(0);
  expect((await files.call(['score', ...STORE])).code).toBe(0);
  return files;
}

describe('store forget', () => {
  test('erases an author, and nothing else', async () => {
    const files = await filled();
    const path = files.path('store.duckdb');
    await withStore(path, 'write', async ({ engine }) => {
      await engine.run(`INSERT INTO store.alerts VALUES ('a1', TIMESTAMP '2026-10-02', 'acme', NULL, 'complaint', TIMESTAMP '2026-10-01',
        TIMESTAMP '2026-10-02', 9, 1, 8, NULL, ['x:70000001', 'x:70000006'], NULL)`);
      await engine.run(`INSERT INTO store.checkpoints VALUES ('fetch a', TIMESTAMP '2026-10-02', '{"memory":["70000002"]}'),
        ('fetch ["x","account","@marta_viaja"]', TIMESTAMP '2026-10-02', '{}'), ('fetch b', TIMESTAMP '2026-10-02', '{"memory":["7"]}')`);
    });
    const { code, stdout, stderr } = await files.call(['store', 'forget', '@Marta_Viaja@x', ...STORE]);
    expect([code, stdout], stderr).toEqual([0, '']);
    expect(stderr).toContain(
      '@Marta_Viaja@x is forgotten, with 1 id and 1 other handle: 3 posts erased, with 3 judgements',
    );
    expect(stderr).toContain('evidence in 1 alert, 2 checkpoints');
    expect(stderr).toContain('3 posts of others no longer point to them');
    expect(stderr).toMatch(/searched \d+ columns and .* for \d+ names, keys and pieces of texts: nothing is left/);
    expect(stderr).toContain('others say the name, which stays as they wrote it: posts.text 1\n');
    // Whoever looks for themselves finds nothing either, but for the mention.
    const bytes = readFileSync(path).toString('latin1').toLowerCase();
    for (const gone of [
      '70000001',
      '70000002',
      '70000003',
      'marta_antes',
      'third day without my',
      'earlier handle there',
    ]) {
      expect(bytes.includes(gone), gone).toBe(false);
    }
    expect(
      (await rowsOf(path, 'SELECT key, parent_author, url, extras FROM store.posts ORDER BY row')).map((row) => row),
    ).toEqual([
      ['x:70000004', null, 'https://x.example/jon/status/70000004', null],
      ['x:70000005', null, 'https://x.example/pau/status/70000005', null],
      ['x:70000006', null, 'https://x.example/nil/status/70000006', '{"colour":"red"}'],
      ['x:70000007', null, null, null],
      ['reddit:70000008', null, 'https://reddit.example/marta_viaja/status/70000008', null],
      ['x:70000009', null, 'https://x.example/marta_viaja2/status/70000009', null],
    ]);
    const [links] = await rowsOf(
      path,
      `SELECT count(*) FILTER (WHERE regexp_full_match(parent, 'x:~k[0-9a-f]{32}')),
      count(*) FILTER (WHERE regexp_full_match(repost_of, 'x:~k[0-9a-f]{32}')), count(*) FILTER (WHERE thread = parent) FROM store.posts`,
    );
    expect(links).toEqual([2n, 1n, 1n]);
    expect(await rowsOf(path, 'SELECT evidence FROM store.alerts')).toEqual([[['x:70000006']]]);
    expect(await rowsOf(path, 'SELECT stream FROM store.checkpoints')).toEqual([['fetch b']]);
    expect(await rowsOf(path, "SELECT count(*) FROM store.authors WHERE network = 'x'")).toEqual([[5n]]);
    const check = await files.call(['store', 'check', ...STORE]);
    expect(check.code, check.stderr).toBe(0);
  });

  test('takes them no more, whatever names them; nor what others say of whom they answer', async () => {
    const files = await filled();
    await files.call(['store', 'forget', '@marta_viaja@x', ...STORE]);
    const again = await files.call(['import', 'later.csv', ...STORE]);
    expect(again.stderr).toContain('3 of authors who are to stay forgotten left out');
    const renamed = post('x', '70000099', 'marta_nueva', '9000001', 'with a new handle, the same account as ever');
    const unnumbered = post('x', '70000098', 'MARTA_VIAJA', '', 'with no number of the account in that file');
    files.write('new.csv', csv([renamed, unnumbered]));
    expect((await files.call(['import', 'new.csv', ...STORE])).stderr).toContain('0 new posts');
    expect(
      await rowsOf(
        files.path('store.duckdb'),
        `SELECT count(*) FROM store.posts
      WHERE lower(parent_author) = 'marta_viaja' OR (network = 'x' AND (author_id = '9000001' OR url LIKE '%/marta_viaja/%'))`,
      ),
    ).toEqual([[0n]]);
    // Once more changes nothing, and proves the same.
    const once = await files.call(['store', 'forget', '@marta_viaja@x', ...STORE]);
    expect([once.code, once.stderr]).toEqual([0, expect.stringContaining('nothing by @marta_viaja@x in the store')]);
  });

  test('knows authors under their pseudonyms', async () => {
    const files = await filled(['--pseudonymise']);
    const path = files.path('store.duckdb');
    const { code, stderr } = await files.call(['store', 'forget', '@marta_viaja@x', ...STORE]);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('3 posts erased');
    expect(await rowsOf(path, 'SELECT count(*) FROM store.posts')).toEqual([[6n]]);
    for (const more of [[], ['--pseudonymise']]) {
      expect((await files.call(['import', 'later.csv', ...STORE, ...more])).stderr).toContain(
        '3 of authors who are to stay forgotten',
      );
    }
  });

  test('handles with an @ inside, and of whom nothing is known', async () => {
    const files = place({
      'posts.csv': csv([
        post('mastodon', '81', 'anna@social.example', '44', 'a post of a person on a server of her own'),
      ]),
    });
    await files.call(['import', 'posts.csv', ...STORE]);
    const typo = await files.call(['store', 'forget', '@anna@social.example@mastodn', ...STORE]);
    expect([typo.code, typo.stderr]).toEqual([
      0,
      expect.stringContaining('nothing by @anna@social.example@mastodn in the store (the store has mastodon)'),
    ]);
    const ran = await files.call(['store', 'forget', '@anna@social.example@mastodon', ...STORE]);
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('1 post erased')]);
    expect(readFileSync(files.path('store.duckdb')).includes('social.example/')).toBe(false);
  });

  test('a crash before the file was written anew is made up for by the next writer', async () => {
    const files = await filled();
    const path = files.path('store.duckdb');
    await withStore(path, 'write', async (store) => {
      const { findAuthor, eraseAuthor } = await import('../../src/store/forget.js');
      await eraseAuthor(store, await findAuthor(store, 'x', 'marta_viaja'), Date.now());
    });
    files.write('store.duckdb.new', 'left by a crash');
    expect(await rowsOf(path, "SELECT value FROM store.meta WHERE name = 'rewrite_due'")).toEqual([['yes']]);
    expect(readFileSync(path).includes('earlier handle')).toBe(true);
    expect((await files.call(['score', ...STORE])).code).toBe(0);
    expect(readFileSync(path).includes('earlier handle')).toBe(false);
    expect(await rowsOf(path, "SELECT value FROM store.meta WHERE name = 'rewrite_due'")).toEqual([]);
    expect((await files.shell('ls -a')).stdout).not.toContain('.new');
  });

  test('says when something is left', async () => {
    const files = await filled();
    const path = files.path('store.duckdb');
    await withStore(path, 'write', async (store) => {
      const { findAuthor } = await import('../../src/store/forget.js');
      const { searchFiles, searchStore } = await import('../../src/store/forget-proof.js');
      const author = await findAuthor(store, 'x', 'marta_viaja');
      const columns = (await searchStore(store, author)).left.map(({ where }) => where);
      expect(columns).toEqual(
        expect.arrayContaining([
          'posts.key',
          'posts.author_handle',
          'posts.author_id',
          'posts.url',
          'authors.handle',
          'posts.extras',
        ]),
      );
      await store.engine.run('CHECKPOINT store');
      // What the columns explain is no trace of its own; the bytes are there all the same.
      expect((await searchFiles(store, author)).mentions.length).toBeGreaterThan(0);
    });
  });
});
