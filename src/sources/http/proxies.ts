/** Proxies as programs are told of them: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, of which the lower-case forms go first. */
import { BlockList, isIP } from 'node:net';
import { AppError } from '../../core/errors.js';

export interface Destination {
  /** `http:` or `https:`. */
  readonly protocol: string;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: string;
}

/** The proxy that a destination is asked for through; null where it is asked itself. */
export type Proxies = (destination: Destination) => URL | null;

export const NO_PROXIES: Proxies = () => null;

/** Throws AppError `configuration` for a proxy that is none. */
export function proxiesIn(env: Readonly<Record<string, string | undefined>>): Proxies {
  const told = (name: string): string => (env[name.toLowerCase()] ?? env[name] ?? '').trim();
  const byProtocol = new Map(
    ['HTTP', 'HTTPS'].map((name) => [`${name.toLowerCase()}:`, proxyAt(`${name}_PROXY`, told(`${name}_PROXY`))]),
  );
  if ([...byProtocol.values()].every((proxy) => proxy === null)) return NO_PROXIES;
  const isExempt = exemptions(told('NO_PROXY'));
  return (destination) => {
    // No other machine can reach what is on this one.
    if (isThisMachine(destination.hostname) || isExempt(destination)) return null;
    return byProtocol.get(destination.protocol) ?? null;
  };
}

function proxyAt(name: string, text: string): URL | null {
  if (text === '') return null;
  const address = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '') return url;
  // Not as it is written: it may hold a password.
  throw new AppError('configuration', `${name} is no address of an HTTP proxy`, {
    code: 'fetch.proxy',
    hint: `for example ${name}=http://proxy.example.com:3128; other kinds of proxy are not spoken to`,
  });
}

function isThisMachine(hostname: string): boolean {
  return (
    /(?:^|\.)localhost$/i.test(hostname) || hostname === '::1' || (isIP(hostname) === 4 && /^127\./.test(hostname))
  );
}

/** Hosts with all below them, with a port or without one; numbers; networks such as 10.0.0.0/8; `*` is all. */
function exemptions(text: string): (destination: Destination) => boolean {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  if (entries.includes('*')) return () => true;
  const networks = new BlockList();
  const hosts = entries.flatMap((entry) => {
    const [, network = '', length] = /^([\d.]+|[\da-f:]+)\/(\d{1,3})$/i.exec(entry) ?? [];
    const version = isIP(network);
    if (version !== 0 && Number(length) <= (version === 4 ? 32 : 128)) {
      networks.addSubnet(network, Number(length), version === 4 ? 'ipv4' : 'ipv6');
      return [];
    }
    const [, host = entry, port = null] = /^(\[[^\]]*\]|[^:]+):(\d+)$/.exec(entry) ?? [];
    return [{ name: host.replace(/^\*?\.|^\[|\]$/g, '').toLowerCase(), port }];
  });
  return ({ hostname, port }) => {
    const name = hostname.toLowerCase();
    const version = isIP(name);
    if (version !== 0 && networks.check(name, version === 4 ? 'ipv4' : 'ipv6')) return true;
    return hosts.some((one) => (one.port ?? port) === port && (name === one.name || name.endsWith(`.${one.name}`)));
  };
}
