/** A real server on loopback that answers as a test tells it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
) => void | Promise<void>;

export interface LoopbackServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** Method and path with query of every request, in order. */
  readonly requests: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
  /** What each request sent; empty where nothing. */
  readonly bodies: readonly string[];
  close(): Promise<void>;
}

export async function serve(answer: Answer): Promise<LoopbackServer> {
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const bodies: string[] = [];
  const server: Server = createServer((request, response) => {
    const nth = requests.push(`${request.method} ${request.url}`) - 1;
    headers.push(request.headers);
    bodies.push('');
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const body = Buffer.concat(parts).toString();
      bodies[nth] = body;
      Promise.resolve(answer(request, response, url, body)).catch((error: unknown) => {
        response.statusCode = 599;
        response.end(String(error));
      });
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    headers,
    bodies,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** Time that passes only when somebody sleeps. */
export class FakeClock {
  time: number;
  readonly sleeps: number[] = [];
  readonly #random: () => number;

  constructor(time = Date.UTC(2026, 9, 20, 12), random: () => number = () => 0.5) {
    this.time = time;
    this.#random = random;
  }

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    this.time += ms;
  }

  random(): number {
    return this.#random();
  }
}
