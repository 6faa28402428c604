/** What is asked of a server of Lemmy, in the words of its version. */
import { AppError } from '../../core/errors.js';
import { isStatus } from '../http/failure.js';
import type { Http } from '../http/http.js';
import { type ReadItems, readItems } from '../items.js';
import { Rounds } from '../rounds.js';
import type { FetchRequest } from '../source.js';
import { draftOf, keyOf, nameOf, VIEW } from './view.js';

export type Kind = 'posts' | 'comments';

/** Most that servers give. */
const PAGE = '50';

/** What a run knows of a server. */
interface Site {
  readonly version: string;
  readonly isCursored: boolean;
  readonly languages: ReadonlyMap<number, string>;
  /** By the id of the community. */
  readonly subscribers: Map<string, number | null>;
}
const SITES = new WeakMap<Http, Map<string, Promise<Site>>>();

export interface List {
  readonly items: readonly unknown[];
  /** The number of the next page, or its cursor since 1.0; null where there is none. */
  readonly next: string | null;
  /** Whether the newest is first for sure. */
  readonly isSorted: boolean;
}

type Params = Readonly<Record<string, string>>;

export class Server {
  readonly #request: FetchRequest<'kind'>;
  readonly #http: Http;
  readonly #base: string;
  readonly #known = new Map<string, { readonly key: string; readonly author: string | null }>();

  constructor(request: FetchRequest<'kind'>, http: Http, base = request.baseUrl) {
    this.#request = request;
    this.#http = http;
    this.#base = base;
  }

