import type { Location } from './opened-file.js';

/**
 * The numbers that records have in the file, for the numbers that they have among those that the engine delivered.
 * `refused`: numbers in the file of those that it did not deliver.
 */
export function kept(records: readonly number[], refused: readonly number[]): Map<number, number> {
  const gone = [...new Set(refused)].sort((a, b) => a - b);
  const numbers = new Map<number, number>();
  let next = 0;
  for (const record of [...new Set(records)].sort((a, b) => a - b)) {
    while (next < gone.length && (gone[next] ?? 0) <= record + next) next += 1;
    numbers.set(record, record + next);
  }
  return numbers;
}

/** Locations by the numbers that were asked for, from locations by numbers in the file. */
export function renumbered(
  numbers: ReadonlyMap<number, number>,
  found: ReadonlyMap<number, Location>,
  placed: (record: number, location: Location) => Location = (_, location) => location,
): Map<number, Location> {
  const result = new Map<number, Location>();
  for (const [asked, record] of numbers) {
    const location = found.get(record);
    if (location !== undefined) result.set(asked, placed(record, location));
  }
  return result;
}
