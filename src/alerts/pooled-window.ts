/** The last so many steps taken together, and how rare their count is. */
import { halving } from './baseline.js';
import { surpriseOf } from './tail.js';

/** How long the spread of counts around what is expected is remembered. */
const SPREAD_MS = 14 * 86_400_000;
/** Before anything is known, counts spread as if the rate itself were anywhere (an exponential law). */
const UNKNOWN_DISPERSION = 1;
const UNKNOWN_WEIGHT = 1;
const LEAST_DISPERSION = 0.005;
/** Where there is usually nothing, one burst would otherwise make the next one look usual. */
const MOST_DISPERSION = 2;
/** Nothing is so rare that a few posts would mean something: a window always expects this much. */
const LEAST_EXPECTED = 0.3;
/** A burst beyond so many standard deviations tells nothing more of the usual spread. */
const BELIEVED_SPREADS = 20;

export class PooledWindow {
  /** In steps. */
  readonly length: number;
  count = 0;
  expected = 0;
  /** −log₁₀ of the chance of so many or more. */
  surprise = 0;
  readonly #counts: Float64Array;
  readonly #means: Float64Array;
  readonly #keep: number;
  #steps = 0;
  #squares = 0;
  #weights = 0;

  constructor(length: number, stepMs: number) {
    this.length = length;
    this.#counts = new Float64Array(length);
    this.#means = new Float64Array(length);
    this.#keep = halving(SPREAD_MS / stepMs);
  }

  /** Variance is mean + dispersion × mean². */
  get dispersion(): number {
    const known = this.#squares + UNKNOWN_DISPERSION * UNKNOWN_WEIGHT;
    return Math.min(MOST_DISPERSION, Math.max(LEAST_DISPERSION, known / (this.#weights + UNKNOWN_WEIGHT)));
  }

  /** Takes the next step: first how rare the window now is, then what that teaches about the spread. */
  push(count: number, mean: number): void {
    const place = this.#steps % this.length;
    this.#counts[place] = count;
    this.#means[place] = mean;
    this.#steps += 1;
    this.count = sum(this.#counts);
    this.expected = sum(this.#means);
    const expected = Math.max(this.expected, LEAST_EXPECTED);
    const { dispersion } = this;
    this.surprise = surpriseOf(this.count, expected, dispersion);
    const most = this.expected + BELIEVED_SPREADS * Math.sqrt(expected + dispersion * expected * expected);
    const beyond = Math.min(this.count, most) - this.expected;
    // Each step is in as many windows as a window is long.
    this.#squares = this.#squares * this.#keep + (beyond * beyond - this.expected) / this.length;
    this.#weights = this.#weights * this.#keep + (this.expected * this.expected) / this.length;
  }

  /** Posts in the step of an average post, where a quiet step weighs little. */
  get density(): number {
    return this.count === 0 ? 0 : this.#counts.reduce((squares, count) => squares + count * count, 0) / this.count;
  }

  /**
   * How many steps ago the rise began; 0 is the last step. It is where steps begin to lie, taken together, more than
   * halfway from what was expected to what the window brought.
   */
  get risenFor(): number {
    const known = Math.min(this.#steps, this.length);
    const halfway = (1 + this.count / Math.max(this.expected, LEAST_EXPECTED)) / 2;
    const even = LEAST_EXPECTED / this.length;
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    let above = 0;
    for (let ago = 0; ago < known; ago++) {
      const place = (this.#steps - 1 - ago) % this.length;
      above += (this.#counts[place] ?? 0) - Math.max(this.#means[place] ?? 0, even) * halfway;
      if (above > most) [best, most] = [ago, above];
    }
    return best;
  }

  /** Count and expectation of the last steps, `ago` being the first of them. */
  since(ago: number): { readonly count: number; readonly expected: number } {
    let count = 0;
    let expected = 0;
    for (let back = ago; back >= 0; back--) {
      const place = (this.#steps - 1 - back) % this.length;
      count += this.#counts[place] ?? 0;
      expected += this.#means[place] ?? 0;
    }
    return { count, expected };
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
