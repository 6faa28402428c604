/** What is asked of the YouTube Data API, and what it costs of the day's quota. */
import * as v from 'valibot';
import { type PostDraft, type PostRow, UnfitPost } from '../../posts/row.js';
import { isStatus } from '../http/failure.js';
import type { Http } from '../http/http.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import { Rounds } from '../rounds.js';
import type { FetchRequest } from '../source.js';
import { type Channel, COMMENT, draftOfComment, draftOfVideo, THREAD, type Thread, VIDEO } from './items.js';
import { reasonIn } from './limits.js';

export type Option = 'channel' | 'region' | 'language' | 'threads';
export type Params = Readonly<Record<string, string | null>>;

export interface Listed {
  readonly items: readonly unknown[];
  /** Null on the last page. */
  readonly next: string | null;
}

/** Most that a page of comments holds. */
const THREADS_A_PAGE = 100;

/** Ids that one request may name. */
const IDS = 50;

export class Server {
  readonly #request: FetchRequest<Option>;
  readonly #http: Http;
  readonly #channels = new Map<string, Channel>();
  readonly #askedChannels = new Set<string>();
  searches = 0;
  units = 0;

  constructor(request: FetchRequest<Option>, http: Http) {
    this.#request = request;
    this.#http = http;
  }

  async list(kind: string, params: Params): Promise<Listed> {
    const url = new URL(`${this.#request.baseUrl}/youtube/v3/${kind}`);
    for (const [name, value] of Object.entries(params)) if (value !== null) url.searchParams.set(name, value);
    // Not in the address, which proxies write down.
    const headers = { 'x-goog-api-key': this.#request.credentials['YOUTUBE_API_KEY'] ?? '' };
    const isSearch = kind === 'search';
    if (isSearch) this.searches += 1;
    else this.units += 1;
    const { value } = await this.#http.json(url, { headers, scope: isSearch ? 'search' : 'all' });
    const { items, nextPageToken: next } = (value ?? {}) as {
      readonly items?: unknown;
      readonly nextPageToken?: unknown;
    };
    // Where nothing has the ids, the list itself may be absent.
    const none = items === undefined && typeof (value as { readonly kind?: unknown } | null)?.kind === 'string';
    return { items: none ? [] : listIn(value, 'items', url.host), next: typeof next === 'string' ? next : null };
  }

  /** Those of these videos that still are there. */
  async videos(ids: readonly string[]): Promise<ReadItems> {
    if (ids.length === 0) return { posts: [], quarantined: [] };
    const { items } = await this.list('videos', {
      part: 'snippet,statistics,status',
      id: ids.join(','),
      maxResults: null,
    });
    const wanted = items.filter((item) => ids.includes(String((item as { readonly id?: unknown } | null)?.id)));
    await this.#learnChannels(wanted.map((item) => memberOf(memberOf(item, 'snippet'), 'channelId')));
    return readItems(wanted, VIDEO, this.#context, (video) => draftOfVideo(video, this.#channels));
  }

  /** One page of comments with all replies to them. */
  async comments(params: Params): Promise<ReadItems & { readonly next: string | null }> {
    const listed = await this.list('commentThreads', {
      part: 'snippet,replies',
      order: 'time',
      textFormat: 'plainText',
      maxResults: String(THREADS_A_PAGE),
      ...params,
    });
    const replies = new Map<unknown, readonly unknown[]>();
    for (const item of listed.items) replies.set(item, await this.#repliesIn(item));
    const all = [
      ...listed.items.map((item) => memberOf(memberOf(item, 'snippet'), 'topLevelComment')),
      ...[...replies.values()].flat(),
    ];
    const owners = all.map((comment) => memberOf(memberOf(comment, 'snippet'), 'channelId'));
    const authors = all.map((comment) => memberOf(memberOf(memberOf(comment, 'snippet'), 'authorChannelId'), 'value'));
    await this.#learnChannels([...owners, ...authors]);
    const read = readItems(listed.items, v.unknown(), this.#context, (item) =>
      this.#draftsOf(item, replies.get(item) ?? []),
    );
    return { ...read, next: listed.next };
  }

  /** The comments of a video, of at most so many threads; none where they are switched off. `more` where others were left. */
  async commentsOf(
    videoId: string,
    most: number,
  ): Promise<{ readonly posts: readonly PostRow[]; readonly more: boolean }> {
    const posts: PostRow[] = [];
    let at: string | null = null;
    try {
      for (let threads = 0; threads < most; threads += THREADS_A_PAGE) {
        const read: ReadItems & { readonly next: string | null } = await this.comments({ videoId, pageToken: at });
        posts.push(...read.posts);
        at = read.next;
        if (at === null) break;
      }
    } catch (error) {
      if (!isWithoutComments(error)) throw error;
      at = null;
    }
    return { posts, more: at !== null };
  }

  /** A thread holds a few of its replies; the others are asked for. */
  async #repliesIn(item: unknown): Promise<readonly unknown[]> {
    const checked = v.safeParse(THREAD, item);
    if (!checked.success) return [];
    const { snippet, replies } = checked.output;
    const held = replies?.comments ?? [];
    if ((snippet.totalReplyCount ?? 0) <= held.length) return held;
    const all: unknown[] = [];
    const parentId = String(snippet.topLevelComment.id);
    const rounds = new Rounds();
    for (let at: string | null = null; ; ) {
      const params: Params = { part: 'snippet', parentId, textFormat: 'plainText', maxResults: '100', pageToken: at };
      const { items, next }: Listed = await this.list('comments', params);
      all.push(...items);
      if (next === null || !rounds.goesOn(items.map((reply) => memberOf(reply, 'id')))) break;
      at = next;
    }
    return all.length >= held.length ? all : held;
  }

  #draftsOf(item: unknown, replies: readonly unknown[]): readonly PostDraft[] | null {
    const checked = v.safeParse(THREAD, item, { abortEarly: true });
    if (!checked.success) throw new UnfitPost(`is no thread of comments: ${checked.issues[0].message.toLowerCase()}`);
    const { snippet }: Thread = checked.output;
    if (snippet.isPublic === false) return null;
    const { topLevelComment: top, totalReplyCount: count } = snippet;
    const context = { channels: this.#channels, top, videoId: snippet.videoId ?? null, replies: count ?? null };
    const below = replies.flatMap((reply) => {
      const read = v.safeParse(COMMENT, reply);
      return read.success ? [draftOfComment(read.output, context)] : [];
    });
    return [draftOfComment(top, context), ...below];
  }

  async #learnChannels(given: readonly unknown[]): Promise<void> {
    const fresh = [...new Set(given)].filter(
      (id): id is string => typeof id === 'string' && !this.#askedChannels.has(id),
    );
    for (let at = 0; at < fresh.length; at += IDS) {
      const ids = fresh.slice(at, at + IDS);
      for (const id of ids) this.#askedChannels.add(id);
      const { items } = await this.list('channels', {
        part: 'snippet,statistics',
        id: ids.join(','),
        maxResults: String(IDS),
      });
      for (const item of items) this.learnChannel(item);
    }
  }

  learnChannel(item: unknown): void {
    const id = memberOf(item, 'id');
    if (typeof id !== 'string') return;
    const snippet = memberOf(item, 'snippet');
    const statistics = memberOf(item, 'statistics');
    const hidden = memberOf(statistics, 'hiddenSubscriberCount') === true;
    this.#askedChannels.add(id);
    this.#channels.set(id, {
      title: textOf(memberOf(snippet, 'title')),
      handle: textOf(memberOf(snippet, 'customUrl'))?.replace(/^@/, '') ?? null,
      subscribers: hidden ? null : textOf(memberOf(statistics, 'subscriberCount')),
      country: textOf(memberOf(snippet, 'country')),
    });
  }

  get #context(): { readonly source: string; readonly collectedAt: number } {
    return { source: this.#request.label, collectedAt: this.#http.now() };
  }
}

export function isWithoutComments(error: unknown): boolean {
  return isStatus(error, 403) && reasonIn(error.body) === 'commentsDisabled';
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
