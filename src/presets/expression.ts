/**
 * The small language in which presets say where a post's columns come from. An expression is compiled against the
 * columns of one file: it yields SQL for a text value, or null where the file has none of the columns that it needs.
 */
import { sqlText } from '../core/engine.js';

/** The columns of one file, by the names that its header (or its JSON keys, dotted) gives them. */
export interface RawColumns {
  /** SQL for the text of a column, trimmed, null where empty; null when the file has no such column. */
  value(name: string): string | null;
}

export type Expression = (raw: RawColumns) => string | null;

/** A column's name stands for itself wherever an expression is expected. */
export type Expressible = string | Expression;

export function toExpression(from: Expressible): Expression {
  return typeof from === 'string' ? column(from) : from;
}

/** The first of these columns that the row fills. Names are matched without regard to case. */
export function column(...names: readonly string[]): Expression {
  return first(
    ...names.map(
      (name): Expression =>
        (raw) =>
          raw.value(name),
    ),
  );
}

/** The first of these expressions that is not null. */
export function first(...from: readonly Expressible[]): Expression {
  return (raw) => {
    const parts = from
      .map((part) => (typeof part === 'string' ? raw.value(part) : part(raw)))
      .filter((sql) => sql !== null);
    if (parts.length === 0) return null;
    return parts.length === 1 ? (parts[0] ?? null) : `coalesce(${parts.join(', ')})`;
  };
}

/** Null in every row. */
export const nothing: Expression = () => null;

/** The same text in every row. */
export function constant(text: string): Expression {
  return () => sqlText(text);
}

/** The part of a value that a pattern (RE2) captures in its first group; null where it does not match. */
export function capture(from: Expressible, pattern: string): Expression {
  const inner = toExpression(from);
  return (raw) => {
    const sql = inner(raw);
    return sql === null ? null : `nullif(regexp_extract(${sql}, ${sqlText(pattern)}, 1), '')`;
  };
}

/**
 * Uses a value several times. Macros and `CASE x WHEN` copy their argument into every branch, so that nested ones grow
 * past all bounds; a lambda works it out once.
 */