  get host(): string {
    return new URL(this.#base).host;
  }

  async version(): Promise<string> {
    return (await this.#site()).version;
  }

  /** Newest first, as far as the version sorts. */
  async search(kind: Kind, query: string, page: string | null): Promise<List> {
    const { isCursored } = await this.#site();
    const params: Params = isCursored
      ? { search_term: query, type_: kind, listing_type: 'all' }
      : { q: query, type_: kind === 'posts' ? 'Posts' : 'Comments', sort: 'New', listing_type: 'All' };
    // 1.0 does not promise an order.
    return { ...(await this.#list('search', params, page, 'search')), isSorted: !isCursored };
  }

  /** What an account wrote, posts and comments together. */
  async ofAuthor(username: string, page: string | null): Promise<List> {
    const { isCursored } = await this.#site();
    if (isCursored) return this.#list('person/content', { username }, page);
    return this.#list('user', { username, sort: 'New' }, page);
  }

  /** A post and all of its comments, oldest first. */
  async conversation(post: string): Promise<readonly unknown[]> {
    const { isCursored } = await this.#site();
    const { post_view: first } = await this.#get('post', { id: post });
    const items: unknown[] = [first];
    const seen = new Set<unknown>();
    const rounds = new Rounds();
    const order: Params = isCursored ? { type_: 'all', sort: 'old' } : { type_: 'All', sort: 'Old' };
    for (let page: string | null = null; ; ) {
      const list: List = await this.#list('comment/list', { post_id: post, ...order }, page);
      const fresh = list.items.filter((item) => !seen.has(idOf(item)));
      for (const item of fresh) seen.add(idOf(item));
      items.push(...fresh);
      if (list.next === null || !rounds.goesOn(list.items.map(idOf))) return items;
      // Numbered pages end at one without comments; some versions give all at once, whatever the page.
      if (!isCursored && fresh.length === 0) return items;
      page = list.next;
    }
  }

  /** Id on this server of the post at an address, or of that which the comment at the address belongs to. */
  async postId(address: string): Promise<string> {
    const [, kind, id = ''] = /\/(post|comment)\/(\d{1,18})(?:\/(?:\d{1,18})?)?$/.exec(new URL(address).pathname) ?? [];
    if (kind === 'post') return id;
    if (kind === 'comment') {
      const { comment_view: view } = await this.#get('comment', { id });
      const found = (view as { readonly post?: { readonly id?: unknown } } | null | undefined)?.post?.id;
      if (typeof found === 'number' || typeof found === 'string') return String(found);
    }
    throw new AppError('usage', `"${address}" is no address of a post on Lemmy`, {
      code: 'fetch.thread',
      hint: 'for example --thread https://lemmy.world/post/1',
    });
  }

  async read(items: readonly unknown[]): Promise<ReadItems> {
    const { languages, subscribers } = await this.#site();
    this.#remember(items);
    await this.#learn(items);
    const context = { languages, subscribers, known: this.#known };
    return readItems(items, VIEW, { source: this.#request.label, collectedAt: this.#http.now() }, (view) =>
      draftOf(view, context),
    );
  }

  #site(): Promise<Site> {
    const sites = SITES.get(this.#http) ?? new Map<string, Promise<Site>>();
    SITES.set(this.#http, sites);
    const site = sites.get(this.#base) ?? this.#asked();
    sites.set(this.#base, site);
    site.catch(() => sites.delete(this.#base));
    return site;
  }

  async #asked(): Promise<Site> {
    // The third version of the interface is there also where the fourth is.
    const { value } = await this.#http.json(`${this.#base}/api/v3/site`);
    const { version, all_languages: all } = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof version !== 'string') {
      throw new AppError('source-unavailable', `${this.host} does not say which version it is`, {
        code: 'fetch.shape',
        hint: 'check that the address is that of a server of Lemmy',
      });
    }
    const pairs = (Array.isArray(all) ? all : []).flatMap((one): [number, string][] => {
      const { id, code } = (one ?? {}) as Readonly<Record<string, unknown>>;
      return typeof id === 'number' && typeof code === 'string' ? [[id, code]] : [];
    });
    return { version, isCursored: !/^0\./.test(version), languages: new Map(pairs), subscribers: new Map() };
  }

  async #get(path: string, params: Params, scope = 'all'): Promise<Readonly<Record<string, unknown>>> {
    const { isCursored } = await this.#site();
    const url = new URL(`${this.#base}/api/${isCursored ? 'v4' : 'v3'}/${path}`);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    const { value } = await this.#http.json(url, { scope });
    return (value ?? {}) as Readonly<Record<string, unknown>>;
  }

  async #list(path: string, params: Params, page: string | null, scope = 'all'): Promise<List> {
    const { isCursored } = await this.#site();
    const at = isCursored ? (page === null ? {} : { page_cursor: page }) : { page: page ?? '1' };
    const value = await this.#get(path, { ...params, limit: PAGE, ...at }, scope);
    // Betas of 1.0 have had several names for the list.
    const lists = ['posts', 'comments', 'items', 'search', 'results'].flatMap((name) =>
      Array.isArray(value[name]) ? [value[name] as readonly unknown[]] : [],
    );
    if (lists.length === 0) {
      throw new AppError('source-unavailable', `${this.host} answers without a list of posts or comments`, {
        code: 'fetch.shape',
        hint: 'check that the address is that of a server of Lemmy',
      });
    }
    const items = lists.flat();
    const cursor = value['next_page'];
    if (isCursored) return { items, next: typeof cursor === 'string' && cursor !== '' ? cursor : null, isSorted: true };
    return { items, next: items.length === 0 ? null : String(Number(page ?? '1') + 1), isSorted: true };
  }

  #remember(items: readonly unknown[]): void {
    for (const item of items) {
      const { comment, creator } = (item ?? {}) as {
        readonly comment?: { readonly id?: unknown; readonly ap_id?: unknown } | null;
        readonly creator?: Readonly<Record<string, unknown>> | null;
      };
      if (typeof comment?.ap_id !== 'string') continue;
      this.#known.set(String(comment.id), { key: keyOf(comment.ap_id), author: nameOf(creator) });
    }
  }

  /** How many subscribe to the communities of a page, where the views do not say it, as before 1.0. */
  async #learn(items: readonly unknown[]): Promise<void> {
    const { isCursored, subscribers } = await this.#site();
    if (isCursored) return;
    for (const item of items) {
      const id = (item as { readonly community?: { readonly id?: unknown } | null } | null)?.community?.id;
      if (typeof id !== 'number' || subscribers.has(String(id))) continue;
      subscribers.set(String(id), null);
      try {
        const { community_view: view } = await this.#get('community', { id: String(id) });
        const { counts } = (view ?? {}) as { readonly counts?: { readonly subscribers?: unknown } | null };
        if (typeof counts?.subscribers === 'number') subscribers.set(String(id), counts.subscribers);
      } catch (error) {
        // Removed since; its posts are still there.
        if (!isStatus(error, 400, 404)) throw error;
      }
    }
  }
}

function idOf(item: unknown): unknown {
  const { comment } = (item ?? {}) as { readonly comment?: { readonly id?: unknown } | null };
  return comment?.id ?? item;
}
