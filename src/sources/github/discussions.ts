/** Discussions and their comments, and what an account commented: only in GraphQL, which wants a token. */
import type { RowContext } from '../../posts/row.js';
import { type ReadItems, readItems } from '../items.js';
import { Rounds } from '../rounds.js';
import {
  CONTRIBUTION,
  contributionDraft,
  DISCUSSION,
  discussionDraft,
  REMARK,
  remarkDraft,
} from './discussion-post.js';
import { AUTHOR, type Fields, fieldsOf, Graph, idOf, PAGE_INFO, type Part, PLACE, WRITTEN } from './graph.js';
import type { Place } from './post.js';
import type { Server } from './server.js';

/** What an account wrote below what others opened, by the member of `user` that lists it. */
export type Contribution = 'issueComments' | 'repositoryDiscussionComments';

const ABOUT = `number title ${WRITTEN} upvoteCount closed isAnswered category { name } labels(first: 20) { nodes { name } }
  comments { totalCount } ${PLACE}`;
const BELOW = `id ${WRITTEN} upvoteCount isAnswer deletedAt isMinimized`;

const SEARCH = `query($q: String!, $after: String) {
  search(query: $q, type: DISCUSSION, first: 100, after: $after) { ${PAGE_INFO} nodes { ... on Discussion { ${ABOUT} } } }
}`;

const THREAD = `query($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    discussion(number: $number) {
      ${ABOUT}
      below: comments(first: 50, after: $after) {
        ${PAGE_INFO} nodes { ${BELOW} replies(first: 50) { ${PAGE_INFO} nodes { ${BELOW} } } }
      }
    }
  }
}`;

const REPLIES = `query($id: ID!, $after: String) {
  node(id: $id) { ... on DiscussionComment { replies(first: 100, after: $after) { ${PAGE_INFO} nodes { ${BELOW} } } } }
}`;

const CONTRIBUTIONS: Readonly<Record<Contribution, string>> = {
  issueComments: `query($login: String!, $after: String) {
    user(login: $login) {
      list: issueComments(first: 100, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
        ${PAGE_INFO} nodes { ${WRITTEN} updatedAt ${PLACE} place: issue { number ${AUTHOR} } }
      }
    }
  }`,
  repositoryDiscussionComments: `query($login: String!, $after: String) {
    user(login: $login) {
      list: repositoryDiscussionComments(first: 100, after: $after) {
        ${PAGE_INFO} nodes { ${WRITTEN} upvoteCount isAnswer replyTo { url author { login } } place: discussion { number ${AUTHOR} ${PLACE} } }
      }
    }
  }`,
};

/** Comments, or pages of them, of a single discussion that are read. */
const MOST_PAGES = 200;

export class Discussions {
  readonly #graph: Graph;
  readonly #context: RowContext;

  constructor(server: Server, context: RowContext) {
    this.#graph = new Graph(server);
    this.#context = context;
  }

  async search(q: string, after: string | null): Promise<Part & ReadItems> {
    const { search } = await this.#graph.ask(SEARCH, { q, after });
    const { nodes, next } = this.#graph.list(search);
    return { nodes, next, ...readItems(nodes, DISCUSSION, this.#context, (one) => discussionDraft(one)) };
  }

  /** A discussion, and all that is below it; null where there is none that everybody may see. */
  async thread(repository: string, number: string): Promise<{ top: ReadItems; below: ReadItems } | null> {
    const [owner = '', name = ''] = repository.split('/');
    const variables = { owner, name, number: Number(number) };
    const found = async (after: string | null): Promise<Fields | null> => {
      const data = await this.#graph.ask(THREAD, { ...variables, after });
      return fieldsOf(fieldsOf(data['repository'])?.['discussion']);
    };
    const first = await found(null);
    if (first === null || fieldsOf(first['repository'])?.['isPrivate'] === true) return null;
    const remarks: unknown[] = [];
    let list = this.#graph.list(first['below']);
    const rounds = new Rounds();
    for (let pages = 1; ; pages++) {
      for (const node of list.nodes) remarks.push(...(await this.#withReplies(node)));
      if (list.next === null || pages >= MOST_PAGES || !rounds.goesOn(list.nodes.map(idOf))) break;
      list = this.#graph.list((await found(list.next))?.['below'] ?? { nodes: [] });
    }
    const top = readItems([first], DISCUSSION, this.#context, (one) => discussionDraft(one));
    const watchers = fieldsOf(fieldsOf(first['repository'])?.['watchers'])?.['totalCount'];
    const opener = fieldsOf(first['author'])?.['login'];
    const place: Place = {
      repository: top.posts[0]?.place ?? repository,
      number,
      opener: typeof opener === 'string' ? opener : null,
      watchers: typeof watchers === 'number' ? watchers : null,
    };
    return { top, below: readItems(remarks, REMARK, this.#context, (one) => remarkDraft(one, place)) };
  }

  /** What an account wrote below issues, pull requests or discussions, in public. */
  async contributions(login: string, kind: Contribution, after: string | null): Promise<Part & ReadItems> {
    const { user } = await this.#graph.ask(CONTRIBUTIONS[kind], { login, after });
    // An organisation has no comments, and neither has an account that there is not.
    const { nodes, next } = user === null ? { nodes: [], next: null } : this.#graph.list(fieldsOf(user)?.['list']);
    return { nodes, next, ...readItems(nodes, CONTRIBUTION, this.#context, (one) => contributionDraft(one)) };
  }

  async #withReplies(remark: unknown): Promise<unknown[]> {
    const { replies, id } = fieldsOf(remark) ?? {};
    if (replies === undefined || replies === null) return [remark];
    const found: unknown[] = [];
    let list = this.#graph.list(replies);
    const rounds = new Rounds();
    for (let pages = 1; ; pages++) {
      found.push(...list.nodes);
      if (list.next === null || pages >= MOST_PAGES || !rounds.goesOn(list.nodes.map(idOf))) break;
      const { node } = await this.#graph.ask(REPLIES, { id: String(id), after: list.next });
      list = this.#graph.list(fieldsOf(node)?.['replies'] ?? { nodes: [] });
    }
    const { url, author } = fieldsOf(remark) ?? {};
    const replyTo = { url, author };
    return [remark, ...found.map((one) => (fieldsOf(one) === null ? one : { ...fieldsOf(one), replyTo }))];
  }
}
