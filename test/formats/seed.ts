import { randomInt } from 'node:crypto';
import fc from 'fast-check';

/** A new seed for every run; a failure prints it, and `SEED=<number>` repeats that run. */
export const SEED = Number(process.env['SEED'] ?? randomInt(2 ** 31));

/** Checks a property for many random values. */
export async function holds<Values extends [unknown, ...unknown[]]>(
  property: fc.IAsyncProperty<Values> | fc.IProperty<Values>,
  numRuns = 300,
): Promise<void> {
  await fc.assert(property, { seed: SEED, numRuns });
}
