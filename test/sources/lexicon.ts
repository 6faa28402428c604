/** Judges what is asked of Bluesky, and what a server of ours answers in its place, by the network's own schemas. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jsonToLex, type LexiconDoc, Lexicons, type LexXrpcProcedure, type LexXrpcQuery } from '@atproto/lexicon';

const FOLDER = resolve('test/sources/schemas/atproto');
const SCHEMAS = new Lexicons(
  readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as LexiconDoc),
);

/** Errors that any method may answer: those of the protocol, not of a schema. */
const PROTOCOL_ERRORS = new Set([
  'InvalidRequest',
  'AuthMissing',
  'AuthenticationRequired',
  'ExpiredToken',
  'InvalidToken',
  'RateLimitExceeded',
  'UpstreamFailure',
  'InternalServerError',
]);

export interface Asked {
  /** `GET` or `POST`. */
  readonly verb: string;
  /** Path and query. */
  readonly address: string;
  /** Empty where nothing was sent. */
  readonly body: string;
}

/** What is wrong with a request, in words; nothing where the schema allows it. */
export function requestFaults({ verb, address, body }: Asked): string[] {
  const url = new URL(address, 'http://localhost');
  const name = methodOf(address);
  const method = schemaOf(name);
  if (method === null) return [`${name}: no such method`];
  const faults = verb === (method.type === 'query' ? 'GET' : 'POST') ? [] : [`${name}: ${verb} a ${method.type}`];
  const params: Record<string, unknown> = {};
  for (const param of new Set(url.searchParams.keys())) {
    const type = method.parameters?.properties[param];
    if (type === undefined) {
      faults.push(`${name}: no such parameter: ${param}`);
      continue;
    }
    const given = url.searchParams.getAll(param);
    if (type.type !== 'array' && given.length > 1) faults.push(`${name}: ${param} is given ${given.length} times`);
    const values = given.map((text) => decoded(text, type.type === 'array' ? type.items.type : type.type));
    params[param] = type.type === 'array' ? values : values[0];
  }
  faults.push(...problem(name, () => SCHEMAS.assertValidXrpcParams(name, params)));
  const input = method.type === 'procedure' ? method.input : undefined;
  if (input === undefined) return body === '' ? faults : [...faults, `${name}: takes no body`];
  const sent = jsonIn(body);
  if (sent === undefined) return [...faults, `${name}: the body is no JSON`];
  const members = input.schema?.type === 'object' ? Object.keys(input.schema.properties) : [];
  for (const member of Object.keys(sent as object)) {
    if (!members.includes(member)) faults.push(`${name}: no such member of the body: ${member}`);
  }
  return [...faults, ...problem(name, () => SCHEMAS.assertValidXrpcInput(name, jsonToLex(sent as never)))];
}

/** What is wrong with the reply to a request for a method; records of users inside of it count, too. */
export function replyFaults(
  name: string,
  { status, body }: { readonly status: number; readonly body: string },
): string[] {
  const method = schemaOf(name);
  if (method === null) return [`${name}: no such method`];
  const value = jsonIn(body);
  if (value === undefined) return [`${name}: the reply is no JSON`];
  if (status === 200) {
    return [
      ...problem(name, () => SCHEMAS.assertValidXrpcOutput(name, jsonToLex(value as never))),
      ...recordsIn(value).flatMap((record) =>
        problem(`${name}: record`, () => SCHEMAS.assertValidRecord('app.bsky.feed.post', jsonToLex(record as never))),
      ),
    ];
  }
  const error = (value as { readonly error?: unknown } | null)?.error;
  const own = method.errors?.map((one) => one.name) ?? [];
  return typeof error === 'string' && (PROTOCOL_ERRORS.has(error) || own.includes(error))
    ? []
    : [`${name}: no such error: ${JSON.stringify(error)}`];
}

/** `app.bsky.feed.searchPosts` of `/xrpc/app.bsky.feed.searchPosts?q=acme`. */
export function methodOf(address: string): string {
  return new URL(address, 'http://localhost').pathname.replace(/^\/xrpc\//, '');
}

function schemaOf(name: string): LexXrpcQuery | LexXrpcProcedure | null {
  const found = SCHEMAS.get(name)?.defs['main'];
  return found?.type === 'query' || found?.type === 'procedure' ? found : null;
}

/** As a server of the protocol reads a parameter; what does not fit stays text, for the schema to refuse. */
function decoded(text: string, type: string): unknown {
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function problem(where: string, check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    return [`${where}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Undefined where it is none. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Posts as their authors wrote them, wherever they are in a reply. */
function recordsIn(value: unknown): unknown[] {
  const found: unknown[] = [];
  for (const open = [value]; open.length > 0; ) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    if ((one as { readonly $type?: unknown }).$type === 'app.bsky.feed.post') found.push(one);
    open.push(...Object.values(one));
  }
  return found;
}
