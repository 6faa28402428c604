/**
 * Feeds against a real web server: nginx on loopback, with files that change. Opt-in: NGINX=$(test/servers/nginx.sh) npx
 * vitest run test/servers. The real binary fetches into a store; what nginx saw is read in its own log.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Place, place } from '../cli/binary.js';
import { freePort } from './free-port.js';

const BINARY = process.env['NGINX'];

let folder = '';
let origin = '';
let daemon: ChildProcess | undefined;
let work: Place;

/** One process in the foreground, with nothing outside of the folder. Each line of its log is JSON. */
const settings = (port: number): string => `
daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  types { application/rss+xml rss; application/atom+xml atom; text/xml xml; text/html html; application/feed+json json; }
  log_format told escape=json '{"path":"$request_uri","status":$status,"etag":"$http_if_none_match",'
    '"since":"$http_if_modified_since","packed":"$sent_http_content_encoding","type":"$sent_http_content_type",'
    '"agent":"$http_user_agent","sent":$body_bytes_sent}';
  access_log ${folder}/access.log told;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  gzip on; gzip_min_length 1; gzip_types application/rss+xml application/atom+xml text/xml application/feed+json;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
    location = /old.rss { return 301 /feed.rss; }
    location = /moved.rss { return 302 /old.rss; }
    location = /gone.rss { return 410; }
    location = /dated.rss { etag off; }
    location = /latin.xml { charset iso-8859-1; }
    location /undated/ { etag off; if_modified_since before; }
  }
}`;

interface Seen {
  readonly path: string;
  readonly status: number;
  readonly etag: string;
  readonly since: string;
  readonly packed: string;
  readonly type: string;
  readonly agent: string;
  readonly sent: number;
}

const log = (): string[] => readFileSync(join(folder, 'access.log'), 'utf8').split('\n').filter(Boolean);

/** A fetch with the real binary, and the requests that nginx saw of it. */
async function fetched(addresses: readonly string[], into: readonly string[]) {
  const before = log().length;
  const ran = await work.run(['fetch', 'feeds', ...addresses.map((path) => origin + path), ...into]);
  const seen = log()
    .slice(before)
    .map((line) => JSON.parse(line) as Seen);
  return { ...ran, seen };
}

interface Kept {
  readonly title: string;
  readonly text: string | null;
  readonly collected_at: string;
}

