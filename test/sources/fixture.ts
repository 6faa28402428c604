/**
 * The fixtures of a source: fixtures/sources/<id>/fixture.json, replies as they came over the wire (`*.http`), and the posts
 * that must come of them (`*.expected.ndjson`, written anew with UPDATE_FIXTURES=1).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Json, Mode } from '../../src/sources/source.js';

export interface Exchange {
  /** Method, path and query; parameters in any order. */
  readonly request: string;
  /** File of the reply. */
  readonly reply: string;
  /** Whether a run that goes on in another process asks for it again, such as a session or the id of an account. */
  readonly again?: boolean;
}

export interface Scenario {
  readonly name: string;
  readonly mode: Mode;
  /** Query, address or handle; `{origin}` stands for the server of the test. */
  readonly asked: string | null;
  readonly replies?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly options?: Readonly<Record<string, string>>;
  /** Of every credential of the source there is a canary, but for these. */
  readonly without?: readonly string[];
  /** Whether faults of the network are tried on it, too, as on the first: it goes another way. */
  readonly faulty?: boolean;
  /** Answered whenever they are asked for, in no order: a session, the profiles that belong to a page. Without parameters: whatever they are. */
  readonly asides?: readonly Exchange[];
  /** In the order in which they are asked for. */
  readonly exchanges: readonly Exchange[];
  /** The lists that are read page by page: test/sources/endless.test.ts lets them go on for ever. */
  readonly lists?: readonly PagedList[];
}

export interface PagedList {
  /** Numbers of the exchanges, from 0, whose replies are its pages. */
  readonly pages: readonly [number, ...number[]];
  /** Dotted path of the items of a page; null where the reply is the list. */
  readonly items: string | null;
  /** A page without items, where the network writes it in a way of its own. */
  readonly empty?: string;
  /**
   * What makes a page say that there is another one: members by their dotted path (ending in `+`: one more item of a list)
   * and headers (`header link`). `#` becomes a number that no other reply has. Empty where pages have numbers, and only
   * what is on them says whether there are others.
   */
  readonly next: Readonly<Record<string, Json>>;
  /** Why a page without items is the end of it; absent where others may come behind. */
  readonly end?: string;
}

/** A refusal in the network's own dialect. */
export interface Limit {
  readonly name: string;
  readonly reply: string;
  /** Milliseconds that are waited for it; half a second of jitter is added. */
  readonly waitMs: number;
}

/** Where things are in an item of a page in JSON. */
export interface ItemShape {
  /** Dotted path of the list of items in the reply; null where the reply is the list. */
  readonly list: string | null;
  readonly id: string;
  /** Whether the id is part of the key of the post. */
  readonly idInKey: boolean;
  readonly author: string;
  readonly date: string;
  readonly dateForm: 'text' | 'seconds' | 'milliseconds';
}

export interface Fixture {
  /** Who wrote or recorded it, of what, when. */
  readonly origin: string;
  /** When the requests are made. */
  readonly now: string;
  /** The first has at least three pages, unless the network has only one, and no other requests between them. */
  readonly scenarios: readonly [Scenario, ...Scenario[]];
  readonly limits: readonly Limit[];
  /** A refusal that asks for more than the longest wait. */
  readonly longLimit: string;
  /** Null where replies are not JSON: then `faults` has replies of its own for what the items may be. */
  readonly item: ItemShape | null;
  /** Why none of the scenarios has lists of several pages; absent where they do. */
  readonly onePage?: string;
  /** Single replies to the first request, and what comes of them. */
  readonly faults?: readonly {
    readonly name: string;
    readonly reply: string;
    readonly posts: number;
    readonly quarantined: number;
    /** How many posts get the time at which they were first seen. */
    readonly firstSeen: number;
  }[];
}

export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const ROOT = resolve('fixtures/sources');

export function hasFixture(id: string): boolean {
  return existsSync(join(ROOT, id, 'fixture.json'));
}

export function fixtureOf(id: string): Fixture {
  return JSON.parse(readFileSync(join(ROOT, id, 'fixture.json'), 'utf8')) as Fixture;
}

/** A reply from its file: a status line, headers, an empty line, the body. */
export function replyOf(id: string, file: string): RawReply {
  const bytes = readFileSync(join(ROOT, id, file));
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  const isCrlf = crlf !== -1 && (lf === -1 || crlf < lf);
  const end = isCrlf ? crlf : lf;
  const head = bytes.subarray(0, end === -1 ? bytes.length : end).toString('latin1');
  const body = end === -1 ? Buffer.alloc(0) : bytes.subarray(end + (isCrlf ? 4 : 2));
  const [first = '', ...lines] = head.split(/\r?\n/);
  const status = Number(/^HTTP\/\S+ (\d{3})/.exec(first)?.[1]);
  if (!Number.isInteger(status)) throw new Error(`${id}/${file} begins with "${first}", no status line`);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    // Said anew for the bytes that are really sent.
    if (at > 0 && !['content-length', 'transfer-encoding', 'connection'].includes(name))
      headers[name] = line.slice(at + 1).trim();
  }
  return { status, headers, body };
}

/** The posts that are expected; with UPDATE_FIXTURES=1 what came becomes it. */
export function expectedRows(id: string, scenario: string, came: readonly string[]): readonly string[] {
  const path = join(ROOT, id, `${scenario}.expected.ndjson`);
  if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(path, came.join(''));
  return readFileSync(path, 'utf8').split(/(?<=\n)/);
}
