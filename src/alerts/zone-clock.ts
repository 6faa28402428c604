/** What clocks in a zone show, for many moments of which most are near one another. */
import type { WeekHour } from './baseline.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No zone changes its offset within such a piece of UTC. */
const PIECE_MS = HOUR_MS / 4;

export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, number | null>();
  readonly #pieces = new Map<number, number>();

  constructor(timezone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Hour of the week that clocks show: on the days of change an hour is met twice, or not at all. */
  weekHour(utc: number): WeekHour {
    const wall = utc + this.offsetMs(utc);
    // 1 January 1970 was a Thursday.
    return (((Math.floor(wall / HOUR_MS) + 4 * 24) % 168) + 168) % 168;
  }

  /**
   * The hour of the week that a step belongs to: that of its start; of longer steps one that does not shift by an hour
   * when clocks change; of those longer than a day none.
   */
  slotOf(utc: number, stepMs: number): WeekHour {
    if (stepMs <= HOUR_MS) return this.weekHour(utc);
    if (stepMs > 25 * HOUR_MS) return 0;
    const middle = this.weekHour(utc + stepMs / 2);
    const hours = Math.min(24, Math.ceil(stepMs / HOUR_MS));
    return middle - (middle % 24) + Math.floor((middle % 24) / hours) * hours;
  }

  /** What clocks are ahead of UTC. */
  offsetMs(utc: number): number {
    const day = Math.floor(utc / DAY_MS);
    let offset = this.#days.get(day);
    if (offset === undefined) {
      const first = this.#ask(day * DAY_MS);
      offset = first === this.#ask((day + 1) * DAY_MS - PIECE_MS) ? first : null;
      this.#days.set(day, offset);
    }
    if (offset !== null) return offset;
    const piece = Math.floor(utc / PIECE_MS);
    const known = this.#pieces.get(piece) ?? this.#ask(piece * PIECE_MS);
    this.#pieces.set(piece, known);
    return known;
  }

  /**
   * The moment when clocks show this, told as if it were UTC. An hour that autumn repeats is its second pass where the
   * first is not after `previous`; one that spring skips is read with the offset before it.
   */
  utcOf(wall: number, previous: number | null): number {
    const before = wall - this.offsetMs(wall - DAY_MS);
    const after = wall - this.offsetMs(wall + DAY_MS);
    const candidates = [before, after].filter((utc) => utc + this.offsetMs(utc) === wall).sort((a, b) => a - b);
    return candidates.find((utc) => previous === null || utc > previous) ?? candidates[0] ?? before;
  }

  #ask(utc: number): number {
    const parts = this.#format.formatToParts(utc);
    const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
    const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return wall - Math.floor(utc / 1000) * 1000;
  }
}
