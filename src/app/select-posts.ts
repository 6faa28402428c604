/**
 * Which of the scored posts reports are about. `selected` is a table with what figures are made of, one narrow row for
 * each post, so that the many questions of a report do not join posts and scores again; `period` and `previous` are its
 * windows, `scored_texts` has the words.
 */
import { type Engine, sqlText } from '../core/engine.js';
import type { Window } from '../core/time.js';
import type { Watch } from '../judgement/watch.js';
import { LABELS, POST_KINDS, REACH_BASES } from '../posts/post.js';

export interface Selection {
  readonly window: Window;
  readonly networks: readonly string[];
  readonly languages: readonly string[];
  /** Only posts that name one of our brands. */
  readonly namingUs: boolean;
}

/** Words of which there are few take a byte each. */
const TYPES: readonly (readonly [string, readonly string[]])[] = [
  ['label_word', LABELS],
  ['kind_word', POST_KINDS],
  ['basis_word', REACH_BASES],
  ['party_word', ['customer', 'brand', 'competitor', 'outlet']],
];

/** Keys are only ever compared, so their hashes do. */
const COLUMNS = [
  'row',
  'network',
  'customer',
  'created_at',
  'sentiment',
  'confidence',
  'signal_mask',
  'story',
  'copied',
  'own_audience',
  'brought',
  'reach',
  'known_author',
  'about_us',
  'topics',
  'owners',
  ...['key', 'thread', 'parent', 'repost_of'].map((name) => `hash_of(${name}) AS ${name}`),
  'TRY_CAST(label AS label_word) AS label',
  'TRY_CAST(kind AS kind_word) AS kind',
  'TRY_CAST(reach_basis AS basis_word) AS reach_basis',
  'TRY_CAST(party AS party_word) AS party',
];

export async function selectPosts(engine: Engine, selection: Selection): Promise<Window> {
  const conditions = ['TRUE'];
  if (selection.networks.length > 0)
    conditions.push(`network IN (${selection.networks.map((name) => sqlText(name.toLowerCase())).join(', ')})`);
  if (selection.languages.length > 0)
    conditions.push(`lang IN (${selection.languages.map((tag) => sqlText(tag.toLowerCase())).join(', ')})`);
  // The brand's own answers don't repeat its name, and are needed to tell who was answered.
  if (selection.namingUs) conditions.push(`(names_us OR party = 'brand')`);
  for (const [name, values] of TYPES) {
    await engine.run(`CREATE TYPE ${name} AS ENUM (${values.map(sqlText).join(', ')})`);
  }
  await engine.run(
    `CREATE TABLE selected AS SELECT ${COLUMNS.join(', ')} FROM scored WHERE ${conditions.join(' AND ')}`,
  );
  await engine.run(
    'CREATE OR REPLACE VIEW scored_texts AS SELECT rowid AS row, author_handle, author_name, author_id, title, text, url FROM posts',
  );
  const window = await closeWindow(engine, selection.window);
  await engine.run(`CREATE OR REPLACE VIEW period AS SELECT * FROM selected WHERE ${within(window)}`);
  await engine.run(`CREATE OR REPLACE VIEW previous AS SELECT * FROM selected WHERE ${before(window)}`);
  return window;
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
