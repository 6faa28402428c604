/** Requests to the REST API of GitHub. */
import { plainText } from '../../posts/markup.js';
import type { PostRow, RowContext } from '../../posts/row.js';
import { isStatus } from '../http/failure.js';
import type { Http, JsonReply } from '../http/http.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import { Rounds } from '../rounds.js';
import type { FetchRequest } from '../source.js';
import { Discussions } from './discussions.js';
import { COMMENT, commentDraft, ISSUE, issueDraft, type Place } from './post.js';
import { Reviews } from './reviews.js';

export type Option = 'kind' | 'comments' | 'profiles';

/** Most that a page may hold. */
export const PAGE = 100;
/** Comments of a single issue that are read: 10 000. */
const MOST_PAGES = 100;

interface Profile {
  readonly followers: number | null;
  readonly location: string | null;
  readonly name: string | null;
}

export class Server {
  readonly host: string;
  readonly #request: FetchRequest<Option>;
  readonly #http: Http;
  readonly #context: RowContext;
  readonly #profiles = new Map<string, Profile | null>();

  constructor(request: FetchRequest<Option>, http: Http) {
    this.host = new URL(request.baseUrl).host;
    this.#request = request;
    this.#http = http;
    this.#context = { source: request.label, collectedAt: http.now() };
  }

  get(path: string, params: Readonly<Record<string, string>> = {}, scope = 'all'): Promise<JsonReply> {
    const url = new URL(`${this.#request.baseUrl}${path}`);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    // Which part of an issue matched is told only in this form.
    const form = scope === 'search' ? 'application/vnd.github.text-match+json' : 'application/vnd.github+json';
    const headers = { accept: form, 'x-github-api-version': '2022-11-28' };
    return this.#http.json(url, { scope, headers: { ...headers, ...this.#authorization } });
  }

  /** GraphQL, which stands beside the REST API; on a server of one's own in place of its version. */
  graph(body: Readonly<Record<string, unknown>>): Promise<JsonReply> {
    const url = `${this.#request.baseUrl.replace(/\/v3$/, '')}/graphql`;
    return this.#http.json(url, { method: 'POST', scope: 'graphql', headers: this.#authorization, body });
  }

  get discussions(): Discussions {
    return new Discussions(this, this.#context);
  }

  get reviews(): Reviews {
    return new Reviews(this, this.#context);
  }

  get hasToken(): boolean {
    return this.#request.credentials['GITHUB_TOKEN'] !== undefined;
  }

  get #authorization(): Readonly<Record<string, string>> {
    const token = this.#request.credentials['GITHUB_TOKEN'];
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  issues(items: readonly unknown[], watchers: number | null = null): ReadItems {
    return readItems(items, ISSUE, this.#context, (issue) => issueDraft(issue, watchers));
  }

  /** Comments that a search found by their text: each is a request. */
  async matchingComments(items: readonly unknown[]): Promise<ReadItems> {
    const found: unknown[] = [];
    const paths = new Set(items.flatMap(commentPaths));
    for (const path of paths) {
      try {
        found.push((await this.get(path)).value);
      } catch (error) {
        // Deleted since it was found.
        if (!isStatus(error, 404, 410)) throw error;
      }
    }
    return readItems(found, COMMENT, this.#context, (comment) => commentDraft(comment, null));
  }

  /** All comments of an issue or pull request; of the latter also those on its code when it is to be whole. */
  async comments(place: Place, isWholePull: boolean): Promise<ReadItems> {
    const { repository, number } = place;
    const lists = isWholePull ? ['issues/N/comments', 'pulls/N/reviews', 'pulls/N/comments'] : ['issues/N/comments'];
    const items: unknown[] = [];
    for (const list of lists) items.push(...(await this.#whole(`/repos/${repository}/${list.replace('N', number)}`)));
    return readItems(items, COMMENT, this.#context, (comment) => commentDraft(comment, place));
  }

  /** The same posts with what the profiles of their authors tell: a request for each author, once. */
  async withProfiles(posts: readonly PostRow[]): Promise<PostRow[]> {
    const told: PostRow[] = [];
    for (const post of posts) {
      const profile = post.author_handle === null ? null : await this.#profile(post.author_handle);
      const { followers = null, location = null, name = null } = profile ?? {};
      told.push({ ...post, author_followers: followers, author_location: location, author_name: name });
    }
    return told;
  }

  async #profile(login: string): Promise<Profile | null> {
    const known = this.#profiles.get(login);
    if (known !== undefined) return known;
    const profile = await this.get(`/users/${encodeURIComponent(login)}`).then(
      ({ value }) => profileIn(value),
      (error) => {
        if (isStatus(error, 404)) return null;
        throw error;
      },
    );
    this.#profiles.set(login, profile);
    return profile;
  }

  async #whole(path: string): Promise<unknown[]> {
    const items: unknown[] = [];
    const rounds = new Rounds();
    for (let page = 1; page <= MOST_PAGES; page++) {
      const reply = await this.get(path, { per_page: String(PAGE), page: String(page) });
      const found = listIn(reply.value, null, this.host);
      items.push(...found);
      if (!/;\s*rel="?next"?/.test(reply.header('link') ?? '') || !rounds.goesOn(found.map(idOf))) break;
    }
    return items;
  }
}

function idOf(item: unknown): unknown {
  return (item as { readonly id?: unknown } | null)?.id;
}

/** Only the path of an address is taken: where a reply sends us is its own affair. */
function commentPaths(item: unknown): string[] {
  const matches = (item as { readonly text_matches?: unknown } | null)?.text_matches;
  if (!Array.isArray(matches)) return [];
  return matches.flatMap((match: { readonly object_url?: unknown } | null) => {
    const path = /\/repos\/[\w.-]{1,100}\/[\w.-]{1,100}\/issues\/comments\/\d{1,20}$/.exec(String(match?.object_url));
    return path === null ? [] : [path[0]];
  });
}

function profileIn(value: unknown): Profile {
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string | null => {
    const told = given[name];
    return typeof told === 'string' ? plainText(told) || null : null;
  };
  const { followers } = given;
  return {
    followers: Number.isSafeInteger(followers) ? (followers as number) : null,
    location: text('location'),
    name: text('name'),
  };
}
