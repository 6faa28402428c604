/** Removes old posts, and what was known of them and of their authors. */
import { statSync } from 'node:fs';
import { hasEmptyBlocks, markRewriteDue, rewrite } from './rewrite.js';
import type { Store } from './store.js';

export interface Pruned {
  readonly posts: number;
  readonly authors: number;
  /** Bytes of the file. */
  readonly before: number;
  readonly after: number;
}

/** From this share of the posts on, the file is written anew. */
const WORTHWHILE_SHARE = 0.1;

/**
 * Removes posts written before a moment (milliseconds; where that is unknown, collected before it), with their scores and
 * history, the authors that have none left, and what alerts of that time name as evidence. Numbers of rows are not given
 * again. Where a good share goes, the file is written anew.
 */
export async function prunePosts(store: Store, before: number): Promise<Pruned> {
  const { engine, path } = store;
  const size = statSync(path).size;
  const moment = `epoch_ms(CAST(${Math.floor(before)} AS BIGINT))`;
  const old = `coalesce(created_at, collected_at) < ${moment}`;
  const [counts] = await engine.rows(
    `SELECT count(*) FILTER (WHERE ${old}), count(*), (SELECT count(*) FROM store.authors) FROM store.posts`,
  );
  const [posts = 0, all = 0, authors = 0] = (counts ?? []).map(Number);
  if (posts === 0) return { posts: 0, authors: 0, before: size, after: size };
  const due = posts >= all * WORTHWHILE_SHARE;
  await store.transaction(async () => {
    await keepLastRow(store);
    for (const table of ['scores', 'post_history']) {
      await engine.run(`DELETE FROM store.${table} WHERE row IN (SELECT row FROM store.posts WHERE ${old})`);
    }
    await engine.run(`DELETE FROM store.posts WHERE ${old}`);
    for (const table of ['authors', 'author_history']) {
      await engine.run(`DELETE FROM store.${table}
        WHERE author_hash NOT IN (SELECT author_hash FROM store.posts WHERE author_hash IS NOT NULL)`);
    }
    await engine.run(`UPDATE store.alerts SET evidence = [] WHERE until <= ${moment} AND len(evidence) > 0`);
    if (due) await markRewriteDue(store);
  });
  if (due || (await hasEmptyBlocks(store))) await rewrite(store);
  const [left] = await engine.rows('SELECT count(*) FROM store.authors');
  return { posts, authors: authors - Number(left?.[0] ?? 0), before: size, after: statSync(path).size };
}

/** Part of a transaction that deletes posts: the number of the last row outlives it. */
export async function keepLastRow({ engine }: Store): Promise<void> {
  const [row] = await engine.rows(`SELECT greatest(
    (SELECT coalesce(max(row), -1) FROM store.posts),
    (SELECT coalesce(max(CAST(value AS BIGINT)), -1) FROM store.meta WHERE name = 'last_row'))`);
  await engine.run(`DELETE FROM store.meta WHERE name = 'last_row';
    INSERT INTO store.meta VALUES ('last_row', '${Number(row?.[0] ?? -1)}')`);
}
