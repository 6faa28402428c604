/** Whether a store is whole: every block can be read, and what its tables say of each other fits. */
import type { Engine } from '../core/engine.js';
import { makeIdentityHashes } from './append.js';
import { notAStore, type Store } from './store.js';

export interface Problem {
  readonly where: string;
  readonly problem: string;
  readonly rows: number;
}

export interface Checked {
  readonly tables: number;
  readonly rows: number;
  readonly posts: number;
  readonly problems: readonly Problem[];
}

interface Rule {
  readonly where: string;
  readonly problem: string;
  /** Gives one number: how many rows break it. */
  readonly count: string;
}

const RULES: readonly Rule[] = [
  {
    where: 'posts.row',
    problem: 'rows with the same number',
    count: 'SELECT count(*) - count(DISTINCT row) FROM store.posts',
  },
  {
    where: 'posts.key',
    problem: 'posts with the key of another',
    // Grouping hashes keeps the memory small: keys are compared only where hashes meet.
    count: `SELECT count(*) - count(DISTINCT key) FROM store.posts WHERE key_hash IN
      (SELECT key_hash FROM store.posts GROUP BY key_hash HAVING count(*) > 1)`,
  },
  {
    where: 'posts.key_hash',
    problem: 'posts whose hash is not that of their key',
    count: 'SELECT count(*) FROM store.posts WHERE key_hash <> store_key(key)',
  },
  {
    where: 'posts.url_hash',
    problem: 'posts whose hash is not that of their address',
    count: 'SELECT count(*) FROM store.posts WHERE url_hash <> store_url(network, url)',
  },
  {
    where: 'posts.author_hash',
    problem: 'posts of an author that the store does not know',
    count: `SELECT count(*) FROM store.posts
      WHERE author_hash IS NOT NULL AND author_hash NOT IN (SELECT author_hash FROM store.authors)`,
  },
  {
    where: 'authors.author_hash',
    problem: 'authors who are there twice',
    count: 'SELECT count(*) - count(DISTINCT author_hash) FROM store.authors',
  },
  {
    where: 'scores.row',
    problem: 'judgements of no post',
    count: 'SELECT count(*) FROM store.scores WHERE row NOT IN (SELECT row FROM store.posts)',
  },
  {
    where: 'scores.row',
    problem: 'posts judged twice',
    count: 'SELECT count(*) - count(DISTINCT row) FROM store.scores',
  },
  {
    where: 'post_history.row',
    problem: 'history of no post',
    count: 'SELECT count(*) FROM store.post_history WHERE row NOT IN (SELECT row FROM store.posts)',
  },
  {
    where: 'author_history.author_hash',
    problem: 'history of no author',
    count: 'SELECT count(*) FROM store.author_history WHERE author_hash NOT IN (SELECT author_hash FROM store.authors)',
  },
  {
    where: 'checkpoints.stream',
    problem: 'streams with more than one checkpoint',
    count: 'SELECT count(*) - count(DISTINCT stream) FROM store.checkpoints',
  },
  {
    where: 'run_steps.run',
    problem: 'steps of no run',
    count: 'SELECT count(*) FROM store.run_steps WHERE run NOT IN (SELECT run FROM store.runs)',
  },
];

/** Throws `malformed-input` where a part of the file cannot be read. */
export async function checkStore({ engine, path }: Store, onStep?: (text: string) => void): Promise<Checked> {
  await makeIdentityHashes(engine);
  const tables = await readEverything(engine, onStep).catch((error: unknown) => {
    throw notAStore(path, error);
  });
  const problems: Problem[] = [];
  for (const { where, problem, count } of RULES) {
    onStep?.(`checking ${where}`);
    const [row] = await engine.rows(count);
    const rows = Number(row?.[0] ?? 0);
    if (rows !== 0) problems.push({ where, problem, rows });
  }
  const rows = [...tables.values()].reduce((sum, each) => sum + each, 0);
  return { tables: tables.size, rows, posts: tables.get('posts') ?? 0, problems };
}

/** Every value of every column is looked at, so that every block is read and its checksum compared. */
async function readEverything(engine: Engine, onStep?: (text: string) => void): Promise<Map<string, number>> {
  const columns = new Map<string, string[]>();
  for (const [table, column] of await engine.rows(
    "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'store' ORDER BY 1, 2",
  )) {
    columns.set(String(table), [...(columns.get(String(table)) ?? []), String(column)]);
  }
  const counts = new Map<string, number>();
  for (const [table, names] of columns) {
    onStep?.(`reading ${table}`);
    const read = names.map((name) => `bit_xor(hash(${name}))`);
    const [row] = await engine.rows(`SELECT count(*), ${read.join(', ')} FROM store.${table}`);
    counts.set(table, Number(row?.[0] ?? 0));
  }
  return counts;
}
