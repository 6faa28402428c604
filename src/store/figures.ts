/** What is in a store, in numbers. */
import { statSync } from 'node:fs';
import { sqlText } from '../core/engine.js';
import { SCHEMA_VERSION } from './migrate.js';
import type { Store } from './store.js';

export interface NetworkFigures {
  readonly network: string;
  readonly posts: number;
  readonly authors: number;
  /** ISO 8601, UTC; null where no post has a date. */
  readonly first: string | null;
  readonly last: string | null;
  readonly judged: number;
  /** Judged by another version, or for other brands and topics. */
  readonly stale: number;
}

export interface StoreFigures {
  readonly path: string;
  /** Bytes of the file and its log. */
  readonly bytes: number;
  readonly schema: number;
  readonly networks: readonly NetworkFigures[];
  readonly authors: number;
  readonly checkpoints: number;
  readonly alerts: number;
  readonly runs: number;
  readonly forgotten: number;
}

export async function storeFigures(
  { engine, path }: Store,
  current: { readonly scorer: string; readonly watch: string },
): Promise<StoreFigures> {
  const networks = await engine.rows(`SELECT coalesce(p.network, ''), count(*), count(DISTINCT p.author_hash),
      iso_time(min(p.created_at)), iso_time(max(p.created_at)), count(s.row),
      count(*) FILTER (WHERE s.scorer <> ${sqlText(current.scorer)} OR s.watch <> ${sqlText(current.watch)})
    FROM store.posts AS p LEFT JOIN store.scores AS s ON s.row = p.row GROUP BY ALL ORDER BY count(*) DESC, 1`);
  const [counts] = await engine.rows(
    `SELECT ${['authors', 'checkpoints', 'alerts', 'runs', 'forgotten']
      .map((table) => `(SELECT count(*) FROM store.${table})`)
      .join(', ')}`,
  );
  const [authors = 0, checkpoints = 0, alerts = 0, runs = 0, forgotten = 0] = (counts ?? []).map(Number);
  return {
    path,
    bytes: [path, `${path}.wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0),
    schema: SCHEMA_VERSION,
    networks: networks.map(([network, posts, authorsOf, first, last, judged, stale]) => ({
      network: String(network),
      posts: Number(posts),
      authors: Number(authorsOf),
      first: typeof first === 'string' ? first : null,
      last: typeof last === 'string' ? last : null,
      judged: Number(judged),
      stale: Number(stale),
    })),
    authors,
    checkpoints,
    alerts,
    runs,
    forgotten,
  };
}
