/**
 * Ids that a spreadsheet or a float has rounded: `1.80E+17`, `1294938475632830000`, or multiples of a power of two.
 * Such an id is some other post's, or nobody's, so it must never be joined on.
 */
import type { Engine } from '../core/engine.js';
import { storedColumns } from './table.js';

/** Columns that hold an id, or a key made of one. */
const ID_COLUMNS = ['id', 'author_id', 'thread', 'parent', 'repost_of'] as const;

export interface RoundedColumn {
  readonly column: (typeof ID_COLUMNS)[number];
  readonly rows: number;
  /** One of them, as the file has it. */
  readonly example: string;
}

/** What a column's ids look like; `long` counts those of 17 digits and more, which a float cannot hold exactly. */
interface IdStatistics {
  readonly scientific: number;
  readonly long: number;
  /** Long ids of which only the first 15 digits are there, as Excel keeps them. */
  readonly fifteen: number;
  /** How many of those chance alone makes: one in 100 of 17 digits, in 1 000 of 18, in 10 000 of 19. */
  readonly fifteenByChance: number;
  /** Long ids that end in 0, as a float printed with its shortest digits does. */
  readonly round: number;
  /** Long ids that a float holds exactly: all of them, once they have been through one. */
  readonly exact: number;
}

/** By chance one id in ten ends in 0, and at most one in eight is exact: five in a row are no accident. */
const ENOUGH = 5;
/** So unlikely must it be that chance alone made so many. */
const SIGNIFICANT = 0.002;

const BARE: Record<(typeof ID_COLUMNS)[number], string> = {
  id: 'id',
  author_id: 'author_id',
  thread: "regexp_replace(thread, '^[^:]*:', '')",
  parent: "regexp_replace(parent, '^[^:]*:', '')",
  repost_of: "regexp_replace(repost_of, '^[^:]*:', '')",
};

/** With a sign or decimals, for `1e5` alone may well be an id in base 36; or a number past 2^53 that says it is a float. */
const SCIENTIFIC = "regexp_full_match(x, '[0-9]([.,][0-9]+[eE]\\+?|[eE]\\+)[0-9]{1,2}|[0-9]{16,}\\.0')";
const NUMBER = 'TRY_CAST(x AS BIGINT)';
const LONG = `(length(x) BETWEEN 17 AND 19 AND ${NUMBER} IS NOT NULL)`;
const FIFTEEN = `${NUMBER} % CASE length(x) WHEN 17 THEN 100 WHEN 18 THEN 1000 ELSE 10000 END = 0`;

/** Finds rounded ids among the rows from `firstRow` on, and takes them out of the posts; `extras` keeps what stood there. */
export async function removeRoundedIds(
  engine: Engine,
  firstRow: number,
  keepExtras: boolean,
): Promise<RoundedColumn[]> {
  const found: RoundedColumn[] = [];
  const stored = await storedColumns(engine);
  for (const column of ID_COLUMNS) {
    if (!stored.includes(column)) continue;
    const statistics = await measure(engine, column, firstRow);
    const test = roundedTest(statistics);
    if (test === null) continue;
    const values = `SELECT rowid AS row, ${BARE[column]} AS x FROM posts WHERE rowid >= ${firstRow} AND ${column} IS NOT NULL`;
    const [sample] = await engine.rows(`SELECT count(*), min(x) FROM (${values}) WHERE ${test}`);
    found.push({ column, rows: Number(sample?.[0] ?? 0), example: String(sample?.[1] ?? '') });
    const kept = keepExtras
      ? `, extras = CAST(json_merge_patch(coalesce(extras, '{}'), json_object('rounded_${column}', x)) AS VARCHAR)`
      : '';
    await engine.run(
      `UPDATE posts SET ${column} = NULL${kept} FROM (${values}) AS v WHERE v.row = posts.rowid AND ${test}`,
    );
    if (column === 'id') {
      await engine.run(`UPDATE posts SET key = made_key(network, id, url, author_id, author_handle, author_name, created_at, text)
        WHERE rowid >= ${firstRow} AND id IS NULL AND NOT contains(key, ':~')`);
    }
  }
  return found;
}

/** SQL that is true for the ids to distrust, or null when the column is sound. */
export function roundedTest(ids: IdStatistics): string | null {
  const tests: string[] = [];
  if (ids.scientific > 0) tests.push(SCIENTIFIC);
  if (ids.long >= ENOUGH && (ids.round === ids.long || ids.exact === ids.long)) tests.push(LONG);
  else if (ids.fifteen > 0 && atLeast(ids.fifteen, ids.fifteenByChance) < SIGNIFICANT)
    tests.push(`(${LONG} AND ${FIFTEEN})`);
  return tests.length === 0 ? null : tests.join(' OR ');
}

/** How likely chance makes at least so many where it makes `expected` on average (Poisson). */
function atLeast(count: number, expected: number): number {
  let below = 0;
  let term = Math.exp(-expected);
  for (let k = 0; k < count; k++) {
    below += term;
    term *= expected / (k + 1);
  }
  return Math.max(0, 1 - below);
}

async function measure(engine: Engine, column: (typeof ID_COLUMNS)[number], firstRow: number): Promise<IdStatistics> {
  // The number is made once for each id: a million ids are looked at on every import.
  const [row] = await engine.rows(`SELECT
      count(*) FILTER (WHERE n IS NULL AND ${SCIENTIFIC}), count(n),
      count(*) FILTER (WHERE n % CASE length(x) WHEN 17 THEN 100 WHEN 18 THEN 1000 ELSE 10000 END = 0),
      sum(CASE WHEN n IS NULL THEN 0 ELSE CASE length(x) WHEN 17 THEN 0.01 WHEN 18 THEN 0.001 ELSE 0.0001 END END),
      count(*) FILTER (WHERE n % 10 = 0), count(*) FILTER (WHERE TRY_CAST(CAST(n AS DOUBLE) AS BIGINT) = n)
    FROM (SELECT x, CASE WHEN length(x) BETWEEN 17 AND 19 THEN ${NUMBER} END AS n
      FROM (SELECT ${BARE[column]} AS x FROM posts
        WHERE rowid >= ${firstRow} AND (length(${column}) >= 17 OR contains(${column}, 'E') OR contains(${column}, 'e'))))`);
  const [scientific = 0, long = 0, fifteen = 0, fifteenByChance = 0, round = 0, exact = 0] = (row ?? []).map(Number);
  return { scientific, long, fifteen, fifteenByChance, round, exact };
}
