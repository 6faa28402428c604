/** One opened file into the posts table: preset or guess, dates, ids, rejects. */
import type { Engine } from '../core/engine.js';
import { sqlText } from '../core/engine.js';
import { AppError } from '../core/errors.js';
import { type OpenedFile, SAMPLE_RECORDS } from '../files/opened-file.js';
import { cleanTexts } from '../posts/cleaning.js';
import { type RoundedColumn, removeRoundedIds } from '../posts/rounded-ids.js';
import { storedColumns } from '../posts/table.js';
import { compilePreset, EMPTY, NO_TEXT } from '../presets/compile.js';
import { decideOrder, NUMERIC_DATE, NUMERIC_DATE_PARTS } from '../presets/dates.js';
import { toExpression } from '../presets/expression.js';
import { delimitedColumns, jsonColumns } from '../presets/file-columns.js';
import type { Guess } from '../presets/guess.js';
import type { MapOption } from '../presets/map-option.js';
import { columnsInside, parquetColumns, parquetSample, readParquet } from '../presets/parquet-columns.js';
import type { DateOrder, Preset } from '../presets/preset.js';
import { type FilePlan, namedColumns, type PlannedFile, planColumns } from './plan-columns.js';
import { collectRejects, forgetRejects, type RejectCount } from './rejects.js';

export interface ReadOptions {
  readonly timezone: string;
  readonly dateOrder: DateOrder | null;
  readonly map: MapOption | null;
  /** Id of the preset to use whatever the file looks like. */
  readonly preset: string | null;
  readonly withExtras: boolean;
  /** Whether every reject is wanted with its line, or the first few. */
  readonly allRejects: boolean;
  /** ISO 8601, UTC: when this import began. */
  readonly collectedAt: string;
}

/** What was read from one file. */
export interface ReadFile {
  readonly name: string;
  readonly preset: Preset;
  readonly guesses: readonly Guess[];
  /** Which columns of the file each column of a post came from. */
  readonly mapping: readonly { readonly column: string; readonly from: readonly string[] }[];
  readonly leftOver: readonly string[];
  readonly rows: number;
  /** Replies that stood inside rows and became posts. */
  readonly replies: number;
  /** Records that are no posts, by the preset. */
  readonly leftOut: number;
  readonly rejects: RejectCount;
  readonly rounded: readonly RoundedColumn[];
  readonly notes: readonly string[];
}

/** Decides how a file is read. Throws `malformed-input` when nothing in it looks like a post. */
export async function planFile(
  engine: Engine,
  file: OpenedFile,
  options: Pick<ReadOptions, 'map' | 'preset'>,
): Promise<FilePlan> {
  const shape = file.container === 'lines' ? 'json' : 'table';
  return planColumns({ name: file.name, shape, ...(await contentOf(engine, file)) }, options);
}

/** Reads a file into the posts table. Rows that cannot be read are left out of it, and counted. */
export async function readFile(
  engine: Engine,
  file: OpenedFile,
  plan: FilePlan,
  options: ReadOptions,
): Promise<ReadFile> {
  const { preset, columns } = plan;
  const notes = [...file.notes, ...plan.notes];
  if (preset.caution !== undefined) notes.push(preset.caution);
  // A time without a zone is read in the engine's zone: the file's own while it is read.
  const zone = preset.dates?.zone === 'utc' || preset.evidence === 'own' ? 'UTC' : options.timezone;
  await engine.run(`SET TimeZone = ${sqlText(zone)}`);
  const order = await orderOf(engine, plan, options, notes);
  const compiled = compilePreset(preset, columns, {
    order,
    source: file.name,
    collectedAt: options.collectedAt,
    withExtras: options.withExtras,
  });
  const firstRow = await one(engine, 'SELECT coalesce(max(rowid), -1) + 1 FROM posts');
  const added = async (condition: string): Promise<number> =>
    one(engine, `SELECT count(*) FROM posts WHERE rowid >= ${firstRow} AND ${condition}`);
  const names = (await storedColumns(engine)).join(', ');
  await forgetRejects(engine);
  await inOrder(engine, `INSERT INTO posts (${names}, reject) SELECT ${names}, reject FROM (${compiled.posts})`);
  const read = await added('TRUE');
  if (columns.blank !== null && (await added(`reject = ${sqlText(EMPTY)}`)) > 0)
    await leaveOutBlanks(engine, columns.from(), columns.blank, firstRow);
  const leftOut = await added("reject = ''");
  const rejects = await collectRejects(engine, file, { firstRow, all: options.allRejects });
  let replies = 0;
  if (compiled.replies !== null) {
    await inOrder(engine, `INSERT INTO posts (${names}, reject) SELECT ${names}, reject FROM (${compiled.replies})`);
    replies = (await added('reject IS NULL')) - (read - leftOut - rejects.inTable);
  }
  await engine.run(`DELETE FROM posts WHERE rowid >= ${firstRow} AND reject IS NOT NULL`);
  const rounded = await removeRoundedIds(engine, firstRow, options.withExtras);
  // Texts in our own files are plain already: what looks like an entity there was written by the author.
  if (preset.evidence !== 'own') await cleanTexts(engine, firstRow);
  if (file.damage !== null) notes.push(file.damage);
  return {
    name: file.name,
    preset,
    guesses: plan.guesses,
    mapping: compiled.mapping,
    leftOver: columns.leftOver(),
    rows: read - leftOut - rejects.inTable,
    replies,
    leftOut,
    rejects,
    rounded,
    notes,
  };
}

