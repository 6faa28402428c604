/**
 * Judges questions in GraphQL, and our own replies to them, by the schema that GitHub publishes: what is asked for must be
 * there, and a reply must be one that the question can have.
 */
import { schema } from '@octokit/graphql-schema';
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  validate,
  visit,
} from 'graphql';
import type { Answered, Asked, Judge } from './judge.js';

/** Most items that a list may be asked for at once. */
const MOST = 100;

type Fields = Readonly<Record<string, unknown>>;

interface Question {
  readonly document: DocumentNode;
  readonly variables: Fields;
}

export function githubJudge(): Judge {
  return new GraphJudge(buildSchema(schema.idl, { assumeValid: true }));
}

class GraphJudge implements Judge {
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  request(asked: Asked): string[] {
    if (!isQuestion(asked)) return [];
    try {
      const { document, variables } = questionOf(asked);
      return [
        ...validate(this.#schema, document),
        ...this.#variableFaults(document, variables),
        ...tooMany(document),
      ].map(({ message }) => `asks GraphQL wrongly: ${message}`);
    } catch (error) {
      return [`asks no GraphQL: ${String(error)}`];
    }
  }

  reply(asked: Asked, { status, text }: Answered): string[] {
    if (!isQuestion(asked) || status !== 200) return [];
    const { data, errors } = JSON.parse(text) as { readonly data?: unknown; readonly errors?: unknown };
    if (data === undefined || data === null) return Array.isArray(errors) ? [] : ['GraphQL answers nothing'];
    const { document, variables } = questionOf(asked);
    // The question is asked of the reply itself: it must give all of it, and nothing else.
    const result: ExecutionResult = executeSync({
      schema: this.#schema,
      document,
      variableValues: variables,
      rootValue: data,
      fieldResolver: (source: Fields, _given, _context, { path }) => source[String(path.key)],
      typeResolver: (value: Fields, _context, info) => String(value['__typename'] ?? askedType(info)),
    });
    const faults = (result.errors ?? []).map(({ message, path }) => `${path?.join('.')}: ${message}`);
    if (faults.length > 0) return faults;
    const [given, wanted] = [plain(data), plain(result.data)];
    return [
      ...beside(given, wanted).map((path) => `${path} was not asked for`),
      ...beside(wanted, given).map((path) => `${path} is missing`),
    ];
  }

  #variableFaults(document: DocumentNode, variables: Fields): readonly GraphQLError[] {
    const operation = getOperationAST(document);
    const given = getVariableValues(this.#schema, operation?.variableDefinitions ?? [], { ...variables });
    const known = (operation?.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    const unknown = Object.keys(variables).filter((name) => !known.includes(name));
    return [...(given.errors ?? []), ...unknown.map((name) => new GraphQLError(`there is no variable $${name}`))];
  }
}

function isQuestion({ method, url }: Asked): boolean {
  return method === 'POST' && url.pathname.endsWith('/graphql');
}

function questionOf({ body }: Asked): Question {
  const { query, variables } = body as { readonly query: string; readonly variables: Fields };
  return { document: parse(query), variables };
}

function tooMany(document: DocumentNode): GraphQLError[] {
  const errors: GraphQLError[] = [];
  visit(document, {
    Argument: ({ name, value }) => {
      if (!['first', 'last'].includes(name.value) || value.kind !== Kind.INT || Number(value.value) <= MOST) return;
      errors.push(new GraphQLError(`${name.value} is ${value.value}, and ${MOST} may be asked for`));
    },
  });
  return errors;
}

/** Of an interface or union, where the question looks into a single type of it, that one; who wrote something is a user. */
function askedType({ fieldNodes, returnType }: GraphQLResolveInfo): string {
  const types = fieldNodes.flatMap(({ selectionSet }) =>
    (selectionSet?.selections ?? []).flatMap((selection) =>
      selection.kind === Kind.INLINE_FRAGMENT ? (selection.typeCondition?.name.value ?? []) : [],
    ),
  );
  const inside = fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  if (types.length === 1 && inside.length === 1) return types[0] ?? '';
  return String(returnType).startsWith('Actor') ? 'User' : '';
}

/** Paths of what is in a value and not in another. */
function beside(value: unknown, other: unknown, path = 'data'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const known = (other ?? {}) as Fields;
  return Object.entries(value).flatMap(([name, inside]) =>
    name in known ? beside(inside, known[name], `${path}.${name}`) : [`${path}.${name}`],
  );
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
