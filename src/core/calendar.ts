/** Whole days, weeks and months of a zone, as half-open windows in UTC: a day has 23, 24 or 25 hours. */
import { parseMoment } from './time.js';

export type CalendarPeriod = 'day' | 'week' | 'month' | number;

export interface CalendarWindow {
  /** Milliseconds since 1970, UTC. */
  readonly since: number;
  readonly until: number;
  /** ISO date of its first day in the zone. */
  readonly date: string;
}

/** The last whole day, week (from Monday), month, or so many days before the day of `now` in the zone. */
export function lastPeriod(period: CalendarPeriod, now: number, timezone: string): CalendarWindow {
  const today = dateIn(now, timezone);
  const [first, end] = bounds(period, today);
  return {
    since: startOf(first, timezone),
    until: startOf(end, timezone),
    date: first,
  };
}

function bounds(period: CalendarPeriod, today: string): readonly [string, string] {
  if (period === 'month') {
    const end = `${today.slice(0, 7)}-01`;
    return [`${addDays(end, -1).slice(0, 7)}-01`, end];
  }
  if (period === 'week') {
    const monday = addDays(today, -((weekday(today) + 6) % 7));
    return [addDays(monday, -7), monday];
  }
  return [addDays(today, period === 'day' ? -1 : -period), today];
}

/** The ISO date that a zone's calendars show at a moment. */
export function dateIn(moment: number, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`;
}

/** The moment at which a day begins in a zone; where midnight is skipped, its first moment. */
export function startOf(date: string, timezone: string): number {
  return parseMoment(date, timezone, 'date');
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 for Sunday. */
function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** ISO 8601 week of a date, e.g. `2026-W01`. */
export function weekOf(date: string): string {
  const thursday = addDays(date, 4 - (weekday(date) === 0 ? 7 : weekday(date)));
  const year = thursday.slice(0, 4);
  const days = (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}
