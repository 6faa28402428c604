/**
 * Sketches of posts by which near copies are found: MinHash over word triples, in three bands of four minima each
 * (Broder 1997; Leskovec et al., Mining of Massive Datasets, 3.4). Two posts share a band with probability about
 * 1 − (1 − s⁴)³ where s is the share of triples in common: 96 % at s = 0.9, 18 % at 0.5, 2 % at 0.3. One hash for each
 * triple serves all minima: it falls into one of twelve bins, and an empty bin takes what the next filled one has (one
 * permutation hashing with rotation, Shrivastava and Li 2014).
 */
import type { TokenScan } from '../language/scan.js';
import { TOKEN } from '../language/scan.js';

export const BANDS = 3;
const MINIMA = 4;
const BINS = BANDS * MINIMA;
/** "Thanks!" from a hundred people is not one story. */
const LEAST_WORDS = 6;
const EMPTY = 0x7fffffff;

export class Sketcher {
  /** One number of 48 bits for each band, its upper 32 and lower 16; all 0 for a post too short to tell. */
  readonly high = new Uint32Array(BANDS);
  readonly low = new Uint16Array(BANDS);
  readonly #minima = new Int32Array(BINS);

  /** Words alone count: links, handles, numbers and marks differ between copies. Returns whether there were enough. */
  sketch(scan: TokenScan): boolean {
    const minima = this.#minima.fill(EMPTY);
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
        shingle = Math.imul(shingle ^ (shingle >>> 13), 0x297a2d39);
        shingle ^= shingle >>> 16;
        // The high bits choose the bin, the low ones compete in it.
        const bin = ((shingle >>> 16) * BINS) >>> 16;
        const value = Math.imul(shingle, 0x9e3779b1) >>> 1;
        if (value < (minima[bin] as number)) minima[bin] = value;
      }
      a = b;
      b = c;
    }
    if (words < LEAST_WORDS) {
      this.high.fill(0);
      this.low.fill(0);
      return false;
    }
    fillEmptyBins(minima);
    for (let band = 0; band < BANDS; band++) this.#setBand(band);
    return true;
  }

  #setBand(band: number): void {
    let high = 0x811c9dc5;
    let low = 0x27d4eb2f;
    for (let i = band * MINIMA; i < (band + 1) * MINIMA; i++) {
      const value = this.#minima[i] as number;
      high = Math.imul(high ^ value, 0x01000193);
      high ^= high >>> 15;
      low = Math.imul(low + value, 0x165667b1);
      low ^= low >>> 13;
    }
    this.high[band] = high;
    this.low[band] = low >>> 16;
  }
}

/** From the last bin backwards, each empty one takes its right neighbour's value, made its own by the distance. */
function fillEmptyBins(minima: Int32Array): void {
  let next = EMPTY;
  for (let round = 0; round < 2; round++) {
    for (let bin = BINS - 1; bin >= 0; bin--) {
      const value = minima[bin] as number;
      if (value !== EMPTY) next = value;
      else if (next !== EMPTY) {
        next = (next + 0x3c6ef35f) & 0x7ffffffe;
        if (round === 1) minima[bin] = next;
      }
    }
  }
}
