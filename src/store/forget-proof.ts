/** Looks for what must be gone: in every column that holds text, and among the bytes of the files. */
import { statSync } from 'node:fs';
import { sqlText } from '../core/engine.js';
import { isHandle, namesInAddress, namesInJson, namesInText } from './author-traces.js';
import { LEAST_BYTES, searchBytes } from './byte-search.js';
import type { FoundAuthor } from './forget.js';
import type { Store } from './store.js';

/** What was found of something. */
export interface Trace {
  /** `posts.url`, `authors.handle`, or `bytes`. */
  readonly where: string;
  readonly what: 'handle' | 'id' | 'key' | 'text' | 'name';
  readonly rows: number;
}

export interface Proof {
  /** What is left and must not be. */
  readonly left: readonly Trace[];
  /** What others say of the author in their own words, or are called themselves. */
  readonly mentions: readonly Trace[];
  readonly columns: number;
  readonly needles: number;
  readonly bytes: number;
}

/** Columns in which nothing of the author may be left; all others hold the words and names of others. */
const KEYS = ['posts.key', 'posts.thread', 'posts.parent', 'posts.repost_of', 'alerts.evidence'];
const HANDLES = ['posts.author_handle', 'posts.parent_author', 'authors.handle'];
const IDS = ['posts.author_id', 'authors.id'];
const ADDRESSES = ['posts.url', 'checkpoints.stream', 'checkpoints.state'];
const NAMES = ['posts.author_name', 'authors.name', 'posts.place'];
const JSONS = ['posts.extras'];

/** Needs the table `erased` of findAuthor. */
export async function searchStore(
  { engine }: Store,
  author: FoundAuthor,
): Promise<Pick<Proof, 'left' | 'mentions' | 'columns'>> {
  const columns = (
    await engine.rows(`SELECT table_name, column_name, data_type FROM duckdb_columns()
      WHERE database_name = 'store' AND data_type LIKE '%VARCHAR%' ORDER BY 1, 2`)
  ).map(([table, column, type]) => ({
    table: String(table),
    column: String(column),
    isList: String(type) !== 'VARCHAR',
  }));
  const left: Trace[] = [];
  const mentions: Trace[] = [];
  const scoped = new Set(columns.filter(({ column }) => column === 'network').map(({ table }) => table));
  const ids = [...author.ids, ...author.pseudonyms, ''].map(sqlText).join(', ');
  for (const { table, column, isList } of columns) {
    const place = `${table}.${column}`;
    const from =
      isList && place === 'alerts.evidence'
        ? `(SELECT unnest(evidence) AS evidence FROM store.alerts)`
        : `store.${table}`;
    const text = isList && place !== 'alerts.evidence' ? `CAST(${column} AS VARCHAR)` : column;
    const here = scoped.has(table) ? `network = ${sqlText(author.network)} AND ` : '';
    const count = async (condition: string): Promise<number> =>
      Number((await engine.rows(`SELECT count(*) FROM ${from} WHERE ${condition}`))[0]?.[0] ?? 0);
    const look = async (what: Trace['what'], into: Trace[], condition: string): Promise<void> => {
      const rows = await count(condition);
      if (rows > 0) into.push({ where: place, what, rows });
    };
    if (KEYS.includes(place)) {
      await look('key', left, `${text} IN (SELECT key FROM erased)`);
      await look(
        'handle',
        left,
        `starts_with(${text}, ${sqlText(`${author.network}:`)}) AND NOT is_plain_key(${text}) AND ${namesInAddress(text, author)}`,
      );
    } else if (HANDLES.includes(place)) await look('handle', left, here + isHandle(text, author));
    else if (IDS.includes(place)) await look('id', left, `${here}${text} IN (${ids})`);
    else if (ADDRESSES.includes(place)) await look('handle', left, here + namesInAddress(text, author));
    else if (JSONS.includes(place)) {
      await look('handle', left, here + namesInJson(text, author));
      await look('name', mentions, namesInText(text, author));
    } else if (place !== 'posts.words') {
      // What people of other networks are called is no matter of this one.
      await look('name', mentions, (NAMES.includes(place) ? here : '') + namesInText(text, author));
    }
  }
  return { left, mentions, columns: columns.length };
}

/**
 * Looks through the bytes of the store's files for handles, ids, keys and pieces of texts. What others' posts hold rightly
 * (a mention, a repeated sentence) is among the bytes too, and is no trace.
 */
export async function searchFiles(
  { engine, path }: Store,
  author: FoundAuthor,
): Promise<{ readonly left: Trace[]; readonly mentions: Trace[]; readonly needles: number; readonly bytes: number }> {
  const needles: { what: Trace['what']; text: string }[] = [
    ...author.handles.map((text) => ({ what: 'handle' as const, text })),
    ...author.ids.map((text) => ({ what: 'id' as const, text })),
    ...author.pseudonyms.map((text) => ({ what: 'handle' as const, text })),
    ...author.keys.map((text) => ({ what: 'key' as const, text })),
    ...author.pieces.map((text) => ({ what: 'text' as const, text })),
  ].filter(({ text }) => Buffer.byteLength(text) >= LEAST_BYTES);
  const found = new Map<string, number>();
  let bytes = 0;
  for (const file of [path, `${path}.wal`, `${path}.lock`]) {
    bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    for (const [text, times] of await searchBytes(
      file,
      needles.map((needle) => needle.text),
    )) {
      found.set(text, (found.get(text) ?? 0) + times);
    }
  }
  const left: Trace[] = [];
  const mentions: Trace[] = [];
  for (const { what, text } of needles) {
    const times = found.get(text) ?? 0;
    if (times === 0) continue;
    const said = await isSaid(engine, text);
    (said ? mentions : left).push({ where: 'bytes', what, rows: times });
  }
  return { left, mentions, needles: needles.length, bytes };
}

/** Whether what was found stands in something that others wrote or are called. */
async function isSaid(engine: Store['engine'], text: string): Promise<boolean> {
  const columns = (
    await engine.rows(`SELECT table_name, column_name FROM duckdb_columns()
      WHERE database_name = 'store' AND data_type LIKE '%VARCHAR%'`)
  ).map(([table, column]) => [String(table), String(column)] as const);
  const tables = new Map<string, string[]>();
  for (const [table, column] of columns) tables.set(table, [...(tables.get(table) ?? []), column]);
  for (const [table, names] of tables) {
    const any = names.map((name) => `contains(lower(CAST(${name} AS VARCHAR)), ${sqlText(text.toLowerCase())})`);
    const rows = await engine.rows(`SELECT 1 FROM store.${table} WHERE ${any.join(' OR ')} LIMIT 1`);
    if (rows.length > 0) return true;
  }
  return false;
}
