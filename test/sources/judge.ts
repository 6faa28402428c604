/**
 * Judges requests and replies by a subset of the network's OpenAPI (test/sources/schemas/): what our source asks for must
 * be allowed there, and what our fake servers answer must be what the network would, so that neither can drift.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Http, JsonReply, Reply, RequestOptions } from '../../src/sources/http/http.js';
import { githubJudge } from './graphql.js';

type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly security?: readonly unknown[];
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: unknown;
}

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** What is sent, where anything is. */
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
}

export interface Judge {
  /** What is wrong with it, a line each; nothing where it is right. */
  request(asked: Asked): string[];
  reply(asked: Asked, answered: Answered): string[];
}

/** Null for a network of which there is no schema. */
export function judgeOf(id: string): Judge | null {
  if (id === 'github') return githubJudge();
  const path = resolve('test/sources/schemas', `${id}.json`);
  return existsSync(path) ? new SchemaJudge(JSON.parse(readFileSync(path, 'utf8')) as Document) : null;
}

class SchemaJudge implements Judge {
  readonly #document: Document;
  readonly #ajv: Ajv2020;

  constructor(document: Document) {
    this.#document = document;
    this.#ajv = new Ajv2020({
      strict: false,
      allErrors: true,
      formats: {
        'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/,
        uri: (text: string) => URL.canParse(text),
      },
    });
    this.#ajv.addSchema({ $id: 'openapi', components: document.components } as Schema);
  }

  request(asked: Asked): string[] {
    const found = this.#find(asked);
    if (found === null) return [`${asked.method} ${asked.url.pathname} is not in the schema`];
    const { operation, inPath } = found;
    const parameters = (operation.parameters ?? []).map((one) => this.#resolved<Parameter>(one));
    const wrong: string[] = [];
    if (operation.security !== undefined && asked.headers['authorization'] === undefined) wrong.push('has no token');
    const query = parameters.filter((one) => one.in === 'query');
    for (const name of new Set(asked.url.searchParams.keys())) {
      if (!query.some((one) => one.name === name)) wrong.push(`has an unknown parameter ${name}`);
    }
    for (const one of parameters) {
      const given = one.in === 'path' ? [inPath[one.name] ?? ''] : asked.url.searchParams.getAll(one.name);
      if (given.length === 0) {
        if (one.required === true) wrong.push(`lacks ${one.name}`);
      } else wrong.push(...this.#parameter(one, given));
    }
    return wrong.map((line) => `${asked.method} ${asked.url.pathname} ${line}`);
  }

  reply(asked: Asked, { status, text }: Answered): string[] {
    const found = this.#find(asked);
    // What it is a reply to has been judged already.
    if (found === null) return [];
    const where = `${status} of ${asked.method} ${asked.url.pathname}`;
    const response = found.operation.responses[String(status)];
    // What stands before a server may answer anything; but good answers are its own.
    if (response === undefined) return status < 300 ? [`${where} is not in the schema`] : [];
    const { content } = this.#resolved<{ content: { 'application/json': { schema: Schema } } }>(response);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return status < 300 ? [`${where} is no JSON`] : [];
    }
    return this.#check(content['application/json'].schema, value).map((line) => `${where}: ${line}`);
  }

  #find({ method, url }: Asked): { operation: Operation; inPath: Record<string, string> } | null {
    const paths = Object.entries(this.#document.paths)
      // Of two that fit, the one with fewer open places.
      .sort(([a], [b]) => a.split('{').length - b.split('{').length);
    for (const [template, operations] of paths) {
      const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      const pattern = template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)');
      const match = new RegExp(`^${pattern}$`).exec(url.pathname);
      const operation = operations[method.toLowerCase()];
      if (match === null || operation === undefined) continue;
      const inPath = Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? '')]));
      return { operation, inPath };
    }
    return null;
  }

  #parameter({ name, schema }: Parameter, given: readonly string[]): string[] {
    const { type, items } = this.#resolved<{ type?: string; items?: { type?: string } }>(schema);
    if (type !== 'array' && given.length > 1) return [`gives ${name} more than once`];
    const value = type === 'array' ? given.map((one) => typedText(one, items?.type)) : typedText(given[0] ?? '', type);
    return this.#check(schema, value).map((line) => `has ${name}: ${line}`);
  }

  #check(schema: Schema, value: unknown): string[] {
    const whole = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as Schema;
    const validate = this.#ajv.compile(whole);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`);
  }

  #resolved<T>(given: unknown): T {
    const { $ref: ref } = given as { readonly $ref?: string };
    if (ref === undefined) return given as T;
    const steps = ref.slice('#/'.length).split('/');
    return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], this.#document) as T;
  }
}

/** A text of an address as its type; as it stands where it is none of that type. */
function typedText(text: string, type: string | undefined): unknown {
  if (type === 'integer') return /^-?\d{1,18}$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

/** Asks as `http` does, and notes what the judge finds wrong; of replies only where they are meant to be right. */
export function judged(http: Http, judge: Judge, wrong: string[], replies: boolean): Http {
  const askedOf = (url: string | URL, { method = 'GET', headers = {}, body }: RequestOptions = {}): Asked => ({
    method,
    url: new URL(url),
    headers,
    body,
  });
  const see = <R extends Reply>(asked: Asked, reply: R): R => {
    if (replies) wrong.push(...judge.reply(asked, reply));
    return reply;
  };
  return {
    request: async (url, options): Promise<Reply> => {
      wrong.push(...judge.request(askedOf(url, options)));
      return see(askedOf(url, options), await http.request(url, options));
    },
    json: async (url, options): Promise<JsonReply> => {
      wrong.push(...judge.request(askedOf(url, options)));
      return see(askedOf(url, options), await http.json(url, options));
    },
    follow: (address) => http.follow(address),
    now: () => http.now(),
    spendable: () => http.spendable(),
    kept: http.kept,
    conceal: (secret) => http.conceal(secret),
  };
}
