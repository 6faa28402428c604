/**
 * Which of the scored posts reports are about. `selected` is what figures are made of, one narrow row for each post, so
 * that the many questions of a report do not join posts and scores again; `period` and `previous` are its windows,
 * `scored_texts` has the words.
 */
import { type Engine, sqlText } from '../core/engine.js';
import type { Window } from '../core/time.js';
import type { Watch } from '../judgement/watch.js';
import { LABELS, POST_KINDS, REACH_BASES } from '../posts/post.js';
import { storedColumns } from '../posts/table.js';

export interface Selection {
  readonly window: Window;
  readonly networks: readonly string[];
  readonly languages: readonly string[];
  /** Only posts that name one of our brands. */
  readonly namingUs: boolean;
  /** IANA zone of the calendar days. */
  readonly timezone: string;
  /** A condition on `scored`, of posts that are wanted; never null. All unless told. */
  readonly wanted?: string;
  /** Names of our brands. */
  readonly brands: readonly string[];
  /** Whether topics are watched. */
  readonly topics: boolean;
}

/** Words of which there are few take a byte or two each. */
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['label_word', LABELS],
  ['kind_word', POST_KINDS],
  ['basis_word', REACH_BASES],
  ['party_word', ['customer', 'brand', 'competitor', 'outlet']],
];

interface FigureColumn {
  readonly name: string;
  readonly sql: string;
  /** What stands there when no file fills it: nothing is written a million times. */
  readonly absent?: string;
}

const same = (name: string): FigureColumn => ({ name, sql: name });
/** Keys are only ever compared, so their hashes do. */
const hashed = (name: string): FigureColumn => ({ name, sql: `hash_of(${name})`, absent: 'CAST(NULL AS UBIGINT)' });
const word = (name: string, type: string): FigureColumn => ({ name, sql: `TRY_CAST(${name} AS ${type})` });
const texts = (name: string): FigureColumn => ({ name, sql: name, absent: 'no_texts()' });

const COLUMNS: readonly FigureColumn[] = [
  ...['row', 'customer', 'created_at', 'sentiment', 'confidence', 'signal_mask', 'story', 'copied'].map(same),
  ...['own_audience', 'brought', 'reach', 'known_author', 'about_us', 'day'].map(same),
  word('network', 'network_word'),
  word('label', 'label_word'),
  word('kind', 'kind_word'),
  word('reach_basis', 'basis_word'),
  word('party', 'party_word'),
  ...['key', 'thread', 'parent', 'repost_of'].map(hashed),
  ...['topics', 'owners'].map(texts),
];

/** Which of several brands a post names without a good word for it. */
function namedColumn(brands: readonly string[]): FigureColumn {
  const ours = brands.map(sqlText).join(', ');
  return {
    name: 'named',
    sql: `list_transform(list_filter(brands, lambda item: item.brand IN (${ours}) AND coalesce(item.sentiment, 0) <= 0), lambda item: item.brand)`,
  };
}

export async function selectPosts(engine: Engine, selection: Selection): Promise<Window> {
  const stored = new Set(await storedColumns(engine));
  const filled = ({ name, absent }: FigureColumn): boolean =>
    absent === undefined || stored.has(name) || (selection.topics && absent === 'no_texts()');
  for (const [name, values] of WORDS) {
    await engine.run(`CREATE TYPE ${name} AS ENUM (${values.map(sqlText).join(', ')})`);
  }
  await engine.run("CREATE TYPE network_word AS ENUM (SELECT DISTINCT network FROM posts UNION SELECT 'unknown')");
  const several = selection.brands.length > 1;
  const columns = several ? [...COLUMNS, namedColumn(selection.brands)] : COLUMNS;
  const kept = columns.filter(filled).map(({ name, sql }) => `${sql} AS ${name}`);
  // Every row has its number, so their order is free, which halves the time.
  await engine.run('SET preserve_insertion_order = false');
  await engine.run(`CREATE TABLE figures AS SELECT ${kept.join(', ')}
    FROM scored LEFT JOIN (${daysSql(selection.timezone)}) AS days ON days.quarter = quarter_of(created_at)
    WHERE ${conditionOf(selection)}`);
  await engine.run('SET preserve_insertion_order = true');
  const shown = columns.map((column) => (filled(column) ? column.name : `${column.absent} AS ${column.name}`));
  if (!several) shown.push('no_texts() AS named');
  await engine.run(`CREATE OR REPLACE VIEW selected AS SELECT ${shown.join(', ')} FROM figures`);
  await engine.run(
    'CREATE OR REPLACE VIEW scored_texts AS SELECT rowid AS row, author_handle, author_name, author_id, title, text, url FROM posts',
  );
  const window = await closeWindow(engine, selection.window);
  await engine.run(`CREATE OR REPLACE VIEW period AS SELECT * FROM selected WHERE ${within(window)}`);
  await engine.run(`CREATE OR REPLACE VIEW previous AS SELECT * FROM selected WHERE ${before(window)}`);
  return window;
}

/** The calendar day of each quarter of an hour that has posts: asking a zone's calendar for each post is slow. */
function daysSql(timezone: string): string {
  return `SELECT quarter, day_of(moment, ${sqlText(timezone)}) AS day FROM (
    SELECT quarter_of(created_at) AS quarter, min(created_at) AS moment FROM posts GROUP BY quarter_of(created_at))`;
}

function conditionOf({ networks, languages, namingUs, wanted }: Selection): string {
  const conditions = ['TRUE'];
  if (networks.length > 0)
    conditions.push(`network IN (${networks.map((name) => sqlText(name.toLowerCase())).join(', ')})`);
  if (languages.length > 0)
    conditions.push(`lang IN (${languages.map((tag) => sqlText(tag.toLowerCase())).join(', ')})`);
  // The brand's own answers don't repeat its name, and are needed to tell who was answered.
  if (namingUs) conditions.push(`(names_us OR party = 'brand')`);
  if (wanted !== undefined) conditions.push(`(${wanted} OR party = 'brand')`);
  return conditions.join(' AND ');
}

export function namesUs(watch: Watch, brandsAsked: readonly string[]): boolean {
  return brandsAsked.length > 0 && watch.entries.some(({ kind }) => kind === 'brand');
}

/** A window that is open at its end ends with the data, so that the period before has a length. */
async function closeWindow(engine: Engine, window: Window): Promise<Window> {
  if (window.since === null || window.until !== null) return window;
  const [row] = await engine.rows('SELECT max(created_at) FROM posts');
  const latest = row?.[0];
  return typeof latest === 'string'
    ? { since: window.since, until: Math.max(Date.parse(latest) + 1, window.since + 1) }
    : window;
}

function moment(ms: number): string {
  return `TIMESTAMP ${sqlText(new Date(ms).toISOString().replace('T', ' ').replace('Z', ''))}`;
}

function within({ since, until }: Window): string {
  if (since === null && until === null) return 'TRUE';
  return [
    since === null ? null : `created_at >= ${moment(since)}`,
    until === null ? null : `created_at < ${moment(until)}`,
  ]
    .filter((condition) => condition !== null)
    .join(' AND ');
}

function before({ since, until }: Window): string {
  if (since === null || until === null) return 'FALSE';
  return `created_at >= ${moment(since - (until - since))} AND created_at < ${moment(since)}`;
}
