/** What is asked of a forum: pages of a search, topics with their posts. */
import * as v from 'valibot';
import { isStatus } from '../http/failure.js';
import type { Http, Reply } from '../http/http.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import type { FetchRequest } from '../source.js';
import { type Around, draftOf, POST, type Post } from './post.js';

/** As many as the pages of the forum itself load at once. */
const CHUNK = 20;

type Numbers = Map<number, { readonly id: string; readonly username: string | null }>;

interface Topic {
  readonly around: Around;
  readonly numbers: Numbers;
  /** Ids of all of its posts, in their order. */
  readonly stream: readonly string[];
  /** Posts that were loaded, by id, as they came. */
  readonly loaded: Map<string, unknown>;
}

export interface Found {
  readonly items: readonly unknown[];
  /** Whether the forum says that there are more. */
  readonly more: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

export class Forum {
  readonly #request: FetchRequest;
  readonly #http: Http;
  /** Null where it cannot be seen. */
  readonly #topics = new Map<string, Topic | null>();
  /** What a search says of topics. */
  readonly #mentioned = new Map<string, Fields>();

  constructor(request: FetchRequest, http: Http) {
    this.#request = request;
    this.#http = http;
  }

  get host(): string {
    return new URL(this.#request.baseUrl).host;
  }

  async search(q: string, page: number): Promise<Found> {
    const url = new URL(`${this.#request.baseUrl}/search.json`);
    url.searchParams.set('q', q);
    url.searchParams.set('page', String(page));
    const { value } = await this.#http.json(url, { scope: 'search', flaw: overloaded });
    const { grouped_search_result: result, posts, topics } = (value ?? {}) as Fields;
    // Where nothing is found the list may be left out.
    const isEmpty = posts === undefined && typeof result === 'object' && result !== null;
    for (const topic of Array.isArray(topics) ? (topics as readonly (Fields | null)[]) : []) {
      if (topic !== null && typeof topic === 'object') this.#mentioned.set(String(topic['id']), topic);
    }
    const more = (result as Fields | null | undefined)?.['more_full_page_results'];
    return { items: isEmpty ? [] : listIn(value, 'posts', this.host), more: more === true };
  }

  /** Posts of a search, with what their topics tell of them. */
  async read(items: readonly unknown[]): Promise<ReadItems> {
    const wanted = new Map<string, string[]>();
    for (const item of items) {
      const { id, topic_id: topic } = (item ?? {}) as Fields;
      if (!isId(id) || !isId(topic)) continue;
      wanted.set(String(topic), [...(wanted.get(String(topic)) ?? []), String(id)]);
    }
    for (const [id, posts] of wanted) {
      const topic = await this.topic(id);
      if (topic !== null) await this.#load(id, topic, posts);
    }
    return this.#drafts(items);
  }

  /** Null where there is none that can be seen. */
  async topic(id: string): Promise<Topic | null> {
    const known = this.#topics.get(id);
    if (known !== undefined) return known;
    const topic = await this.#asked(id).catch((error: unknown) => {
      if (isStatus(error, 403, 404, 410)) return null;
      throw error;
    });
    this.#topics.set(id, topic);
    return topic;
  }

  /** The posts of a topic from one of them on, at most as many as load at once; null where there are none. */
  async chunk(id: string, topic: Topic, at: number): Promise<ReadItems | null> {
    const ids = topic.stream.slice(at, at + CHUNK);
    if (ids.length === 0) return null;
    await this.#load(id, topic, ids);
    return this.#drafts(ids.flatMap((post) => (topic.loaded.has(post) ? [topic.loaded.get(post)] : [])));
  }

  get size(): number {
    return CHUNK;
  }

  async #asked(id: string): Promise<Topic> {
    const { value } = await this.#http.json(`${this.#request.baseUrl}/t/${encodeURIComponent(id)}.json`);
    const { post_stream: posts, ...about } = (value ?? {}) as Fields;
    const { stream } = (posts ?? {}) as Fields;
    const ids = (Array.isArray(stream) ? (stream as readonly unknown[]) : []).filter(isId).map(String);
    const numbers: Numbers = new Map();
    const topic: Topic = {
      around: { ...aroundOf(about), first: ids[0] ?? null, numbers },
      numbers,
      stream: ids,
      loaded: new Map(),
    };
    keep(value, topic);
    return topic;
  }

  async #load(id: string, topic: Topic, posts: readonly string[]): Promise<void> {
    const missing = posts.filter((post) => !topic.loaded.has(post));
    for (let at = 0; at < missing.length; at += CHUNK) {
      const url = new URL(`${this.#request.baseUrl}/t/${encodeURIComponent(id)}/posts.json`);
      for (const post of missing.slice(at, at + CHUNK)) url.searchParams.append('post_ids[]', post);
      keep((await this.#http.json(url)).value, topic);
    }
  }

  #drafts(items: readonly unknown[]): ReadItems {
    const context = { source: this.#request.label, collectedAt: this.#http.now() };
    return readItems(items, POST, context, (post) => {
      const id = String(post.topic_id);
      const topic = this.#topics.get(id) ?? null;
      const mentioned = this.#mentioned.get(id);
      const around = topic?.around ?? (mentioned === undefined ? undefined : aroundOf(mentioned));
      const whole = v.safeParse(POST, topic?.loaded.get(String(post.id)));
      const known: Post | undefined = whole.success ? whole.output : undefined;
      return draftOf(post, { base: this.#request.baseUrl, around, whole: known });
    });
  }
}

/** Takes anything; what is no post is left. */
function keep(value: unknown, { loaded, numbers }: Topic): void {
  const { posts } = ((value as Fields | null)?.['post_stream'] ?? {}) as Fields;
  for (const post of Array.isArray(posts) ? (posts as readonly (Fields | null)[]) : []) {
    const id = post?.['id'];
    if (!isId(id)) continue;
    loaded.set(String(id), post);
    const { post_number: number, username } = post as Fields;
    if (typeof number === 'number') {
      numbers.set(number, { id: String(id), username: typeof username === 'string' ? username : null });
    }
  }
}

function aroundOf(topic: Fields): Around {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const count = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  return {
    title: text(topic['title']),
    slug: text(topic['slug']),
    views: count(topic['views']),
    posts: count(topic['posts_count']),
    first: null,
    numbers: new Map(),
  };
}

/** A forum with too much to do finds nothing, and says so only inside of a good reply. */
function overloaded({ text }: Reply): string | null {
  return /"grouped_search_result":\s*\{[^{}]{0,2000}"error":\s*"/.test(text)
    ? 'with an error in place of results'
    : null;
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
