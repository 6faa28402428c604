/** A server on loopback that speaks like Jetstream, replays from a cursor, and misbehaves where a test wants it to. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { replyFaults, requestFaults } from './lexicon.js';

export interface StreamEvent {
  readonly did: string;
  readonly time_us: number;
  readonly [member: string]: unknown;
}

export interface Jetstream {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** Path and query of every connection. */
  readonly connections: readonly string[];
  /** Actors of every request for profiles. */
  readonly lookups: readonly (readonly string[])[];
  /** What the schemas of the network do not allow. */
  readonly faults: readonly string[];
  /** Adds events, which whoever listens gets at once. */
  tell(...events: readonly (StreamEvent | string)[]): void;
  close(): Promise<void>;
}

export interface JetstreamOptions {
  /** Called before each message of a connection (both from 0); true where it has done something else instead. */
  readonly misbehave?: (socket: WebSocket, connection: number, nth: number) => boolean;
  /** Milliseconds that a look-up takes. */
  readonly lookupMs?: number;
  /** Of profiles beside what must be there. */
  readonly profile?: (did: string) => object | null;
}

export const didOf = (name: string): string => `did:plc:${name.padEnd(24, 'a')}`;

/** A post as the stream tells of it. */
export function postEvent(at: number, rkey: string, text: string, name = 'mia', more: object = {}): StreamEvent {
  return {
    did: didOf(name),
    time_us: at,
    kind: 'commit',
    commit: {
      rev: rkey,
      operation: 'create',
      collection: 'app.bsky.feed.post',
      rkey,
      record: { $type: 'app.bsky.feed.post', text, createdAt: new Date(at / 1000).toISOString(), ...more },
      cid: 'bafyreiev44fj3gmpeafzehtjba2j6muqe7tjgzeuuc7qj647usdexbmxge',
    },
  };
}

export async function startJetstream(options: JetstreamOptions = {}): Promise<Jetstream> {
  const log: (StreamEvent | string)[] = [];
  const connections: string[] = [];
  const lookups: string[][] = [];
  const faults: string[] = [];
  const http = createServer((request, response) => {
    const actors = new URL(request.url ?? '', 'http://localhost').searchParams.getAll('actors');
    lookups.push(actors);
    const profiles = actors.flatMap((did) => {
      const more = options.profile === undefined ? {} : options.profile(did);
      return more === null ? [] : [{ did, handle: `${did.slice(8, 11)}.example`, followersCount: 7, ...more }];
    });
    const body = JSON.stringify({ profiles });
    faults.push(
      ...requestFaults({ verb: request.method ?? '', address: request.url ?? '', body: '' }),
      ...replyFaults('app.bsky.actor.getProfiles', { status: 200, body }),
    );
    setTimeout(() => response.setHeader('content-type', 'application/json').end(body), options.lookupMs ?? 0);
  });
  const sockets = new WebSocketServer({ server: http });
  /** Sends what is new to each that listens. */
  const pumps = new Set<() => void>();
  sockets.on('connection', (socket: WebSocket, { url = '' }: IncomingMessage) => {
    const connection = connections.push(url) - 1;
    const given = new URL(url, 'http://localhost').searchParams.get('cursor');
    let next = given === null ? log.length : 0;
    let nth = 0;
    const pump = (): void => {
      for (; next < log.length && socket.readyState === socket.OPEN; next++) {
        const event = log[next] ?? '';
        if (typeof event !== 'string' && given !== null && event.time_us < Number(given)) continue;
        if (options.misbehave?.(socket, connection, nth++) === true) return;
        socket.send(typeof event === 'string' ? event : JSON.stringify(event));
      }
    };
    pumps.add(pump);
    socket.on('close', () => pumps.delete(pump));
    socket.on('error', () => undefined);
    pump();
  });
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready));
  return {
    host: `127.0.0.1:${(http.address() as AddressInfo).port}`,
    connections,
    lookups,
    faults,
    tell: (...events) => {
      log.push(...events);
      for (const pump of pumps) pump();
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}
