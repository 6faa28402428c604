/** What is asked of a server of Bluesky: with a session where there is an account, else as a stranger. */
import { AppError } from '../../core/errors.js';
import type { PostRow } from '../../posts/row.js';
import { isStatus } from '../http/failure.js';
import type { Http, JsonReply, RequestOptions } from '../http/http.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import type { FetchRequest, Quarantined } from '../source.js';
import { didsIn, draftOf, POST, type PostContext, type Profile } from './post.js';

/** Shows profiles, accounts and conversations to everyone, but answers no search. */
export const PUBLIC = 'https://public.api.bsky.app';
/** Most that the network gives at once. */
const PROFILES = 25;
/** Profiles that are remembered. A stream meets more and more authors, and their followers change. */
const MOST_PROFILES = 20_000;

interface Session {
  readonly access: string;
  readonly refresh: string;
}

/** The profiles that a run knows, by server, so that it asks for each once. */
const KNOWN = new WeakMap<Http, Map<string, Map<string, Profile>>>();

export class Server {
  readonly #request: FetchRequest;
  readonly #http: Http;
  readonly #base: string;
  readonly #profiles: Map<string, Profile>;

  constructor(request: FetchRequest, http: Http) {
    this.#request = request;
    this.#http = http;
    this.#base = this.hasAccount || request.baseUrlGiven ? request.baseUrl : PUBLIC;
    const servers = KNOWN.get(http) ?? new Map<string, Map<string, Profile>>();
    KNOWN.set(http, servers);
    const name = `${this.#base} ${request.credentials['BLUESKY_HANDLE'] ?? ''}`;
    this.#profiles = servers.get(name) ?? new Map<string, Profile>();
    servers.set(name, this.#profiles);
  }

  get host(): string {
    return new URL(this.#base).host;
  }

  get hasAccount(): boolean {
    const { credentials } = this.#request;
    return credentials['BLUESKY_HANDLE'] !== undefined && credentials['BLUESKY_APP_PASSWORD'] !== undefined;
  }

  async get(method: string, params: Readonly<Record<string, string | readonly string[]>>): Promise<JsonReply> {
    const url = new URL(`${this.#base}/xrpc/${method}`);
    for (const [name, value] of Object.entries(params)) {
      for (const one of [value].flat()) url.searchParams.append(name, one);
    }
    if (!this.hasAccount) return this.#http.json(url);
    const session = this.#session();
    try {
      return await this.#http.json(url, as((await this.#concealed(session)).access));
    } catch (error) {
      // Sessions last for minutes, and runs for hours; that of an earlier run may have been ended.
      if (!isStatus(error, 400, 401) || !/"(?:Expired|Invalid)Token"/.test(error.body)) throw error;
      return this.#http.json(url, as((await this.#concealed(this.#renewed(session))).access));
    }
  }

  /** Post views into posts, with the followers of their authors. */
  async read(items: readonly unknown[]): Promise<ReadItems> {
    await this.#learn(didsIn(items));
    const context = {
      profiles: this.#profiles,
      honourLabels: this.#request.mode !== 'author' || !this.hasAccount,
    };
    return readItems(items, POST, { source: this.#request.label, collectedAt: this.#http.now() }, (post) =>
      draftOf(post, context),
    );
  }

  /** Posts of a stream, which says of their authors nothing but who they are; `wanted` are those that are looked up. */
  async readStream(views: readonly unknown[], wanted: (post: PostRow) => boolean): Promise<ReadItems> {
    const context = { source: this.#request.label, collectedAt: this.#http.now() };
    const bare: PostContext = { profiles: new Map(), honourLabels: false };
    const quarantined: Quarantined[] = [];
    const kept = views.filter((view) => {
      const read = readItems([view], POST, context, (post) => draftOf(post, bare));
      quarantined.push(...read.quarantined);
      return read.posts.some(wanted);
    });
    await this.#learn(didsIn(kept));
    const known = kept.map((view) => {
      const { author } = view as { readonly author: { readonly did: string } };
      return { ...(view as object), author: this.#profiles.get(author.did)?.view ?? author };
    });
    const { posts, quarantined: broken } = await this.read(known);
    return { posts, quarantined: [...quarantined, ...broken] };
  }

  async signIn(): Promise<void> {
    await this.#concealed(this.#session());
  }

  /** The one of the account: few are allowed in a day. */
  #session(): Promise<Session> {
    const kept = this.#http.kept.get(this.#sessionName) as Promise<Session> | undefined;
    return kept ?? this.#keep(this.#created());
  }

  /** The next one after a session; whoever comes later takes it as well. */
  #renewed(old: Promise<Session>): Promise<Session> {
    if (this.#http.kept.get(this.#sessionName) !== old) return this.#session();
    return this.#keep(
      old
        .then(({ refresh }) => this.#opened('refreshSession', as(refresh)))
        .catch((error: unknown) => {
          if (isStatus(error, 400, 401)) return this.#created();
          throw error;
        }),
    );
  }

  /** A failed one is none. */
  #keep(session: Promise<Session>): Promise<Session> {
    const { kept } = this.#http;
    const name = this.#sessionName;
    kept.set(name, session);
    session.catch(() => {
      if (kept.get(name) === session) kept.delete(name);
    });
    return session;
  }

  /** One of an earlier run is a secret of this one, too. */
  async #concealed(session: Promise<Session>): Promise<Session> {
    const { access, refresh } = await session;
    this.#http.conceal(access);
    this.#http.conceal(refresh);
    return { access, refresh };
  }

  get #sessionName(): string {
    const { credentials } = this.#request;
    const account = [credentials['BLUESKY_HANDLE'], credentials['BLUESKY_APP_PASSWORD']];
    return JSON.stringify(['bluesky session', this.#base, ...account]);
  }

  #created(): Promise<Session> {
    const { credentials } = this.#request;
    const body = { identifier: credentials['BLUESKY_HANDLE'], password: credentials['BLUESKY_APP_PASSWORD'] };
    return this.#opened('createSession', { body });
  }

  async #opened(method: string, options: RequestOptions): Promise<Session> {
    const url = `${this.#base}/xrpc/com.atproto.server.${method}`;
    const { value } = await this.#http.json(url, { ...options, method: 'POST', scope: 'session' });
    const { accessJwt: access, refreshJwt: refresh } = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof access !== 'string' || typeof refresh !== 'string') {
      throw new AppError('source-unavailable', `${this.host} gives no session`, {
        code: 'fetch.shape',
        hint: 'check that the address is that of the server of the account',
      });
    }
    return { access, refresh };
  }

