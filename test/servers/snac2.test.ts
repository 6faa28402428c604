/**
 * Mastodon's API against a real server that is not Mastodon: snac2 on loopback. Opt-in: SNAC2=$(test/servers/snac2.sh)
 * npx vitest run test/servers. Posts are made, fetched through the real code, and compared as sets.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collect } from '../../src/app/collect.js';
import { streamsOf } from '../../src/app/fetch/plan.js';
import type { PassOptions } from '../../src/app/fetch/stream.js';
import type { SourceEntry } from '../../src/config/config.js';
import { MemorySink } from '../sources/run.js';
import { freePort } from './free-port.js';

const BINARY = process.env['SNAC2'];
const NOTES = 95;

let folder = '';
let origin = '';
let daemon: ChildProcess | undefined;
let token = '';

const snac = (...args: readonly string[]): string => {
  const [command = '', ...rest] = args;
  return execFileSync(BINARY ?? '', [command, folder, ...rest], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/** A token by way of the code flow, as a user would get one. */
async function tokenOf(login: string, password: string): Promise<string> {
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
  const redirect = 'http://127.0.0.1:9/';
  const app = (await (
    await fetch(`${origin}/api/v1/apps`, form({ client_name: 'test', redirect_uris: redirect, scopes: 'read' }))
  ).json()) as { client_id: string; client_secret: string };
  const answer = await fetch(`${origin}/oauth/x-snac-login`, {
    ...form({ login, passwd: password, redir: redirect, cid: app.client_id, state: '' }),
    redirect: 'manual',
  });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { access_token } = (await (
    await fetch(
      `${origin}/oauth/token`,
      form({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirect,
        client_id: app.client_id,
        client_secret: app.client_secret,
      }),
    )
  ).json()) as { access_token: string };
  return access_token;
}

async function fetched(
  entry: Partial<SourceEntry>,
  withToken: boolean,
  pass: Partial<PassOptions> = {},
  sink = new MemorySink(),
) {
  const full: SourceEntry = {
    source: 'mastodon',
    queries: [],
    author: null,
    thread: null,
    replies: false,
    baseUrl: origin,
    credentials: {},
    options: {},
    ...entry,
  };
  const [result] = await collect({
    streams: streamsOf(full, { env: withToken ? { MASTODON_TOKEN: token } : {}, kind: 'usage', limit: null }),
    pass: { since: null, until: null, limit: null, maxPages: 100, ...pass },
    openSink: async () => sink,
    userAgent: 'brandwatch-cli/test',
    maxWaitMs: 1000,
    maxTimeMs: null,
    signal: null,
    onWait: () => undefined,
    onDebug: null,
    onPage: () => undefined,
    onQuarantined: (_, items) => {
      throw new Error(items[0]?.reason);
    },
  });
  return { result, rows: sink.rows, sink };
}

