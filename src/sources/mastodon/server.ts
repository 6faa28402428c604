/** What is asked of a server: pages of statuses, conversations, accounts. */
import { AppError } from '../../core/errors.js';
import type { PostDraft } from '../../posts/row.js';
import { isStatus } from '../http/failure.js';
import type { Http, JsonReply, RequestOptions } from '../http/http.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import type { FetchRequest } from '../source.js';
import { draftOf, keyOf, remember, STATUS, type StatusContext } from './status.js';

export type Option = 'unlisted';

/** Replies of a conversation that are shown without a token. */
const STRANGERS_SEE = 60;

export class Server {
  readonly #request: FetchRequest<Option>;
  readonly #http: Http;
  readonly #context: StatusContext;
  readonly #base: string;
  readonly #token: string | undefined;

  constructor(request: FetchRequest<Option>, http: Http, base = request.baseUrl) {
    this.#request = request;
    this.#http = http;
    this.#base = base;
    // A token is for one server, and no other may see it.
    this.#token = base === request.baseUrl ? request.credentials['MASTODON_TOKEN'] : undefined;
    this.#context = {
      host: new URL(base).host,
      unlisted: request.options.unlisted === 'yes',
      honourNoindex: request.mode !== 'author',
      known: new Map(),
    };
  }

  get host(): string {
    return this.#context.host;
  }

  get(
    path: string,
    params: Readonly<Record<string, string | readonly string[]>> = {},
    options: RequestOptions = {},
  ): Promise<JsonReply> {
    const url = new URL(`${this.#base}${path}`);
    for (const [name, value] of Object.entries(params)) {
      for (const one of [value].flat()) url.searchParams.append(name, one);
    }
    const headers = this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
    return this.#http.json(url, { ...options, headers });
  }

  /** Statuses into posts; `thread` is the key of the conversation where it is known. */
  read(items: readonly unknown[], thread: string | null = null): ReadItems {
    remember(items, this.#context.known);
    const context = { source: this.#request.label, collectedAt: this.#http.now() };
    return readItems(items, STATUS, context, (status): PostDraft | null => {
      const draft = draftOf(status, this.#context);
      if (draft === null) return null;
      // A post that answers nobody begins its own conversation.
      const own = draft.kind === 'reply' ? null : keyOf(status.uri);
      return { ...draft, thread: thread ?? own };
    });
  }

  /**
   * The whole conversation of a status, which is among it: what came before, itself, what came after; and what may be missing
   * of it, in words.
   */
  async conversation(id: string): Promise<ReadItems & { readonly missing: string | null }> {
    const status = (await this.get(`/api/v1/statuses/${encodeURIComponent(id)}`)).value;
    const around = await this.#around(id);
    const root = around.ancestors[0];
    // Seen from its first post a conversation shows all of its branches.
    const rootId = (root as { readonly id?: unknown } | undefined)?.id;
    const whole = rootId === undefined ? around : await this.#around(String(rootId));
    const items =
      rootId === undefined
        ? [status, ...around.descendants]
        : [root, ...around.ancestors.slice(1), status, ...around.descendants, ...whole.descendants];
    const unique = [...new Map(items.map((item) => [(item as { id?: unknown } | null)?.id, item])).values()];
    const first = (root ?? status) as { readonly uri?: unknown } | null;
    const thread = typeof first?.uri === 'string' ? keyOf(first.uri) : null;
    return { ...this.read(unique, thread), missing: whole.missing };
  }

  async #around(
    id: string,
  ): Promise<{ ancestors: readonly unknown[]; descendants: readonly unknown[]; missing: string | null }> {
    const reply = await this.get(`/api/v1/statuses/${encodeURIComponent(id)}/context`);
    const descendants = listIn(reply.value, 'descendants', this.host);
    const missing =
      reply.header('mastodon-async-refresh') !== null
        ? 'the server is still fetching replies from other servers: run it again in a few minutes for all of them'
        : this.#token === undefined && descendants.length >= STRANGERS_SEE
          ? `a conversation may have more replies than the ${STRANGERS_SEE} that are shown without MASTODON_TOKEN`
          : null;
    return { ancestors: listIn(reply.value, 'ancestors', this.host), descendants, missing };
  }

  /** Id of an account on this server. */
  async accountId(handle: string): Promise<string> {
    const unknown = new AppError('source-unavailable', `${this.host} knows no account @${handle}`, {
      code: 'fetch.account',
      hint: 'write it with its server, e.g. --author acme@mastodon.social, or ask that server with --base-url',
    });
    try {
      const { value } = await this.get('/api/v1/accounts/lookup', { acct: handle });
      const id = (value as { readonly id?: unknown } | null)?.id;
      if (typeof id === 'string' || typeof id === 'number') return String(id);
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
    }
    throw unknown;
  }

  /** Id on this server of the post at an address; it is in the address itself where the post is this server's. */
  async statusId(address: string): Promise<string> {
    const url = URL.canParse(address) ? new URL(address) : null;
    const last = url?.pathname.split('/').filter(Boolean).at(-1);
    if (url?.host === this.host && last !== undefined && /^[0-9A-Za-z]{6,}$/.test(last)) return last;
    if (url !== null && this.#token !== undefined) {
      const { value } = await this.get('/api/v2/search', { q: address, resolve: 'true', type: 'statuses', limit: '1' });
      const found = (listIn(value, 'statuses', this.host)[0] as { readonly id?: unknown } | undefined)?.id;
      if (typeof found === 'string' || typeof found === 'number') return String(found);
    }
    throw new AppError('source-unavailable', `${this.host} knows no post at ${address}`, {
      code: 'fetch.thread',
      hint: 'give the address that the post has on that server, or set MASTODON_TOKEN so that it can be looked up',
    });
  }
}
