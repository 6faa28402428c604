/** Near copies told by many authors are one story. */
import type { Engine } from '../core/engine.js';

/** Columns of `sketches`: the post's row, then one number for each band. */
export const SKETCH_COLUMNS = ['row', 'band1', 'band2', 'band3'] as const;

/**
 * Groups posts that share a band of their sketches, and makes the table `stories (row, first)`: for every post that has
 * near copies, the row of the earliest of them. Memory: four bytes for each post.
 */
export async function findStories(engine: Engine): Promise<void> {
  const bands = SKETCH_COLUMNS.slice(1);
  const links = bands.map(
    (band) => `SELECT s.row, g.first FROM sketches AS s
      JOIN (SELECT ${band} AS band, min(row) AS first FROM sketches GROUP BY ${band} HAVING count(*) > 1) AS g
      ON s.${band} = g.band WHERE s.row <> g.first`,
  );
  const [last] = await engine.rows('SELECT max(row) FROM sketches');
  const parent = new Int32Array(Number(last?.[0] ?? -1) + 1).map((_, index) => index);
  const root = (row: number): number => {
    let at = row;
    while (parent[at] !== at) {
      // Halving the path keeps the next search short.
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const linked = new Uint8Array(parent.length);
  for await (const [rows, firsts] of engine.numbers(links.join(' UNION ALL '))) {
    if (rows === undefined || firsts === undefined) continue;
    for (let i = 0; i < rows.length; i++) {
      const a = root(rows[i] as number);
      const b = root(firsts[i] as number);
      linked[rows[i] as number] = 1;
      linked[firsts[i] as number] = 1;
      // The smaller row stays the root, so that the result does not depend on the order of the links.
      if (a < b) parent[b] = a;
      else parent[a] = b;
    }
  }
  await engine.run('CREATE TABLE groups (row DOUBLE, root DOUBLE)');
  for (const [rows, roots] of blocksOf(linked, root)) await engine.append('groups', [rows, roots], rows.length);
  await engine.run(`CREATE TABLE stories AS
    SELECT CAST(g.row AS BIGINT) AS row, CAST(f.first AS BIGINT) AS first
    FROM groups AS g JOIN (
      SELECT g.root, coalesce(arg_min(g.row, p.created_at), min(g.row)) AS first
      FROM groups AS g JOIN posts AS p ON p.rowid = CAST(g.row AS BIGINT) GROUP BY g.root) AS f ON f.root = g.root`);
  await engine.run('DROP TABLE groups');
}

const BLOCK = 65_536;

function* blocksOf(linked: Uint8Array, root: (row: number) => number): Generator<[Float64Array, Float64Array]> {
  let rows: number[] = [];
  for (let row = linked.indexOf(1); row !== -1; row = linked.indexOf(1, row + 1)) {
    rows.push(row);
    if (rows.length === BLOCK) {
      yield [Float64Array.from(rows), Float64Array.from(rows, root)];
      rows = [];
    }
  }
  if (rows.length > 0) yield [Float64Array.from(rows), Float64Array.from(rows, root)];
}
