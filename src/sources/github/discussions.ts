/** Discussions and their comments, and what an account commented: only in GraphQL, which wants a token. */
import { AppError } from '../../core/errors.js';
import { plainLine } from '../../core/plain-text.js';
import type { RowContext } from '../../posts/row.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import { Rounds } from '../rounds.js';
import {
  CONTRIBUTION,
  contributionDraft,
  DISCUSSION,
  discussionDraft,
  REMARK,
  remarkDraft,
} from './discussion-post.js';
import type { Place } from './post.js';
import type { Server } from './server.js';

type Fields = Readonly<Record<string, unknown>>;

/** A part of a list, and where it goes on; null where it ends. */
export interface Part extends ReadItems {
  readonly next: string | null;
  /** The items as they came. */
  readonly nodes: readonly unknown[];
}

/** What an account wrote below what others opened, by the member of `user` that lists it. */
export type Contribution = 'issueComments' | 'repositoryDiscussionComments';

const AUTHOR = 'author { __typename login ... on User { databaseId } ... on Bot { databaseId } }';
const WRITTEN = `body url createdAt authorAssociation ${AUTHOR} reactionGroups { content reactors { totalCount } }`;
const PLACE = 'repository { nameWithOwner isPrivate watchers { totalCount } }';
const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
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
  readonly #server: Server;
  readonly #context: RowContext;

  constructor(server: Server, context: RowContext) {
    this.#server = server;
    this.#context = context;
  }

  async search(q: string, after: string | null): Promise<Part> {
    const { search } = await this.#ask(SEARCH, { q, after });
    const { nodes, next } = this.#list(search);
    return { nodes, next, ...readItems(nodes, DISCUSSION, this.#context, (one) => discussionDraft(one)) };
  }

  /** A discussion, and all that is below it; null where there is none that everybody may see. */
  async thread(repository: string, number: string): Promise<{ top: ReadItems; below: ReadItems } | null> {
    const [owner = '', name = ''] = repository.split('/');
    const variables = { owner, name, number: Number(number) };
    const found = async (after: string | null): Promise<Fields | null> => {
      const data = await this.#ask(THREAD, { ...variables, after });
      return fieldsOf(fieldsOf(data['repository'])?.['discussion']);
    };
    const first = await found(null);
    if (first === null || fieldsOf(first['repository'])?.['isPrivate'] === true) return null;
    const remarks: unknown[] = [];
    let list = this.#list(first['below']);
    const rounds = new Rounds();
    for (let pages = 1; ; pages++) {
      for (const node of list.nodes) remarks.push(...(await this.#withReplies(node)));
      if (list.next === null || pages >= MOST_PAGES || !rounds.goesOn(list.nodes.map(idOf))) break;
      list = this.#list((await found(list.next))?.['below'] ?? { nodes: [] });
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
  async contributions(login: string, kind: Contribution, after: string | null): Promise<Part> {
    const { user } = await this.#ask(CONTRIBUTIONS[kind], { login, after });
    // An organisation has no comments, and neither has an account that there is not.
    const { nodes, next } = user === null ? { nodes: [], next: null } : this.#list(fieldsOf(user)?.['list']);
    return { nodes, next, ...readItems(nodes, CONTRIBUTION, this.#context, (one) => contributionDraft(one)) };
  }

  async #withReplies(remark: unknown): Promise<unknown[]> {
    const { replies, id } = fieldsOf(remark) ?? {};
    if (replies === undefined || replies === null) return [remark];
    const found: unknown[] = [];
    let list = this.#list(replies);
    const rounds = new Rounds();
    for (let pages = 1; ; pages++) {
      found.push(...list.nodes);
      if (list.next === null || pages >= MOST_PAGES || !rounds.goesOn(list.nodes.map(idOf))) break;
      const { node } = await this.#ask(REPLIES, { id: String(id), after: list.next });
      list = this.#list(fieldsOf(node)?.['replies'] ?? { nodes: [] });
    }
    const { url, author } = fieldsOf(remark) ?? {};
    const replyTo = { url, author };
    return [remark, ...found.map((one) => (fieldsOf(one) === null ? one : { ...fieldsOf(one), replyTo }))];
  }

  /** What is null in a list is what the token may not see. */
  #list(value: unknown): { readonly nodes: readonly unknown[]; readonly next: string | null } {
    const nodes = listIn(value, 'nodes', this.#server.host).filter((node) => node !== null);
    const { hasNextPage: more, endCursor: end } = fieldsOf(fieldsOf(value)?.['pageInfo']) ?? {};
    return { nodes, next: more === true && typeof end === 'string' ? end : null };
  }

  async #ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<Fields> {
    const { value } = await this.#server.graph({ query, variables });
    const data = fieldsOf(fieldsOf(value)?.['data']);
    if (data !== null) return data;
    const errors = fieldsOf(value)?.['errors'];
    const said = Array.isArray(errors) ? fieldsOf(errors[0])?.['message'] : undefined;
    const reason = typeof said === 'string' ? `: ${plainLine(said).slice(0, 160)}` : ' without data';
    throw new AppError('source-unavailable', `${this.#server.host} answers${reason}`, {
      code: 'fetch.graphql',
      hint: 'check the query and --base-url; with --option kind=issue discussions are left out',
    });
  }
}

function idOf(node: unknown): unknown {
  return fieldsOf(node)?.['id'];
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}
