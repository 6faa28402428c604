/**
 * What words, beginnings of words, word pairs and triples say beyond the written rules: weights learnt from labelled
 * posts, one for positive and one for negative, both against neutral. They are added up as they stand.
 */

import { combineCheck, combineHash } from '../language/hash.js';
import { BELONGS } from '../language/identify.js';
import { FLAG, TOKEN, type TokenScan } from '../language/scan.js';
import { spellWord } from '../language/spelling.js';
import { beginningsOfWord } from './beginnings.js';
import type { Lexicon } from './lexicon.js';
import type { Reading } from './reading.js';
import type { UserMatch } from './user-words.js';

/** Words of a text past which what learnt entries say is scaled down. */
export const LONG_TEXT_WORDS = 25;

/** Words remembered; a newer one takes the place of an older one, so the memory is bounded. */
const REMEMBERED = 1 << 14;
const STRIDE = 3;

/** The learnt entries of one language, with a memory of the words that were looked for. It never changes an answer. */
export class Learnt {
  readonly #lexicon: Lexicon;
  readonly #memory = new Int32Array(REMEMBERED * STRIDE);

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /**
   * Adds what the tokens of a text say to `positive` and `negative` of the reading.
   * @param belongs of a mixed text, which tokens are in its second language, as bits of `BELONGS`; null where all are read
   * @param part which of them are read: `BELONGS.second` or 0
   */
  read(reading: Reading, bytes: Uint8Array, scan: TokenScan, belongs: Uint8Array | null = null, part = 0): void {
    const { count, kind, folded, foldedCheck, flags } = scan;
    const lexicon = this.#lexicon;
    const { weight: positives, factor: negatives } = lexicon;
    const { learnt, user } = reading;
    let positive = 0;
    let negative = 0;
    let words = 0;
    /** Words in a row so far, the hashes of the last one, and of the pair that it ended. */
    let row = 0;
    let lastHash = 0;
    let lastCheck = 0;
    let firstCheck = 0;
    let pairHash = 0;
    let nextUser = 0;
    for (let at = 0; at < count; at++) {
      const before = positive - negative;
      const isOwn = belongs === null || ((belongs[at] as number) & BELONGS.second) === part;
      if (isOwn) learnt[at] = 0;
      const what = kind[at];
      const isWord = what === TOKEN.word;
      if (!isWord && what !== TOKEN.emoji && what !== TOKEN.emoticon) {
        row = 0;
        continue;
      }
      words++;
      if (!isOwn) {
        row = 0;
        continue;
      }
      // Where the user has a say, nothing else has.
      while (nextUser < user.length && (user[nextUser] as UserMatch).stop <= at) nextUser++;
      if (nextUser < user.length && (user[nextUser] as UserMatch).at <= at) {
        row = 0;
        continue;
      }
      const hash = (folded[at] as number) | 0;
      const check = (foldedCheck[at] as number) | 0;
      const record = this.#find(bytes, scan, at, hash, check, isWord);
      if (record !== 0) {
        positive += positives[record] as number;
        negative += negatives[record] as number;
        reading.trace?.learnt(lexicon, record, at, at + 1);
      }
      learnt[at] = positive - negative - before;
      if (!isWord || ((flags[at] as number) & FLAG.part) !== 0) {
        row = 0;
        continue;
      }
      if (row > 0) {
        const pair = combineHash(lastHash, hash) | 0;
        if (lexicon.mayBePhrase(pair)) {
          const phrase = lexicon.find(pair, combineCheck(lastCheck, check));
          positive += positives[phrase] as number;
          negative += negatives[phrase] as number;
          if (lexicon.isEntry(phrase)) reading.trace?.learnt(lexicon, phrase, at - 1, at + 1);
        }
        if (row > 1) {
          const triple = combineHash(pairHash, hash) | 0;
          if (lexicon.mayBePhrase(triple)) {
            const phrase = lexicon.find(triple, combineCheck(combineCheck(firstCheck, lastCheck), check));
            positive += positives[phrase] as number;
            negative += negatives[phrase] as number;
            if (phrase !== 0) reading.trace?.learnt(lexicon, phrase, at - 2, at + 1);
          }
        }
        pairHash = pair;
        firstCheck = lastCheck;
        learnt[at] = positive - negative - before;
      }
      row++;
      lastHash = hash;
      lastCheck = check;
    }
    const scale = words <= LONG_TEXT_WORDS ? 1 : Math.sqrt(LONG_TEXT_WORDS / words);
    reading.positive += positive * scale;
    reading.negative += negative * scale;
  }

  /** The record of a word, else of its longest beginning that is listed, else 0. */
  #find(bytes: Uint8Array, scan: TokenScan, at: number, hash: number, check: number, isWord: boolean): number {
    const memory = this.#memory;
    const place = ((hash ^ (hash >>> 15)) & (REMEMBERED - 1)) * STRIDE;
    if (memory[place] === hash && memory[place + 1] === check) return memory[place + 2] as number;
    let record = this.#lexicon.find(hash, check);
    if (record === 0 && isWord) record = this.#findBeginning(bytes, scan.start[at] as number, scan.end[at] as number);
    memory[place] = hash;
    memory[place + 1] = check;
    memory[place + 2] = record;
    return record;
  }

  #findBeginning(bytes: Uint8Array, start: number, end: number): number {
    const beginnings = beginningsOfWord(spellWord(bytes, start, end));
    for (let length = beginnings.length - 1; length >= 0; length--) {
      const beginning = beginnings[length];
      const record = beginning === undefined ? 0 : this.#lexicon.find(beginning.hash, beginning.check);
      if (record !== 0) return record;
    }
    return 0;
  }
}
