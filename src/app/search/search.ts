/** The posts that match a query: newest, widest or most telling first, and how many there are by network and day. */
import type { Engine, SqlValue } from '../../core/engine.js';
import { sqlText } from '../../core/engine.js';
import type { Cell, Series, Table, TableColumn } from '../../core/table.js';
import { isLeaf, type Leaf, type Query } from '../../query/ast.js';
import type { QueryClock } from '../../query/field-value.js';
import { hitFinder } from '../../query/hits.js';
import { printQuery } from '../../query/print.js';
import { toSql } from '../../query/to-sql.js';
import { isJudged, type SearchSource } from './search-sources.js';
import { snippetOf } from './snippet.js';

export const SEARCH_ORDERS = ['newest', 'reach', 'relevance'] as const;
export type SearchOrder = (typeof SEARCH_ORDERS)[number];

export interface SearchOptions {
  readonly query: Query;
  readonly clock: QueryClock;
  readonly by: SearchOrder;
  /** Rows; null: all. */
  readonly limit: number | null;
  /** IANA zone of the days. */
  readonly timezone: string;
}

export interface SearchResult {
  readonly found: number;
  readonly posts: Table;
  /** Posts by network and by day. */
  readonly counts: Table;
}

/** Rows that are named one by one. */
const FEW = 1000;

export const SEARCH_COLUMNS: readonly TableColumn[] = [
  { name: 'key', type: 'text', about: 'identity of the post' },
  { name: 'created_at', type: 'timestamp', about: 'when it was written, UTC', terminal: 1 },
  { name: 'network', type: 'text', about: 'where it was said', terminal: 2 },
  { name: 'author', type: 'text', about: 'handle, else display name', hostile: true, terminal: 3 },
  { name: 'kind', type: 'text', about: 'kind of post' },
  { name: 'lang', type: 'text', about: 'language' },
  { name: 'label', type: 'text', about: 'label of the sentiment; null where it was not judged', terminal: 5 },
  { name: 'sentiment', type: 'number', about: 'how it feels, −1 to 1; null where it was not judged' },
  { name: 'reach', type: 'integer', about: 'people that it can be expected to have reached', terminal: 4 },
  {
    name: 'snippet',
    type: 'text',
    about: 'the part of title and text around the first words found; words found stand in brackets',
    hostile: true,
    wraps: true,
    terminal: 6,
    short: 'says',
  },
  { name: 'url', type: 'text', about: 'its address', hostile: true },
  { name: 'text', type: 'text', about: 'the whole text', hostile: true },
];

export const COUNT_COLUMNS: readonly TableColumn[] = [
  { name: 'scope', type: 'text', about: 'network or day', terminal: 1 },
  { name: 'name', type: 'text', about: 'which network, or the day in the zone of the run', terminal: 2 },
  { name: 'posts', type: 'integer', about: 'posts that match', terminal: 3 },
];

/** Makes the table `hits` in the engine. The words and, for files, the judgements must be there. */
export async function search(engine: Engine, source: SearchSource, options: SearchOptions): Promise<SearchResult> {
  const { query, clock, by, limit, timezone } = options;
  let judged = false;
  const column = (name: string): string => {
    judged ||= isJudged(name);
    return source.column(name);
  };
  const condition = toSql(query, { column, clock });
  const terms = by === 'relevance' ? saidTerms(query) : [];
  const found = terms.map((term, index) => `${toSql(term, { column, clock })} AS term${index}`);
  const extra =
    by === 'reach' ? [`${column('reach')} AS reach`] : by === 'relevance' ? [`length(${column('words')}) AS size`] : [];
  const picked = [
    `${column('row')} AS row`,
    `${column('created_at')} AS created_at`,
    `${column('network')} AS network`,
  ];
  await engine.run(`CREATE OR REPLACE TABLE hits AS SELECT ${[...picked, ...extra, ...found].join(', ')}
    FROM ${source.from(judged)} WHERE ${condition}`);
  const [counted] = await engine.rows('SELECT count(*) FROM hits');
  const total = Number(counted?.[0] ?? 0);
  await engine.run(`CREATE OR REPLACE TABLE best AS SELECT row, row_number() OVER () AS place FROM (
    SELECT row FROM hits ORDER BY ${await orderOf(engine, by, terms.length, total)}, row DESC${limit === null ? '' : ` LIMIT ${limit}`})`);
  const counts = await countsOf(engine, timezone);
  return {
    found: total,
    posts: {
      id: 'search',
      title: 'Posts',
      columns: SEARCH_COLUMNS,
      rows: rowsOf(engine, source, query),
      total,
      headline: [headlineOf(query, total, counts)],
      series: seriesOf(counts),
      notes: [],
      stamp: { query: printQuery(query), timezone },
    },
    counts: {
      id: 'search-counts',
      title: 'Posts by network and day',
      columns: COUNT_COLUMNS,
      rows: blockOf(counts.map(({ scope, name, posts }) => [scope, name, posts])),
      total: counts.length,
      headline: [],
      series: [],
      notes: [],
      stamp: { query: printQuery(query), timezone },
    },
  };
}

