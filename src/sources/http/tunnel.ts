/** A connection through a proxy, as if it were one to the destination itself. */
import { request as askPlainly } from 'node:http';
import { request as askSecurely } from 'node:https';
import type { Socket } from 'node:net';
import { isSystemError } from '../../core/errors.js';

/** The proxy itself did not do. `EPROXYREFUSED` will be no better the next time. */
export class ProxyFailure extends Error {
  constructor(
    message: string,
    readonly code: 'EPROXY' | 'EPROXYREFUSED',
  ) {
    super(message);
  }
}

/** @param target `host:port` */
export function tunnel(proxy: URL, target: string, timeoutMs: number): Promise<Socket> {
  const name = `the proxy ${proxy.host}`;
  const { username, password } = proxy;
  const account = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const isSecret = username !== '' || password !== '';
  return new Promise((done, failed) => {
    const ask = proxy.protocol === 'https:' ? askSecurely : askPlainly;
    const request = ask({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        ...(isSecret ? { 'proxy-authorization': `Basic ${Buffer.from(account).toString('base64')}` } : {}),
      },
      agent: false,
      timeout: timeoutMs,
    });
    request.once('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      socket.setTimeout(0);
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        done(socket);
        return;
      }
      socket.destroy();
      failed(new ProxyFailure(`${name} answers ${statusCode}`, statusCode >= 500 ? 'EPROXY' : 'EPROXYREFUSED'));
    });
    request.once('timeout', () => request.destroy(new ProxyFailure(`${name} does not answer in time`, 'EPROXY')));
    request.once('error', (error) => {
      const why = isSystemError(error, 'ECONNREFUSED') ? 'connection refused' : error.message;
      failed(error instanceof ProxyFailure ? error : new ProxyFailure(`${name} cannot be reached (${why})`, 'EPROXY'));
    });
    request.end();
  });
}
