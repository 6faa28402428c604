/** Time cut into steps: spans of UTC, or days of a zone, which have 23, 24 or 25 hours. */
import { addDays, startOf } from '../core/calendar.js';
import { AppError } from '../core/errors.js';
import type { WeekHour } from './baseline.js';
import { ZoneClock } from './zone-clock.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTES = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720];

/** Milliseconds; a day is a day of the zone. */
export type StepMs = number;

/** `15m`, `1h`, `1d`. Throws a usage error for what does not divide a day. */
export function parseStep(text: string): StepMs {
  const match = /^(\d{1,3})([mhd])$/i.exec(text.trim());
  const unit = { m: 1, h: 60, d: 1440 }[match?.[2]?.toLowerCase() ?? ''] ?? 0;
  const minutes = Number(match?.[1] ?? 0) * unit;
  if (MINUTES.includes(minutes) || minutes === 1440) return minutes * 60_000;
  throw new AppError('usage', `--step is "${text}", expected 5m, 10m, 15m, 20m, 30m, 1h, 2h, 3h, 4h, 6h, 12h or 1d`, {
    code: 'alerts.step',
    hint: 'for example --step 1h',
  });
}

export class StepGrid {
  readonly stepMs: StepMs;
  readonly #timezone: string;
  readonly #clock: ZoneClock;

  constructor(stepMs: StepMs, timezone: string) {
    this.stepMs = stepMs;
    this.#timezone = timezone;
    this.#clock = new ZoneClock(timezone);
  }

  get daily(): boolean {
    return this.stepMs === DAY_MS;
  }

  startOf(step: number): number {
    return this.daily ? startOf(addDays('1970-01-01', step), this.#timezone) : step * this.stepMs;
  }

  /** Where the step ends, and the next begins. */
  endOf(step: number): number {
    return this.startOf(step + 1);
  }

  slotOf(step: number): WeekHour {
    // 1 January 1970 was a Thursday.
    if (this.daily) return ((((step + 4) % 7) + 7) % 7) * 24;
    return this.#clock.slotOf(step * this.stepMs, this.stepMs);
  }
}