  /** Profiles that are not known yet. Who is not in the answer has no profile to be shown. */
  async #learn(dids: readonly string[]): Promise<void> {
    const profiles = this.#profiles;
    if (profiles.size > MOST_PROFILES) profiles.clear();
    const missing = dids.filter((did) => !profiles.has(did));
    for (let at = 0; at < missing.length; at += PROFILES) {
      const actors = missing.slice(at, at + PROFILES);
      const { value } = await this.get('app.bsky.actor.getProfiles', { actors });
      for (const did of actors) profiles.set(did, { handle: null, followers: null, view: null });
      for (const profile of listIn(value, 'profiles', this.host)) {
        const { did, handle, followersCount: followers } = (profile ?? {}) as Readonly<Record<string, unknown>>;
        if (typeof did !== 'string') continue;
        profiles.set(did, {
          handle: typeof handle === 'string' && handle !== 'handle.invalid' ? handle : null,
          followers: typeof followers === 'number' ? followers : null,
          view: profile,
        });
      }
    }
  }
}

/** Whether it is a post that is not there, which the network tells apart by a name alone. */
export function isGone(error: unknown): boolean {
  return isStatus(error, 400) && error.body.includes('"NotFound"');
}

function as(token: string): RequestOptions {
  return { headers: { authorization: `Bearer ${token}` } };
}
