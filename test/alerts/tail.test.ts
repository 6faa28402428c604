import { expect, test } from 'vitest';
import { surpriseOf } from '../../src/alerts/tail.js';

/** By adding up the chances below, in the order of the definition. */
function bySum(count: number, mean: number, dispersion: number): number {
  const size = 1 / dispersion;
  let chance = (size / (size + mean)) ** size;
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += chance;
    chance *= ((k + size) / (k + 1)) * (mean / (mean + size));
  }
  return -Math.log10(1 - below);
}

test.each([
  [1, 0.3, 1],
  [3, 0.3, 1],
  [8, 4, 0.5],
  [30, 20, 0.1],
  [12, 20, 0.1],
  [130, 100, 0.005],
  [2, 7, 2],
])('%d of %d with dispersion %d', (count, mean, dispersion) => {
  expect(surpriseOf(count, mean, dispersion)).toBeCloseTo(bySum(count, mean, dispersion), 6);
});

test('of a geometric law the tail is a power, however far out', () => {
  // Dispersion 1: the chance of n or more is (mean / (mean + 1))ⁿ.
  expect(surpriseOf(5000, 0.3, 1)).toBeCloseTo(-5000 * Math.log10(0.3 / 1.3), 3);
});

test('no post is no surprise, and numbers stay numbers', () => {
  expect(surpriseOf(0, 5, 0.1)).toBe(0);
  for (const count of [1, 1e3, 1e7])
    for (const mean of [0.3, 50, 1e6])
      for (const dispersion of [0.005, 1, 50]) {
        const surprise = surpriseOf(count, mean, dispersion);
        expect(surprise, `${count} ${mean} ${dispersion}`).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(surprise), `${count} ${mean} ${dispersion}`).toBe(true);
      }
});
