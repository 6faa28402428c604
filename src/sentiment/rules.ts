/** The numbers behind the rules: how much each changes a weight. Set on training files; `npm run bench:judgement` measures what they do. */
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
  /** The balance of listed words at which its feature is 1/√2. */
  spread: 12,
  /** What listed words must say both for and against, the weaker side's share of the stronger, and the least chance. */
  mixedLeast: 3,
  mixedShare: 0.6,
  mixedChance: 0.15,
  /** Confidence in neutral where no entry says anything. */
  nothingSaid: 0.5,
  /** Factors on the confidence. */
  ironic: 0.6,
  reposted: 0.8,
  unknownLanguage: 0.5,
} as const;