function once(sql: string, use: (value: string) => string): string {
  return /^[\w."]+$/.test(sql) ? use(sql) : `list_transform([${sql}], lambda said: ${use('said')})[1]`;
}

/**
 * Translates values, compared without regard to case; anything else becomes `otherwise` (an expression), or null.
 */
export function lookup(
  from: Expressible,
  values: Readonly<Record<string, string>>,
  otherwise?: Expressible,
): Expression {
  const inner = toExpression(from);
  const fallback = otherwise === undefined ? null : toExpression(otherwise);
  return (raw) => {
    const sql = inner(raw);
    const rest = fallback?.(raw) ?? null;
    if (sql === null) return rest;
    const cases = Object.entries(values).map(
      ([key, value]) => `WHEN ${sqlText(key.toLowerCase())} THEN ${sqlText(value)}`,
    );
    const found = once(sql, (value) => `CASE lower(${value}) ${cases.join(' ')} END`);
    return rest === null ? found : `coalesce(${found}, ${rest})`;
  };
}

/** One value where a condition's column is filled (and, if given, equals a text), else another. */
export function when(
  condition: { readonly filled: Expressible } | { readonly value: Expressible; readonly is: string },
  then: Expressible,
  otherwise?: Expressible,
): Expression {
  return (raw) => {
    const tested = toExpression('filled' in condition ? condition.filled : condition.value)(raw);
    const no = (otherwise === undefined ? null : toExpression(otherwise)(raw)) ?? 'NULL';
    if (tested === null) return no === 'NULL' ? null : no;
    const test =
      'filled' in condition ? `${tested} IS NOT NULL` : `lower(${tested}) = ${sqlText(condition.is.toLowerCase())}`;
    return `CASE WHEN ${test} THEN ${toExpression(then)(raw) ?? 'NULL'} ELSE ${no} END`;
  };
}

/** Like `lookup`, but what is chosen is again an expression; `otherwise` (or null) where no case fits. */
export function choose(
  from: Expressible,
  cases: Readonly<Record<string, Expressible>>,
  otherwise?: Expressible,
): Expression {
  const inner = toExpression(from);
  return (raw) => {
    const rest = otherwise === undefined ? null : toExpression(otherwise)(raw);
    const sql = inner(raw);
    if (sql === null) return rest;
    const chosen = Object.entries(cases).map(([key, value]) => [key, toExpression(value)(raw)] as const);
    if (rest === null && chosen.every(([, value]) => value === null)) return null;
    const numbers = chosen.map(([key], index) => `WHEN ${sqlText(key.toLowerCase())} THEN ${index + 1}`);
    const number = once(sql, (value) => `CASE lower(${value}) ${numbers.join(' ')} END`);
    const list = [...chosen.map(([, value]) => value), rest].map((value) => value ?? 'NULL');
    return `[${list.join(', ')}][coalesce(${number}, ${list.length})]`;
  };
}

/** Percent-encoded text as plain text, e.g. a value from a URL's query. */
export function urlDecoded(from: Expressible): Expression {
  const inner = toExpression(from);
  return (raw) => {
    const sql = inner(raw);
    return sql === null ? null : `url_decode(${sql})`;
  };
}

/** The sum of counts, as text; null where all of them are unknown. */
export function total(...names: readonly string[]): Expression {
  return (raw) => {
    const counts = names
      .map((name) => raw.value(name))
      .filter((sql) => sql !== null)
      .map((sql) => `parse_count(${sql})`);
    if (counts.length === 0) return null;
    const known = counts.length === 1 ? counts[0] : `coalesce(${counts.join(', ')})`;
    return `CASE WHEN ${known} IS NULL THEN NULL ELSE CAST(${counts.map((sql) => `coalesce(${sql}, 0)`).join(' + ')} AS VARCHAR) END`;
  };
}

/** Two values side by side, e.g. a date and a time in columns of their own; null unless the first is there. */
export function joined(left: Expressible, separator: string, right: Expressible): Expression {
  return (raw) => {
    const a = toExpression(left)(raw);
    const b = toExpression(right)(raw);
    if (a === null || b === null) return a;
    return `coalesce(${a} || ${sqlText(separator)} || ${b}, ${a})`;
  };
}

/** The name of a network as this project writes it, from a vendor's word or a domain: `Twitter`, `x.com` → `x`. */
export function networkName(from: Expressible): Expression {
  const inner = toExpression(from);
  return (raw) => {
    const sql = inner(raw);
    return sql === null ? null : once(sql, (value) => `network_name(${value})`);
  };
}

/** Names that `network_name` gives to kinds of sites; any other name is one network. */
const KINDS_OF_SITES = ['web', 'news', 'blog', 'forum', 'review'];

/** Networks that `network_name` knows by name. */
const NAMED_NETWORKS = [
  ...['x', 'reddit', 'instagram', 'facebook', 'threads', 'youtube', 'tiktok', 'linkedin', 'mastodon', 'bluesky'],
  ...['telegram', 'pinterest', 'tumblr', 'vk', 'trustpilot', 'tripadvisor', 'googleplay', 'appstore', 'hackernews'],
  ...['quora', 'stackexchange'],
];

/** Like `networkName`, but null where it names none of the networks, e.g. a newspaper or its domain. */
export function namedNetwork(from: Expressible): Expression {
  return lookup(networkName(from), Object.fromEntries(NAMED_NETWORKS.map((name) => [name, name])));
}

/** Like `networkName`, but null where it names neither a network nor a kind of site. */
export function networkOrKind(from: Expressible): Expression {
  const names = [...NAMED_NETWORKS, ...KINDS_OF_SITES.filter((name) => name !== 'web')];
  return lookup(networkName(from), Object.fromEntries(names.map((name) => [name, name])));
}

/** A value with a text in front, e.g. an address made of an id; null where there is no value. */
export function prefixed(prefix: string, from: Expressible): Expression {
  const inner = toExpression(from);
  return (raw) => {
    const sql = inner(raw);
    return sql === null ? null : `(${sqlText(prefix)} || ${sql})`;
  };
}

/** A value, but null where it is one of these words, compared without regard to case: `[deleted]`, `N/A`. */
export function except(from: Expressible, ...words: readonly string[]): Expression {
  const inner = toExpression(from);
  return (raw) => {
    const sql = inner(raw);
    if (sql === null) return null;
    const list = words.map((word) => sqlText(word.toLowerCase())).join(', ');
    return `CASE WHEN lower(${sql}) IN (${list}) THEN NULL ELSE ${sql} END`;
  };
}

/** A value with every occurrence of a text replaced. */
export function replaced(from: Expressible, text: string, by: string): Expression {
  const inner = toExpression(from);
  return (raw) => {
    const sql = inner(raw);
    return sql === null ? null : `replace(${sql}, ${sqlText(text)}, ${sqlText(by)})`;
  };
}

/** How header names are compared: without case, surrounding space, or a byte order mark. */
export function headerKey(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
