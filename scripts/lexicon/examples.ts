/** Labelled posts as examples: what the scorer makes of each text besides its words, and its grams. */

import type { LabelledPost } from '../../bench/labelled.js';
import { CLASSES } from '../../bench/metrics.js';
import { LANGUAGES } from '../../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { LABELS } from '../../src/posts/post.js';
import { OTHER_LANGUAGE, Scorer } from '../../src/sentiment/scorer.js';
import { type Gram, gramsOf } from './grams.js';

export interface Example {
  readonly lang: string;
  /** 0 negative, 1 neutral, 2 positive. */
  readonly label: number;
  readonly features: Float64Array;
  readonly grams: readonly Gram[];
  readonly words: number;
}

const scan = new TokenScan();
const scorer = new Scorer();
let bytes = roomFor(new Uint8Array(0), 1000);

function judge(text: string, lang: string): void {
  bytes = roomFor(bytes, text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  const index = (LANGUAGES as readonly string[]).indexOf(lang);
  scorer.judge(bytes, scan, index < 0 ? OTHER_LANGUAGE : index);
}

/** neg, neu or pos, as the scorer of the tree has it; mixed counts by its sign. */
export function labelOf(text: string, lang: string): string {
  judge(text, lang);
  const label = LABELS[scorer.label] === 'mixed' ? (scorer.sentiment < 0 ? 0 : 2) : scorer.label;
  return CLASSES[label] ?? 'neu';
}

export function exampleOf(post: LabelledPost): Example {
  judge(post.text, post.lang);
  const grams = gramsOf(bytes, scan);
  return {
    lang: post.lang,
    label: CLASSES.indexOf(post.label as (typeof CLASSES)[number]),
    features: scorer.features.slice(),
    grams,
    words: grams.filter(({ kind }) => kind === 'word').length,
  };
}