/** Every post of a store, as it says itself. */
async function stored(store: string): Promise<Kept[]> {
  const out = `${store}.out`;
  const ran = await work.run(['store', 'export', '--store', store, '-f', 'ndjson', '-o', out, '--force']);
  expect(ran.stderr + ran.code).toMatch(/0$/);
  const files = readdirSync(work.path(out), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ndjson'),
  );
  return files
    .flatMap((name) =>
      readFileSync(join(work.path(out), name), 'utf8')
        .split('\n')
        .filter(Boolean),
    )
    .map((line) => JSON.parse(line) as Kept)
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

const titles = async (store: string): Promise<string[]> => (await stored(store)).map(({ title }) => title);

function put(name: string, content: string | Buffer, modified?: Date): void {
  const path = join(folder, 'www', name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  if (modified !== undefined) utimesSync(path, modified, modified);
}

const rss = (...numbers: readonly number[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Acme news</title>${numbers
    .map(
      (number) =>
        `<item><title>Acme, part ${number}</title><guid isPermaLink="false">tag:acme.example,2026:${number}</guid>` +
        `<pubDate>Mon, ${String(number).padStart(2, '0')} Jun 2026 10:00:00 GMT</pubDate>` +
        `<description>${'Where is my suitcase? '.repeat(20)}</description></item>`,
    )
    .join('')}</channel></rss>`;

const parts = (...numbers: readonly number[]): string[] => numbers.map((number) => `Acme, part ${number}`);

describe.skipIf(BINARY === undefined)('nginx', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nginx-'));
    mkdirSync(join(folder, 'www'));
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    writeFileSync(join(folder, 'nginx.conf'), settings(port));
    writeFileSync(join(folder, 'access.log'), '');
    daemon = spawn(BINARY ?? '', ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', join(folder, 'error.log')], {
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 50; tries++) {
      const isUp = await fetch(origin).then(
        () => true,
        () => false,
      );
      if (isUp) break;
      await new Promise((later) => setTimeout(later, 100));
    }
  });
  beforeEach(() => {
    work = place();
  });
  afterAll(() => {
    daemon?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const store = ['--store', 'acme.duckdb'];

  test('is asked by name, for packed bytes, and sends a feed that has not changed only once', async () => {
    put('feed.rss', rss(1, 2, 3));
    const first = await fetched(['/feed.rss'], store);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.seen).toEqual([
      expect.objectContaining({ status: 200, packed: 'gzip', etag: '', since: '', type: 'application/rss+xml' }),
    ]);
    expect(first.seen[0]?.agent).toMatch(/^brandwatch-cli\/\d/);
    expect(await titles('acme.duckdb')).toEqual(parts(1, 2, 3));
    const kept = await stored('acme.duckdb');

    const second = await fetched(['/feed.rss'], store);
    expect(second.code).toBe(0);
    expect(second.stderr).toContain('not changed since the last time');
    // What nginx packs has a weak tag, which it takes for its own all the same.
    expect(second.seen).toEqual([
      expect.objectContaining({
        status: 304,
        sent: 0,
        etag: expect.stringMatching(/^W\/"/),
        since: expect.stringMatching(/GMT$/),
      }),
    ]);
    expect(await stored('acme.duckdb')).toEqual(kept);
  });

  test('sends a feed that changed whole, of which only what is new is added', async () => {
    put('feed.rss', rss(1, 2, 3), new Date('2026-06-04T10:00:00Z'));
    await fetched(['/feed.rss'], store);
    const kept = await stored('acme.duckdb');
    // The oldest has fallen out of the feed, as it does; it stays in the store.
    put('feed.rss', rss(2, 3, 4, 5), new Date('2026-06-06T10:00:00Z'));
    const changed = await fetched(['/feed.rss'], store);
    expect(changed.seen).toEqual([expect.objectContaining({ status: 200, etag: expect.stringContaining('"') })]);
    expect(changed.stderr).toContain('2 new in');
    const now = await stored('acme.duckdb');
    expect(now.map(({ title }) => title)).toEqual(parts(1, 2, 3, 4, 5));
    expect(now.slice(0, 3).map(({ collected_at }) => collected_at)).toEqual(
      kept.map(({ collected_at }) => collected_at),
    );
    const again = await fetched(['/feed.rss'], store);
    expect(again.seen.map(({ status }) => status)).toEqual([304]);
  });

  test('knows an unchanged feed by its date alone', async () => {
    put('dated.rss', rss(1));
    expect((await fetched(['/dated.rss'], store)).seen[0]).toMatchObject({ status: 200 });
    const second = await fetched(['/dated.rss'], store);
    expect(second.seen).toEqual([
      expect.objectContaining({ status: 304, etag: '', since: expect.stringMatching(/GMT$/) }),
    ]);
  });

  test('is remembered by a file of posts, too', async () => {
    put('feed.rss', rss(1, 2));
    await fetched(['/feed.rss'], ['-o', 'posts.ndjson']);
    const second = await fetched(['/feed.rss'], ['-o', 'posts.ndjson']);
    expect(second.seen.map(({ status }) => status)).toEqual([304]);
    expect(readFileSync(work.path('posts.ndjson'), 'utf8').split('\n').filter(Boolean)).toHaveLength(2);
  });

  test('redirects to where a feed has moved, and the feed there has not changed either', async () => {
    put('feed.rss', rss(1, 2));
    const first = await fetched(['/moved.rss'], store);
    expect(first.seen.map(({ path, status }) => `${status} ${path}`)).toEqual([
      '302 /moved.rss',
      '301 /old.rss',
      '200 /feed.rss',
    ]);
    expect(await titles('acme.duckdb')).toEqual(parts(1, 2));
    const second = await fetched(['/moved.rss'], store);
    expect(second.seen.map(({ path, status }) => `${status} ${path}`)).toEqual([
      '302 /moved.rss',
      '301 /old.rss',
      '304 /feed.rss',
    ]);
  });

  test('tells the encoding in a header, or leaves it to the feed', async () => {
    const titled = (title: string): string =>
      rss(1)
        .replace(/^<\?xml[^>]*>/, '')
        .replace('Acme, part 1', title);
    put('latin.xml', iconv.encode(titled('Café Señor Acme'), 'latin1'));
    const head = '<?xml version="1.0" encoding="windows-1252"?>';
    put('declared.xml', iconv.encode(head + titled('Café “Señor” Acme'), 'windows-1252'));
    const header = await fetched(['/latin.xml'], ['--store', 'header.duckdb']);
    expect(header.seen[0]?.type).toMatch(/charset=iso-8859-1/);
    expect(await titles('header.duckdb')).toEqual(['Café Señor Acme']);
    const declared = await fetched(['/declared.xml'], ['--store', 'declared.duckdb']);
    expect(declared.seen[0]?.type).toBe('text/xml');
    expect(await titles('declared.duckdb')).toEqual(['Café “Señor” Acme']);
  });

  test('does not take the date of a feed for that of the page that names it', async () => {
    const link = '<link rel="alternate" type="application/rss+xml" href="feed.rss">';
    put('undated/index.html', `<!doctype html><html><head>${link}</head></html>`, new Date('2026-06-01T10:00:00Z'));
    put('undated/feed.rss', rss(1), new Date('2026-06-02T10:00:00Z'));
    const first = await fetched(['/undated/'], store);
    expect(first.seen.map(({ path, status }) => `${status} ${path}`)).toEqual([
      '200 /undated/',
      '200 /undated/feed.rss',
    ]);
    const second = await fetched(['/undated/'], store);
    expect(second.seen.map(({ path, status }) => `${status} ${path}`)).toEqual([
      '200 /undated/',
      '304 /undated/feed.rss',
    ]);
    put('undated/feed.rss', rss(1, 3), new Date('2026-06-04T10:00:00Z'));
    await fetched(['/undated/'], store);
    expect(await titles('acme.duckdb')).toEqual(parts(1, 3));
  });

  test('says 410 and 404 of feeds that are no more, and the others come all the same', async () => {
    put('feed.rss', rss(1, 2));
    const ran = await fetched(['/gone.rss', '/feed.rss', '/never.rss'], store);
    expect(ran.code).toBe(69);
    expect(ran.stderr).toContain('has given up the feed');
    expect(ran.stderr).toMatch(/never\.rss.*404/);
    expect(await titles('acme.duckdb')).toEqual(parts(1, 2));
  });
});
