/** Which of the scored posts a report is about: the views `selected`, `period`, `previous` and `scored_texts`. */
import { type Engine, sqlText } from '../core/engine.js';
import type { Window } from '../core/time.js';
import type { Watch } from '../judgement/watch.js';

export interface Selection {
  readonly window: Window;
  readonly networks: readonly string[];
  readonly languages: readonly string[];
  /** Only posts that name one of our brands. */
  readonly namingUs: boolean;
}

export async function selectPosts(engine: Engine, selection: Selection): Promise<Window> {
  const conditions = ['TRUE'];
  if (selection.networks.length > 0)
    conditions.push(`network IN (${selection.networks.map((name) => sqlText(name.toLowerCase())).join(', ')})`);
  if (selection.languages.length > 0)
    conditions.push(`lang IN (${selection.languages.map((tag) => sqlText(tag.toLowerCase())).join(', ')})`);
  // The brand's own answers don't repeat its name, and are needed to tell who was answered.
  if (selection.namingUs) conditions.push(`(names_us OR party = 'brand')`);
  await engine.run(`CREATE OR REPLACE VIEW selected AS SELECT * FROM scored WHERE ${conditions.join(' AND ')}`);
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
