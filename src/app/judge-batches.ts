/** Batches of posts through the judges, and the judgements to where they are kept, with bounded memory. */
import type { Judgements } from '../judgement/batch.js';
import type { JudgePool } from '../judgement/pool.js';

/** Posts that travel together: enough that messages cost nothing, few enough that they stay small. */
export const BATCH_ROWS = 32_768;
/** Judgements that are written together. */
export const STORED_ROWS = 8 * BATCH_ROWS;

/**
 * Judges batches (see judgement/batch.ts), and gives what was judged to `keep`, several batches at a time. Reading and
 * keeping take turns: an append beside a running query would hold this thread up until the query ends. And each append
 * costs the engine the same, whether it brings many rows or few.
 */
export async function judgeBatches(
  pool: JudgePool,
  batches: AsyncIterable<Uint8Array<ArrayBuffer>>,
  /** Judgements that are kept together, STORED_ROWS unless they must be safe sooner. */
  storedRows: number,
  keep: (judged: readonly Judgements[]) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const judged: Judgements[] = [];
  // A batch that failed is no longer under way when it is asked for.
  const failures: unknown[] = [];
  const keepFrom = async (least: number): Promise<void> => {
    if (judged.reduce((sum, { rows }) => sum + rows, 0) >= least) await keep(judged.splice(0));
  };
  for await (const bytes of batches) {
    const batch = pool.judge(bytes).then((judgements) => {
      judged.push(judgements);
    });
    const settled: Promise<void> = batch
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
    // What is read ahead is bounded, so that memory is.
    if (underWay.size >= pool.width) await Promise.race(underWay);
    if (failures.length > 0) throw failures[0];
    await keepFrom(storedRows);
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  await keepFrom(1);
}

/** Columns of several batches, one after the other. */
export function joined(batches: readonly (readonly Float64Array[])[]): Float64Array[] {
  return (batches[0] ?? []).map((_, column) => {
    const parts = batches.flatMap((batch) => batch.slice(column, column + 1));
    const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  });
}
