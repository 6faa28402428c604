/** How sure a label is: how far the sum stands from the border of its label, and how much speaks against it. */
import { LABELS } from '../posts/post.js';

const NEUTRAL = LABELS.indexOf('neutral');
const MIXED = LABELS.indexOf('mixed');

/**
 * @param sum after all rules
 * @param positive sum from which a text is positive
 * @param negative minus which it is negative
 * @param good what speaks for it in all
 * @param bad what speaks against it in all
 */
export function confidenceOf(
  sum: number,
  label: number,
  positive: number,
  negative: number,
  good: number,
  bad: number,
): number {
  if (label === MIXED) return 0.4;
  const all = good + bad;
  if (label === NEUTRAL) {
    // Nothing fired: most such posts are neutral. Much that cancels out: anything may be meant.
    const edge = sum > 0 ? sum / positive : -sum / negative;
    return 0.55 - 0.12 * Math.min(1, edge) - 0.05 * Math.min(1, all / 4);
  }
  const beyond = sum > 0 ? sum - positive : -sum - negative;
  const against = all > 0 ? Math.min(good, bad) / all : 0;
  return 0.5 + 0.42 * (beyond / (beyond + 3)) - 0.2 * against;
}
