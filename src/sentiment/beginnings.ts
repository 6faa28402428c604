/**
 * Beginnings of words: `disappoint*` stands for every word that begins so. They make a lexicon reach the forms of a word
 * that nobody listed, whatever the language, at the price of a look-up for each word that is met for the first time.
 */
import { ligatureHead, ligatureTail } from '../language/characters.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from '../language/hash.js';
import { Spelling } from '../language/spelling.js';
import type { Lexicon } from './lexicon.js';

/** Letters of the shortest and the longest beginning. */
const SHORTEST = 4;
const LONGEST = 8;
/** Sets the check of a beginning apart from that of a word. */
export const BEGINNING = 0x5bd1e995;

export interface Beginning {
  readonly text: string;
  readonly hash: number;
  readonly check: number;
}

/** Hashes of the beginnings of the last word read. Make one and reuse it. */
export class Beginnings {
  /** How many letters the longest one has; less than `SHORTEST` where there is none. */
  longest = 0;
  /** By their number of letters. */
  readonly hash = new Int32Array(LONGEST + 1);
  readonly check = new Int32Array(LONGEST + 1);

  /** Those of a word without its accents; none is the whole word. */
  read({ points, length }: Spelling): void {
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    this.longest = Math.min(LONGEST, length - 1);
    for (let at = 0; at < this.longest; at++) {
      const point = points[at] as number;
      const head = ligatureHead(point);
      hash = addToHash(hash, head);
      check = addToCheck(check, head);
      const tail = ligatureTail(point);
      if (tail > 0) {
        hash = addToHash(hash, tail);
        check = addToCheck(check, tail);
      }
      this.hash[at + 1] = hash;
      this.check[at + 1] = check ^ BEGINNING;
    }
  }

  /** The record in a lexicon of the longest one that it has, or 0. */
  find(lexicon: Lexicon): number {
    for (let letters = this.longest; letters >= SHORTEST; letters--) {
      const record = lexicon.find(this.hash[letters] as number, this.check[letters] as number);
      if (record !== 0) return record;
    }
    return 0;
  }
}

const spelling = new Spelling(LONGEST + 1);
const beginnings = new Beginnings();

/** Beginnings of the word token `bytes[start, end)`, the shortest first. */
export function beginningsOf(bytes: Uint8Array, start: number, end: number): Beginning[] {
  spelling.read(bytes, start, end);
  beginnings.read(spelling);
  const found: Beginning[] = [];
  let text = '';
  for (let letters = 1; letters <= beginnings.longest; letters++) {
    text += String.fromCodePoint(spelling.points[letters - 1] as number);
    if (letters < SHORTEST) continue;
    const { hash, check } = beginnings;
    found.push({ text, hash: (hash[letters] as number) >>> 0, check: (check[letters] as number) >>> 0 });
  }
  return found;
}

/** The same for a word as `spellWord` gives it. */
export function beginningsOfWord(word: string): Beginning[] {
  const bytes = Buffer.from(word);
  return beginningsOf(bytes, 0, bytes.length);
}
