/**
 * What one language has on each word of a text: its listed entry, that of a base form, and its learnt entry. Words that
 * were met before are remembered, so that each costs one probe for all three.
 */
import { TOKEN, type TokenScan } from '../language/scan.js';
import { Spelling } from '../language/spelling.js';
import { Beginnings } from './beginnings.js';
import { Inflections, LONGEST } from './inflections.js';
import type { Lexicon } from './lexicon.js';

/** Words remembered; a newer one takes the place of an older one, so the memory is bounded. */
const REMEMBERED = 1 << 15;
const MASK = REMEMBERED - 1;
/** What is remembered of a word: a key of both its hashes, its check, and its three records. */
const STRIDE = 5;

/** Kinds of tokens that are looked up, as bits: a tag stands for its parts. */
const LOOKED_UP = (1 << TOKEN.word) | (1 << TOKEN.number) | (1 << TOKEN.emoji) | (1 << TOKEN.emoticon);

const spelling = new Spelling(LONGEST);
const beginnings = new Beginnings();

/** The lexicons of one language, listed and learnt. What it remembers never changes an answer. */
export class Lookup {
  readonly lexicon: Lexicon;
  readonly learnt: Lexicon | null;
  /** For each token of the last text: the record of its word as it stands, or without its accents; 0 for none. */
  listedAt = new Int32Array(256);
  /** The record of a base form of a word that is no entry itself, or 0. */
  baseAt = new Int32Array(256);
  /** The learnt record of the word without its accents, else of its longest beginning that is listed, or 0. */
  learntAt = new Int32Array(256);
  readonly #inflections: Inflections;
  readonly #memory = new Int32Array(REMEMBERED * STRIDE);

  constructor(lexicon: Lexicon, learnt: Lexicon | null, lang: string) {
    this.lexicon = lexicon;
    this.learnt = learnt;
    this.#inflections = new Inflections(lexicon, lang);
  }

  /** Looks up the words, numbers, emoji and emoticons of a text; what the arrays have at other tokens says nothing. */
  lookUp(bytes: Uint8Array, scan: TokenScan): void {
    const { count, kind, hash: hashes, folded: foldeds, check: checks } = scan;
    if (count > this.listedAt.length) this.#reserve(count);
    const { listedAt, baseAt, learntAt } = this;
    const memory = this.#memory;
    for (let at = 0; at < count; at++) {
      if (((LOOKED_UP >>> (kind[at] as number)) & 1) === 0) continue;
      const hash = (hashes[at] as number) | 0;
      const check = (checks[at] as number) | 0;
      // One of 32 bits for both, and different for all words whose hashes are the same.
      const key = (Math.imul((foldeds[at] as number) | 0, 0x9e3779b0) + hash) | 0;
      const place = ((key ^ (key >>> 15)) & MASK) * STRIDE;
      if (memory[place] !== key || memory[place + 1] !== check) {
        memory[place] = key;
        memory[place + 1] = check;
        this.#search(bytes, scan, at, place);
      }
      listedAt[at] = memory[place + 2] as number;
      baseAt[at] = memory[place + 3] as number;
      learntAt[at] = memory[place + 4] as number;
    }
  }

  #reserve(tokens: number): void {
    this.listedAt = new Int32Array(tokens * 2);
    this.baseAt = new Int32Array(tokens * 2);
    this.learntAt = new Int32Array(tokens * 2);
  }

  #search(bytes: Uint8Array, scan: TokenScan, at: number, place: number): void {
    const { lexicon, learnt } = this;
    const folded = scan.folded[at] as number;
    const foldedCheck = scan.foldedCheck[at] as number;
    const isFolded = folded !== scan.hash[at];
    let listed = lexicon.find(scan.hash[at] as number, scan.check[at] as number);
    if (listed === 0 && isFolded) listed = lexicon.find(folded, foldedCheck);
    let base = 0;
    let known = learnt === null ? 0 : learnt.find(folded, foldedCheck);
    if (scan.kind[at] === TOKEN.word) {
      const start = scan.start[at] as number;
      const end = scan.end[at] as number;
      const mayInflect =
        (!lexicon.isEntry(listed) || lexicon.onlyPoints(listed)) &&
        this.#inflections.mayEndIn(bytes[end - 1] as number);
      const mayBegin = learnt !== null && known === 0;
      if (mayInflect || mayBegin) spelling.read(bytes, start, end);
      if (mayInflect) base = this.#inflections.find(spelling);
      if (mayBegin) {
        beginnings.read(spelling);
        known = beginnings.find(learnt);
      }
    }
    const memory = this.#memory;
    memory[place + 2] = listed;
    memory[place + 3] = base;
    memory[place + 4] = known;
  }
}
