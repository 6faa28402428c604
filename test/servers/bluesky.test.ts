/**
 * Bluesky against its own servers: the development network of its makers on loopback, asked by the real binary. Opt-in:
 * ATPROTO=$(test/servers/atproto.sh) npx vitest run test/servers, after a build.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, type Place, place, type Ran } from '../cli/binary.js';
import { Account, type Network, startNetwork } from './atproto.js';

const FOLDER = process.env['ATPROTO'];
/** More than two pages. */
const COMPLAINTS = 250;
const START = Date.parse('2026-11-01T08:00:00Z');

interface Row {
  readonly id: string;
  readonly [column: string]: unknown;
}
const rowsIn = (text: string): Row[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

describe.skipIf(FOLDER === undefined)('the development network of Bluesky', { timeout: 240_000 }, () => {
  let network: Network;
  let martha: Account;
  let acme: Account;
  let leo: Account;
  let env: Record<string, string>;
  /** Addresses of the complaints, from the oldest on. */
  let complaints: string[] = [];
  const files: Place = place();

  const fetched = (args: readonly string[], credentials: Readonly<Record<string, string>> = env): Promise<Ran> =>
    files.run(['fetch', 'bluesky', '--base-url', network.pds, ...args], { env: credentials });
  const found = async (args: readonly string[], credentials = env): Promise<Row[]> => {
    const { code, stdout, stderr } = await fetched(args, credentials);
    expect(code, stderr).toBe(0);
    return rowsIn(stdout);
  };
  const ids = (rows: readonly Row[]): string[] => rows.map(({ id }) => id).sort();

  beforeAll(async () => {
    network = await startNetwork(FOLDER ?? '');
    martha = await Account.create(network.pds, 'martha-brandt.test');
    acme = await Account.create(network.pds, 'acme-air.test');
    leo = await Account.create(network.pds, 'leo-lindgren.test');
    await martha.name('Martha <3 & co');
    for (const account of [leo, acme]) await account.follow(martha);
    await martha.follow(acme);
    const records = Array.from({ length: COMPLAINTS }, (_, index) => ({
      text: `where is my suitcase, day ${index + 1}? 😡 <b>&amp;</b>`,
      createdAt: new Date(START + index * 60_000).toISOString(),
      langs: ['en', 'de'],
    }));
    complaints = [...(await martha.posts(records.slice(0, 200))), ...(await martha.posts(records.slice(200)))];
    await leo.post('nothing of the kind');
    await network.index();
    env = { BLUESKY_HANDLE: leo.handle, BLUESKY_APP_PASSWORD: await leo.appPassword() };
  }, 240_000);
  afterAll(() => network?.close());

  test('is signed in to, and checked', async () => {
    const check = (password: string): Promise<Ran> => {
      const configured = place({ '.brandwatchrc': `sources:\n  - source: bluesky\n    baseUrl: ${network.pds}\n` });
      return configured.run(['sources', 'check', 'bluesky'], { env: { ...env, BLUESKY_APP_PASSWORD: password } });
    };
    const right = await check(env['BLUESKY_APP_PASSWORD'] ?? '');
    expect([right.code, right.stdout + right.stderr]).toEqual([
      0,
      expect.stringContaining('signed in, search answers'),
    ]);
    const wrong = await check('aaaa-bbbb-cccc-dddd');
    expect(wrong.code).toBe(77);
    expect(wrong.stdout + wrong.stderr).toContain('BLUESKY_');
    expect(wrong.stdout + wrong.stderr).not.toContain('aaaa-bbbb');
  });

  test('gives every post of a search once, over pages', async () => {
    const { code, stdout, stderr } = await fetched(['suitcase', '--debug']);
    expect(code, stderr).toBe(0);
    expect(stderr.match(/searchPosts/g)?.length).toBeGreaterThan(2);
    const rows = rowsIn(stdout);
    expect(ids(rows)).toEqual([...complaints].sort());
    const rkey = complaints[7]?.split('/').at(-1);
    expect(rows.find(({ id }) => id === complaints[7])).toMatchObject({
      key: `bluesky:${complaints[7]}`,
      network: 'bluesky',
      url: `https://bsky.app/profile/martha-brandt.test/post/${rkey}`,
      kind: 'post',
      text: 'where is my suitcase, day 8? 😡 <b>&amp;</b>',
      created_at: '2026-11-01T08:07:00.000Z',
      lang: 'en',
      author_id: martha.did,
      author_handle: 'martha-brandt.test',
      author_name: 'Martha <3 & co',
      author_followers: 2,
      likes: 0,
      replies: 0,
    });
  });

  test('gives no more than wanted', async () => {
    const rows = await found(['suitcase', '-n', '15']);
    expect(ids(rows)).toEqual(complaints.slice(-15).sort());
  });

  test('knows nothing of a window, which is kept to all the same', async () => {
    const rows = await found(['suitcase', '--since', '2026-11-01T09:00:00Z', '--until', '2026-11-01T10:00:00Z']);
    expect(ids(rows)).toEqual(complaints.slice(60, 120).sort());
  });

  test('lets a session go on that has expired', async () => {
    await network.expireNext();
    const { code, stdout, stderr } = await fetched(['suitcase', '--debug']);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('refreshSession');
    expect(stderr.match(/createSession/g)).toHaveLength(1);
    expect(ids(rowsIn(stdout))).toEqual([...complaints].sort());
    expect(stderr).not.toMatch(/eyJ/);
  });

  test('goes on after being killed, while posts are deleted and added', async () => {
    const args = ['suitcase', '-o', 'killed.ndjson'];
    const child = files.start(['fetch', 'bluesky', '--base-url', network.pds, ...args], { env });
    const over = ended(child);
    /** Bytes of the file that are safe. */
    const safe = (): number => {
      try {
        return (JSON.parse(readFileSync(files.path('killed.ndjson.checkpoint'), 'utf8')) as { bytes: number }).bytes;
      } catch {
        return 0;
      }
    };
    const watch = setInterval(() => {
      if (safe() > 0) child.kill('SIGKILL');
    }, 1);
    const { code: killed } = await over;
    clearInterval(watch);
    expect(killed).toBeNull();
    const kept = rowsIn(readFileSync(files.path('killed.ndjson')).subarray(0, safe()).toString());
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(COMPLAINTS);
    const [oldest = ''] = complaints;
    await martha.remove(oldest);
    const late = await martha.post('my suitcase came, empty');
    await network.index();
    for (let runs = 0; runs < 2; runs++) {
      const { code, stderr } = await fetched(args);
      expect(code, stderr).toBe(0);
    }
    complaints = [...complaints.slice(1), late.uri];
    const rows = rowsIn(readFileSync(files.path('killed.ndjson'), 'utf8'));
    expect(ids(rows)).toEqual([...complaints].sort());
  });

  test('has a conversation, whole from any of its posts, the replies to what was found, and what an account wrote', async () => {
    const root = await leo.post('Acme, my trolley is broken');
    const answer = await acme.reply('Sorry to hear that. Where?', root, root);
    const leaf = await leo.reply('At gate 12', root, answer);
    const aside = await martha.reply('Mine, too', root, root);
    const quote = await martha.post('look at this', { embed: { $type: 'app.bsky.embed.record', record: root } });
    await acme.like(root);
    await network.index();
    const all = [root, answer, leaf, aside].map(({ uri }) => uri).sort();
    for (const { uri } of [root, leaf, aside]) {
      const [, , did, , rkey] = uri.split('/');
      const handle = did === leo.did ? leo.handle : martha.handle;
      for (const address of [
        uri,
        `https://bsky.app/profile/${did}/post/${rkey}`,
        `https://bsky.app/profile/${handle}/post/${rkey}`,
      ]) {
        expect(ids(await found(['--thread', address])), address).toEqual(all);
      }
    }
    const rows = await found(['trolley', '--replies']);
    expect(ids(rows)).toEqual(all);
    const row = (uri: string): Row | undefined => rows.find(({ id }) => id === uri);
    expect(row(root.uri)).toMatchObject({
      kind: 'post',
      replies: 2,
      likes: 1,
      quotes: 1,
      thread: `bluesky:${root.uri}`,
    });
    expect(row(leaf.uri)).toMatchObject({
      kind: 'reply',
      thread: `bluesky:${root.uri}`,
      parent: `bluesky:${answer.uri}`,
      parent_author: 'acme-air.test',
      author_followers: 0,
    });
    expect(row(answer.uri)).toMatchObject({ author_handle: 'acme-air.test', author_followers: 1 });
    expect(ids(await found(['--author', '@acme-air.test']))).toEqual([answer.uri]);
    const hers = await found(['--author', 'martha-brandt.test']);
    expect(ids(hers)).toEqual([...complaints, aside.uri, quote.uri].sort());
    expect(hers.find(({ id }) => id === quote.uri)).toMatchObject({ kind: 'quote', repost_of: `bluesky:${root.uri}` });
    // A stranger sees the same on the server that shows everything to everyone.
    const stranger = await files.run(['fetch', 'bluesky', '--base-url', network.appview, '--thread', leaf.uri]);
    expect(stranger.code, stranger.stderr).toBe(0);
    expect(ids(rowsIn(stranger.stdout))).toEqual(all);
    // The first post is gone, and what hangs on it is not.
    await leo.remove(root.uri);
    await network.index();
    expect(ids(await found(['--thread', leaf.uri]))).toEqual([answer, leaf].map(({ uri }) => uri).sort());
    const gone = await fetched(['--thread', root.uri]);
    expect([gone.code, gone.stderr]).toEqual([69, expect.stringContaining('knows no post')]);
  });

  test('says what it refuses in words that help', async () => {
    const nobody = await fetched(['--author', 'nobody-at-all.test']);
    expect([nobody.code, nobody.stderr]).toEqual([69, expect.stringMatching(/^hint: \S/m)]);
    const language = await fetched(['suitcase', '--option', 'lang=e']);
    expect([language.code, language.stderr]).toEqual([69, expect.stringMatching(/^hint: \S/m)]);
    // Of such a one the server makes an error of its own.
    const half = await fetched(['--author', 'acme-air']);
    expect([half.code, half.stderr]).toEqual([64, expect.stringContaining('"acme-air" is no handle')]);
    const stranger = await fetched(['--author', acme.handle], {});
    expect([stranger.code, stranger.stderr]).toEqual([77, expect.stringContaining('BLUESKY_HANDLE')]);
  });

  test('allows few sessions, and a wait that is too long ends the run with 75', async () => {
    for (let sessions = 0; sessions < 40; sessions++) {
      const response = await fetch(`${network.pds}/xrpc/com.atproto.server.createSession`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ identifier: acme.handle, password: 'not-it' }),
      });
      if (response.status === 429) break;
    }
    const limited = await fetched(['suitcase', '--max-wait', '1s'], { ...env, BLUESKY_HANDLE: acme.handle });
    expect([limited.code, limited.stderr]).toEqual([75, expect.stringMatching(/^hint: \S/m)]);
  });
});
