/** Series that nobody tuned anything on: invented counts with daily and weekly season, and bursts put into them. */

/** A generator of numbers from 0 up to 1 that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Kind {
  readonly name: string;
  /** Posts an hour, over the week. */
  readonly mean: number;
  /** Variance is mean + dispersion × mean²; 0 is Poisson. */
  readonly dispersion: number;
  /** How much the rate grows from one week to the next: 1 is not at all. */
  readonly growth?: number;
}

export interface Added {
  /** The first step of it. */
  readonly at: number;
  readonly steps: number;
  readonly times: number;
  /** Posts an hour. */
  readonly plus: number;
}

/** Counts from Monday 00:00 on: busiest in the afternoon, half as many at weekends. */
export function countsOf(kind: Kind, stepMs: number, steps: number, random: () => number, added?: Added): number[] {
  const hours = stepMs / 3_600_000;
  return Array.from({ length: steps }, (_, step) => {
    const hour = step * hours;
    const day = Math.floor(hour / 24);
    const season =
      (hours >= 24 ? 1 : 1 + 0.8 * Math.sin((((hour % 24) - 9) / 24) * 2 * Math.PI)) * (day % 7 >= 5 ? 0.5 : 1.2);
    const usual = kind.mean * hours * season * (kind.growth ?? 1) ** (hour / 168);
    const on = added !== undefined && step >= added.at && step < added.at + added.steps;
    const mean = on ? usual * added.times + added.plus * hours : usual;
    return poisson(kind.dispersion === 0 ? mean : mean * kind.dispersion * gamma(1 / kind.dispersion, random), random);
  });
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Marsaglia and Tsang, scale 1. */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Knuth below 30, rounded normal above. */
function poisson(mean: number, random: () => number): number {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
