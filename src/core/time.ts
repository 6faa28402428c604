/** Moments and windows. Everything is UTC inside; zones matter where people write or read a day. */
import { AppError } from './errors.js';

/** Half-open: from `since` up to but without `until`; null is open. Milliseconds since 1970, UTC. */
export interface Window {
  readonly since: number | null;
  readonly until: number | null;
}

const HOUR_MS = 3_600_000;
const SPAN_MS: Readonly<Record<string, number>> = { h: HOUR_MS, d: 24 * HOUR_MS, w: 7 * 24 * HOUR_MS };

/**
 * A moment as people write it: `2026-10-01` (midnight in the zone), `2026-10-01T12:30` (in the zone), or with its own
 * offset. Throws a usage error for anything else.
 */
export function parseMoment(text: string, timezone: string, flag: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  );
  if (match !== null) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', offset] = match;
    const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    const real =
      new Date(wall).toISOString().startsWith(`${year}-${month}-${day}`) && Number(hour) < 24 && Number(minute) < 60;
    if (real && offset !== undefined) return wall - offsetMs(offset);
    if (real) return wallClockToUtc(wall, timezone);
  }
  throw new AppError('usage', `${flag} is "${text}", expected a date such as 2026-10-01 or 2026-10-01T12:30`, {
    code: 'time.moment',
    hint: 'for a span back from now, use --last 7d',
  });
}

/** `24h`, `7d`, `2w` in milliseconds. Days are 24 hours. */
export function parseSpan(text: string, flag: string): number {
  const match = /^(\d{1,5})([hdw])$/i.exec(text.trim());
  const unit = SPAN_MS[match?.[2]?.toLowerCase() ?? ''];
  if (match === null || unit === undefined || Number(match[1]) === 0) {
    throw new AppError('usage', `${flag} is "${text}", expected a span such as 24h, 7d or 4w`, {
      code: 'time.span',
      hint: `for example ${flag} 7d`,
    });
  }
  return Number(match[1]) * unit;
}

export interface WindowFlags {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly last?: string | undefined;
}

/** The window that flags ask for; `now` is where `--last` ends. */
export function parseWindow(flags: WindowFlags, timezone: string, now: number): Window {
  if (flags.last !== undefined) {
    if (flags.since !== undefined) {
      throw new AppError('usage', '--last and --since exclude each other', {
        code: 'time.window',
        hint: 'leave out one of them; --last goes with --until',
      });
    }
    const until = flags.until === undefined ? now : parseMoment(flags.until, timezone, '--until');
    return { since: until - parseSpan(flags.last, '--last'), until };
  }
  const since = flags.since === undefined ? null : parseMoment(flags.since, timezone, '--since');
  const until = flags.until === undefined ? null : parseMoment(flags.until, timezone, '--until');
  if (since !== null && until !== null && since >= until) {
    throw new AppError('usage', `--since ${flags.since} is not before --until ${flags.until}`, {
      code: 'time.window',
      hint: 'exchange the two; --until is left out itself, so one day is --since 2026-10-01 --until 2026-10-02',
    });
  }
  return { since, until };
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const digits = offset.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}

/** What a zone's clocks are ahead of UTC at a moment. */
function zoneOffsetMs(utc: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(utc);
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
    Math.floor(utc / 1000) * 1000
  );
}

/** The moment at which clocks in a zone show this; a time that a spring day skips is read with the offset before it. */
function wallClockToUtc(wall: number, timezone: string): number {
  const first = wall - zoneOffsetMs(wall, timezone);
  const second = wall - zoneOffsetMs(first, timezone);
  return zoneOffsetMs(second, timezone) === wall - second ? second : Math.max(first, second);
}
