/** What an account wrote in reviews of pull requests: as a whole, and on lines of their code. */
import type { RowContext } from '../../posts/row.js';
import { type ReadItems, readItems } from '../items.js';
import { Rounds } from '../rounds.js';
import { secondOf } from './cursor.js';
import { CONTRIBUTION, contributionDraft } from './discussion-post.js';
import { AUTHOR, type Fields, fieldsOf, Graph, idOf, PAGE_INFO, PLACE, WRITTEN } from './graph.js';
import type { Server } from './server.js';

const LINES = `${PAGE_INFO} nodes { id ${WRITTEN} publishedAt path replyTo { url author { login } } }`;

const REVIEWS = `query($login: String!, $from: DateTime!, $to: DateTime!, $after: String) {
  user(login: $login) {
    createdAt
    contributionsCollection(from: $from, to: $to) {
      list: pullRequestReviewContributions(first: 50, after: $after) {
        ${PAGE_INFO}
        nodes {
          pullRequestReview {
            id ${WRITTEN} publishedAt state ${PLACE} place: pullRequest { number ${AUTHOR} } comments(first: 50) { ${LINES} }
          }
        }
      }
    }
  }
}`;

const MORE_LINES = `query($id: ID!, $after: String) {
  node(id: $id) { ... on PullRequestReview { comments(first: 100, after: $after) { ${LINES} } } }
}`;

/** Contributions are told of a year at most. */
const SPAN_MS = 365 * 24 * 3_600_000;

/** Where reviews go on: a page of those until a second (inclusive). */
export interface ReviewPlace {
  readonly until: string;
  readonly after: string | null;
}

export class Reviews {
  readonly #graph: Graph;
  readonly #context: RowContext;

  constructor(server: Server, context: RowContext) {
    this.#graph = new Graph(server);
    this.#context = context;
  }

  /** Newest first, back to `since` (milliseconds) or to when the account began. */
  async page(
    login: string,
    { until, after }: ReviewPlace,
    since: number | null,
  ): Promise<ReadItems & { readonly next: ReviewPlace | null }> {
    const from = Math.max(Date.parse(until) - SPAN_MS, since === null ? 0 : Math.floor(since / 1000) * 1000);
    const variables = { login, from: secondOf(from), to: until, after };
    const user = fieldsOf((await this.#graph.ask(REVIEWS, variables))['user']);
    // An organisation reviews nothing, and neither does an account that there is not.
    if (user === null) return { posts: [], quarantined: [], next: null };
    const list = this.#graph.list(fieldsOf(user['contributionsCollection'])?.['list']);
    const written: unknown[] = [];
    for (const node of list.nodes) written.push(...(await this.#partsOf(fieldsOf(node)?.['pullRequestReview'])));
    const began = Math.max(since ?? 0, momentOf(user['createdAt']));
    const next =
      list.next !== null ? { until, after: list.next } : from > began ? { until: secondOf(from), after: null } : null;
    return { next, ...readItems(written, CONTRIBUTION, this.#context, (one) => contributionDraft(one)) };
  }

  /** A review, where it says something as a whole, and its comments. */
  async #partsOf(review: unknown): Promise<unknown[]> {
    const { comments, ...whole } = fieldsOf(review) ?? {};
    const { repository, place, body } = whole as Fields;
    const lines = comments === undefined || comments === null ? [] : await this.#lines(comments, String(whole['id']));
    const below = lines.map((line) => (fieldsOf(line) === null ? line : { ...fieldsOf(line), repository, place }));
    const isSilent = typeof body === 'string' && body.trim() === '';
    return [...(isSilent ? [] : [fieldsOf(review) === null ? review : whole]), ...below];
  }

  async #lines(first: unknown, id: string): Promise<unknown[]> {
    const found: unknown[] = [];
    const rounds = new Rounds();
    for (let list = this.#graph.list(first); ; ) {
      found.push(...list.nodes);
      if (list.next === null || !rounds.goesOn(list.nodes.map(idOf))) return found;
      const { node } = await this.#graph.ask(MORE_LINES, { id, after: list.next });
      list = this.#graph.list(fieldsOf(node)?.['comments'] ?? { nodes: [] });
    }
  }
}

/** As long ago as can be where it is none. */
function momentOf(value: unknown): number {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? 0 : at;
}
