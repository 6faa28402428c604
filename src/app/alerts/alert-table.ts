/** Alerts as a table that any format writes. */
import { ALERT_COLUMNS } from '../../alerts/columns.js';
import type { Alert } from '../../core/alert.js';
import { type Cell, fixedTable, type Note, type Table } from '../../core/table.js';
import type { Found } from './find-alerts.js';

const HOUR_MS = 3_600_000;

export interface TableOptions {
  readonly timezone: string;
  readonly limit: number | null;
}

/** The newest first. */
export function alertTable({ alerts, grid, threshold, watched }: Found, { timezone, limit }: TableOptions): Table {
  const newest = alerts.toReversed();
  return {
    ...fixedTable({
      id: 'alerts',
      title: 'Alerts',
      columns: ALERT_COLUMNS,
      rows: newest.slice(0, limit ?? newest.length).map(rowOf),
      total: newest.length,
    }),
    headline: [headlineOf(alerts.length, watched)],
    notes: watched ? [] : [NOT_YET],
    stamp: {
      alerts: 'alerts/1',
      reach: 'reach/1',
      step: spanText(grid.stepMs),
      threshold: threshold.toFixed(2),
      timezone,
    },
  };
}

const NOT_YET: Note = {
  text: 'the data is shorter than the baseline needs: a week, or a fortnight in steps of a day; nothing can raise an alert yet',
};

function headlineOf(count: number, watched: boolean): string {
  if (!watched) return 'no baseline yet';
  return count === 0 ? 'nothing rises faster than it should' : `${count} ${count === 1 ? 'alert' : 'alerts'}`;
}

export function spanText(ms: number): string {
  if (ms % (24 * HOUR_MS) === 0) return `${ms / (24 * HOUR_MS)}d`;
  return ms % HOUR_MS === 0 ? `${ms / HOUR_MS}h` : `${ms / 60_000}m`;
}

function rowOf(alert: Alert): Cell[] {
  const [widest] = alert.shown;
  const cells: Readonly<Record<string, Cell>> = {
    alert: alert.alert,
    raised_at: new Date(alert.raisedAt).toISOString(),
    brand: alert.brand,
    topic: alert.topic,
    signal: alert.signal,
    since: new Date(alert.since).toISOString(),
    until: new Date(alert.until).toISOString(),
    observed: alert.observed,
    expected: Math.round(alert.expected * 100) / 100,
    score: Math.round(alert.score * 100) / 100,
    posts: alert.posts,
    share_of_reach: alert.shareOfReach === null ? null : Math.round(alert.shareOfReach * 10_000) / 10_000,
    owner: alert.owner,
    also: alert.also,
    text: widest?.text ?? null,
    copies: widest?.copies ?? null,
    reach: widest?.reach ?? null,
    url: widest?.url ?? null,
    evidence: alert.evidence,
    texts: alert.shown.map(({ text }) => text),
  };
  return ALERT_COLUMNS.map(({ name }) => cells[name] ?? null);
}
