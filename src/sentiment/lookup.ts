/** The lexicons of one language with a memory of the surface forms that were looked for and not listed. */
import { hashWord } from '../language/scan.js';
import { baseForms } from './inflections.js';
import type { Lexicon } from './lexicon.js';

/** Surface forms remembered; a newer one takes the place of an older one, so the memory is bounded. */
const REMEMBERED = 1 << 15;
const MASK = REMEMBERED - 1;
/** Shorter words do not inflect as far as we care, longer ones are no words. */
const SHORTEST = 4;
const LONGEST = 32;

const decoder = new TextDecoder();

export class Lookup {
  readonly lexicon: Lexicon;
  readonly #lang: string;
  readonly #hash = new Uint32Array(REMEMBERED);
  readonly #check = new Uint32Array(REMEMBERED);
  readonly #slot = new Int32Array(REMEMBERED);

  constructor(lexicon: Lexicon, lang: string) {
    this.lexicon = lexicon;
    this.#lang = lang;
  }

  /** The slot of a base form of the word `bytes[start, end)`, or −1. The memory never changes the answer. */
  inflected(bytes: Uint8Array, start: number, end: number, hash: number, check: number): number {
    if (end - start < SHORTEST || end - start > LONGEST) return -1;
    const at = (hash ^ (hash >>> 15)) & MASK;
    if (this.#hash[at] === hash && this.#check[at] === check) return this.#slot[at] as number;
    const slot = this.#search(decoder.decode(bytes.subarray(start, end)).normalize('NFC').toLowerCase());
    this.#hash[at] = hash;
    this.#check[at] = check;
    this.#slot[at] = slot;
    return slot;
  }

  #search(word: string): number {
    for (const form of baseForms(word.replace(/(.)\1{2,}/gu, '$1$1'), this.#lang)) {
      const { hash, check } = hashWord(form);
      const slot = this.lexicon.find(hash, check);
      if (slot >= 0 && this.lexicon.hasWeight(slot) && this.lexicon.roles[slot] === 0) return slot;
    }
    return -1;
  }
}
