/** The two lines on top of an audit: what was looked at, and what came of it. */
import type { Engine, SqlRow } from '../../core/engine.js';
import type { ReportContext } from '../report.js';
import type { TotalChange } from './overview.js';

export interface Figures {
  readonly now: readonly SqlRow[];
  readonly before: readonly SqlRow[];
  readonly changed: TotalChange | null;
}

export async function headlineOf(engine: Engine, context: ReportContext, figures: Figures): Promise<string[]> {
  const total = figures.now.find(([scope]) => scope === 'total');
  if (total === undefined) return [`${context.brands.join(', ') || 'all brands'} · no posts`];
  const [span] = await engine.rows('SELECT min(created_at), max(created_at) FROM period');
  const networks = figures.now.filter(([scope]) => scope === 'network').map(([, name]) => String(name));
  const shown = networks.slice(0, 6).join(' ') + (networks.length > 6 ? ` and ${networks.length - 6} more` : '');
  const [people] = await engine.rows('SELECT count(*), sum(reach) FROM customers');
  const [unhappy = 0, reached = 0] = (people ?? []).map(Number);
  const parts = [
    ...(context.brands.length === 0 ? [] : [context.brands.join(', ')]),
    `${spanText(span, context.timezone)}, ${context.timezone}`,
    `${grouped(Number(total[2]))} posts by ${grouped(Number(total[3]))} ${Number(total[3]) === 1 ? 'author' : 'authors'}`,
    shown,
  ];
  const customers = `${grouped(unhappy)} unhappy ${unhappy === 1 ? 'customer' : 'customers'}`;
  const reach = reached > 0 ? `${customers} reached about ${rounded(reached)} people` : `${customers}, reach unknown`;
  return [parts.join(' · '), `net sentiment ${signed(Number(total[8]))}${comparison(figures)} · ${reach}`];
}

function comparison({ before, changed }: Figures): string {
  const earlier = before.find(([scope]) => scope === 'total');
  if (earlier === undefined) return '';
  const verdict = changed?.mood === true ? ', a real change' : changed?.mood === false ? ', within noise' : '';
  return ` (before ${signed(Number(earlier[8]))}${verdict})`;
}

function spanText(row: SqlRow | undefined, timezone: string): string {
  const [first, last] = row ?? [];
  if (typeof first !== 'string' || typeof last !== 'string') return 'no dates';
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, day: 'numeric', month: 'short', year: 'numeric' });
  return day.formatRange(new Date(first), new Date(last)).replaceAll(' – ', '–').replaceAll('\u2009', '');
}

/** Thousands set apart by a narrow space that does not break. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202F');
}

export function rounded(value: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (value >= size) return `${(value / size).toFixed(value / size < 10 ? 1 : 0)}\u202F${unit}`;
  }
  return String(value);
}

function signed(value: number): string {
  const whole = Math.round(value);
  return whole < 0 ? `−${-whole}` : whole > 0 ? `+${whole}` : '0';
}
