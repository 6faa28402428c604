/** The numbers behind the rules: how much each changes a weight. Tuned on training files only, see bench/judgement.ts. */
export const RULES = {
  /** Words that a negator reaches. */
  negationScope: 4,
  /** `not good` */
  negatedPositive: -0.7,
  /** `not bad` */
  negatedNegative: -0.3,
  /** Words that a degree word reaches. */
  degreeScope: 2,
  capitals: 1.25,
  lengthened: 1.2,
  /** Good that is wished for is not there. */
  wished: 0.5,
  /** What is asked is not said. */
  asked: 0.7,
  quoted: 0.6,
  beforeContrast: 0.6,
  afterContrast: 1.3,
  exclamation: 0.25,
  mostExclamations: 3,
  /** The sum at which the sentiment is 1/√2. */
  spread: 12,
  mixedLeast: 3,
  mixedShare: 0.6,
  /** Factors on the confidence. */
  ironic: 0.6,
  reposted: 0.8,
  unknownLanguage: 0.5,
} as const;

export interface Thresholds {
  /** Sums from which a text is positive, and minus which it is negative. */
  readonly positive: number;
  readonly negative: number;
  /** Added to the sum of a text in which anything fired, for lists that lean to one side. */
  readonly lean: number;
}

/** By language; `other` where only emoji and marks are read. */
export const THRESHOLDS: Readonly<Record<string, Thresholds>> = {
  en: { positive: 1.2, negative: 0.3, lean: 0 },
  fr: { positive: 0.6, negative: 0.2, lean: 0 },
  es: { positive: 0.6, negative: 0.2, lean: 0 },
  ca: { positive: 0.8, negative: 0.2, lean: 0 },
  other: { positive: 1, negative: 1, lean: 0 },
};
