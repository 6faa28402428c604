/** Posts and their scores out of the store, as files that import and report read again. */
import { readSql } from '../../core/sql-file.js';
import type { Window } from '../../core/time.js';
import { scoreMacros } from '../../judgement/scored.js';
import { findStories } from '../../posts/stories.js';
import { TABLE_COLUMNS } from '../../posts/table.js';
import { type ExportFormat, writePartitions } from '../../store/partitions.js';
import type { Store } from './open-store.js';
import { viewPosts } from './stored-posts.js';

export interface ExportOptions {
  /** An empty folder. */
  readonly into: string;
  readonly format: ExportFormat;
  readonly window: Window;
  readonly timezone: string;
  readonly threads: number;
}

/** Columns that the store does not hold, because they follow from others. */
const METRICS =
  'p.views, p.author_followers, p.vendor_reach, p.place_reach, engagement_of(p.likes, p.reposts, p.replies, p.quotes)';
const DERIVED: Readonly<Record<string, string>> = {
  reach: `own_audience_of(${METRICS}) + brought_by_others(${METRICS}, p.reposts, p.quotes)`,
  reach_basis: `reach_basis_of(${METRICS})`,
  cluster: 'f.key',
};

/** Returns how many posts were written. */
export async function exportPosts(store: Store, options: ExportOptions): Promise<number> {
  const { engine } = store;
  await engine.run(readSql('reach/reach.sql'));
  await engine.run(scoreMacros());
  const { sketches } = await viewPosts(
    store,
    { scorer: '', watch: '' },
    { since: null, until: null, brandAccounts: [] },
  );
  await findStories(engine, sketches);
  await engine.run(`CREATE OR REPLACE TABLE clusters AS SELECT s.row, p.key
    FROM stories AS s JOIN store.posts AS p ON p.row = s.first`);
  const { since, until } = options.window;
  const moment = (ms: number): string => `epoch_ms(CAST(${Math.floor(ms)} AS BIGINT))`;
  const within = [
    ...(since === null ? [] : [`p.created_at >= ${moment(since)}`]),
    ...(until === null ? [] : [`p.created_at < ${moment(until)}`]),
  ];
  const columns = TABLE_COLUMNS.map(({ name }) => `${DERIVED[name] ?? `p.${name}`} AS ${name}`);
  const from = `SELECT ${columns.join(', ')} FROM posts AS p LEFT JOIN clusters AS f ON f.row = p.rowid
    ${within.length === 0 ? '' : `WHERE ${within.join(' AND ')}`}`;
  return writePartitions(engine, { ...options, from });
}
