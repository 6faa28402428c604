/** What a step would usually bring: the recent level of the series times what this hour of the week makes of it. */

/** An hour of the week in some zone: 0 is midnight on Sunday, 167 the last hour of Saturday. */
export type WeekHour = number;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** After so long half of what was learnt is forgotten. */
const RECENT_MS = 12 * HOUR_MS;
const SLOW_MS = 7 * DAY_MS;
const SEASON_DAYS = 28;
/** What was not seen yet is taken for so many days like any other hour, and weeks like any other day. */
const PLAIN_DAYS = 5;
const PLAIN_WEEKS = 2;
const PLAIN_POSTS = 10;
/** Never less than so many steps, where steps are long. */
const RECENT_STEPS = 4;

/** A ratio of two sums that fade; counts over what was expected of them. */
class Ratio {
  above = 0;
  below = 0;

  add(above: number, below: number, keep: number): void {
    this.above = this.above * keep + above;
    this.below = this.below * keep + below;
  }

  /** Drawn towards `prior` as if that had been seen with weight `weight`. */
  toward(prior: number, weight: number): number {
    return (this.above + weight * prior) / (this.below + weight);
  }

  get value(): number {
    return this.below === 0 ? 0 : this.above / this.below;
  }
}

/** Constant memory: two levels, 24 hours of the day, 168 of the week. */
export class Baseline {
  readonly #hours = Array.from({ length: 24 }, () => new Ratio());
  readonly #weekHours = Array.from({ length: 168 }, () => new Ratio());
  readonly #recent = new Ratio();
  readonly #slow = new Ratio();
  readonly #keepRecent: number;
  readonly #keepSlow: number;
  readonly #keepHour: number;
  readonly #keepWeekHour: number;
  readonly #stepsPerVisit: number;

  constructor(stepMs: number) {
    this.#keepRecent = halving(Math.max(RECENT_MS / stepMs, RECENT_STEPS));
    this.#keepSlow = halving(Math.max(SLOW_MS / stepMs, RECENT_STEPS));
    this.#stepsPerVisit = Math.max(1, HOUR_MS / stepMs);
    // An hour of the day is met once a day, or less often where steps are longer than a day.
    this.#keepHour = halving((SEASON_DAYS / Math.max(1, stepMs / DAY_MS)) * this.#stepsPerVisit);
    this.#keepWeekHour = halving((SEASON_DAYS / 7) * this.#stepsPerVisit);
  }

  expected(at: WeekHour): number {
    return this.#level() * this.#factor(at);
  }

  /** `count` is without what is beyond belief, so that a burst does not soon become what is usual. */
  learn(count: number, at: WeekHour): void {
    const factor = this.#factor(at);
    const level = this.#level();
    this.#recent.add(count, factor, this.#keepRecent);
    this.#slow.add(count, factor, this.#keepSlow);
    this.#hours[at % 24]?.add(count, level, this.#keepHour);
    this.#weekHours[at]?.add(count, level, this.#keepWeekHour);
  }

  /** The higher of the two: when posts come back after a silence, they are no burst. */
  #level(): number {
    return Math.max(this.#recent.value, this.#slow.value);
  }

  #factor(at: WeekHour): number {
    const usual = this.#slow.value * this.#stepsPerVisit;
    const hour = this.#hours[at % 24]?.toward(1, PLAIN_DAYS * usual + PLAIN_POSTS) ?? 1;
    return this.#weekHours[at]?.toward(hour, PLAIN_WEEKS * usual + PLAIN_POSTS) ?? hour;
  }
}

/** What is kept at each of so many steps for half to be left after them. */
export function halving(steps: number): number {
  return 2 ** (-1 / steps);
}
