/**
 * Sketches of posts by which near copies are found: MinHash over word triples, in three bands of four minima each
 * (Broder 1997; Leskovec et al., Mining of Massive Datasets, 3.4). Two posts share a band with probability
 * 1 − (1 − s⁴)³ where s is the share of triples in common: 96 % at s = 0.9, 18 % at 0.5, 2 % at 0.3.
 */
import type { TokenScan } from '../language/scan.js';
import { TOKEN } from '../language/scan.js';

export const BANDS = 3;
const MINIMA = 4;
/** "Thanks!" from a hundred people is not one story. */
const LEAST_WORDS = 6;

/** Odd multipliers, one for each minimum: from the digits of the golden ratio, by a Weyl sequence. */
const MULTIPLIERS = Uint32Array.from(
  { length: BANDS * MINIMA },
  (_, i) => (Math.imul(0x9e3779b9, 2 * i + 1) | 1) >>> 0,
);

export class Sketcher {
  /** One number below 2^53 for each band; all 0 for a post too short to tell. */
  readonly bands = new Float64Array(BANDS);
  /** Signed: the engine keeps small integers out of the heap only as long as they have a sign. */
  readonly #minima = new Int32Array(BANDS * MINIMA);

  /** Words alone count: links, handles, numbers and marks differ between copies. */
  sketch(scan: TokenScan): void {
    const minima = this.#minima.fill(0x7fffffff);
    const { count, kind, folded } = scan;
    let words = 0;
    let a = 0;
    let b = 0;
    for (let i = 0; i < count; i++) {
      if (kind[i] !== TOKEN.word) continue;
      const c = (folded[i] as number) | 0;
      if (++words >= 3) {
        let shingle = Math.imul(a, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35) ^ c;
        shingle = Math.imul(shingle ^ (shingle >>> 15), 0x2c1b3c6d);
        shingle ^= shingle >>> 13;
        for (let k = 0; k < BANDS * MINIMA; k++) {
          const mixed = Math.imul(shingle ^ (k << 7), MULTIPLIERS[k] as number);
          const value = mixed ^ (mixed >>> 16);
          if (value < (minima[k] as number)) minima[k] = value;
        }
      }
      a = b;
      b = c;
    }
    for (let band = 0; band < BANDS; band++) {
      this.bands[band] = words < LEAST_WORDS ? 0 : bandOf(minima, band * MINIMA);
    }
  }
}

/** Four minima as one number of 53 bits, never 0. */
function bandOf(minima: Int32Array, from: number): number {
  let high = 0x811c9dc5;
  let low = 0x27d4eb2f;
  for (let i = from; i < from + MINIMA; i++) {
    const value = minima[i] as number;
    high = Math.imul(high ^ value, 0x01000193);
    high ^= high >>> 15;
    low = Math.imul(low + value, 0x165667b1);
    low ^= low >>> 13;
  }
  return (high >>> 0) * 0x200000 + (low >>> 11) + 1;
}
