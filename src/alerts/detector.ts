/**
 * Which counts of a series are higher than they should be, told step by step: what it says of a step never depends on a
 * later one. A count is held against what the hour of the week and the recent level let expect, and the chance of so many
 * or more comes from a negative binomial whose spread was learnt from the series. docs/alerts.md has it in words, and how
 * well it does.
 */
import { Baseline, type WeekHour } from './baseline.js';
import { Burst } from './burst.js';
import { PooledWindow } from './pooled-window.js';

const HOUR_MS = 3_600_000;

/** −log₁₀ of the chance below which a count is no chance: about 1 in 630. Each series watched more makes it rarer. */
export const THRESHOLD = 2.8;
/** So many posts more than expected: fewer are nobody's emergency, however rare. */
export const LEAST_EXCESS = 5;
/** Steps are looked at together: an hour, and a quarter of a day. */
const WINDOWS_MS = [HOUR_MS, 6 * HOUR_MS];
/** A week of history comes first, and never fewer steps than this. */
const WARM_UP_MS = 7 * 24 * HOUR_MS;
const WARM_UP_STEPS = 14;
/** Below this share of what raises an alert, a burst is quiet. */
const QUIET_SHARE = 0.5;
/** The baseline learns no more than this many standard deviations above what it expected. */
const LEARNT_SPREADS = 3;

export interface DetectorOptions {
  /** Milliseconds. */
  readonly stepMs: number;
  /** How many series are watched beside one another, this one among them: with more, rare things happen more often. */
  readonly series?: number;
}

export interface Verdict {
  /** −log₁₀ of the chance of so many or more, in the window where that is rarest; 0 and up. */
  readonly score: number;
  /** Whether an alert is raised at this step. */
  readonly alert: boolean;
  /** Whether the step is part of the history that comes first. */
  readonly warmingUp: boolean;
  /** What was expected of this step. */
  readonly expected: number;
  /** The rise: how many steps ago it began (0: with this one), what it brought since, and what was expected. */
  readonly rise: {
    readonly stepsAgo: number;
    readonly observed: number;
    readonly expected: number;
    /** Posts a step in the densest window that has too many; 0 where none has. */
    readonly rate: number;
  };
}

/** Constant memory, constant time a step. */
export class Detector {
  /** What a score must reach. */
  readonly threshold: number;
  readonly #baseline: Baseline;
  readonly #windows: readonly [PooledWindow, ...PooledWindow[]];
  readonly #burst: Burst;
  readonly #warmUp: number;
  #steps = 0;

  constructor({ stepMs, series = 1 }: DetectorOptions) {
    this.threshold = THRESHOLD + Math.log10(Math.max(1, series));
    this.#baseline = new Baseline(stepMs);
    const lengths = new Set(WINDOWS_MS.map((ms) => Math.max(1, Math.round(ms / stepMs))));
    const [first = 1, ...others] = lengths;
    this.#windows = [new PooledWindow(first, stepMs), ...others.map((length) => new PooledWindow(length, stepMs))];
    this.#burst = new Burst(stepMs);
    this.#warmUp = Math.max(WARM_UP_STEPS, Math.ceil(WARM_UP_MS / stepMs));
  }

  /** `count` is 0 or more, and 0 where nothing is known of a step; `at` is where the step begins. */
  next(count: number, at: WeekHour): Verdict {
    // Of the first step there is nothing to expect.
    const expected = this.#steps === 0 ? count : this.#baseline.expected(at);
    const [shortest] = this.#windows;
    const spread = Math.sqrt(Math.max(expected, 0.3) + this.#stepDispersion() * expected * expected);
    for (const window of this.#windows) window.push(count, expected);
    const rarest = rarestOf(this.#windows) ?? shortest;
    this.#baseline.learn(Math.min(count, expected + LEARNT_SPREADS * spread), at);
    const warmingUp = this.#steps++ < this.#warmUp;
    const excessive = warmingUp ? [] : this.#windows.filter((window) => this.#isExcessive(window));
    const densest = excessive.toSorted((a, b) => b.count / b.length - a.count / a.length)[0] ?? null;
    const rate = densest === null ? null : densest.count / densest.length;
    const alert = this.#burst.next({
      rate,
      density: Math.max(...this.#windows.map((window) => window.density)),
      quiet: rarest.surprise < QUIET_SHARE * this.threshold,
    });
    const shown = densest ?? rarest;
    const stepsAgo = shown.risenFor;
    const rise = shown.since(stepsAgo);
    return {
      score: rarest.surprise,
      alert,
      warmingUp,
      expected,
      rise: { stepsAgo, observed: rise.count, expected: rise.expected, rate: rate ?? 0 },
    };
  }

  #isExcessive(window: PooledWindow): boolean {
    return window.surprise >= this.threshold && window.count - window.expected >= LEAST_EXCESS;
  }

  #stepDispersion(): number {
    return this.#windows[0].dispersion;
  }
}

function rarestOf(windows: readonly PooledWindow[]): PooledWindow | null {
  let rarest: PooledWindow | null = null;
  for (const window of windows) if (rarest === null || window.surprise > rarest.surprise) rarest = window;
  return rarest;
}
