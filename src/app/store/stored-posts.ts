/** The store's posts as reports read them: the view `posts`, judged where they have been, and their stories. */
import { type Engine, sqlText } from '../../core/engine.js';
import type { Window } from '../../core/time.js';
import { POST_COLUMNS, SCORE_COLUMNS } from '../../posts/post.js';
import type { Sketches } from '../../posts/stories.js';
import { sqlType } from '../../posts/table.js';
import { readSketches } from '../../store/sketches.js';
import type { Store } from '../../store/store.js';

export interface StoredPosts {
  readonly posts: number;
  /** Posts that nobody has judged yet; the view `unjudged` has them. */
  readonly unjudged: number;
  /** Posts that another version judged, or that were judged for other brands and topics. */
  readonly stale: number;
  readonly sketches: readonly Sketches[];
}

/** What a score in the store is called there, for the columns of a post. */
const JUDGED: Readonly<Record<string, string>> = {
  sentiment: 's.sentiment',
  label: 's.label',
  confidence: 's.confidence',
  signals: 'signals_of(s.signal_mask)',
  brands: 's.brands',
  topics: 's.topics',
  scorer: 's.scorer',
};

export interface StoredWindow extends Window {
  /** Handles of the brand, as `network:handle` in lower case: what it answered after `until` is looked at, too. */
  readonly brandAccounts: readonly string[];
}

/**
 * Makes the view `posts` with `rowid`, the columns of a post and of a score, `signal_mask` and `words`; and the view
 * `unjudged` of what has no judgement. Needs the macros of scores. Nothing older than the window is looked at, and of what is
 * newer only the brand's own posts, which tell who has been answered since. Near copies are told by the sketches of newer posts, too:
 * two posts may be copies of one between them.
 */
export async function viewPosts(
  { engine }: Store,
  current: { readonly scorer: string; readonly watch: string },
  window: StoredWindow,
): Promise<StoredPosts> {
  const start = window.since === null ? [] : [`p.created_at >= ${moment(window.since)}`];
  const end = window.until === null ? [] : [`p.created_at < ${moment(window.until)}`];
  const within = all([...start, ...end.map((before) => `(${before} OR ${isBrand(window)})`)]);
  const columns = [
    ...POST_COLUMNS.map(({ name }) => (name === 'lang' ? 'coalesce(s.lang, p.lang) AS lang' : `p.${name}`)),
    ...SCORE_COLUMNS.map(({ name, type }) => `${JUDGED[name] ?? `CAST(NULL AS ${sqlType(type)})`} AS ${name}`),
  ];
  await engine.run(`CREATE OR REPLACE VIEW posts AS
    SELECT p.row AS rowid, ${columns.join(', ')}, s.signal_mask, p.words
    FROM store.posts AS p LEFT JOIN store.scores AS s ON s.row = p.row WHERE ${within}`);
  const names = [...POST_COLUMNS, ...SCORE_COLUMNS].map(({ name }) => `(${sqlText(name)})`);
  await engine.run(
    `CREATE OR REPLACE TABLE stored_columns AS SELECT name FROM (VALUES ${names.join(', ')}) AS t(name)`,
  );
  await engine.run(`CREATE OR REPLACE TABLE unjudged_rows AS
    SELECT p.row, p.title, p.text, p.lang FROM store.posts AS p
    WHERE ${within} AND p.row NOT IN (SELECT row FROM store.scores) ORDER BY p.row`);
  await engine.run(`CREATE OR REPLACE VIEW unjudged AS
    SELECT row AS rowid, title, text, lang, CAST(NULL AS VARCHAR) AS scorer FROM unjudged_rows`);
  const judged = (condition: string): string =>
    condition === 'TRUE' ? 'TRUE' : `s.row IN (SELECT p.row FROM store.posts AS p WHERE ${condition})`;
  return {
    posts: await count(engine, `store.posts AS p WHERE ${within}`),
    unjudged: await count(engine, 'unjudged'),
    stale: await count(
      engine,
      `store.scores AS s WHERE ${judged(within)} AND (s.scorer <> ${sqlText(current.scorer)} OR s.watch <> ${sqlText(current.watch)})`,
    ),
    sketches: await readSketches(
      engine,
      `SELECT s.row, s.band0, s.band1, s.band2 FROM store.scores AS s WHERE ${judged(all(start))} AND s.band0 IS NOT NULL`,
    ),
  };
}

function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'TRUE' : conditions.join(' AND ');
}

function moment(ms: number): string {
  return `epoch_ms(CAST(${Math.floor(ms)} AS BIGINT))`;
}

/** Whether the brand itself wrote it: as `party` says of a post that is judged. */
function isBrand({ brandAccounts }: StoredWindow): string {
  const role = "coalesce(p.author_role = 'brand', FALSE)";
  if (brandAccounts.length === 0) return role;
  const account = 'account_of(p.network, coalesce(p.author_handle, p.author_name))';
  return `(${role} OR coalesce(${account} IN (${brandAccounts.map(sqlText).join(', ')}), FALSE))`;
}

async function count(engine: Engine, from: string): Promise<number> {
  const [row] = await engine.rows(`SELECT count(*) FROM ${from}`);
  return Number(row?.[0] ?? 0);
}
