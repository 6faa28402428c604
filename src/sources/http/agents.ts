/** Connections: kept alive per host, with timeouts, and never into a private network that the user did not name. */
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { isPublicAddress } from './addresses.js';
import { NO_PROXIES, type Proxies } from './proxies.js';
import { tunnel } from './tunnel.js';

/** Milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** Until the head of the reply is there. */
  readonly headers: number;
  /** Between two pieces of the body. */
  readonly body: number;
}

export const TIMEOUTS: Timeouts = { connect: 10_000, headers: 30_000, body: 30_000 };

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/**
 * Who named a host. What the user did may be anywhere. What a source does itself, or a reply, is in the public internet;
 * through a proxy, which looks names up by itself, a reply leads only to an address that was looked up and checked here.
 */
export type NamedBy = 'user' | 'source' | 'reply';

/** The name leads into a private network; never tried again. */
export class PrivateAddress extends Error {
  readonly code = 'EPRIVATE';

  constructor(hostname: string) {
    super(`${hostname} is an address of a private network`);
  }
}

/** A name out of a reply that cannot be checked before a proxy is asked; never tried again. */
export class Unchecked extends Error {
  readonly code = 'EUNCHECKED';
}

const CONNECTIONS_PER_HOST = 4;
/** Bytes of one message of a websocket. */
const MOST_MESSAGE_BYTES = 4_000_000;

const SYSTEM_RESOLVE: Resolve = (hostname) => systemLookup(hostname, { all: true, verbatim: true });

/** A pool of connections for each host. */
export class Agents {
  readonly #by: Readonly<Record<NamedBy, Agent>>;
  /** Milliseconds without a message after which a websocket is dead. */
  readonly silenceMs: number;

  constructor(timeouts: Timeouts = TIMEOUTS, resolve: Resolve = SYSTEM_RESOLVE, proxies: Proxies = NO_PROXIES) {
    this.silenceMs = timeouts.body;
    const agent = (named: NamedBy): Agent =>
      new Agent({
        connections: CONNECTIONS_PER_HOST,
        headersTimeout: timeouts.headers,
        bodyTimeout: timeouts.body,
        keepAliveTimeout: 15_000,
        webSocket: { maxPayloadSize: MOST_MESSAGE_BYTES },
        connect: connectorFor(named, timeouts.connect, resolve, proxies),
      });
    this.#by = { user: agent('user'), source: agent('source'), reply: agent('reply') };
  }

  /** Throws PrivateAddress for a number that is not public, where the user did not name it. */
  for(url: URL, named: NamedBy): Dispatcher {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (named !== 'user' && isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateAddress(url.hostname);
    return this.#by[named];
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#by).map((agent) => agent.destroy()));
  }
}

function connectorFor(named: NamedBy, timeout: number, resolve: Resolve, proxies: Proxies): buildConnector.connector {
  const lookup = lookupWith(resolve, named !== 'user');
  const direct = buildConnector({ timeout, autoSelectFamily: true, lookup } as buildConnector.BuildOptions);
  return (options, callback) => {
    const { protocol, hostname } = options;
    const port = options.port || (protocol === 'https:' ? '443' : '80');
    const proxy = proxies({ protocol, hostname, port });
    if (proxy === null) return direct(options, callback);
    const opened = async (): Promise<Socket> => {
      const host = named === 'reply' ? await checked(hostname, resolve) : hostname;
      return tunnel(proxy, `${isIP(host) === 6 ? `[${host}]` : host}:${port}`, timeout);
    };
    opened().then(
      (socket) => {
        if (protocol === 'https:') direct({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: Error) => callback(error, null),
    );
  };
}

/** An address of the name, which is connected to itself: the proxy is not asked what the name means. */
async function checked(hostname: string, resolve: Resolve): Promise<string> {
  if (isIP(hostname) !== 0) return hostname;
  const found = await resolve(hostname).catch(() => []);
  if (found.length === 0) throw new Unchecked(`${hostname} cannot be looked up here`);
  if (!found.every(({ address }) => isPublicAddress(address))) throw new PrivateAddress(hostname);
  return (found.find(({ family }) => family === 4) ?? found[0])?.address ?? hostname;
}

/**
 * What a socket asks for the addresses of its host. They are looked up once, checked, and connected to: there is no
 * second question to which a name server could give another answer.
 */
function lookupWith(resolve: Resolve, guarded: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) {
          const error = Object.assign(new Error(`no address of ${hostname}`), { code: 'ENOTFOUND' });
          callback(error, '', 4);
        } else if (guarded && !addresses.every(({ address }) => isPublicAddress(address))) {
          callback(new PrivateAddress(hostname), '', 4);
        } else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    );
  };
}
