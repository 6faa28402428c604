/** Turns a preset and one file's columns into the SQL that makes posts of its rows. */
import { sqlText } from '../core/engine.js';
import type { ColumnType } from '../posts/post.js';
import { POST_KINDS } from '../posts/post.js';
import { sqlType, TABLE_COLUMNS } from '../posts/table.js';
import { momentSql } from './dates.js';
import type { Expressible, RawColumns } from './expression.js';
import { toExpression } from './expression.js';
import type { DateOrder, Preset } from './preset.js';
import { TOTALS } from './totals.js';

/** A file's columns for expressions, and what is left of a row once some of them are taken. */
export interface FileColumns extends RawColumns {
  /** What follows FROM, once every expression has asked for its columns. */
  from(): string;
  /** The columns that expressions have asked for so far, by the names that the file gives them. */
  used(): readonly string[];
  /** The columns that none has asked for. */
  leftOver(): readonly string[];
  /** SQL for the JSON object of what is left, but for the columns named; null where nothing is. */
  extras(without: readonly string[]): string | null;
  /** SQL that is true for a record that cannot be read at all, e.g. broken JSON. */
  readonly broken: string | null;
  /** SQL that is true for a row without a filled cell, as spreadsheets leave below a table; null where there are none. */
  readonly blank: string | null;
  /**
   * SQL that is true for a row without a filled cell in any column up to the last that expressions have asked for so far,
   * in a table of text; null in all else.
   *
   * Whatever reads some columns of such a table must have this among its results. Where a quote that is never closed cuts
   * a character in two, or a byte is no UTF-8, the engine looks for the name of the column by its place in the file among
   * the columns that it was asked for, and ends in an error of its own where those are fewer. With all columns before it,
   * they never are.
   */
  empty(): string | null;
}

export interface CompileOptions {
  readonly order: DateOrder;
  /** Name of the file, for `source`. */
  readonly source: string;
  /** ISO 8601, UTC. */
  readonly collectedAt: string;
  readonly withExtras: boolean;
}

export interface CompiledPreset {
  /** SELECT of every post column, every score column, and `reject`: null, a reason, or empty for what is no post. */
  readonly posts: string;
  /** The same for the owner's replies inside the rows, or null. */
  readonly replies: string | null;
  /** Which columns of the file each column of the post comes from. */
  readonly mapping: readonly { readonly column: string; readonly from: readonly string[] }[];
}

/** The reason to reject a row that holds nothing that a post is known by. */
export const NO_TEXT = 'no text';
/** The same while it is not yet known whether the row holds anything at all. */
export const EMPTY = 'empty';

/** What our own files say themselves, where other files leave it to be made. */
const OWN_COLUMNS = { key: 'key', extras: 'extras', source: 'source', collected_at: 'collected_at' };

