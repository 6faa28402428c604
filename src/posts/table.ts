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

/** Makes the empty table `posts`; `reject` is a column only while a file is being read. */
export async function createPosts(engine: Engine): Promise<void> {
  const columns = TABLE_COLUMNS.map(({ name, type }) => `${name} ${SQL_TYPES[type]}`);
  await engine.run(`CREATE TABLE posts (${columns.join(', ')}, reject VARCHAR)`);
}

export async function countPosts(engine: Engine, where = 'TRUE'): Promise<number> {
  const [row] = await engine.rows(`SELECT count(*) FROM posts WHERE ${where}`);
  return Number(row?.[0] ?? 0);
}
