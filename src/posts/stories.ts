/** Near copies told by many authors are one story. */
import type { Engine } from '../core/engine.js';

/** Sketches of posts, in columns: two posts with a band in common are near copies. */
export interface Sketches {
  readonly count: number;
  /** Row of the post in `posts`. */
  readonly rows: Uint32Array;
  /** For each band a number of 48 bits, its upper 32 and lower 16. */
  readonly high: readonly Uint32Array[];
  readonly low: readonly Uint16Array[];
}

/**
 * Groups posts that share a band of their sketches, and makes the table `stories (row, first)`: for every post that has
 * near copies, the row of the earliest of them. Memory: five bytes for each post, and some for each that has copies.
 */
export async function findStories(engine: Engine, sketches: readonly Sketches[]): Promise<void> {
  let rows = 0;
  for (const { rows: block, count } of sketches) {
    for (let i = 0; i < count; i++) rows = Math.max(rows, (block[i] as number) + 1);
  }
  const groups = new Groups(rows);
  const bands = sketches[0]?.high.length ?? 0;
  for (let band = 0; band < bands; band++) linkBand(groups, sketches, band);
  await engine.run('CREATE TABLE groups (row DOUBLE, root DOUBLE)');
  for (const [rows, roots] of blocksOf(groups)) await engine.append('groups', [rows, roots], rows.length);
  await engine.run(`CREATE TABLE stories AS
    SELECT CAST(g.row AS BIGINT) AS row, CAST(f.first AS BIGINT) AS first
    FROM groups AS g JOIN (
      SELECT g.root, coalesce(arg_min(g.row, p.created_at), min(g.row)) AS first
      FROM groups AS g JOIN posts AS p ON p.rowid = CAST(g.row AS BIGINT) GROUP BY g.root) AS f ON f.root = g.root`);
  await engine.run('DROP TABLE groups');
}

/** Adds to `stories` what files of ours say of posts that were judged before: they come without a sketch. */
export async function keepClusters(engine: Engine): Promise<void> {
  await engine.run(`INSERT INTO stories
    WITH told AS (SELECT rowid AS row, key, cluster, created_at FROM posts WHERE cluster IS NOT NULL AND scorer IS NOT NULL)
    SELECT t.row, f.first FROM told AS t JOIN (
      SELECT cluster, coalesce(min(row) FILTER (WHERE key = cluster), arg_min(row, created_at), min(row)) AS first
      FROM told GROUP BY cluster HAVING count(*) > 1) AS f ON f.cluster = t.cluster
    WHERE t.row NOT IN (SELECT row FROM stories)`);
}

/** Disjoint sets of rows; the smallest row of each is its root, so that the order of links does not matter. */
class Groups {
  /** 1 for rows that have been linked. */
  readonly linked: Uint8Array;
  readonly #parent: Uint32Array;

  constructor(rows: number) {
    this.linked = new Uint8Array(rows);
    this.#parent = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) this.#parent[row] = row;
  }

  root(row: number): number {
    const parent = this.#parent;
    let at = row;
    while (parent[at] !== at) {
      // Halving the path keeps the next search short.
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  }

  link(one: number, other: number): void {
    const a = this.root(one);
    const b = this.root(other);
    this.linked[one] = 1;
    this.linked[other] = 1;
    if (a < b) this.#parent[b] = a;
    else this.#parent[a] = b;
  }
}

/** Links the posts that have a band in common. Most posts have none: a bit for each value met tells which to look up. */
function linkBand(groups: Groups, sketches: readonly Sketches[], band: number): void {
  const posts = sketches.reduce((sum, { count }) => sum + count, 0);
  // Sixteen bits or more a post, so that one post in sixteen at most is looked up for nothing.
  const shift = 32 - Math.min(30, Math.max(10, Math.ceil(Math.log2(posts + 1)) + 4));
  const met = new Uint32Array(2 ** (27 - shift));
  const again = new Uint32Array(met.length);
  let repeats = 0;
  for (const { high, count } of sketches) {
    const values = high[band] as Uint32Array;
    for (let i = 0; i < count; i++) {
      const bit = (values[i] as number) >>> shift;
      const word = bit >>> 5;
      const mask = 1 << (bit & 31);
      const before = met[word] as number;
      if ((before & mask) === 0) met[word] = before | mask;
      else {
        again[word] = (again[word] as number) | mask;
        repeats++;
      }
    }
  }
  // Each repeat has at most one first that is no repeat itself; half of the places stay free.
  const places = 2 ** Math.ceil(Math.log2(4 * repeats + 1));
  const seen = new Float64Array(places);
  const first = new Uint32Array(places);
  for (const { rows, high, low, count } of sketches) {
    const values = high[band] as Uint32Array;
    const lower = low[band] as Uint16Array;
    for (let i = 0; i < count; i++) {
      const value = values[i] as number;
      const bit = value >>> shift;
      if (((again[bit >>> 5] as number) & (1 << (bit & 31))) === 0) continue;
      const key = value * 0x10000 + (lower[i] as number) + 1;
      const row = rows[i] as number;
      let place = Math.imul(value ^ (lower[i] as number), 0x9e3779b1) & (places - 1);
      while (seen[place] !== 0 && seen[place] !== key) place = (place + 1) & (places - 1);
      if (seen[place] === key) groups.link(first[place] as number, row);
      else {
        seen[place] = key;
        first[place] = row;
      }
    }
  }
}

const BLOCK = 65_536;

function* blocksOf(groups: Groups): Generator<[Float64Array, Float64Array]> {
  const { linked } = groups;
  const root = (row: number): number => groups.root(row);
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