export function compilePreset(preset: Preset, file: FileColumns, options: CompileOptions): CompiledPreset {
  const mapping: { column: string; from: readonly string[] }[] = [];
  const asked = new Map<string, string | null>();
  const compile = (column: string, from: Expressible | undefined): void => {
    const seen: string[] = [];
    const recording: RawColumns = {
      value(name) {
        const sql = file.value(name);
        if (sql !== null) seen.push(name);
        return sql;
      },
    };
    const sql = from === undefined ? null : toExpression(from)(recording);
    asked.set(column, sql);
    if (sql !== null) mapping.push({ column, from: [...new Set(seen)] });
  };
  const given = preset.evidence === 'own';
  const own: Readonly<Record<string, Expressible | undefined>> = {
    ...preset.columns,
    ...preset.scores,
    ...(given ? OWN_COLUMNS : {}),
  };
  for (const { name } of TABLE_COLUMNS) compile(name, own[name]);
  compile('reply.text', preset.reply?.text);
  compile('reply.created_at', preset.reply?.created_at);
  compile('reply.author_name', preset.reply?.author_name);
  const marks = (preset.rowsWith ?? []).map((name) => file.value(name)).filter((sql) => sql !== null);

  const extras = options.withExtras ? file.extras(preset.private ?? []) : null;
  const TEXT = 'CAST(NULL AS VARCHAR)';
  // What a row says, as text and each value once: the macros that read numbers and dates copy what they are given.
  const texts = [...asked].flatMap(([column, sql]) => (sql === null ? [] : [`${sql} AS "${column} text"`]));
  const value = (column: string): string | null => ((asked.get(column) ?? null) === null ? null : `"${column} text"`);
  const raw = `(SELECT ${[
    ...texts,
    `${extras ?? TEXT} AS rest`,
    `${file.broken ?? 'FALSE'} AS broken`,
    `${file.empty() ?? file.blank ?? 'FALSE'} AS empty_row`,
    `${marks.length === 0 ? 'TRUE' : marks.map((sql) => `${sql} IS NOT NULL`).join(' OR ')} AS is_post`,
  ].join(',\n  ')}\nFROM ${file.from()})`;
  // The same, typed: everything below names these columns.
  const said = [
    `${value('network') ?? sqlText('unknown')} AS network`,
    ...TABLE_COLUMNS.filter(({ name }) => name !== 'network').map(
      ({ name, type }) => `${typed(name, type, value(name))} AS ${name}`,
    ),
    `${value('created_at') ?? TEXT} AS date_text`,
    `${momentOf(value('created_at'), options.order)} AS moment`,
    `${value('reply.text') ?? TEXT} AS reply_text`,
    `${value('reply.created_at') ?? TEXT} AS reply_date_text`,
    `${momentOf(value('reply.created_at'), options.order)} AS reply_moment`,
    `${value('reply.author_name') ?? TEXT} AS reply_author`,
    'rest',
    'broken',
    'empty_row',
    'is_post',
  ];
  const rows = `(SELECT ${said.join(',\n  ')}\nFROM ${raw})`;

  const reference = (column: string): string => (given ? column : `post_key(network, ${column})`);
  const key = given
    ? 'coalesce(key, made_key(network, id, url, author_id, author_handle, author_name, moment, text))'
    : 'made_key(network, id, url, author_id, author_handle, author_name, moment, text)';
  const source = given ? `coalesce(source, ${sqlText(options.source)})` : sqlText(options.source);
  const collected = `TIMESTAMP ${sqlText(options.collectedAt)}`;
  const made: Readonly<Record<string, string>> = {
    key,
    created_at: 'moment',
    kind: `CASE WHEN lower(kind) IN (${POST_KINDS.map(sqlText).join(', ')}) THEN lower(kind) ELSE 'post' END`,
    thread: reference('thread'),
    parent: reference('parent'),
    repost_of: reference('repost_of'),
    extras: given ? 'merged_extras(extras, rest)' : 'rest',
    source,
    collected_at: given ? `coalesce(collected_at, ${collected})` : collected,
  };
  const posts = `SELECT ${TABLE_COLUMNS.map(({ name }) => `${made[name] ?? name} AS ${name}`).join(', ')},
  CASE
    WHEN broken THEN 'not valid JSON'
    WHEN NOT is_post THEN ''
    WHEN moment IS NULL AND ${adds('date_text')} THEN ''
    WHEN moment IS NULL AND text IS NULL AND title IS NULL AND ${adds('coalesce(id, author_handle, author_name)')} THEN ''
    WHEN date_text IS NOT NULL AND moment IS NULL AND ${known('date_text')} THEN concat('cannot read the date "', left(date_text, 40), '"')
    WHEN text IS NULL AND title IS NULL AND rating IS NULL AND id IS NULL AND url IS NULL AND moment IS NULL AND author_name IS NULL THEN CASE WHEN empty_row THEN ${sqlText(EMPTY)} ELSE ${sqlText(NO_TEXT)} END
  END AS reject
FROM ${rows}`;

  const replyColumns: Readonly<Record<string, string>> = {
    key: `concat(${key}, ':reply')`,
    network: 'network',
    kind: sqlText('reply'),
    created_at: 'reply_moment',
    text: 'reply_text',
    author_name: 'reply_author',
    author_role: sqlText('brand'),
    thread: key,
    parent: key,
    parent_author: 'coalesce(author_handle, author_name)',
    place: 'place',
    url: 'url',
    source,
    collected_at: collected,
  };
  const replies =
    value('reply.text') === null
      ? null
      : `SELECT ${TABLE_COLUMNS.map(({ name, type }) => `${replyColumns[name] ?? `CAST(NULL AS ${sqlType(type)})`} AS ${name}`).join(', ')},
  CASE WHEN reply_date_text IS NOT NULL AND reply_moment IS NULL AND ${known('reply_date_text')} THEN concat('cannot read the date "', left(reply_date_text, 40), '" of the reply') END AS reject
FROM ${rows} WHERE reply_text IS NOT NULL AND is_post AND NOT empty_row`;
  return { posts, replies, mapping };
}

