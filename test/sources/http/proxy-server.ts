/** A real HTTP proxy on loopback that opens tunnels, and knows names that no other machine does. */
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ProxyServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly port: number;
  /** What it was asked to connect to, in order. */
  readonly asked: readonly string[];
  /** The value of `proxy-authorization` of each. */
  readonly accounts: readonly (string | undefined)[];
  close(): Promise<void>;
}

/**
 * @param places the port of loopback that stands in for each `host:port`; what is not among them cannot be reached
 * @param account which user and password it wants, as `user:password`
 */
export async function proxyServer(
  places: Readonly<Record<string, number>>,
  account: string | null = null,
): Promise<ProxyServer> {
  const asked: string[] = [];
  const accounts: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => void response.writeHead(501).end());
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    asked.push(url);
    accounts.push(headers['proxy-authorization']);
    const refuse = (status: string): void => void client.end(`HTTP/1.1 ${status}\r\n\r\n`);
    const wanted = account === null ? undefined : `Basic ${Buffer.from(account).toString('base64')}`;
    if (wanted !== undefined && headers['proxy-authorization'] !== wanted) {
      return refuse('407 Proxy Authentication Required');
    }
    const port = places[url];
    if (port === undefined) return refuse('502 Bad Gateway');
    const onward = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(client).pipe(onward);
    });
    sockets.add(onward);
    onward.on('error', () => client.destroy());
    onward.on('close', () => client.destroy());
    client.on('close', () => onward.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    asked,
    accounts,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
}
