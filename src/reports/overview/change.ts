/** Whether a difference between two periods is more than noise. */

export interface Mood {
  /** Mean of −1, 0, 1 over posts. */
  readonly mean: number;
  /** Variance of that mean, authors taken as one. */
  readonly variance: number;
  readonly posts: number;
}

/** Two-sided, 5 %. */
const CRITICAL = 1.96;

/** Null where one of the periods has too little to say: fewer than 10 posts. */
export function moodChanged(now: Mood, before: Mood): boolean | null {
  if (now.posts < 10 || before.posts < 10) return null;
  const error = Math.sqrt(now.variance + before.variance);
  const difference = Math.abs(now.mean - before.mean);
  return error === 0 ? difference > 0 : difference / error > CRITICAL;
}

/**
 * Whether volume changed, given posts per day of both periods. Posts come in bursts: the spread of the daily counts,
 * where it is wider than chance (Poisson), widens the noise by as much.
 */
export function volumeChanged(now: readonly number[], before: readonly number[]): boolean | null {
  const a = sum(now);
  const b = sum(before);
  if (a + b < 10 || now.length === 0 || before.length === 0) return null;
  const spread = Math.max(1, dispersion(now), dispersion(before));
  return Math.abs(a - b) / Math.sqrt(spread * (a + b)) > CRITICAL;
}

/** Variance over mean of daily counts; 1 for a Poisson process. */
function dispersion(days: readonly number[]): number {
  if (days.length < 3) return 1;
  const mean = sum(days) / days.length;
  if (mean === 0) return 1;
  return days.reduce((total, day) => total + (day - mean) ** 2, 0) / (days.length - 1) / mean;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
