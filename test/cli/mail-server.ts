/** A real SMTP server on loopback that keeps what it accepts. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Accepted {
  readonly to: readonly string[];
  /** As it came over the wire. */
  readonly raw: string;
  /** Unfolded, by name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded. */
  readonly text: string;
}

export interface MailServerOptions {
  readonly login?: { readonly user: string; readonly password: string };
  /** Addresses that it refuses for good. */
  readonly refuses?: () => readonly string[];
  /** Whether it has no room now. */
  readonly busy?: () => boolean;
  /** Called with a whole letter before the client is told that it is accepted. */
  readonly onLetter?: () => void;
}

export interface MailServer {
  readonly port: number;
  readonly letters: Accepted[];
  close(): Promise<void>;
}

export async function mailServer({ login, refuses, busy, onLetter }: MailServerOptions = {}): Promise<MailServer> {
  const letters: Accepted[] = [];
  const refusal = (message: string, responseCode: number): Error => Object.assign(new Error(message), { responseCode });
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: login === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === login?.user && password === login?.password ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo: ({ address }, _session, done) =>
      refuses?.().includes(address) === true ? done(refusal('no such mailbox', 550)) : done(),
    onData: (stream, session, done) => {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        raw += chunk;
      });
      stream.on('end', () => {
        if (busy?.() === true) return done(refusal('no room', 452));
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, ...read(raw) });
        onLetter?.();
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function read(raw: string): Pick<Accepted, 'headers' | 'text'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = rest.join('\r\n\r\n');
  return { headers, text: decoded(body, headers.get('content-transfer-encoding') ?? '').replaceAll('\r\n', '\n') };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
