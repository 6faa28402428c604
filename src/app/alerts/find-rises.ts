/** Every step at which a series rises faster than it should. */
import { Detector } from '../../alerts/detector.js';
import type { StepGrid } from '../../alerts/step-grid.js';
import { type SeriesName, seriesCount, WATCHED, type WatchedBrand } from '../../alerts/watched.js';
import type { Engine } from '../../core/engine.js';
import { type Stretch, stretchesOf, watchedSteps } from './count-watched.js';

export interface Rise extends SeriesName {
  /** The step that raises it. */
  readonly step: number;
  /** The step at which it began. */
  readonly first: number;
  readonly observed: number;
  readonly expected: number;
  readonly score: number;
  /** Posts a step where they are densest. */
  readonly rate: number;
}

export interface Rises {
  readonly rises: readonly Rise[];
  /** What a score had to reach. */
  readonly threshold: number;
  /** Whether there was more history than the baseline needs. */
  readonly watched: boolean;
}

export async function findRises(engine: Engine, grid: StepGrid, brands: readonly WatchedBrand[]): Promise<Rises> {
  const stretches = await stretchesOf(engine, grid);
  const series = seriesCount(brands);
  const slots = stretches.map(({ first, last }) =>
    Uint8Array.from({ length: last - first + 1 }, (_, index) => grid.slotOf(first + index)),
  );
  const rises: Rise[] = [];
  let watched = false;
  for await (const { brand, topic, steps } of watchedSteps(engine, brands)) {
    if (steps.length === 0) continue;
    let at = 0;
    for (const [index, stretch] of stretches.entries()) {
      const from = at;
      while ((steps[at]?.step ?? Number.POSITIVE_INFINITY) <= stretch.last) at++;
      for (const [bit, signal] of WATCHED.entries()) {
        const counts = countsOf(stretch, steps.slice(from, at), bit);
        const detector = new Detector({ stepMs: grid.stepMs, series });
        for (const [offset, count] of counts.entries()) {
          const { alert, score, rise, warmingUp } = detector.next(count, slots[index]?.[offset] ?? 0);
          watched ||= !warmingUp;
          if (!alert) continue;
          const step = stretch.first + offset;
          const { observed, expected, rate } = rise;
          rises.push({ brand, topic, signal, step, first: step - rise.stepsAgo, observed, expected, score, rate });
        }
      }
    }
  }
  return { rises, threshold: new Detector({ stepMs: grid.stepMs, series }).threshold, watched };
}

function countsOf(
  { first, last }: Stretch,
  steps: readonly { readonly step: number; readonly counts: readonly number[] }[],
  bit: number,
): Float64Array {
  const counts = new Float64Array(last - first + 1);
  for (const { step, counts: values } of steps) counts[step - first] = values[bit] ?? 0;
  return counts;
}
