/**
 * Beginnings of words: `disappoint*` stands for every word that begins so. They make a lexicon reach the forms of a word
 * that nobody listed, whatever the language, at the price of a look-up for each word that is met for the first time.
 */
import { ligatureHead, ligatureTail } from '../language/characters.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from '../language/hash.js';
import { spellWord } from '../language/spelling.js';

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

/** Beginnings of the word token `bytes[start, end)` without its accents, the shortest first; none is the whole word. */
export function beginningsOf(bytes: Uint8Array, start: number, end: number): Beginning[] {
  return beginningsOfWord(spellWord(bytes, start, end));
}

/** The same for a word as `spellWord` gives it. */
export function beginningsOfWord(word: string): Beginning[] {
  const found: Beginning[] = [];
  let hash = HASH_SEED;
  let check = CHECK_SEED;
  let letters = 0;
  for (let at = 0; at < word.length && letters < LONGEST; at++) {
    const point = word.charCodeAt(at);
    const head = ligatureHead(point);
    hash = addToHash(hash, head);
    check = addToCheck(check, head);
    const tail = ligatureTail(point);
    if (tail > 0) {
      hash = addToHash(hash, tail);
      check = addToCheck(check, tail);
    }
    letters++;
    if (letters >= SHORTEST && at + 1 < word.length) {
      found.push({ text: word.slice(0, at + 1), hash: hash >>> 0, check: (check ^ BEGINNING) >>> 0 });
    }
  }
  return found;
}
