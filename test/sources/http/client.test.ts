import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.js';
import { Agents } from '../../../src/sources/http/agents.js';
import { Client, type ClientOptions, type ClientSource } from '../../../src/sources/http/client.js';
import { RequestFailure } from '../../../src/sources/http/failure.js';
import { headerRateLimit, plainRateLimit } from '../../../src/sources/http/limits.js';
import { redactor } from '../../../src/sources/http/redact.js';
import { type Answer, FakeClock, type LoopbackServer, serve } from '../server.js';

const CANARY = 'tok-canary/31415926535+xyz';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

const SOURCE: ClientSource = {
  id: 'test',
  rates: { all: { requests: 1000, perMs: 1000, burst: 1000 } },
  parseRateLimit: plainRateLimit,
  credentials: [{ env: 'TEST_TOKEN', about: 'a token', where: 'https://example.org/tokens', optional: true }],
};

async function setUp(
  answer: Answer,
  more: Partial<ClientOptions> & { readonly source?: Partial<ClientSource> } = {},
): Promise<{ server: LoopbackServer; client: Client; clock: FakeClock; debug: string[] }> {
  const server = await serve(answer);
  const clock = new FakeClock();
  const debug: string[] = [];
  const { source, ...options } = more;
  const client = new Client(
    { ...SOURCE, ...source },
    {
      userAgent: 'brandwatch-cli/9.9.9',
      trusted: [server.origin],
      redact: redactor([CANARY]),
      given: [],
      maxWaitMs: 900_000,
      deadline: null,
      clock,
      onDebug: (line) => debug.push(line),
      ...options,
    },
  );
  open.push(client, server);
  return { server, client, clock, debug };
}

/** The answers in order; the last one stays. */
function inTurn(...answers: readonly Answer[]): Answer {
  let turn = 0;
  return (...args) => answers[Math.min(turn++, answers.length - 1)]?.(...args);
}