describe.skipIf(BINARY === undefined)('snac2', () => {
  beforeAll(async () => {
    const port = await freePort();
    folder = mkdtempSync(join(tmpdir(), 'snac2-'));
    rmSync(folder, { recursive: true });
    origin = `http://localhost:${port}`;
    execFileSync(BINARY ?? '', ['init', folder], {
      input: `127.0.0.1\n${port}\nlocalhost:${port}\n\n\n`,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const settings = join(folder, 'server.json');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('"protocol": "https"', '"protocol": "http"'));
    for (const name of ['marta', 'acme']) snac('adduser', name);
    const password = /is (\S+)\s*$/.exec(snac('resetpwd', 'marta'))?.[1] ?? '';
    for (let index = 1; index <= NOTES; index++)
      snac('note', 'marta', `Number ${index}: where is my suitcase & why? #acme`);
    snac('note', 'marta', 'nothing of the kind');
    daemon = spawn(BINARY ?? '', ['httpd', folder], { stdio: 'ignore' });
    for (let tries = 0; tries < 50; tries++) {
      if (
        await fetch(`${origin}/api/v1/instance`).then(
          () => true,
          () => false,
        )
      )
        break;
      await new Promise((later) => setTimeout(later, 100));
    }
    token = await tokenOf('marta', password);
  });
  afterAll(() => {
    daemon?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const numbers = (rows: readonly { readonly text: string | null }[]): number[] =>
    rows.map(({ text }) => Number(/^Number (\d+):/.exec(text ?? '')?.[1])).sort((a, b) => a - b);
  const all = Array.from({ length: NOTES }, (_, index) => index + 1);

  test('gives every post of a hashtag once, over pages without links', async () => {
    const { result, rows } = await fetched({ queries: ['#acme'] }, false);
    expect(result?.error).toBeNull();
    expect(numbers(rows)).toEqual(all);
    expect(result?.pages).toBeGreaterThan(2);
    expect(rows[0]).toMatchObject({
      kind: 'post',
      author_name: 'marta',
      text: expect.stringContaining('suitcase & why? #acme'),
    });
  });

  test('goes on from any page, while posts are added in front', async () => {
    const sink = new MemorySink();
    for (let runs = 0; runs < 20; runs++) {
      const { result } = await fetched({ queries: ['#acme'] }, false, { maxPages: 1, since: 'last' }, sink);
      expect(result?.error).toBeNull();
      if (result?.ending === 'whole' && sink.rows.length >= NOTES) break;
    }
    expect(numbers(sink.rows)).toEqual(all);
    snac('note', 'acme', 'We found it! #acme');
    await fetched({ queries: ['#acme'] }, false, { since: 'last' }, sink);
    expect(sink.rows).toHaveLength(NOTES + 1);
  });

  test('searches by words with a token, and without one falls back to the hashtag', async () => {
    const { result, rows } = await fetched({ queries: ['suitcase'] }, true);
    expect(result?.error).toBeNull();
    // Of a search it has only the newest, whatever is asked: what is missing must be said.
    expect(numbers(rows)).toEqual(all.slice(-rows.length));
    expect(rows.length).toBeGreaterThan(20);
    expect([...(result?.notes ?? [])]).toEqual([expect.stringMatching(/only the newest \d+ posts of this list/)]);
    const without = await fetched({ queries: ['acme'] }, false);
    expect([...(without.result?.notes ?? [])]).toEqual([expect.stringContaining('only posts with the hashtag #acme')]);
    expect(without.rows.length).toBeGreaterThanOrEqual(NOTES);
  });

  test('refuses a token that is none with 77', async () => {
    const good = token;
    token = 'not-a-token-at-all';
    const { result } = await fetched({ queries: ['suitcase'] }, true);
    token = good;
    expect(result?.error).toMatchObject({ kind: 'credentials', hint: expect.stringContaining('check MASTODON_TOKEN') });
    expect(result?.error?.message).not.toContain('not-a-token');
  });

  test('gives a conversation, and the replies to what was found', async () => {
    const { rows } = await fetched({ queries: ['#acme'] }, false, { limit: 3 });
    const asked = rows.find(({ author_name }) => author_name === 'marta');
    const reply = await fetch(`${origin}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams({
        status: 'still waiting',
        in_reply_to_id: await localId(asked?.url ?? ''),
        visibility: 'public',
      }),
    });
    expect(reply.ok).toBe(true);
    const found = await fetched({ queries: ['#acme'], replies: true }, true);
    expect(found.result?.error).toBeNull();
    const answer = found.rows.find(({ text }) => text?.includes('still waiting'));
    expect(answer).toMatchObject({ kind: 'reply', parent: asked?.key, thread: asked?.key });
    const thread = await fetched({ thread: asked?.url ?? '' }, true);
    expect(thread.result?.error).toBeNull();
    expect(thread.rows.map(({ key }) => key)).toEqual(expect.arrayContaining([asked?.key, answer?.key]));
  });

  async function localId(url: string): Promise<string> {
    const list = (await (await fetch(`${origin}/api/v1/timelines/tag/acme?limit=40`)).json()) as {
      id: string;
      url: string;
    }[];
    return list.find((status) => status.url === url)?.id ?? '';
  }
});