/** Words that the query says, in the text; conditions and what must be absent tell nothing of how well a post fits. */
function saidTerms(query: Query): Leaf[] {
  if (isLeaf(query)) return [query];
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap(saidTerms);
  return query.kind === 'near' ? [...saidTerms(query.left), ...saidTerms(query.right)] : [];
}

/**
 * Relevance: of the terms that a post holds, the rarer among the hits count for more (ln(1 + hits / hits with it)), and a
 * short post for more than a long one. Equal posts: newest first.
 */
async function orderOf(engine: Engine, by: SearchOrder, terms: number, total: number): Promise<string> {
  if (by === 'newest') return 'created_at DESC NULLS LAST';
  if (by === 'reach') return 'reach DESC NULLS LAST, created_at DESC NULLS LAST';
  if (terms === 0) return 'size, created_at DESC NULLS LAST';
  const counts = Array.from({ length: terms }, (_, index) => `count(*) FILTER (WHERE term${index})`);
  const [row = []] = await engine.rows(`SELECT ${counts.join(', ')} FROM hits`);
  const weights = row.map((count, index) => {
    const weight = Math.log(1 + total / Math.max(1, Number(count)));
    return `CASE WHEN term${index} THEN ${weight} ELSE 0 END`;
  });
  return `(${weights.join(' + ')}) / (1 + ln(1 + size / 200.0)) DESC, created_at DESC NULLS LAST`;
}

interface Count {
  readonly scope: 'network' | 'day';
  readonly name: string;
  readonly posts: number;
}

async function countsOf(engine: Engine, timezone: string): Promise<Count[]> {
  const read =
    (scope: Count['scope']) =>
    (row: readonly SqlValue[]): Count => ({
      scope,
      name: row[0] === null ? 'unknown' : String(row[0]),
      posts: Number(row[1]),
    });
  const networks = await engine.rows(
    'SELECT network, count(*) FROM hits GROUP BY network ORDER BY count(*) DESC, network',
  );
  const days =
    await engine.rows(`SELECT CAST(day_of(moment, ${sqlText(timezone)}) AS VARCHAR) AS day, CAST(sum(posts) AS BIGINT)
    FROM (SELECT min(created_at) AS moment, count(*) AS posts FROM hits GROUP BY quarter_of(created_at))
    GROUP BY day ORDER BY day`);
  return [...networks.map(read('network')), ...days.map(read('day'))];
}

function headlineOf(query: Query, total: number, counts: readonly Count[]): string {
  const networks = counts.filter(({ scope }) => scope === 'network').map(({ name, posts }) => `${name} ${posts}`);
  const posts = `${total} ${total === 1 ? 'post' : 'posts'}`;
  return [`${posts} with ${printQuery(query)}`, ...networks].join(' · ');
}

/** Posts per day, without gaps. */
function seriesOf(counts: readonly Count[]): readonly Series[] {
  const days = counts.filter(({ scope, name }) => scope === 'day' && name !== 'unknown');
  const [first, last] = [days[0]?.name, days.at(-1)?.name];
  if (first === undefined || last === undefined || first === last) return [];
  const byDay = new Map(days.map(({ name, posts }) => [name, posts]));
  const values: number[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) {
    values.push(byDay.get(new Date(at).toISOString().slice(0, 10)) ?? 0);
  }
  return [{ title: 'posts per day', values }];
}

async function* rowsOf(
  engine: Engine,
  source: SearchSource,
  query: Query,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const { column } = source;
  const find = hitFinder(query);
  const wanted = await engine.rows(`SELECT row FROM best LIMIT ${FEW + 1}`);
  // A list of numbers lets the engine pass over what lies elsewhere.
  const rows = wanted.length > FEW ? 'SELECT row FROM best' : wanted.map(([row]) => Number(row)).join(', ') || '-1';
  const plain = ['kind', 'lang', 'label', 'sentiment', 'reach', 'url', 'title', 'text'].map(
    (name) => `${column(name)} AS ${name}`,
  );
  const sql = `SELECT ${column('key')} AS key, iso_time(${column('created_at')}) AS created_at, ${column('network')} AS network,
      coalesce(${column('author_handle')}, ${column('author_name')}, ${column('author_id')}) AS author, ${plain.join(', ')}
    FROM ${source.from(true, rows)} JOIN best AS b ON b.row = ${column('row')} ORDER BY b.place`;
  for await (const block of engine.stream(sql)) {
    yield block.map(([key, at, network, author, kind, lang, label, sentiment, reach, url, title, text]) => {
      const said = [title, text].filter((part) => typeof part === 'string' && part !== '').join('\n');
      return [
        cell(key),
        cell(at),
        cell(network),
        cell(author),
        cell(kind),
        cell(lang),
        cell(label),
        cell(sentiment),
        reach === null || reach === undefined ? null : Number(reach),
        snippetOf(said, find(said)),
        cell(url),
        cell(text),
      ];
    });
  }
}

function cell(value: SqlValue | undefined): Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

async function* blockOf(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  if (rows.length > 0) yield rows;
}
