/** The posts table in the engine. */
import type { Engine } from '../core/engine.js';
import { POST_COLUMNS, SCORE_COLUMNS } from './post.js';

const SQL_TYPES = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  json: 'VARCHAR',
  list: 'VARCHAR[]',
  brands: 'STRUCT(brand VARCHAR, sentiment DOUBLE)[]',
} as const;

/** SQL type of a kind of column; lists and structs are the engine's own. */
export function sqlType(type: keyof typeof SQL_TYPES): string {
  return SQL_TYPES[type];
}

/** Names of all columns of `posts`, in order: what the source says, then what a score said, then why it was rejected. */
export const TABLE_COLUMNS = [...POST_COLUMNS, ...SCORE_COLUMNS];

/** Columns that every post has, or that finding duplicates may fill. */
const ALWAYS: readonly string[] = ['key', 'network', 'id', 'url', 'kind', 'created_at', 'text'];

/**
 * Makes the empty table `posts`; `reject` is a column only while a file is being read. Columns that nothing will fill are
 * there too, but take no room: a million rows of nothing would cost the engine hundreds of megabytes.
 */
export async function createPosts(engine: Engine, filled: Iterable<string> | null = null): Promise<void> {
  const stored = new Set(filled === null ? TABLE_COLUMNS.map(({ name }) => name) : [...ALWAYS, ...filled]);
  const columns = TABLE_COLUMNS.map(({ name, type }) =>
    stored.has(name)
      ? `${name} ${SQL_TYPES[type]}`
      : `${name} ${SQL_TYPES[type]} GENERATED ALWAYS AS (CAST(NULL AS ${SQL_TYPES[type]})) VIRTUAL`,
  );
  await engine.run(`CREATE TABLE posts (${columns.join(', ')}, reject VARCHAR)`);
  const names = TABLE_COLUMNS.filter(({ name }) => stored.has(name)).map(({ name }) => `('${name}')`);
  await engine.run(
    `CREATE OR REPLACE TABLE stored_columns AS SELECT name FROM (VALUES ${names.join(', ')}) AS t(name)`,
  );
}

/** Names of the columns of `posts` that can be written, in the order of the table. */
export async function storedColumns(engine: Engine): Promise<readonly string[]> {
  return (await engine.rows('SELECT name FROM stored_columns')).map(([name]) => String(name));
}

export async function countPosts(engine: Engine, where = 'TRUE'): Promise<number> {
  const [row] = await engine.rows(`SELECT count(*) FROM posts WHERE ${where}`);
  return Number(row?.[0] ?? 0);
}