const ok: Answer = (_, response) => void response.setHeader('content-type', 'application/json').end('{"ok":true}');
const reset: Answer = (request) => void request.socket.resetAndDestroy();
const status =
  (code: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(code, headers).end(body);

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

describe('a request', () => {
  it('names the program and its version, and takes packed bodies', async () => {
    const { server, client } = await setUp(ok);
    expect((await client.json(`${server.origin}/a?b=c`)).value).toEqual({ ok: true });
    expect(server.requests).toEqual(['GET /a?b=c']);
    expect(server.headers[0]).toMatchObject({
      'user-agent': 'brandwatch-cli/9.9.9',
      'accept-encoding': 'gzip, deflate, br',
      connection: 'keep-alive',
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('reads %s', async (packing, pack) => {
    const { server, client } = await setUp((_, response) => {
      response.writeHead(200, { 'content-encoding': packing }).end(pack('{"value":"é"}'));
    });
    expect((await client.json(server.origin)).value).toEqual({ value: 'é' });
  });

  it('keeps ids beyond 2^53 as they are', async () => {
    const { server, client } = await setUp(
      (_, response) =>
        void response.end('{"id":1850123456789012345,"n":[12,-9007199254740993,1.5e300,"12345678901234567890"]}'),
    );
    expect((await client.json(server.origin)).value).toEqual({
      id: '1850123456789012345',
      n: [12, '-9007199254740993', 1.5e300, '12345678901234567890'],
    });
  });

  it('decodes by charset, mark or declaration', async () => {
    const bodies: Record<string, [string, Buffer]> = {
      '/header': ['text/plain; charset=iso-8859-2', Buffer.from([0xb3])],
      '/declared': ['application/xml', Buffer.from('<?xml version="1.0" encoding="windows-1251"?>\xef', 'latin1')],
      '/mark': ['text/plain', Buffer.from('\ufeffł', 'utf16le')],
      '/none': ['text/plain', Buffer.from('caf\xe9', 'latin1')],
      '/unknown': ['text/plain; charset=klingon', Buffer.from('é')],
    };
    const { server, client } = await setUp((_, response, url) => {
      const [type, body] = bodies[url.pathname] ?? ['', Buffer.alloc(0)];
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    const text = async (path: string) => (await client.request(server.origin + path)).text;
    expect(await text('/header')).toBe('ł');
    expect((await text('/declared')).at(-1)).toBe('п');
    expect(await text('/mark')).toBe('ł');
    expect(await text('/none')).toBe('café');
    expect(await text('/unknown')).toBe('é');
  });
});

describe('what can be tried again is tried again', () => {
  const reset: Answer = (request) => void request.socket.destroy();
  const cut: Answer = (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync('{"ok":"a long enough text to be cut in the middle of it"}').subarray(0, 30));
  };
  const midway: Answer = (request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"ok":');
    setTimeout(() => request.socket.destroy(), 20);
  };
  it.each([
    ['503', status(503)],
    ['500 with HTML', status(500, '<h1>oops</h1>')],
    ['a reset', reset],
    ['a reset midway', midway],
    ['a truncated gzip', cut],
    ['HTML for JSON', status(200, '<!doctype html><title>Sorry</title>', { 'content-type': 'text/html' })],
    ['nothing', status(200, '')],
    ['half a document', status(200, '{"ok":')],
  ])('%s, then success', async (_, first) => {
    const { server, client, clock } = await setUp(inTurn(first, first, ok));
    expect((await client.json(server.origin)).value).toEqual({ ok: true });
    expect(server.requests).toHaveLength(3);
    expect(clock.sleeps).toEqual([500, 1000]);
  });

  it('JSON of the wrong content type is JSON', async () => {
    const { server, client } = await setUp(status(200, '{"ok":1}', { 'content-type': 'text/html' }));
    expect((await client.json(server.origin)).value).toEqual({ ok: 1 });
  });

  it('five times, with full jitter up to a bound that doubles', async () => {
    const { server, client, clock } = await setUp(status(502));
    const error = await failure(client.json(`${server.origin}/x`));
    expect(error).toMatchObject({ kind: 'source-unavailable', status: 502 });
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ answers 502 after 5 tries$/);
    expect(server.requests).toHaveLength(5);
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000]);
  });

  it.each([400, 404, 410, 422])('%i never', async (code) => {
    const { server, client } = await setUp(status(code, '{"message":"no such thing"}'));
    const error = await failure(client.json(server.origin));
    expect(error.kind).toBe('source-unavailable');
    expect(error.message).toContain(`answers ${code}: no such thing`);
    expect(error.hint).toMatch(/\S/);
    expect(server.requests).toHaveLength(1);
  });

  it('a host that is not there is said so', async () => {
    const { server, client } = await setUp(ok);
    await server.close();
    const error = await failure(client.json(server.origin));
    expect(error).toMatchObject({ kind: 'source-unavailable', code: 'fetch.unreachable' });
    expect(error.message).toMatch(/connection refused, 5 tries$/);
  });

  it('a body that never ends is cut off', async () => {
    const agents = new Agents({ connect: 1000, headers: 200, body: 200 });
    const { server, client } = await setUp((_, response) => void response.writeHead(200).write('{'), { agents });
    expect((await failure(client.json(server.origin))).message).toContain('the answer stopped midway, 5 tries');
    expect(server.requests).toHaveLength(5);
  });

  it('an answer that never begins is given up', async () => {
    const agents = new Agents({ connect: 1000, headers: 200, body: 200 });
    const { server, client } = await setUp(() => undefined, { agents });
    expect((await failure(client.json(server.origin))).message).toContain('no answer in time, 5 tries');
  });

  it('a body beyond the cap is refused, packed or not, without another try', async () => {
    const big = JSON.stringify('x'.repeat(200_000));
    const { server, client } = await setUp(
      (_, response, url) =>
        url.pathname === '/packed'
          ? void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(big))
          : void response.end(big),
      { mostBytes: 100_000 },
    );
    for (const path of ['/packed', '/plain']) {
      expect((await failure(client.json(server.origin + path))).message).toContain('the answer is too large');
    }
    expect(server.requests).toHaveLength(2);
  });
});

describe('limits', () => {
  it('429 with Retry-After in seconds, and as a date', async () => {
    const { server, client, clock } = await setUp(
      inTurn(
        status(429, '', { 'retry-after': '7' }),
        (_, response) =>
          void response.writeHead(429, { 'retry-after': new Date(clock.time + 30_000).toUTCString() }).end(),
        ok,
      ),
    );
    await client.json(server.origin);
    // A date has whole seconds.
    expect(clock.sleeps).toEqual([7500, 30_000]);
  });

  it('429 that says nothing waits a minute, then two', async () => {
    const { server, client, clock } = await setUp(inTurn(status(429), status(429), ok));
    await client.json(server.origin);
    expect(clock.sleeps).toEqual([60_500, 120_500]);
  });

  it('a wait beyond the longest ends the run, to be gone on with', async () => {
    const { server, client, clock } = await setUp(status(429, '', { 'retry-after': '3600' }));
    const error = await failure(client.json(server.origin));
    expect(error).toMatchObject({ kind: 'temporary', code: 'fetch.wait' });
    expect(error.message).toMatch(/wants no more requests until 2026-10-20T13:00Z$/);
    expect(clock.sleeps).toEqual([]);
  });

  it.each([
    ['a refusal without a time', status(429), 'refuses more requests and does not say for how long'],
    ['a failure', status(503), 'answers 503; the next try would be 1 s later, more than --max-wait allows'],
    ['a page for data', status(200, '<html>'), 'answers 200 with HTML; the next try would be 1 s later'],
    ['a lost connection', reset, 'cannot be reached (connection lost)'],
  ] as const)('a wait of our own after %s is not said to be the network that asks for it', async (_, answer, words) => {
    const { server, client } = await setUp(answer, { maxWaitMs: 100 });
    const error = await failure(client.json(server.origin));
    expect(error).toMatchObject({ kind: 'temporary', code: 'fetch.wait', hint: expect.stringContaining('--max-wait') });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('wants no more');
    expect(server.requests).toHaveLength(1);
  });

  it('a wait that keeps the pace is said to be that', async () => {
    const { server, client } = await setUp(ok, {
      maxWaitMs: 100,
      source: { rates: { all: { requests: 1, perMs: 3_600_000 } } },
    });
    await client.json(server.origin);
    const error = await failure(client.json(server.origin));
    expect(error.message).toMatch(/the next request to \S+ would be at 2026-10-20T13:00Z, to keep to its limits/);
    expect(server.requests).toHaveLength(1);
  });

  it('a server that refuses without end is believed', async () => {
    const { server, client } = await setUp(status(429, '', { 'retry-after': '1' }));
    expect((await failure(client.json(server.origin))).kind).toBe('temporary');
    expect(server.requests).toHaveLength(8);
  });

  it('no more left: waits for the reset before asking, in each dialect', async () => {
    for (const [form, value] of [
      ['epoch seconds', (now: number) => String(now / 1000 + 40)],
      ['seconds left', () => '40'],
      ['iso', (now: number) => new Date(now + 40_000).toISOString().replace('Z', '123Z')],
    ] as const) {
      const { server, client, clock } = await setUp(
        (_, response) => void response.writeHead(200, { 'x-remaining': '0.0', 'x-reset': value(clock.time) }).end('{}'),
        { source: { parseRateLimit: headerRateLimit('x-', form) } },
      );
      await client.json(server.origin);
      expect(clock.sleeps).toEqual([]);
      await client.json(server.origin);
      expect(clock.sleeps, form).toEqual([40_500]);
    }
  });

  it('403 and 400 that mean "slow down", and a pause that a good body asks for', async () => {
    const { server, client, clock } = await setUp(
      inTurn(status(403, 'secondary limit'), status(400, 'throttle, 5 seconds'), status(200, '{"backoff":3}'), ok),
      {
        source: {
          parseRateLimit: (reply, now) =>
            reply.text.includes('secondary')
              ? { remaining: null, resetAt: null, refused: true }
              : reply.text.includes('throttle')
                ? { remaining: null, resetAt: now + 5000, refused: true }
                : reply.text.includes('backoff')
                  ? { remaining: null, resetAt: now + 3000, refused: false }
                  : null,
        },
      },
    );
    expect((await client.json(server.origin)).value).toEqual({ backoff: 3 });
    await client.json(server.origin);
    expect(clock.sleeps).toEqual([60_500, 5500, 3000]);
  });

  it('a bucket per host and scope keeps the pace before the limit is hit', async () => {
    const rates = { all: { requests: 10, perMs: 10_000, burst: 2 }, search: { requests: 1, perMs: 5000, burst: 1 } };
    const { server, client, clock } = await setUp(ok, { source: { rates } });
    for (let i = 0; i < 4; i++) await client.json(server.origin);
    expect(clock.sleeps).toEqual([1000, 1000]);
    for (let i = 0; i < 3; i++) await client.json(server.origin, { scope: 'search' });
    expect(clock.sleeps.slice(2)).toEqual([5000, 5000]);
  });

  it('a run that takes too long ends, to be gone on with', async () => {
    const { server, client } = await setUp(status(503), { deadline: Date.UTC(2026, 9, 20, 12) + 600 });
    expect(await failure(client.json(server.origin))).toMatchObject({ kind: 'temporary', code: 'fetch.deadline' });
  });

  it('an interrupt ends a wait', async () => {
    const stop = new AbortController();
    const { server, client } = await setUp(() => stop.abort(new Error('interrupted')), { signal: stop.signal });
    await expect(client.json(server.origin)).rejects.toThrow('interrupted');
  });
});

describe('redirects', () => {
  it('are followed, but not without end, and credentials stay with their host', async () => {
    const other = await serve(ok);
    open.push(other);
    const { server, client } = await setUp(
      (_, response, url) => {
        const to = { '/moved': '/there', '/away': `${other.origin}/x`, '/loop': '/loop' }[url.pathname];
        if (to === undefined) response.end('{"ok":true}');
        else response.writeHead(302, { location: to }).end();
      },
      { trusted: [] },
    );
    const trusting = new Client(SOURCE, {
      userAgent: 'x',
      trusted: [server.origin, other.origin],
      redact: redactor([]),
      given: [],
      maxWaitMs: 1000,
      deadline: null,
      clock: new FakeClock(),
    });
    open.push(trusting);
    const headers = { authorization: `Bearer ${CANARY}`, 'x-key': CANARY };
    expect((await trusting.json(`${server.origin}/moved`, { headers })).url).toBe(`${server.origin}/there`);
    expect(server.headers[1]).toMatchObject(headers);
    await trusting.json(`${server.origin}/away`, { headers });
    expect(other.headers[0]).not.toHaveProperty('authorization');
    expect(other.headers[0]).not.toHaveProperty('x-key');
    expect((await failure(trusting.json(`${server.origin}/loop`))).message).toContain('more than 5 redirects');
    // What nobody named is not opened on this machine.
    expect((await failure(client.json(`${server.origin}/there`))).message).toContain('private network');
  });

  it('into a private network are refused', async () => {
    const inner = await serve(ok);
    open.push(inner);
    const { server, client } = await setUp(status(302, '', { location: `${inner.origin}/secret` }));
    expect((await failure(client.json(server.origin))).message).toContain('private network');
    expect(inner.requests).toEqual([]);
  });

  it('to other schemes are refused', async () => {
    const { server, client } = await setUp(status(302, '', { location: 'file:///etc/passwd' }));
    expect((await failure(client.json(server.origin))).message).toContain('file: addresses are not opened');
  });
});

describe('names that lead into a private network', () => {
  it('are looked up once, and what was checked is what is connected to', async () => {
    const server = await serve(ok);
    open.push(server);
    const port = new URL(server.origin).port;
    let asked = 0;
    // Public at first, private from the second question on.
    const agents = new Agents({ connect: 300, headers: 1000, body: 1000 }, async () => {
      asked += 1;
      return [{ address: asked === 1 ? '192.0.66.1' : '127.0.0.1', family: 4 }];
    });
    const { client } = await setUp(ok, { agents, trusted: [] });
    const error = await failure(client.json(`http://rebinding.example:${port}/`));
    expect(error.kind).toBe('source-unavailable');
    expect(server.requests).toEqual([]);
  });

  it.each([['127.0.0.1'], ['10.1.2.3'], ['::1'], ['::ffff:192.168.0.1'], ['fd00::1']])(
    'are refused: %s',
    async (address) => {
      const agents = new Agents(undefined, async () => [
        { address: '93.184.215.14', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ]);
      const { client, server } = await setUp(ok, { agents, trusted: [] });
      const error = await failure(client.json(`http://mixed.example:${new URL(server.origin).port}/`));
      expect(error.message).toContain('private network');
      expect(server.requests).toEqual([]);
    },
  );
});

describe('secrets', () => {
  it('are in no error and in no debug line', async () => {
    const { server, client, debug } = await setUp(
      inTurn(
        status(400, `{"message":"bad key ${CANARY.replaceAll('/', '\\/')} and ${CANARY}"}`),
        status(401, CANARY),
        (request) => void request.socket.destroy(),
      ),
      { given: ['TEST_TOKEN'] },
    );
    const url = `${server.origin}/x?key=${encodeURIComponent(CANARY)}`;
    const errors = [await failure(client.json(url)), await failure(client.json(url)), await failure(client.json(url))];
    for (const error of errors) {
      const all = [
        error.message,
        error.hint,
        error.stack,
        String(error.cause),
        JSON.stringify(error),
        error instanceof RequestFailure ? error.body : '',
      ].join('\n');
      expect(all).not.toContain(CANARY);
      expect(all).not.toContain(encodeURIComponent(CANARY));
    }
    expect(debug.length).toBeGreaterThan(3);
    expect(debug.join('\n')).not.toContain('canary');
    expect(debug[0]).toContain('/x?key=********: 400');
  });

  it('401 and 403 say what to set', async () => {
    const { server, client } = await setUp(status(401, '{"error":"The access token is invalid"}'));
    expect(await failure(client.json(server.origin))).toMatchObject({
      kind: 'credentials',
      hint: 'set TEST_TOKEN: https://example.org/tokens',
    });
  });

  it('a redactor knows how secrets look in addresses, JSON and Basic authentication', () => {
    const redact = redactor(['pass"word/1', 'user-name']);
    const basic = Buffer.from('user-name:pass"word/1').toString('base64');
    for (const text of ['pass"word/1', encodeURIComponent('pass"word/1'), JSON.stringify('pass"word/1'), basic]) {
      expect(redact(`a ${text} b`)).toMatch(/^a "?\*{8}(?:"|=*) b$|^a \*{8} b$/);
    }
    expect(redactor(['abc', ''])('abc is short')).toBe('abc is short');
  });
});
