/** Posts out of the engine as files in a folder for each day: `day=2026-10-01/posts_0.parquet`. */
import { type Engine, sqlText } from '../core/engine.js';
import { jsonLine } from '../posts/ndjson.js';
import { TABLE_COLUMNS } from '../posts/table.js';

export type ExportFormat = 'parquet' | 'ndjson';

export interface Partitioning {
  /** SELECT with `created_at` and all columns of a post and a score. */
  readonly from: string;
  /** An empty folder. */
  readonly into: string;
  readonly format: ExportFormat;
  /** IANA zone of the days. */
  readonly timezone: string;
  readonly threads: number;
}

const OPTIONS: Readonly<Record<ExportFormat, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  // The engine's own JSON has no partitions. No line holds a control character, so that none need be quoted.
  ndjson: "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01'",
};

/** Writes posts in the order in which they come; those without a date into `day=unknown`. Returns how many. */
export async function writePartitions(engine: Engine, options: Partitioning): Promise<number> {
  const { from, into, format, timezone, threads } = options;
  const local = `CAST((created_at AT TIME ZONE 'UTC') AT TIME ZONE ${sqlText(timezone)} AS DATE)`;
  const [counted] = await engine.rows(`SELECT count(*) FROM (${from})`);
  // Several threads would each write files of their own, in no order.
  await engine.run('SET threads = 1');
  try {
    await engine.run(`COPY (SELECT ${format === 'ndjson' ? `${jsonLine(TABLE_COLUMNS)} AS line` : TABLE_COLUMNS.map(({ name }) => name).join(', ')}, coalesce(CAST(${local} AS VARCHAR), 'unknown') AS day FROM (${from}))
      TO ${sqlText(into)} (${OPTIONS[format]}, PARTITION_BY (day), FILENAME_PATTERN 'posts_{i}', FILE_EXTENSION '${format}',
        OVERWRITE_OR_IGNORE)`);
  } finally {
    await engine.run(`SET threads = ${threads}`).catch(() => undefined);
  }
  return Number(counted?.[0] ?? 0);
}
