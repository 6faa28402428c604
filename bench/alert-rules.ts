/** The plain rules that early warning is compared with, as the tools that use them describe them. */
import { Burst } from '../src/alerts/burst.js';

/** Says of each step whether it raises an alert; all rules share the cooldown of ours. */
export interface Rule {
  readonly name: string;
  start(stepMs: number): (count: number) => boolean;
}

const DAY_MS = 86_400_000;

/** Mean and variance of the last so many values. */
class Trailing {
  readonly #values: Float64Array;
  #seen = 0;
  #sum = 0;
  #squares = 0;

  constructor(length: number) {
    this.#values = new Float64Array(length);
  }

  get length(): number {
    return Math.min(this.#seen, this.#values.length);
  }

  get mean(): number {
    return this.length === 0 ? 0 : this.#sum / this.length;
  }

  get deviation(): number {
    const variance = this.length === 0 ? 0 : this.#squares / this.length - this.mean ** 2;
    return Math.sqrt(Math.max(0, variance));
  }

  push(value: number): void {
    const place = this.#seen++ % this.#values.length;
    const old = this.#values[place] ?? 0;
    this.#values[place] = value;
    this.#sum += value - old;
    this.#squares += value * value - old * old;
  }
}

function ruleOf(name: string, make: (perDay: number, stepMs: number) => (count: number) => boolean): Rule {
  return {
    name,
    start(stepMs) {
      const perDay = Math.max(1, Math.round(DAY_MS / stepMs));
      const judge = make(perDay, stepMs);
      const burst = new Burst(stepMs);
      let steps = 0;
      return (count) => {
        const high = judge(count);
        const known = steps++ >= 7 * perDay;
        return burst.next({ rate: high && known ? count : null, density: count, quiet: !high });
      };
    },
  };
}

export const RULES: readonly Rule[] = [
  ruleOf('mean + 3 sd of two weeks', (perDay) => {
    const past = new Trailing(14 * perDay);
    return (count) => {
      const high = count > past.mean + 3 * past.deviation;
      past.push(count);
      return high;
    };
  }),
  ruleOf('Huginn: peak behind it', (perDay) => {
    const past = new Trailing(14 * perDay);
    const newest: number[] = [];
    return (count) => {
      const [, before = 0] = newest;
      const peak = before > past.mean + 3 * past.deviation && count < before;
      newest.push(count);
      if (newest.length > 2) past.push(newest.shift() ?? 0);
      return peak;
    };
  }),
  ruleOf('Socialmetrix: day > week + 2 sd', (perDay, stepMs) => {
    const day = new Trailing(perDay);
    const week = new Trailing(7 * perDay);
    const hour = Math.max(1, Math.round(3_600_000 / stepMs));
    let steps = 0;
    return (count) => {
      day.push(count);
      week.push(count);
      return ++steps % hour === 0 && day.mean > week.mean + 2 * week.deviation;
    };
  }),
  ruleOf('ThirdEye: day > 150 % of week', (perDay) => {
    const day = new Trailing(perDay);
    const week = new Trailing(7 * perDay);
    return (count) => {
      day.push(count);
      week.push(count);
      return day.mean > 1.5 * week.mean;
    };
  }),
];
