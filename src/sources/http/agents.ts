/** Connections: kept alive per host, with timeouts, and never into a private network that the user did not name. */
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { isPublicAddress } from './addresses.js';

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

/** The name leads into a private network; never tried again. */
export class PrivateAddress extends Error {
  readonly code = 'EPRIVATE';

  constructor(hostname: string) {
    super(`${hostname} is an address of a private network`);
  }
}

const CONNECTIONS_PER_HOST = 4;
/** Bytes of one message of a websocket. */
const MOST_MESSAGE_BYTES = 4_000_000;

const SYSTEM_RESOLVE: Resolve = (hostname) => systemLookup(hostname, { all: true, verbatim: true });

/** A pool of connections for each host. */
export class Agents {
  readonly #trusted: Agent;
  readonly #guarded: Agent;
  /** Milliseconds without a message after which a websocket is dead. */
  readonly silenceMs: number;

  constructor(timeouts: Timeouts = TIMEOUTS, resolve: Resolve = SYSTEM_RESOLVE) {
    this.silenceMs = timeouts.body;
    const shared = {
      connections: CONNECTIONS_PER_HOST,
      headersTimeout: timeouts.headers,
      bodyTimeout: timeouts.body,
      keepAliveTimeout: 15_000,
      webSocket: { maxPayloadSize: MOST_MESSAGE_BYTES },
    };
    const connect = { timeout: timeouts.connect, autoSelectFamily: true };
    this.#trusted = new Agent({ ...shared, connect: { ...connect, lookup: lookupWith(resolve, false) } });
    this.#guarded = new Agent({ ...shared, connect: { ...connect, lookup: lookupWith(resolve, true) } });
  }

  /** Throws PrivateAddress for a number that is not public, where the host is not trusted. */
  for(url: URL, trusted: boolean): Dispatcher {
    if (trusted) return this.#trusted;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateAddress(url.hostname);
    return this.#guarded;
  }

  async close(): Promise<void> {
    await Promise.all([this.#trusted.destroy(), this.#guarded.destroy()]);
  }
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
