/** The real binary behind a proxy: names that only the proxy knows, over HTTP and HTTPS. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { type ProxyServer, proxyServer } from '../sources/http/proxy-server.js';
import { serve } from '../sources/server.js';
import { place } from './binary.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

const HITS = JSON.stringify({
  hits: [{ objectID: '7', created_at_i: 1_790_000_000, title: 'Acme', author: 'mia', _tags: ['story'] }],
  nbPages: 1,
});
const proxied = async (places: Readonly<Record<string, number>>, account?: string): Promise<ProxyServer> => {
  const proxy = await proxyServer(places, account);
  open.push(proxy);
  return proxy;
};

describe('behind a proxy', () => {
  test('a fetch and a check of its source reach what only the proxy knows', async () => {
    const server = await serve((_, response) => void response.end(HITS));
    open.push(server);
    const proxy = await proxied({ 'news.example:80': Number(new URL(server.origin).port) }, 'me:secret-canary');
    const env = { http_proxy: proxy.origin.replace('//', '//me:secret-canary@') };
    const argv = ['--base-url', 'http://news.example', '--debug'];
    const ran = await place().run(['fetch', 'hackernews', 'acme', ...argv], { env });
    expect([ran.code, ran.stdout.match(/"key":"hackernews:7"/g)?.length]).toEqual([0, 1]);
    const checked = await place().run(['sources', 'check', 'hackernews', ...argv], { env });
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('answers')]);
    expect(proxy.asked).toEqual(['news.example:80', 'news.example:80']);
    expect(ran.stderr + checked.stderr).not.toContain('canary');
    const without = await place().run(['fetch', 'hackernews', 'acme', ...argv], {
      env: { ...env, no_proxy: 'example' },
    });
    expect(without.code).toBe(69);
    expect(proxy.asked).toHaveLength(2);
  });

  const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

  test.skipIf(!HAS_OPENSSL)('HTTPS stays between the program and the server', async () => {
    const files = place();
    const [key, cert] = [files.path('key.pem'), files.path('cert.pem')];
    const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.example';
    const names = ['-addext', 'subjectAltName=DNS:news.example', '-keyout', key, '-out', cert];
    expect(spawnSync('openssl', [...request.split(' '), ...names]).status).toBe(0);
    const asked: (string | false | null | undefined)[] = [];
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, ({ socket }, response) => {
      asked.push((socket as TLSSocket).servername);
      response.end(HITS);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    open.push({ close: () => new Promise((closed) => server.close(() => closed())) });
    const { port } = server.address() as AddressInfo;
    const proxy = await proxied({ 'news.example:443': port, 'other.example:443': port });
    const env = { HTTPS_PROXY: proxy.origin, NODE_EXTRA_CA_CERTS: cert };
    const fetched = (host: string, more: Readonly<Record<string, string>>) =>
      files.run(['fetch', 'hackernews', 'acme', '--base-url', `https://${host}`], { env: more });
    expect(await fetched('news.example', env)).toMatchObject({ code: 0, stdout: expect.stringContaining('mia') });
    expect(asked).toEqual(['news.example']);
    // A certificate for another name, or of somebody unknown, is no better through a proxy.
    const other = await fetched('other.example', env);
    const unknown = await fetched('news.example', { HTTPS_PROXY: proxy.origin });
    expect([other.code, unknown.code]).toEqual([69, 69]);
    expect(other.stderr + unknown.stderr).toMatch(/(?:certificate is not accepted.*){2}/s);
    expect(asked).toHaveLength(1);
  });

  test('what is no proxy is told before anything is asked', async () => {
    const env = { HTTPS_PROXY: 'socks5://me:secret-canary@127.0.0.1:1' };
    const ran = await place().run(['fetch', 'hackernews', 'acme'], { env });
    expect(ran).toMatchObject({ code: 78, stdout: '' });
    expect(ran.stderr).toContain('HTTPS_PROXY is no address of an HTTP proxy');
    expect(ran.stderr).not.toContain('canary');
  });
});
