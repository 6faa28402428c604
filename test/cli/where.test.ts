/** `--where` on the real binary: over posts that nobody judged, that were judged before, and a store. */
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type Place, place } from './binary.js';

const POSTS = `id,network,author,followers,created_at,text,lang
1,x,marta,1200,2026-10-01,"Third day without my suitcase, Acme nobody answers, refund now",en
2,reddit,jon,50,2026-10-05,"Refunded quickly, thanks Acme!",en
3,x,ona,99000,2026-10-20,"ACME: un desastre, no volveré",es
4,x,pau,5,2026-10-21,"El router va bien",es
`;

const QUERIES: readonly (readonly [string, string])[] = [
  ['acme', '123'],
  ['raw:ACME', '3'],
  ['refund*', '12'],
  ['suitcase NEAR/0 acme', '1'],
  ['lang:es', '34'],
  ['acme NOT lang:es', '12'],
  ['network:(x OR mastodon) followers:>1k', '13'],
  ['since:2026-10-05 until:2026-10-21', '23'],
  ['author:MARTA OR router lang:es', '14'],
  ['NOT (acme OR lang:en)', '4'],
  ['label:negative', '13'],
  ['sentiment:<0 refund*', '1'],
  ['brand:acme signal:complaint OR brand:acme sentiment:>0', '123'],
];

const CONFIG = 'brand: Acme\n';

async function found(files: Place, args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await files.call([...args, '-f', 'csv'], { input });
  expect(code, stderr).toBe(0);
  const rows = parse(stdout, { columns: true }) as Record<string, string>[];
  const ids: Readonly<Record<string, string>> = { marta: '1', jon: '2', ona: '3', pau: '4' };
  return rows
    .map((row) => row['id'] ?? ids[row['author'] ?? ''] ?? '?')
    .sort()
    .join('');
}

describe.concurrent('--where', () => {
  test('score drops what it does not find, in judged and in given columns', async () => {
    const files = place({ 'posts.csv': POSTS, '.brandwatchrc': CONFIG });
    for (const [query, ids] of QUERIES) {
      expect([query, await found(files, ['score', 'posts.csv', '--where', query])]).toEqual([query, ids]);
    }
  }, 120_000);

  test('import keeps what it finds in posts that come judged', async () => {
    const files = place({ 'posts.csv': POSTS, '.brandwatchrc': CONFIG });
    const { stdout } = await files.call(['import', 'posts.csv']);
    const judged = await files.call(['score', '-'], { input: stdout });
    for (const [query, ids] of QUERIES.slice(5)) {
      const kept = await files.call(['import', '-', '--where', query], { input: judged.stdout });
      expect(kept.code, kept.stderr).toBe(0);
      const lines = kept.stdout.split('\n').filter((line) => line !== '');
      const got = lines.map((line) => (JSON.parse(line) as { id: string }).id).join('');
      expect([query, got]).toEqual([query, ids]);
    }
  }, 120_000);

  test('report is about what it finds, whether it judges or was told', async () => {
    const files = place({ 'posts.csv': POSTS, '.brandwatchrc': CONFIG });
    const { stdout } = await files.call(['score', 'posts.csv', '-f', 'ndjson']);
    const count = async (args: readonly string[], input = ''): Promise<string> => {
      const { code, stdout: table, stderr } = await files.call(['report', 'overview', ...args, '-f', 'csv'], { input });
      expect(code, stderr).toBe(0);
      const rows = parse(table, { columns: true }) as Record<string, string>[];
      // The first row is the whole, the others are its networks and days.
      return String(Math.max(0, ...rows.map((row) => Number(row['posts'] ?? 0))));
    };
    for (const [query, ids] of QUERIES.slice(0, 5)) {
      const wanted = String(ids.length);
      expect([query, await count(['posts.csv', '--where', query])]).toEqual([query, wanted]);
      expect([query, await count(['-', '--where', query], stdout)]).toEqual([query, wanted]);
    }
  }, 120_000);

  test('what cannot be read or met is an error with one hint', async () => {
    const files = place({ 'posts.csv': POSTS });
    const wrong = await files.call(['audit', 'posts.csv', '--where', 'autor:x']);
    expect(wrong).toMatchObject({ code: 64, stdout: '' });
    expect(wrong.stderr).toBe(
      "brandwatch: cannot read the query 'autor:x': expected a field at character 1, found 'autor:'\nhint: did you mean author:?\n",
    );
    const unjudged = await files.call(['import', '-q', 'posts.csv', '--where', 'sentiment:<0']);
    expect(unjudged).toMatchObject({ code: 64, stdout: '' });
    expect(unjudged.stderr).toContain('these posts are not judged');
  });

  test('queries of brands and topics take wildcards, NEAR, raw: and conditions of the post', async () => {
    const config = `brand:
  name: Acme
  queries: ['raw:ACME lang:es', 'suitcase NEAR/0 acme']
  topics:
    - { name: money, query: 'refund* followers:>100' }
    - { name: elsewhere, query: 'NOT network:x' }
`;
    const files = place({ 'posts.csv': POSTS, '.brandwatchrc': config });
    const { code, stdout, stderr } = await files.call(['score', 'posts.csv', '-f', 'csv']);
    expect(code, stderr).toBe(0);
    const rows = parse(stdout, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ brands, topics }) => [brands?.replace(/:.*/u, ''), topics])).toEqual([
      ['Acme', 'money'],
      ['', 'elsewhere'],
      ['Acme', ''],
      ['', ''],
    ]);
  });

  test('a brand or topic that asks for a judgement, or a period, says why that cannot be', async () => {
    for (const [query, why] of [
      ['acme sentiment:<0', 'known only after brands and topics are'],
      ['acme has:brand', 'known only after brands and topics are'],
      ['acme since:2026-10-01', 'each run has its own window'],
    ] as const) {
      const files = place({ 'posts.csv': POSTS, '.brandwatchrc': `brand: { name: Acme, queries: ['${query}'] }\n` });
      const { code, stderr } = await files.call(['score', 'posts.csv']);
      expect(code).toBe(78);
      expect(stderr).toContain(why);
    }
  });
});
