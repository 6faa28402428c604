/** A real server that gives recorded replies in their order, and misbehaves where a test wants it to. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { RawReply } from './fixture.js';
import { type LoopbackServer, serve } from './server.js';

/** Instead of a reply, which is then given to the next request; `served` where it was the reply, in another form. */
export type Misbehave = (request: IncomingMessage, response: ServerResponse, next: RawReply) => undefined | 'served';

/** A reply that is outside of the order. */
export interface Aside {
  /** As `asked` writes it; without parameters whatever they are. */
  readonly request: string;
  readonly reply: RawReply;
}

export interface Replay extends LoopbackServer {
  /** Requests in the order of the replies: those that are answered aside are not among them. */
  readonly turns: readonly string[];
  /** Before the reply with this number (from 0) is given, these happen, one for each request. */
  misbehave(at: number, ...faults: readonly Misbehave[]): void;
}

/** What is given for a request, or what makes it: for `GET /path?query`. */
export type Reply = RawReply | ((request: string) => RawReply);

/** After the last reply it gives the last one again. `{origin}` in bodies and headers becomes that of the server. */
export async function replay(replies: readonly Reply[], asides: readonly Aside[] = []): Promise<Replay> {
  let turn = 0;
  const turns: string[] = [];
  const faults = new Map<number, Misbehave[]>();
  const server = await serve((request, response) => {
    const line = `${request.method} ${request.url}`;
    const aside = asides.find(({ request: one }) =>
      one.endsWith(' ') ? asked(line).startsWith(one) : asked(line) === one,
    );
    if (aside !== undefined) return send(response, withOrigin(aside.reply, server.origin));
    turns.push(line);
    const index = Math.min(turn, replies.length - 1);
    const found = replies[index] ?? { status: 404, headers: {}, body: Buffer.alloc(0) };
    const next = withOrigin(typeof found === 'function' ? found(line) : found, server.origin);
    const fault = faults.get(turn)?.shift();
    if (fault !== undefined) {
      if (fault(request, response, next) === 'served') turn += 1;
      return;
    }
    turn += 1;
    send(response, next);
  });
  return Object.assign(server, {
    turns,
    misbehave: (at: number, ...list: readonly Misbehave[]) => {
      faults.set(at, [...list]);
    },
  });
}

/** A request with its parameters in one order. */
export function asked(request: string): string {
  const [method = '', address = ''] = request.split(' ');
  const url = new URL(address, 'http://localhost');
  const params = [...url.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  return `${method} ${decodeURIComponent(url.pathname)} ${params.join('&')}`;
}

function withOrigin({ status, headers, body }: RawReply, origin: string): RawReply {
  const told = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll('{origin}', origin)]),
  );
  const text = body.toString('latin1');
  return {
    status,
    headers: told,
    body: text.includes('{origin}') ? Buffer.from(text.replaceAll('{origin}', origin), 'latin1') : body,
  };
}

export function send(response: ServerResponse, { status, headers, body }: RawReply): undefined {
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.end(body);
}

export const FAULTS: Readonly<Record<string, Misbehave>> = {
  '500 with a page of HTML': (_, response) =>
    send(response, {
      status: 500,
      headers: { 'content-type': 'text/html' },
      body: Buffer.from('<html><h1>Oops</h1></html>'),
    }),
  '503 with nothing': (_, response) => send(response, { status: 503, headers: {}, body: Buffer.alloc(0) }),
  'a connection that is reset': (request) => {
    request.socket.resetAndDestroy();
    return undefined;
  },
  'a connection that is reset midway': (request, response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': String(body.length) });
    response.write(body.subarray(0, Math.floor(body.length / 2)));
    setTimeout(() => request.socket.destroy(), 20);
    return undefined;
  },
  // Of a length that nobody was told: only the missing end of the last chunk says that it is cut.
  'a body in chunks that is cut': (request, response, { status, headers, body }) => {
    response.writeHead(status, headers);
    response.write(body.subarray(0, Math.floor(body.length / 2)));
    setTimeout(() => request.socket.destroy(), 20);
    return undefined;
  },
  'a truncated gzip': (_, response, { status, headers, body }) => {
    const packed = gzipSync(body);
    send(response, {
      status,
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: packed.subarray(0, Math.floor(packed.length / 2)),
    });
    return undefined;
  },
  'an answer that never comes': () => undefined,
  'an answer that stops midway': (_, response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': String(body.length) });
    response.write(body.subarray(0, Math.floor(body.length / 2)));
    return undefined;
  },
  'an empty answer': (_, response, { headers }) => send(response, { status: 200, headers, body: Buffer.alloc(0) }),
};

/** What changes nothing. */
export const HARMLESS: Readonly<Record<string, Misbehave>> = {
  gzip: (_, response, { status, headers, body }) => {
    send(response, { status, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(body) });
    return 'served';
  },
  brotli: (_, response, { status, headers, body }) => {
    send(response, { status, headers: { ...headers, 'content-encoding': 'br' }, body: brotliCompressSync(body) });
    return 'served';
  },
  'a byte order mark': (_, response, { status, headers, body }) => {
    send(response, { status, headers, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) });
    return 'served';
  },
  'a wrong content type': (_, response, { status, headers, body }) => {
    send(response, { status, headers: { ...headers, 'content-type': 'application/octet-stream' }, body });
    return 'served';
  },
};