/** The engine turns long IN lists into joins, and behind a join the rows of a large file change places. */
async function inOrder(engine: Engine, sql: string): Promise<void> {
  await engine.run("SET disabled_optimizers = 'in_clause'");
  await engine.run(sql);
  await engine.run("SET disabled_optimizers = ''");
}

/**
 * Rows without a filled cell are no posts; those with one where nobody looked are rejected. All columns must be read to tell
 * them apart, which is done only for a file that needs it.
 */
async function leaveOutBlanks(engine: Engine, from: string, blank: string, firstRow: number): Promise<void> {
  await inOrder(
    engine,
    `UPDATE posts SET reject = '' FROM (SELECT row_number() OVER () AS place, ${blank} AS blank FROM ${from}) AS file
     WHERE file.blank AND posts.rowid = ${firstRow} - 1 + file.place AND posts.reject = ${sqlText(EMPTY)}`,
  );
  await engine.run(
    `UPDATE posts SET reject = ${sqlText(NO_TEXT)} WHERE rowid >= ${firstRow} AND reject = ${sqlText(EMPTY)}`,
  );
}

async function one(engine: Engine, sql: string): Promise<number> {
  const [row] = await engine.rows(sql);
  return Number(row?.[0] ?? 0);
}

/** The columns of a file with their first values; for JSON those are the dotted paths of the sample. */
async function contentOf(
  engine: Engine,
  file: OpenedFile,
): Promise<Pick<PlannedFile, 'header' | 'sample' | 'columns'>> {
  const { path, sample } = file;
  if (file.container === 'parquet') {
    const described = await engine.rows(`DESCRIBE SELECT * FROM ${readParquet(path)}`);
    const columns = described.flatMap(([name, type]) => columnsInside(String(name), String(type)));
    const rows = await engine.rows(parquetSample(path, columns, SAMPLE_RECORDS));
    return {
      header: columns.map(({ name }) => name),
      sample: rows.map((row) => row.map((value) => (value === null ? null : String(value)))),
      columns: parquetColumns({ path, columns }),
    };
  }
  if (file.container === 'lines') {
    const paths = sample.columns;
    return { header: paths, sample: sample.rows, columns: jsonColumns({ path, compression: file.compression, paths }) };
  }
  const header = namedColumns(file.name, file.dialect?.header ?? null);
  const { dialect } = file;
  if (dialect === null)
    throw new AppError('internal', 'a delimited file without a dialect', { code: 'import.dialect' });
  const columns = delimitedColumns({
    path,
    compression: file.compression,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    escape: dialect.escape,
    skipLines: dialect.skipLines,
    header,
    padded: sample.rows.some((row) => row.some((value) => value !== null && value !== value.trim())),
  });
  return { header, sample: sample.rows, columns };
}

/** The order of day and month, from the whole column where dates are written with numbers only. */
async function orderOf(engine: Engine, plan: FilePlan, options: ReadOptions, notes: string[]): Promise<DateOrder> {
  const given = options.dateOrder ?? options.map?.order ?? null;
  const from = plan.preset.columns.created_at;
  const sql = from === undefined ? null : toExpression(from)(plan.columns);
  const stated = plan.preset.dates?.order ?? null;
  if (sql === null || given !== null) return given ?? stated ?? 'dmy';
  const part = (index: number): string =>
    `CAST(regexp_extract(d, ${sqlText(NUMERIC_DATE_PARTS)}, ${index}) AS INTEGER)`;
  const dates = `SELECT ${sql} AS d, ${plan.columns.empty() ?? 'FALSE'} AS empty_row FROM ${plan.columns.from()}`;
  const isNumeric = `regexp_matches(d, ${sqlText(NUMERIC_DATE)})`;
  // What empty rows are counted for: see `FileColumns.empty`.
  const empties = 'count(*) FILTER (WHERE empty_row)';
  // One record is enough to know whether the column is written with numbers at all, unless the first have none.
  const [probe] = await engine.rows(
    `SELECT count(*) FILTER (WHERE ${isNumeric}), ${empties} FROM (SELECT * FROM (${dates}) WHERE d IS NOT NULL LIMIT 1000)`,
  );
  if (Number(probe?.[0] ?? 0) === 0) return stated ?? 'dmy';
  const [counts] = await engine.rows(
    `SELECT count(*) FILTER (WHERE ${part(1)} > 12), count(*) FILTER (WHERE ${part(2)} > 12), count(*), ${empties}
     FROM (${dates}) WHERE ${isNumeric}`,
  );
  const [dayFirst = 0, monthFirst = 0, all = 0] = (counts ?? []).map(Number);
  const decision = decideOrder({ dayFirst, monthFirst, numeric: all }, stated, null);
  if (decision.said !== null) notes.push(decision.said);
  return decision.order;
}
