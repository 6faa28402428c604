/** What is asked of X's API v2, and what it costs. */
import * as v from 'valibot';
import { AppError } from '../../core/errors.js';
import type { PostRow } from '../../posts/row.js';
import type { Http } from '../http/http.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import type { FetchRequest } from '../source.js';
import { draftOf, POST, type Post, USER, type User } from './post.js';

export type Option = 'reposts' | 'language';

/** US dollars for a post and for a user that is read. */
const POST_PRICE = 0.005;
const USER_PRICE = 0.01;
/** A post, one that it answers, one that it quotes, and their authors, whom X may charge for or not. */
const MOST_EACH = 3 * (POST_PRICE + USER_PRICE);
const FEWEST = 10;
const MOST = 100;
/** Characters of a query. */
export const LONGEST = 512;

const FIELDS: Readonly<Record<string, string>> = {
  'tweet.fields':
    'author_id,created_at,lang,public_metrics,conversation_id,referenced_tweets,in_reply_to_user_id,entities,note_tweet,geo',
  expansions: 'author_id,referenced_tweets.id,referenced_tweets.id.author_id',
  'user.fields': 'username,name,verified,verified_type,public_metrics,location',
};

export interface Found extends ReadItems {
  /** Posts that came along: those that are answered or quoted. */
  readonly beside: readonly PostRow[];
  /** Null on the last page. */
  readonly next: string | null;
}

export class Server {
  readonly #request: FetchRequest<Option>;
  readonly #http: Http;

  constructor(request: FetchRequest<Option>, http: Http) {
    this.#request = request;
    this.#http = http;
  }

  /** One page, as large as what may be spent allows. */
  search(query: string, params: Readonly<Record<string, string | null>>): Promise<Found> {
    if (query.length > LONGEST) {
      throw new AppError('usage', `the query has ${query.length} characters, and X takes ${LONGEST}`, {
        code: 'fetch.request',
        hint: 'look for fewer words at a time',
      });
    }
    const wanted = Math.min(this.#request.limit ?? MOST, Math.floor(this.#http.spendable() / MOST_EACH + 1e-9));
    const size = Math.max(FEWEST, Math.min(MOST, wanted));
    const asked = { query, max_results: String(size), sort_order: 'recency', ...params };
    return this.#get('/2/tweets/search/recent', asked, size);
  }

  async post(id: string): Promise<Found> {
    return this.#get('/2/tweets', { ids: id }, 1);
  }

  /** Costs nothing. */
  async usage(): Promise<void> {
    await this.#http.json(`${this.#request.baseUrl}/2/usage/tweets`, { headers: this.#headers() });
  }

  #headers(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.#request.credentials['X_BEARER_TOKEN'] ?? ''}` };
  }

  async #get(path: string, params: Readonly<Record<string, string | null>>, posts: number): Promise<Found> {
    const url = new URL(`${this.#request.baseUrl}${path}`);
    for (const [name, value] of Object.entries({ ...params, ...FIELDS })) {
      if (value !== null) url.searchParams.set(name, value);
    }
    const cost = { most: posts * MOST_EACH, of: costOf };
    const { value } = await this.#http.json(url, { headers: this.#headers(), cost });
    const { data, includes, meta, errors } = (value ?? {}) as Readonly<Record<string, unknown>>;
    // Nothing found: there is no list. What was deleted is only among the errors.
    const none = data === undefined && (meta !== undefined || Array.isArray(errors));
    const items = none ? [] : listIn(value, 'data', url.host);
    const beside = includedIn(includes);
    const users = new Map<string, User>();
    for (const item of beside.users) {
      const user = v.safeParse(USER, item);
      if (user.success) users.set(String(user.output.id), user.output);
    }
    const included = new Map<string, Post>();
    for (const item of [...beside.posts, ...items]) {
      const post = v.safeParse(POST, item);
      if (post.success) included.set(String(post.output.id), post.output);
    }
    const context = { source: this.#request.label, collectedAt: this.#http.now() };
    const read = (list: readonly unknown[]): ReadItems =>
      readItems(list, POST, context, (post) => draftOf(post, { users, posts: included }));
    const next = (meta as { readonly next_token?: unknown } | undefined)?.next_token;
    return { ...read(items), beside: read(beside.posts).posts, next: typeof next === 'string' ? next : null };
  }
}

/** What X charges for a reply, with all that came along. */
function costOf(value: unknown): number {
  const { data, includes } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { posts, users } = includedIn(includes);
  const found = Array.isArray(data) ? data.length : 0;
  return (found + posts.length) * POST_PRICE + users.length * USER_PRICE;
}

function includedIn(includes: unknown): { readonly posts: readonly unknown[]; readonly users: readonly unknown[] } {
  const { tweets, posts, users } = (includes ?? {}) as Readonly<Record<string, unknown>>;
  const listed = Array.isArray(posts) ? posts : tweets;
  return { posts: Array.isArray(listed) ? listed : [], users: Array.isArray(users) ? users : [] };
}
