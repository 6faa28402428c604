/** Whether a confidence of 0.7 is right seven times in ten. */

/** Where each bin begins; the last one ends with 1. */
export const BIN_STARTS = [0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

export interface Bin {
  readonly posts: number;
  /** The mean, not a number where there are no posts. */
  readonly confidence: number;
  /** The share of posts whose label is right. */
  readonly right: number;
}

export interface Answer {
  readonly confidence: number;
  readonly right: boolean;
}

/** One bin per start, empty ones too. */
export function binsOf(answers: readonly Answer[]): Bin[] {
  return BIN_STARTS.map((from, index) => {
    const to = BIN_STARTS[index + 1] ?? Number.POSITIVE_INFINITY;
    const inside = answers.filter(({ confidence }) => confidence >= from && confidence < to);
    return {
      posts: inside.length,
      confidence: inside.reduce((sum, answer) => sum + answer.confidence, 0) / inside.length,
      right: inside.filter((answer) => answer.right).length / inside.length,
    };
  });
}

/** How far confidence and the share of right labels are apart in a bin, the mean over all posts. */
export function meanGap(bins: readonly Bin[]): number {
  const used = bins.filter(({ posts }) => posts > 0);
  const all = used.reduce((sum, { posts }) => sum + posts, 0);
  return used.reduce((sum, { posts, confidence, right }) => sum + posts * Math.abs(confidence - right), 0) / all;
}
