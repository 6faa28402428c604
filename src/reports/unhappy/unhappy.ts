import { type Engine, type SqlRow, type SqlValue, sqlText } from '../../core/engine.js';
import { readSql } from '../../core/sql-file.js';
import type { Cell, Note, TableColumn } from '../../core/table.js';
import { SIGNALS, type Signal } from '../../posts/post.js';
import { makeCustomers } from '../customers/customers.js';
import { FORMULAS } from '../formulas.js';
import { defineReport, type ReportContext } from '../report.js';
import { fillSql } from '../template.js';
import { nextStep } from './next-step.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'rank', type: 'integer', about: 'place in the order asked for, from 1', short: '#', terminal: 1 },
  { name: 'author', type: 'text', about: 'handle, else display name, of the customer', hostile: true, terminal: 2 },
  { name: 'network', type: 'text', about: 'where they said it', terminal: 6 },
  { name: 'first_at', type: 'timestamp', about: 'their first unhappy post in the period' },
  {
    name: 'posts',
    type: 'integer',
    about: 'their posts in the period; plain reposts and copies are not counted',
  },
  { name: 'negative_posts', type: 'integer', about: 'how many of them are unhappy', terminal: 9, short: 'posts' },
  {
    name: 'unhappiness',
    type: 'number',
    about: 'how bad, how sure and how often, 0 to 1 (unhappiness/1)',
    terminal: 8,
    short: 'unhappy',
  },
  {
    name: 'reach',
    type: 'integer',
    about: 'people reached: own audience once, plus what passing it on brought (reach/1); null where nothing tells',
    terminal: 3,
  },
  {
    name: 'reach_basis',
    type: 'text',
    about: 'what the reach rests on: views, followers, vendor, place, engagement or unknown',
    terminal: 7,
    short: 'basis',
  },
  {
    name: 'amplification',
    type: 'integer',
    about: 'the part of reach that others brought by reposts, quotes and copies',
  },
  { name: 'last_at', type: 'timestamp', about: 'their latest unhappy post in the period' },
  {
    name: 'waiting_hours',
    type: 'number',
    about:
      'hours since the oldest post that needs an answer and has none, up to the end of the period or of the data; null where the data cannot tell',
    terminal: 4,
    short: 'waiting',
  },
  { name: 'answered', type: 'text', about: 'yes, no, or null where the data cannot tell' },
  {
    name: 'signals',
    type: 'list',
    about: 'what their posts do: complaint, question, request, praise, churn, outage, safety, legal',
  },
  { name: 'topics', type: 'list', about: 'configured topics of their posts' },
  {
    name: 'text',
    type: 'text',
    about: 'the post that did most of the damage',
    hostile: true,
    wraps: true,
    terminal: 10,
    short: 'says',
    leadsTo: 'next',
  },
  { name: 'url', type: 'text', about: 'address of that post', hostile: true },
  { name: 'next', type: 'text', about: 'the next step' },
];

const BRAND_COLUMN: TableColumn = {
  name: 'brand',
  type: 'list',
  about:
    'which of the selected brands their unhappy posts name without a good word for it; only where several are selected',
  terminal: 5,
};

/** First is the default. */
const ORDERS: Readonly<Record<string, string>> = {
  reach: 'reach DESC NULLS LAST, unhappiness DESC',
  unhappiness: 'unhappiness DESC, reach DESC NULLS LAST',
  priority: 'unhappiness * (1 + log10(1 + coalesce(reach, 0))) DESC',
  recent: 'last_at DESC NULLS LAST, unhappiness DESC',
};

export default defineReport({
  id: 'unhappy',
  title: 'Unhappy customers',
  summary: 'unhappy customers, widest reach first, with what they say and whether anybody answered',
  columns: COLUMNS,
  brandColumn: BRAND_COLUMN,
  orders: Object.keys(ORDERS),
  async run(engine, context) {
    await makeCustomers(engine);
    const [counted] = await engine.rows('SELECT count(*) FROM customers');
    const total = Number(counted?.[0] ?? 0);
    const several = context.brands.length > 1;
    const by = context.by ?? 'reach';
    const sql = fillSql(readSql('reports/unhappy/unhappy.sql'), {
      order: ORDERS[by] ?? ORDERS['reach'] ?? '',
      limit: context.limit === null ? '' : `ORDER BY rank LIMIT ${context.limit}`,
      as_of: asOf(context),
    });
    return {
      id: 'unhappy',
      title: `Unhappy customers by ${by}`,
      columns: several ? [...COLUMNS, BRAND_COLUMN] : COLUMNS,
      rows: rowsOf(engine, sql, several),
      total,
      headline: [],
      series: [],
      notes: await notesOf(engine),
      stamp: { ...FORMULAS, scorer: context.scorer },
    };
  },
});

/** The moment up to which waiting is counted: the end of the period, else the latest post. */
function asOf(context: ReportContext): string {
  const latest = '(SELECT max(created_at) FROM selected)';
  return context.until === null
    ? latest
    : `least(CAST(${sqlText(context.until.slice(0, 19))} AS TIMESTAMP), ${latest})`;
}

async function* rowsOf(engine: Engine, sql: string, several: boolean): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const block of engine.stream(sql)) yield block.map((row) => rowOf(row, several));
}

function rowOf(row: SqlRow, several: boolean): readonly Cell[] {
  const values = row.slice(0, 17).map(cellOf);
  const signals = texts(row[13]).filter((signal): signal is Signal => SIGNALS.some((known) => known === signal));
  const answered = row[12] === 'yes' || row[12] === 'no' ? row[12] : null;
  const next = nextStep({ signals, answered, owners: texts(row[18]) });
  return several ? [...values, next, texts(row[19])] : [...values, next];
}

export function cellOf(value: SqlValue): Cell {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(String);
  return value === null || typeof value !== 'object' ? value : JSON.stringify(value);
}

function texts(value: SqlValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

async function notesOf(engine: Engine): Promise<Note[]> {
  const [row] = await engine.rows(
    `SELECT count(*), count(*) FILTER (WHERE NOT known_author), count(*) FILTER (WHERE party <> 'customer') FROM period`,
  );
  const [posts = 0, unknown = 0, others = 0] = (row ?? []).map(Number);
  const notes: Note[] = [];
  if (posts > 0 && unknown === posts) {
    notes.push({ text: 'no post has an author, so there is nobody to rank; --map author=<column> names the column' });
  } else if (unknown > 0) notes.push({ text: `${unknown} posts have no author and are in no row` });
  if (others > 0)
    notes.push({ text: `${others} posts by the brand, competitors and outlets are not counted as customers` });
  return notes;
}
