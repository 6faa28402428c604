/** Questions to the GraphQL of GitHub, which wants a token, and the lists in its answers. */
import { AppError } from '../../core/errors.js';
import { plainLine } from '../../core/plain-text.js';
import { listIn } from '../items.js';
import type { Server } from './server.js';

export type Fields = Readonly<Record<string, unknown>>;

/** A part of a list, and where it goes on; null where it ends. */
export interface Part {
  readonly nodes: readonly unknown[];
  readonly next: string | null;
}

export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
export const AUTHOR = 'author { __typename login ... on User { databaseId } ... on Bot { databaseId } }';
export const WRITTEN = `body url createdAt authorAssociation ${AUTHOR} reactionGroups { content reactors { totalCount } }`;
export const PLACE = 'repository { nameWithOwner isPrivate watchers { totalCount } }';

export class Graph {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** The data of an answer. Throws AppError where there is none. */
  async ask(query: string, variables: Fields): Promise<Fields> {
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

  /** What is null in a list is what the token may not see. */
  list(value: unknown): Part {
    const nodes = listIn(value, 'nodes', this.#server.host).filter((node) => node !== null);
    const { hasNextPage: more, endCursor: end } = fieldsOf(fieldsOf(value)?.['pageInfo']) ?? {};
    return { nodes, next: more === true && typeof end === 'string' ? end : null };
  }
}

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function idOf(node: unknown): unknown {
  return fieldsOf(node)?.['id'];
}
