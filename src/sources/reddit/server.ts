/** What is asked of Reddit's API. */
import type { PostRow } from '../../posts/row.js';
import { isStatus } from '../http/failure.js';
import type { Http, JsonReply } from '../http/http.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import { Rounds } from '../rounds.js';
import type { FetchRequest } from '../source.js';
import { agentOf, authorization } from './session.js';
import { draftOf, THING } from './thing.js';

export type Option = 'subreddit' | 'kind' | 'account';

type Params = Readonly<Record<string, string | null>>;

/** Most comments that one request for more of them may name. */
const MORE = 100;

export class Server {
  readonly #request: FetchRequest<Option>;
  readonly #http: Http;
  readonly #subscribers = new Map<string, number | null>();

  constructor(request: FetchRequest<Option>, http: Http) {
    this.#request = request;
    this.#http = http;
  }

  get host(): string {
    return new URL(this.#request.baseUrl).host;
  }

  async get(path: string, params: Params = {}): Promise<JsonReply> {
    const url = new URL(`${this.#request.baseUrl}${path}`);
    for (const [name, value] of Object.entries({ ...params, raw_json: '1' })) {
      if (value !== null) url.searchParams.set(name, value);
    }
    const headers = { authorization: await authorization(this.#request, this.#http), ...agentOf(this.#request) };
    return this.#http.json(url, { headers });
  }

  /** Things of a listing, and where the next page begins; null at the end. */
  async listing(
    path: string,
    params: Params,
  ): Promise<{ readonly things: readonly unknown[]; readonly after: string | null }> {
    const { value } = await this.get(path, params);
    return this.#listed(value);
  }

  #listed(value: unknown): { readonly things: readonly unknown[]; readonly after: string | null } {
    const data = (value as { readonly data?: unknown } | null)?.data;
    const after = (data as { readonly after?: unknown } | null | undefined)?.after;
    return { things: listIn(data, 'children', this.host), after: typeof after === 'string' ? after : null };
  }

  read(things: readonly unknown[]): ReadItems {
    const authors = new Map<string, string>();
    for (const thing of things) {
      const { name, author, subreddit, subreddit_subscribers: subscribers } = dataOf(thing);
      if (typeof name === 'string' && typeof author === 'string' && author !== '[deleted]') authors.set(name, author);
      if (typeof subreddit === 'string' && typeof subscribers === 'number')
        this.#subscribers.set(subreddit, subscribers);
    }
    const context = { source: this.#request.label, collectedAt: this.#http.now() };
    return readItems(things, THING, context, (thing) => draftOf(thing, { subscribers: this.#subscribers, authors }));
  }

  /** Learns how many subscribers the subreddits of comments have, which only posts say of themselves. */
  async learnSubscribers(things: readonly unknown[]): Promise<void> {
    for (const thing of things) {
      const { subreddit, subreddit_subscribers: told } = dataOf(thing);
      if (typeof subreddit !== 'string' || !/^\w{2,50}$/.test(subreddit)) continue;
      if (typeof told === 'number' || this.#subscribers.has(subreddit)) continue;
      try {
        const { value } = await this.get(`/r/${subreddit}/about`);
        const { subscribers } = dataOf(value);
        this.#subscribers.set(subreddit, typeof subscribers === 'number' ? subscribers : null);
      } catch (error) {
        // Closed meanwhile.
        if (!isStatus(error, 403, 404)) throw error;
        this.#subscribers.set(subreddit, null);
      }
    }
  }

  /** A post and everything below it. */
  async conversation(link: string): Promise<ReadItems> {
    const things: unknown[] = [];
    const asked = new Set<string>();
    const ids: string[] = [];
    const branches: string[] = [];
    const open = (roots: readonly unknown[]): void => {
      for (const thing of flat(roots)) {
        if ((thing as { readonly kind?: unknown } | null)?.kind !== 'more') {
          things.push(thing);
          continue;
        }
        const { children, parent_id: parent } = dataOf(thing);
        const named = Array.isArray(children) ? children.filter((id) => typeof id === 'string' && !asked.has(id)) : [];
        for (const id of named) asked.add(String(id));
        ids.push(...named.map(String));
        // Where a branch is too deep, only the comment is named below which it goes on.
        const below = /^t1_([0-9a-z]+)$/.exec(typeof parent === 'string' ? parent : '')?.[1];
        if (Array.isArray(children) && children.length === 0 && below !== undefined && !asked.has(`below ${below}`)) {
          asked.add(`below ${below}`);
          branches.push(below);
        }
      }
    };
    const { value } = await this.get(`/comments/${link}`, { limit: '500', sort: 'new' });
    for (const listing of listIn(value, null, this.host)) open(this.#listed(listing).things);
    const rounds = new Rounds();
    let read = 0;
    const goesOn = (): boolean => {
      const fresh = things.slice(read);
      read = things.length;
      return rounds.goesOn(fresh.map((thing) => dataOf(thing)['name']));
    };
    while ((ids.length > 0 || branches.length > 0) && goesOn()) {
      const next = ids.splice(0, MORE);
      if (next.length > 0) {
        const params = { api_type: 'json', link_id: `t3_${link}`, children: next.join(',') };
        const { value: more } = await this.get('/api/morechildren', params);
        const { json } = (more ?? {}) as { readonly json?: { readonly data?: unknown } };
        open(listIn(json?.data, 'things', this.host));
        continue;
      }
      const { value: branch } = await this.get(`/comments/${link}`, {
        comment: branches.shift() ?? '',
        limit: '500',
        sort: 'new',
      });
      for (const listing of listIn(branch, null, this.host)) open(this.#listed(listing).things);
    }
    const { posts, quarantined } = this.read(things);
    // A branch begins with comments that are known.
    return { posts: [...new Map(posts.map((post): [string, PostRow] => [post.key, post])).values()], quarantined };
  }
}

/** Things with those below them, in their order. Conversations are deeper than a stack. */
function flat(roots: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (const open = [...roots].reverse(); open.length > 0; ) {
    const thing = open.pop();
    found.push(thing);
    // An empty text where there are none.
    const children = dataOf(dataOf(thing)['replies'])['children'];
    if (Array.isArray(children)) for (let at = children.length - 1; at >= 0; at--) open.push(children[at]);
  }
  return found;
}

function dataOf(thing: unknown): Readonly<Record<string, unknown>> {
  const data = (thing as { readonly data?: unknown } | null | undefined)?.data;
  return typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
}
