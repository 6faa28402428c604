/** Sketches of posts, by which near copies are found, on their way into the store and back. */
import type { Engine } from '../core/engine.js';
import type { Sketches } from '../posts/stories.js';

const BANDS = 3;

/** Makes the empty table `sketches (row, band0, band1, band2)`. */
export async function createSketches(engine: Engine): Promise<void> {
  await engine.run('CREATE OR REPLACE TABLE sketches (row DOUBLE, band0 DOUBLE, band1 DOUBLE, band2 DOUBLE)');
}

export async function appendSketches(engine: Engine, { count, rows, high, low }: Sketches): Promise<void> {
  const columns = [Float64Array.from(rows.subarray(0, count))];
  for (let band = 0; band < BANDS; band++) {
    const [upper, lower] = [high[band] as Uint32Array, low[band] as Uint16Array];
    // 48 bits are whole in a double.
    columns.push(Float64Array.from({ length: count }, (_, i) => (upper[i] as number) * 65_536 + (lower[i] as number)));
  }
  await engine.append('sketches', columns, count);
}

/** The sketches that a query with the columns `row, band0, band1, band2` gives, in blocks. */
export async function readSketches(engine: Engine, select: string): Promise<Sketches[]> {
  const blocks: Sketches[] = [];
  const doubles = `SELECT CAST(row AS DOUBLE), CAST(band0 AS DOUBLE), CAST(band1 AS DOUBLE), CAST(band2 AS DOUBLE) FROM (${select})`;
  for await (const [row = new Float64Array(0), ...bands] of engine.numbers(doubles)) {
    blocks.push({
      count: row.length,
      rows: Uint32Array.from(row),
      high: bands.map((band) => Uint32Array.from(band, (value) => Math.floor(value / 65_536))),
      low: bands.map((band) => Uint16Array.from(band, (value) => value % 65_536)),
    });
  }
  return blocks;
}
