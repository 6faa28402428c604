/** The karma of authors, which the search does not tell: a request for each author, once in a run. */
import type { PostRow } from '../../posts/row.js';
import { isStatus } from '../http/failure.js';
import type { Http } from '../http/http.js';
import type { FetchRequest } from '../source.js';

export class Profiles {
  readonly #request: FetchRequest<'profiles'>;
  readonly #http: Http;
  /** Null where nothing is told. */
  readonly #karma = new Map<string, number | null>();

  constructor(request: FetchRequest<'profiles'>, http: Http) {
    this.#request = request;
    this.#http = http;
  }

  /** The same posts with the karma of their authors in the extras, where it is asked for and known. */
  async told(posts: readonly PostRow[]): Promise<readonly PostRow[]> {
    if (this.#request.options.profiles !== 'yes') return posts;
    const told: PostRow[] = [];
    for (const post of posts) {
      const karma = post.author_handle === null ? null : await this.#of(post.author_handle);
      told.push(karma === null ? post : { ...post, extras: { ...post.extras, author_karma: karma } });
    }
    return told;
  }

  async #of(author: string): Promise<number | null> {
    const known = this.#karma.get(author);
    if (known !== undefined) return known;
    const karma = await this.#http.json(`${this.#request.baseUrl}/api/v1/users/${encodeURIComponent(author)}`).then(
      ({ value }) => (value as { readonly karma?: unknown } | null)?.karma,
      (error: unknown) => {
        // The index knows people late, and forgets those who are gone.
        if (isStatus(error, 404)) return null;
        throw error;
      },
    );
    const told = typeof karma === 'number' && Number.isSafeInteger(karma) ? karma : null;
    this.#karma.set(author, told);
    return told;
  }
}
