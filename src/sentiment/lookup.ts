/** The lexicon of one language with a memory of the words that were looked for: a word that comes again is one probe. */
import type { TokenScan } from '../language/scan.js';
import { spellWord } from '../language/spelling.js';
import { Inflections } from './inflections.js';
import type { Lexicon } from './lexicon.js';

/** Words remembered; a newer one takes the place of an older one, so the memory is bounded. */
const REMEMBERED = 1 << 14;
const MASK = REMEMBERED - 1;
/** What is remembered of a word: a key of both its hashes, its check, its record, the record of a base form. */
const STRIDE = 4;
const UNSEARCHED = -1;

/** The memory never changes an answer. */
export class Lookup {
  readonly lexicon: Lexicon;
  readonly #inflections: Inflections;
  readonly #memory = new Int32Array(REMEMBERED * STRIDE);
  /** Where in the memory the last word is. */
  #place = 0;

  constructor(lexicon: Lexicon, lang: string) {
    this.lexicon = lexicon;
    this.#inflections = new Inflections(lexicon, lang);
  }

  /** The record of a token as it stands, or without its accents; 0 where there is none. */
  find(scan: TokenScan, at: number): number {
    const hash = (scan.hash[at] as number) | 0;
    const folded = (scan.folded[at] as number) | 0;
    const check = (scan.check[at] as number) | 0;
    // One of 32 bits for both, and different for all words whose hashes are the same.
    const key = (Math.imul(folded, 0x9e3779b0) + hash) | 0;
    const memory = this.#memory;
    const place = ((key ^ (key >>> 15)) & MASK) * STRIDE;
    this.#place = place;
    if (memory[place] === key && memory[place + 1] === check) return memory[place + 2] as number;
    let record = this.lexicon.find(hash, check);
    if (record === 0 && folded !== hash) record = this.lexicon.find(folded, scan.foldedCheck[at] as number);
    memory[place] = key;
    memory[place + 1] = check;
    memory[place + 2] = record;
    memory[place + 3] = UNSEARCHED;
    return record;
  }

  /** The record of a base form of the word that `find` was asked for last, or 0. */
  inflected(bytes: Uint8Array, start: number, end: number): number {
    const known = this.#memory[this.#place + 3] as number;
    if (known !== UNSEARCHED) return known;
    const record = this.#inflections.mayEndIn(bytes[end - 1] as number)
      ? this.#inflections.find(spellWord(bytes, start, end))
      : 0;
    this.#memory[this.#place + 3] = record;
    return record;
  }
}
