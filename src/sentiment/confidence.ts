/** How sure a label is: its chance as the scorer sees it, which is how often such labels are right (docs/accuracy.md). */
import { LABELS } from '../posts/post.js';

const NEGATIVE = LABELS.indexOf('negative');
const NEUTRAL = LABELS.indexOf('neutral');
const MIXED = LABELS.indexOf('mixed');

/** @param positive chance of that label, and `negative` of that one */
export function confidenceOf(label: number, positive: number, negative: number): number {
  if (label === MIXED) return Math.max(positive, negative);
  if (label === NEUTRAL) return 1 - positive - negative;
  return label === NEGATIVE ? negative : positive;
}
