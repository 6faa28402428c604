/** Through a proxy: which hosts are, and that what replies name is checked before the proxy is asked. */
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { AppError } from '../../../src/core/errors.js';
import { Agents, type Resolve } from '../../../src/sources/http/agents.js';
import { Client, type ClientOptions } from '../../../src/sources/http/client.js';
import { plainRateLimit } from '../../../src/sources/http/limits.js';
import { proxiesIn } from '../../../src/sources/http/proxies.js';
import { redactor } from '../../../src/sources/http/redact.js';
import { type Answer, FakeClock, serve } from '../server.js';
import { type ProxyServer, proxyServer } from './proxy-server.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

const PUBLIC = '93.184.215.14';
const PASSWORD = 'pass-canary/27182';

const ok: Answer = (_, response) => void response.end('{"ok":true}');
/** Names are looked up here as the test says; all others are unknown, as in a network where only the proxy knows them. */
const known =
  (names: Readonly<Record<string, readonly string[]>>): Resolve =>
  async (hostname) => {
    const addresses = names[hostname];
    if (addresses === undefined) throw Object.assign(new Error(`ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };

async function setUp(
  answer: Answer,
  places: (port: number) => Readonly<Record<string, number>>,
  {
    names = {},
    account = null,
    user = '',
    noProxy = '',
    ...more
  }: Partial<ClientOptions> & {
    readonly names?: Readonly<Record<string, readonly string[]>>;
    readonly account?: string | null;
    readonly user?: string;
    readonly noProxy?: string;
  } = {},
) {
  const server = await serve(answer);
  const port = Number(new URL(server.origin).port);
  const proxy: ProxyServer = await proxyServer(places(port), account);
  const proxies = proxiesIn({ HTTP_PROXY: `http://${user}127.0.0.1:${proxy.port}`, NO_PROXY: noProxy });
  const debug: string[] = [];
  const client = new Client(
    { id: 'test', rates: { all: { requests: 1000, perMs: 1000 } }, parseRateLimit: plainRateLimit, credentials: [] },
    {
      userAgent: 'brandwatch-cli/9.9.9',
      trusted: [],
      own: ['http://api.example'],
      redact: redactor([]),
      given: [],
      maxWaitMs: 900_000,
      deadline: null,
      clock: new FakeClock(),
      agents: new Agents({ connect: 2000, headers: 2000, body: 2000 }, known(names), proxies),
      onDebug: (line) => debug.push(line),
      ...more,
    },
  );
  open.push(client, server, proxy);
  return { server, proxy, client, debug };
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.catch((caught: unknown) => caught);
  if (error instanceof AppError) return error;
  throw new Error(`no AppError: ${String(error)}`);
}

describe('which hosts are asked through a proxy', () => {
  const via = (env: Readonly<Record<string, string>>, address: string): string | null => {
    const { protocol, hostname, port } = new URL(address);
    const at = {
      protocol,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: port || (protocol === 'https:' ? '443' : '80'),
    };
    return proxiesIn(env)(at)?.host ?? null;
  };
  const both = { HTTP_PROXY: 'http://plain:1', HTTPS_PROXY: 'http://secure:2' };

  it.each([
    [both, 'http://a.example/', 'plain:1'],
    [both, 'https://a.example/', 'secure:2'],
    [{ HTTPS_PROXY: 'http://secure:2' }, 'http://a.example/', null],
    [{}, 'https://a.example/', null],
    [{ HTTPS_PROXY: '' }, 'https://a.example/', null],
    [{ HTTPS_PROXY: 'http://secure:2', https_proxy: 'http://lower:3' }, 'https://a.example/', 'lower:3'],
    [{ HTTPS_PROXY: 'http://secure:2', https_proxy: '' }, 'https://a.example/', null],
    [{ HTTPS_PROXY: 'secure:2' }, 'https://a.example/', 'secure:2'],
    [{ HTTPS_PROXY: 'https://user:pass@secure:2/' }, 'https://a.example/', 'secure:2'],
    [both, 'https://localhost:8080/', null],
    [both, 'https://forum.localhost/', null],
    [both, 'http://127.0.0.1/', null],
    [both, 'http://[::1]/', null],
    [both, 'http://10.1.2.3/', 'plain:1'],
    [{ ...both, NO_PROXY: '*' }, 'https://a.example/', null],
    [{ ...both, NO_PROXY: 'a.example' }, 'https://a.example/', null],
    [{ ...both, NO_PROXY: 'b.example, A.example' }, 'https://a.example/', null],
    [{ ...both, NO_PROXY: 'example' }, 'https://a.example/', null],
    [{ ...both, NO_PROXY: '.a.example' }, 'https://b.a.example/', null],
    [{ ...both, NO_PROXY: '*.a.example' }, 'https://b.a.example/', null],
    [{ ...both, NO_PROXY: 'a.example' }, 'https://not-a.example/', 'secure:2'],
    [{ ...both, NO_PROXY: 'a.example:8443' }, 'https://a.example/', 'secure:2'],
    [{ ...both, NO_PROXY: 'a.example:443' }, 'https://a.example/', null],
    [{ ...both, NO_PROXY: '10.0.0.0/8' }, 'http://10.1.2.3/', null],
    [{ ...both, NO_PROXY: '10.0.0.0/8' }, 'http://11.1.2.3/', 'plain:1'],
    [{ ...both, NO_PROXY: 'fd00::/8,[fe80::1]:80' }, 'http://[fd12::1]/', null],
    [{ ...both, NO_PROXY: '[fe80::1]:80' }, 'http://[fe80::1]/', null],
    [{ ...both, NO_PROXY: 'c.example', no_proxy: 'a.example' }, 'https://a.example/', null],
  ])('%j: %s by %s', (env, address, proxy) => {
    expect(via(env, address)).toBe(proxy);
  });

  it.each(['socks5://secure:2', 'http://', '://', 'http://[secure'])('%s is no proxy', (address) => {
    const told = `${address}?${PASSWORD}`;
    const error = (() => {
      try {
        proxiesIn({ HTTPS_PROXY: told });
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toMatchObject({ kind: 'configuration', message: 'HTTPS_PROXY is no address of an HTTP proxy' });
    expect(String(error)).not.toContain(PASSWORD);
  });
});

describe('through a proxy', () => {
  it('a server of the source itself is named, and its name is looked up by the proxy', async () => {
    const { server, proxy, client } = await setUp(ok, (port) => ({ 'api.example:80': port }));
    expect((await client.json('http://api.example/x?y=1')).value).toEqual({ ok: true });
    for (let times = 0; times < 9; times++) await client.json('http://api.example/z');
    // Tunnels are kept, as other connections are.
    expect(proxy.asked.length).toBeLessThan(5);
    expect(new Set(proxy.asked)).toEqual(new Set(['api.example:80']));
    expect(server.requests).toHaveLength(10);
    expect(server.requests.slice(0, 2)).toEqual(['GET /x?y=1', 'GET /z']);
    expect(server.headers[0]).toMatchObject({ host: 'api.example' });
    // What is for the proxy is for nobody else.
    expect(Object.keys(server.headers[0] ?? {}).filter((name) => name.startsWith('proxy'))).toEqual([]);
  });

  it('one that the user named is, too, wherever it is', async () => {
    const { proxy, client } = await setUp(ok, (port) => ({ '10.1.2.3:8080': port }), {
      trusted: ['http://10.1.2.3:8080'],
    });
    expect((await client.json('http://10.1.2.3:8080/')).value).toEqual({ ok: true });
    expect(proxy.asked).toEqual(['10.1.2.3:8080']);
  });

  it('one that a reply named is looked up here, and only its address is told to the proxy', async () => {
    const { server, proxy, client } = await setUp(ok, (port) => ({ [`${PUBLIC}:80`]: port }), {
      names: { 'blog.example': ['2606:4700::1', PUBLIC] },
    });
    expect((await client.json('http://blog.example/feed')).value).toEqual({ ok: true });
    expect(proxy.asked).toEqual([`${PUBLIC}:80`]);
    expect(server.headers[0]).toMatchObject({ host: 'blog.example' });
  });

  it.each([
    ['a private address', ['10.0.0.7']],
    ['a public and a private address', [PUBLIC, '::1']],
    ['the address of a cloud', ['169.254.169.254']],
  ])('one that a reply named and that has %s is never asked for', async (_, addresses) => {
    const all = (port: number) => ({
      'inside.example:80': port,
      ...Object.fromEntries(addresses.map((a) => [`${a}:80`, port])),
    });
    const { server, proxy, client } = await setUp(ok, all, { names: { 'inside.example': addresses } });
    expect((await failure(client.json('http://inside.example/'))).message).toContain('private network');
    expect([proxy.asked, server.requests]).toEqual([[], []]);
  });

  it.each(['http://10.0.0.7/', 'http://[::ffff:10.0.0.7]/', 'http://2130706433/', 'http://127.0.0.1:1/'])(
    'the number %s of a reply is never asked for',
    async (address) => {
      const { proxy, client } = await setUp(ok, (port) => ({ [`${new URL(address).host}:80`]: port }));
      expect((await failure(client.json(address))).message).toContain('private network');
      expect(proxy.asked).toEqual([]);
    },
  );

  it('one that a reply named and that nobody here knows is not asked for, since it could not be checked', async () => {
    const { proxy, client } = await setUp(ok, (port) => ({ 'unknown.example:80': port }));
    const error = await failure(client.json('http://unknown.example/'));
    expect(error.message).toContain('only once it was checked');
    expect(error.message).not.toContain('tries');
    expect(error.hint).toContain('--base-url');
    expect(proxy.asked).toEqual([]);
  });

  it('a redirect from a server of the source into the network of the proxy is not followed', async () => {
    const { server, proxy, client } = await setUp(
      (_, response) => void response.writeHead(302, { location: 'http://intranet.example/wiki' }).end(),
      (port) => ({ 'api.example:80': port, 'intranet.example:80': port }),
      { names: { 'intranet.example': ['192.168.7.7'] } },
    );
    expect((await failure(client.json('http://api.example/'))).message).toContain('private network');
    expect(proxy.asked).toEqual(['api.example:80']);
    expect(server.requests).toEqual(['GET /']);
  });

  it('nothing goes that NO_PROXY names, and its guard stays', async () => {
    const { proxy, client } = await setUp(ok, () => ({}), {
      noProxy: 'inside.example',
      names: { 'inside.example': ['127.0.0.1'] },
    });
    expect((await failure(client.json('http://inside.example:1/'))).message).toContain('private network');
    expect(proxy.asked).toEqual([]);
  });

  it('that wants a password it gets it, which is in no error and no debug line', async () => {
    const account = `me:${PASSWORD}`;
    const told = `me:${encodeURIComponent(PASSWORD)}@`;
    const right = await setUp(ok, (port) => ({ 'api.example:80': port }), { account, user: told });
    expect((await right.client.json('http://api.example/')).value).toEqual({ ok: true });
    const wrong = await setUp(ok, (port) => ({ 'api.example:80': port }), { account: 'me:other', user: told });
    const error = await failure(wrong.client.json('http://api.example/'));
    expect(error.message).toBe(`cannot reach api.example: the proxy 127.0.0.1:${wrong.proxy.port} answers 407`);
    expect(error.hint).toContain('check HTTPS_PROXY');
    expect(wrong.proxy.asked).toHaveLength(1);
    const said = [error.stack, String(error.cause), JSON.stringify(error), ...wrong.debug, ...right.debug].join('\n');
    expect(said).not.toMatch(/canary|27182/);
  });

  it('that fails is asked again, and then named', async () => {
    const { proxy, client } = await setUp(ok, () => ({}));
    const error = await failure(client.json('http://api.example/'));
    expect(error).toMatchObject({ kind: 'source-unavailable', hint: expect.stringContaining('goes on') });
    expect(error.message).toContain(`the proxy 127.0.0.1:${proxy.port} answers 502, 5 tries`);
    expect(proxy.asked).toHaveLength(5);
    await proxy.close();
    expect((await failure(client.json('http://api.example/'))).message).toMatch(
      /the proxy 127\.0\.0\.1:\d+ cannot be reached \(connection refused\)/,
    );
  });

  it('that says nothing is not waited for', async () => {
    const silent = await serve(() => undefined);
    open.push(silent);
    const proxies = proxiesIn({ HTTP_PROXY: silent.origin });
    const agents = new Agents({ connect: 100, headers: 2000, body: 2000 }, known({}), proxies);
    const { client } = await setUp(ok, () => ({}), { agents });
    // A server that knows no CONNECT closes the connection; one that accepts it and is silent is a timeout.
    expect((await failure(client.json('http://api.example/'))).message).toMatch(/the proxy \S+ (?:cannot|does not)/);
  });

  it('a stream is followed', async () => {
    const stream = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((ready) => stream.once('listening', ready));
    stream.on('connection', (socket) => socket.send('{"hello":1}'));
    open.push({ close: () => new Promise((closed) => stream.close(() => closed())) });
    const { port } = stream.address() as { readonly port: number };
    const { proxy, client } = await setUp(ok, () => ({ 'stream.example:80': port }), {
      own: ['http://stream.example'],
    });
    for await (const messages of client.follow(() => new URL('ws://stream.example/subscribe'))) {
      if (messages.length === 0) continue;
      expect(messages).toEqual(['{"hello":1}']);
      break;
    }
    expect(proxy.asked).toEqual(['stream.example:80']);
  });
});
