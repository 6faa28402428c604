/** How far two judges agree. */

/** Posts by the label that the analyst gave (rows) and that the scorer found (columns). */
export type Confusion = readonly (readonly number[])[];

export interface Agreement {
  readonly posts: number;
  /** 0…1: the share of posts with the same label. */
  readonly accuracy: number;
  /** 0…1: the mean over the labels given of the share that was found; every label counts alike. */
  readonly macroRecall: number;
  /** Cohen's: agreement beyond what chance would give, at most 1; null where chance alone would agree on all. */
  readonly kappa: number | null;
}

/** Null for no posts. */
export function agreementOf(confusion: Confusion): Agreement | null {
  const given = confusion.map(sum);
  const posts = sum(given);
  if (posts === 0) return null;
  const found = confusion.map((_, label) => sum(confusion.map((row) => row[label] ?? 0)));
  const right = confusion.map((row, label) => row[label] ?? 0);
  const recalls = right.flatMap((count, label) => (given[label] === 0 ? [] : [count / (given[label] ?? 1)]));
  const accuracy = sum(right) / posts;
  const chance = sum(given.map((count, label) => (count / posts) * ((found[label] ?? 0) / posts)));
  return {
    posts,
    accuracy,
    macroRecall: sum(recalls) / recalls.length,
    kappa: chance >= 1 ? null : (accuracy - chance) / (1 - chance),
  };
}

export function emptyConfusion(labels: number): number[][] {
  return Array.from({ length: labels }, () => new Array<number>(labels).fill(0));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
