/** How rare a count is: the upper tail of the negative binomial, down to where doubles would be zero. */

/**
 * −log₁₀ of the chance of a count of at least `count` where `mean` is expected and the variance is
 * mean + dispersion × mean². Counts between whole numbers are read off the smooth curve through them. 0 for a count of 0.
 */
export function surpriseOf(count: number, mean: number, dispersion: number): number {
  if (count <= 0) return 0;
  const size = 1 / dispersion;
  const log = logIncompleteBeta(mean / (mean + size), size / (mean + size), count, size);
  return Math.max(0, -log / Math.LN10);
}

/** ln of the regularised incomplete beta function at x, with y = 1 − x given so that nothing is lost near 1. */
function logIncompleteBeta(x: number, y: number, a: number, b: number): number {
  const front = a * Math.log(x) + b * Math.log(y) - logBeta(a, b);
  if (x < (a + 1) / (a + b + 2)) return front - Math.log(a) + Math.log(betaFraction(x, a, b));
  const other = Math.exp(front - Math.log(b)) * betaFraction(y, b, a);
  return Math.log1p(-Math.min(other, 1));
}

const STEPS = 400;
const TINY = 1e-300;

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 1e-12) break;
  }
  return value;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series, after the argument has been raised to where it is exact to twelve digits. */
function logGamma(value: number): number {
  let shift = 0;
  let x = value;
  while (x < 12) {
    shift -= Math.log(x);
    x += 1;
  }
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return shift + (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + series;
}
