/** Bluesky's development network on loopback, out of the folder that atproto.sh prints, and accounts on it. */
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { freePort } from './free-port.js';

/** PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

export interface Network {
  /** The server of the accounts: `http://localhost:port`. */
  readonly pds: string;
  /** The server that shows to strangers what is public. */
  readonly appview: string;
  /** Waits until everything that was written can be found. */
  index(): Promise<void>;
  /** The next session that is made is one whose access has expired already. */
  expireNext(): Promise<void>;
  close(): void;
}

export async function startNetwork(folder: string): Promise<Network> {
  const place = mkdtempSync(join(tmpdir(), 'atproto-'));
  const children: ChildProcess[] = [];
  const close = (): void => {
    for (const child of children.reverse()) child.kill();
    rmSync(place, { recursive: true, force: true });
  };
  try {
    const asNobody: SpawnOptions = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    if (asNobody.uid !== undefined) chownSync(place, NOBODY, NOBODY);
    const data = join(place, 'postgres');
    const [postgresPort, redisPort] = [await freePort(), await freePort()];
    execFileSync(join(folder, 'postgres/initdb'), ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync'], {
      ...asNobody,
      cwd: place,
      stdio: 'ignore',
    });
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((one) => [
      '-c',
      one,
    ]);
    children.push(
      spawn(join(folder, 'postgres/postgres'), ['-D', data, '-p', String(postgresPort), ...settings], {
        ...asNobody,
        cwd: place,
        stdio: 'ignore',
      }),
      spawn(join(folder, 'redis-server'), ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', ''], {
        cwd: place,
        stdio: 'ignore',
      }),
    );
    await listening('PostgreSQL', postgresPort);
    await listening('Redis', redisPort);
    const network = spawn(process.execPath, [resolve('test/servers/atproto-server.mjs'), folder], {
      cwd: place,
      env: {
        PATH: process.env['PATH'],
        TMPDIR: place,
        DB_POSTGRES_URL: `postgresql://test@127.0.0.1:${postgresPort}/postgres`,
        REDIS_HOST: `127.0.0.1:${redisPort}`,
        LOG_ENABLED: 'false',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(network);
    const lines = createInterface({ input: network.stdout });
    const { pds, appview } = JSON.parse(await nextLine(lines)) as Pick<Network, 'pds' | 'appview'>;
    const tell = async (line: string): Promise<void> => {
      network.stdin.write(`${line}\n`);
      await nextLine(lines);
    };
    return { pds, appview, index: () => tell('index'), expireNext: () => tell('expire'), close };
  } catch (error) {
    close();
    throw error;
  }
}

function nextLine(lines: Interface): Promise<string> {
  return new Promise((done, failed) => {
    lines.once('line', done);
    lines.once('close', () => failed(new Error('the network ended')));
  });
}

/** A database takes a moment until it answers on its port. */
async function listening(name: string, port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isOpen = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true));
      socket.on('error', () => done(false)).on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`${name} does not answer on port ${port}`);
}

interface Ref {
  readonly uri: string;
  readonly cid: string;
}

/** Somebody who has an account there. */
export class Account {
  readonly #pds: string;
  readonly handle: string;
  readonly did: string;
  readonly #token: string;

  private constructor(pds: string, handle: string, did: string, token: string) {
    this.#pds = pds;
    this.handle = handle;
    this.did = did;
    this.#token = token;
  }

  static async create(pds: string, handle: string): Promise<Account> {
    const email = `${handle.split('.')[0]}@mail.example`;
    const { did, accessJwt } = (await post(pds, 'com.atproto.server.createAccount', {
      email,
      handle,
      password: 'hunter2-hunter2',
    })) as { readonly did: string; readonly accessJwt: string };
    return new Account(pds, handle, did, accessJwt);
  }

  async appPassword(): Promise<string> {
    const { password } = (await this.#call('com.atproto.server.createAppPassword', { name: 'brandwatch' })) as {
      readonly password: string;
    };
    return password;
  }

  async name(displayName: string): Promise<void> {
    await this.#call('com.atproto.repo.putRecord', {
      repo: this.did,
      collection: 'app.bsky.actor.profile',
      rkey: 'self',
      record: { $type: 'app.bsky.actor.profile', displayName },
    });
  }

  follow({ did }: Account): Promise<Ref> {
    return this.#create('app.bsky.graph.follow', { subject: did, createdAt: new Date().toISOString() });
  }

  like(subject: Ref): Promise<Ref> {
    return this.#create('app.bsky.feed.like', { subject, createdAt: new Date().toISOString() });
  }

  post(text: string, more: Readonly<Record<string, unknown>> = {}): Promise<Ref> {
    return this.#create('app.bsky.feed.post', { text, createdAt: new Date().toISOString(), ...more });
  }

  reply(text: string, root: Ref, parent: Ref): Promise<Ref> {
    return this.post(text, { reply: { root, parent } });
  }

  /** Up to 200 posts at once; the addresses in their order. */
  async posts(records: readonly { readonly text: string; readonly createdAt: string }[]): Promise<string[]> {
    const writes = records.map((value) => ({
      $type: 'com.atproto.repo.applyWrites#create',
      collection: 'app.bsky.feed.post',
      value: { $type: 'app.bsky.feed.post', ...value },
    }));
    const { results } = (await this.#call('com.atproto.repo.applyWrites', { repo: this.did, writes })) as {
      readonly results: readonly Ref[];
    };
    return results.map(({ uri }) => uri);
  }

  async remove(uri: string): Promise<void> {
    const [collection, rkey] = uri.split('/').slice(-2);
    await this.#call('com.atproto.repo.deleteRecord', { repo: this.did, collection, rkey });
  }

  async #create(collection: string, record: Readonly<Record<string, unknown>>): Promise<Ref> {
    const { uri, cid } = (await this.#call('com.atproto.repo.createRecord', {
      repo: this.did,
      collection,
      record: { $type: collection, ...record },
    })) as Ref;
    return { uri, cid };
  }

  #call(method: string, body: unknown): Promise<unknown> {
    return post(this.#pds, method, body, this.#token);
  }
}

async function post(pds: string, method: string, body: unknown, token?: string): Promise<unknown> {
  const response = await fetch(`${pds}/xrpc/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${response.status} ${text}`);
  return text === '' ? null : (JSON.parse(text) as unknown);
}
