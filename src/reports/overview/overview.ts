import type { Engine, SqlRow } from '../../core/engine.js';
import { readSql } from '../../core/sql-file.js';
import type { Cell, Note, TableColumn } from '../../core/table.js';
import { makeCustomers } from '../customers/customers.js';
import { FORMULAS } from '../formulas.js';
import { defineReport, type ReportContext } from '../report.js';
import { fillSql } from '../template.js';
import { type Mood, moodChanged, volumeChanged } from './change.js';
import { headlineOf } from './headline.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'scope', type: 'text', about: 'total, network or day', terminal: 1 },
  { name: 'name', type: 'text', about: 'the network, or the day in the configured zone', terminal: 2 },
  { name: 'posts', type: 'integer', about: 'posts in the period', terminal: 3 },
  { name: 'authors', type: 'integer', about: 'authors of them', terminal: 6 },
  { name: 'negative', type: 'integer', about: 'posts with that label', terminal: 7 },
  { name: 'neutral', type: 'integer', about: 'posts with that label', terminal: 10 },
  { name: 'positive', type: 'integer', about: 'posts with that label', terminal: 8 },
  { name: 'mixed', type: 'integer', about: 'posts with that label', terminal: 11 },
  { name: 'net_sentiment', type: 'number', about: '100 × (positive − negative) / posts', short: 'net', terminal: 4 },
  { name: 'complaints', type: 'integer', about: 'posts of customers with the signal complaint', terminal: 9 },
  {
    name: 'reach',
    type: 'integer',
    about: 'sum of the posts’ reach (reach/1), people counted more than once; null where nothing tells',
    terminal: 5,
  },
  {
    name: 'posts_before',
    type: 'integer',
    about: 'posts in the period of equal length before; null where the data does not go back, and on days',
    short: 'before',
    terminal: 12,
  },
  { name: 'posts_changed', type: 'boolean', about: 'whether the change in posts is more than noise' },
  {
    name: 'net_sentiment_before',
    type: 'number',
    about: 'net sentiment in the period before',
    short: 'net before',
    terminal: 13,
  },
  { name: 'net_sentiment_changed', type: 'boolean', about: 'whether the change in net sentiment is more than noise' },
];

export default defineReport({
  id: 'overview',
  title: 'Overview',
  summary: 'volume, mood and reach, in all, by network and by day, against the period before',
  columns: COLUMNS,
  orders: [],
  async run(engine, context) {
    await makeCustomers(engine);
    const now = await engine.rows(figuresSql('period'));
    const before = await engine.rows(figuresSql('previous'));
    const earlier = new Map(before.map((row) => [`${row[0]}:${row[1]}`, row]));
    const changed = before.length === 0 ? null : await totalChange(engine, now, before);
    const rows = now.map((row) => withBefore(row, earlier, changed));
    const days = now.filter(([scope]) => scope === 'day');
    return {
      id: 'overview',
      title: 'Overview',
      columns: COLUMNS,
      rows: single(rows),
      total: rows.length,
      headline: await headlineOf(engine, context, { now, before, changed }),
      series: days.length < 2 ? [] : [{ title: 'complaints per day', values: everyDay(days) }],
      notes: notesOf(context, before.length > 0),
      stamp: { ...FORMULAS, scorer: context.scorer, timezone: context.timezone },
    };
  },
});

function figuresSql(posts: 'period' | 'previous'): string {
  return fillSql(readSql('reports/overview/overview.sql'), { posts });
}

export interface TotalChange {
  readonly posts: boolean | null;
  readonly mood: boolean | null;
}

async function totalChange(engine: Engine, now: readonly SqlRow[], before: readonly SqlRow[]): Promise<TotalChange> {
  const mood = async (posts: 'period' | 'previous'): Promise<Mood> => {
    const [row] = await engine.rows(fillSql(readSql('reports/overview/spread.sql'), { posts }));
    const [mean = 0, count = 0, variance = 0] = (row ?? []).map(Number);
    return { mean, posts: count, variance };
  };
  return {
    posts: volumeChanged(everyDay(now, 2), everyDay(before, 2)),
    mood: moodChanged(await mood('period'), await mood('previous')),
  };
}

/** A figure of each day from the first to the last, days without posts being 0. */
function everyDay(rows: readonly SqlRow[], column = 9): number[] {
  const byDay = new Map(rows.filter(([scope]) => scope === 'day').map((row) => [String(row[1]), Number(row[column])]));
  const days = [...byDay.keys()].filter((day) => /^\d{4}-/.test(day)).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const values: number[] = [];
  const DAY_MS = 86_400_000;
  // A single misdated post must not make a series of decades.
  const end = Math.min(Date.parse(last), Date.parse(first) + 4000 * DAY_MS);
  for (let day = Date.parse(first); day <= end; day += DAY_MS) {
    values.push(byDay.get(new Date(day).toISOString().slice(0, 10)) ?? 0);
  }
  return values;
}

function withBefore(row: SqlRow, earlier: ReadonlyMap<string, SqlRow>, changed: TotalChange | null): readonly Cell[] {
  const cells = row.map((value): Cell => (typeof value === 'bigint' ? Number(value) : (value as Cell)));
  const [scope] = row;
  const before = scope === 'day' ? undefined : earlier.get(`${row[0]}:${row[1]}`);
  const none = before === undefined;
  const total = scope === 'total' ? changed : null;
  return [
    ...cells,
    none ? null : Number(before[2]),
    total?.posts ?? null,
    none ? null : Number(before[8]),
    total?.mood ?? null,
  ];
}

async function* single(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  if (rows.length > 0) yield rows;
}

function notesOf(context: ReportContext, compared: boolean): Note[] {
  if (compared || (context.since === null && context.until === null)) return [];
  return [{ text: 'the data does not reach back to the period before, so there is nothing to compare with' }];
}