/** Columns of the posts table that reading a file with a preset fills. */
export function filledColumns(preset: Preset, file: RawColumns, withExtras: boolean): string[] {
  const given: Readonly<Record<string, Expressible | undefined>> = {
    ...preset.columns,
    ...preset.scores,
    ...(preset.evidence === 'own' ? OWN_COLUMNS : {}),
  };
  const filled = Object.entries(given).flatMap(([name, from]) =>
    from !== undefined && toExpression(from)(file) !== null ? [name] : [],
  );
  if (preset.reply !== undefined) filled.push('author_name', 'author_role', 'thread', 'parent', 'parent_author');
  if (withExtras) filled.push('extras', 'source', 'collected_at');
  return filled;
}

function momentOf(sql: string | null, order: DateOrder): string {
  return sql === null ? 'CAST(NULL AS TIMESTAMP)' : momentSql(sql, order);
}

/** Some tools write a word where they have no date; Meta writes `Lifetime` for posts counted since they were made. */
function known(column: string): string {
  return `lower(${column}) NOT IN ('lifetime', 'nan', 'nat', 'null', 'none', 'n/a', '-')`;
}

/** Ids, and in files of others the ids that they name. */
const IDS: ReadonlySet<string> = new Set(['id', 'author_id', 'thread', 'parent', 'repost_of']);

/** Whether a cell says that its row adds the others up. */
function adds(cell: string): string {
  return `regexp_matches(lower(${cell}), ${sqlText(TOTALS)})`;
}

function typed(name: string, type: ColumnType, sql: string | null): string {
  if (sql === null || name === 'created_at') return `CAST(NULL AS ${sqlType(type)})`;
  if (IDS.has(name)) return `bare_id(${sql})`;
  if (name === 'lang') return `language_tag(${sql})`;
  if (name === 'author_handle' || name === 'parent_author') return `nullif(ltrim(${sql}, '@'), '')`;
  switch (type) {
    case 'integer':
      // Tools write -1 for what they do not know; only the score of a post may well be below zero.
      return name === 'likes'
        ? `parse_count(${sql})`
        : `CASE WHEN ${sql} < '.' THEN nullif(greatest(parse_count(${sql}), -1), -1) ELSE parse_count(${sql}) END`;
    case 'number':
      return name === 'rating' ? `parse_rating(${sql})` : `parse_decimal(${sql})`;
    case 'boolean':
      return `parse_boolean(${sql})`;
    case 'timestamp':
      return `timezone('UTC', TRY_CAST(${sql} AS TIMESTAMPTZ))`;
    case 'list':
      return `parse_list(${sql})`;
    case 'brands':
      return `parse_brands(${sql})`;
    default:
      return sql;
  }
}
