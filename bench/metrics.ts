/** Agreement with labels, by the measures of SemEval. */

export const CLASSES = ['neg', 'neu', 'pos'] as const;

export interface Metrics {
  readonly posts: number;
  readonly accuracy: number;
  readonly macroF1: number;
  /** SemEval's AvgRec. Classes absent from the gold labels are left out of both means. */
  readonly macroRecall: number;
  readonly negativeF1: number;
  readonly confusion: readonly (readonly number[])[];
}

export function measure(gold: readonly string[], found: readonly string[]): Metrics {
  const confusion = CLASSES.map((a) => CLASSES.map((b) => gold.filter((g, i) => g === a && found[i] === b).length));
  const of = (a: number, b: number) => confusion[a]?.[b] ?? 0;
  const per = CLASSES.map((name, index) => {
    const all = gold.filter((label) => label === name).length;
    const said = CLASSES.reduce((sum, _, a) => sum + of(a, index), 0);
    const precision = said > 0 ? of(index, index) / said : 0;
    const recall = all > 0 ? of(index, index) / all : 0;
    return { all, recall, f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0 };
  });
  const used = per.filter(({ all }) => all > 0);
  const mean = (pick: (one: { recall: number; f1: number }) => number) =>
    used.reduce((sum, one) => sum + pick(one), 0) / used.length;
  return {
    posts: gold.length,
    accuracy: CLASSES.reduce((sum, _, index) => sum + of(index, index), 0) / gold.length,
    macroF1: mean(({ f1 }) => f1),
    macroRecall: mean(({ recall }) => recall),
    negativeF1: per[0]?.f1 ?? 0,
    confusion,
  };
}
