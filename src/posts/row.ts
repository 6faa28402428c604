/** A post on its own, as a plain row: what sources yield. */
import { wellFormed } from '../core/plain-text.js';
import { plainText } from './markup.js';
import { readMoment } from './moment.js';
import { POST_COLUMNS, POST_KINDS, type PostColumnName } from './post.js';

type PostKind = (typeof POST_KINDS)[number];
type TypeOf<Name extends PostColumnName> = Extract<(typeof POST_COLUMNS)[number], { readonly name: Name }>['type'];

/** Timestamps are ISO 8601 in UTC with milliseconds; extras an object whose values JSON can hold. Null is unknown. */
interface Stored {
  readonly text: string;
  readonly integer: number;
  readonly number: number;
  readonly boolean: boolean;
  readonly timestamp: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Every column of a post, in the types of the store. `key`, `network`, `created_at` and `collected_at` are never null. */
export type PostRow = { readonly [Name in PostColumnName]: Stored[TypeOf<Name>] | null } & {
  readonly key: string;
  readonly network: string;
  readonly kind: PostKind;
  readonly created_at: string;
  readonly collected_at: string;
};

/** What a source knows of a column; undefined and null are unknown. */
type Given = {
  /** Ids may come as numbers where the network's are small; text keeps every digit. */
  readonly text: string | number;
  /** A number, or its digits as text. */
  readonly integer: number | string;
  readonly number: number | string;
  readonly boolean: boolean;
  /** Milliseconds since 1970, or text in any of the shapes of `readMoment`. */
  readonly timestamp: number | string;
  readonly json: Readonly<Record<string, unknown>>;
};

/**
 * A post as a source maps it, before it is made plain. `text` and `title` may hold HTML and entities. `key` is made from
 * network and id unless given; `collected_at` and `source` are filled in.
 */
export type PostDraft = {
  readonly [Name in Exclude<PostColumnName, 'kind' | 'collected_at' | 'source'>]?:
    | Given[TypeOf<Name>]
    | null
    | undefined;
} & { readonly network: string; readonly kind: PostKind };

export interface RowContext {
  /** What brought it, e.g. `mastodon https://mastodon.example "acme"`. */
  readonly source: string;
  /** Milliseconds since 1970, UTC. */
  readonly collectedAt: number;
}

/** Why a draft is no post: goes to the quarantine with its reason. */
export class UnfitPost extends Error {}

/** How far a clock may be ahead of ours before what it says is not believed. */
const SKEW_MS = 10 * 60_000;
/** Nothing that is fetched was written before; what says so has lost its date. */
const EARLIEST = Date.UTC(1990, 0, 1);

/**
 * The row of a draft. HTML becomes plain text, counts that make no sense become null, empty texts become null.
 *
 * A time that is missing, unreadable, before 1990 or in the future is replaced by when the post was first seen: then
 * `extras.created_at_basis` is `first seen` and `extras.created_at_claimed` is what the network said, if anything.
 * Throws UnfitPost where there is nothing to know the post by.
 */
export function normalisePost(draft: PostDraft, context: RowContext): PostRow {
  const row: Record<string, unknown> = {};
  for (const { name, type } of POST_COLUMNS) {
    const value = (draft as Readonly<Record<string, unknown>>)[name];
    row[name] = READERS[type](value, name);
  }
  if (!(POST_KINDS as readonly string[]).includes(draft.kind))
    throw new UnfitPost(`has an unknown kind "${draft.kind}"`);
  const key = row['key'] ?? (row['id'] === null ? (row['url'] ?? null) : row['id']);
  if (key === null) throw new UnfitPost('has neither an id nor an address');
  row['key'] = row['key'] ?? `${draft.network}:${key}`;
  row['source'] = context.source;
  row['collected_at'] = new Date(context.collectedAt).toISOString();
  const { at, extras } = createdAt(draft.created_at, context.collectedAt);
  row['created_at'] = new Date(at).toISOString();
  const all = { ...(row['extras'] as Record<string, unknown> | null), ...extras };
  const known = Object.entries(all).filter(([, value]) => value !== null && value !== undefined && value !== '');
  row['extras'] = known.length === 0 ? null : Object.fromEntries(known);
  const lang = row['lang'];
  row['lang'] = typeof lang === 'string' ? primaryTag(lang) : null;
  const handle = row['author_handle'];
  if (typeof handle === 'string') row['author_handle'] = handle.replace(/^@/, '') || null;
  return row as unknown as PostRow;
}

/** Whether the time of a row is when it was first seen, and not what the network said. */
export function isFirstSeenTime({ extras }: PostRow): boolean {
  return extras?.['created_at_basis'] === 'first seen';
}

/** One line of NDJSON, with its line feed: columns that are null are left out. */
export function postLine(row: PostRow): string {
  const known = POST_COLUMNS.flatMap(({ name }) => (row[name] === null ? [] : [[name, row[name]] as const]));
  return `${JSON.stringify(Object.fromEntries(known))}\n`;
}

const PLAIN_TEXT = new Set<string>(['text', 'title', 'author_name', 'author_location', 'place']);

const READERS: Readonly<Record<(typeof POST_COLUMNS)[number]['type'], (value: unknown, name: string) => unknown>> = {
  text: (value, name) => {
    if (typeof value !== 'string' && typeof value !== 'number') return null;
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      throw new UnfitPost(`has the number ${value} as its ${name}, of which digits are lost`);
    }
    const text = wellFormed(String(value));
    return (PLAIN_TEXT.has(name) ? plainText(text) : text.trim()) || null;
  },
  integer: (value) => {
    const number = numberOf(value);
    return number === null || number < 0 || number > Number.MAX_SAFE_INTEGER ? null : Math.round(number);
  },
  number: numberOf,
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  timestamp: () => null,
  json: (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null),
};

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,18}(?:\.\d{1,18})?$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function createdAt(
  given: number | string | null | undefined,
  collectedAt: number,
): { readonly at: number; readonly extras: Readonly<Record<string, unknown>> } {
  const at = typeof given === 'string' ? readMoment(given) : (given ?? null);
  if (at !== null && Number.isFinite(at) && at >= EARLIEST && at <= collectedAt + SKEW_MS) return { at, extras: {} };
  const claimed =
    at !== null && Math.abs(at) <= 8.64e15 && typeof given === 'number' ? new Date(at).toISOString() : given;
  return { at: collectedAt, extras: { created_at_basis: 'first seen', created_at_claimed: claimed } };
}

/** `pt` of `pt-BR`; null where it is no tag. */
function primaryTag(tag: string): string | null {
  const primary = /^[a-z]{2,3}(?=$|[-_])/i.exec(tag)?.[0].toLowerCase() ?? null;
  return primary === 'und' || primary === 'mul' || primary === 'zxx' ? null : primary;
}
