/**
 * What words, beginnings of words, word pairs and triples say beyond the written rules: weights learnt from labelled
 * posts, one for positive and one for negative, both against neutral. They are added up as they stand.
 */

import { combineCheck, combineHash } from '../language/hash.js';
import { BELONGS } from '../language/identify.js';
import { FLAG, TOKEN, type TokenScan } from '../language/scan.js';
import type { Lookup } from './lookup.js';
import type { Reading } from './reading.js';
import type { UserMatch } from './user-words.js';

/** Words of a text past which what learnt entries say is scaled down. */
export const LONG_TEXT_WORDS = 25;

/**
 * Adds what the learnt entries of a language say on the tokens of a text, which it has looked up, to `positive` and
 * `negative` of the reading.
 * @param belongs of a mixed text, which tokens are in its second language, as bits of `BELONGS`; null where all are read
 * @param part which of them are read: `BELONGS.second` or 0
 */
export function readLearnt(
  reading: Reading,
  scan: TokenScan,
  { learnt: lexicon, learntAt }: Lookup,
  belongs: Uint8Array | null = null,
  part = 0,
): void {
  if (lexicon === null) return;
  const { count, kind, folded, foldedCheck, flags } = scan;
  const { weight: positives, factor: negatives } = lexicon;
  const { learnt, user, trace } = reading;
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
    const isOwn = belongs === null || ((belongs[at] as number) & BELONGS.second) === part;
    const what = kind[at];
    const isWord = what === TOKEN.word;
    if (!isWord && what !== TOKEN.emoji && what !== TOKEN.emoticon) {
      if (isOwn) learnt[at] = 0;
      row = 0;
      continue;
    }
    words++;
    if (!isOwn) {
      row = 0;
      continue;
    }
    // Where the user has a say, nothing else has.
    if (user.length > 0) {
      while (nextUser < user.length && (user[nextUser] as UserMatch).stop <= at) nextUser++;
      if (nextUser < user.length && (user[nextUser] as UserMatch).at <= at) {
        learnt[at] = 0;
        row = 0;
        continue;
      }
    }
    const before = positive - negative;
    // Record 0 weighs nothing.
    const record = learntAt[at] as number;
    positive += positives[record] as number;
    negative += negatives[record] as number;
    if (trace !== null && record !== 0) trace.learnt(lexicon, record, at, at + 1);
    if (!isWord || ((flags[at] as number) & FLAG.part) !== 0) {
      learnt[at] = positive - negative - before;
      row = 0;
      continue;
    }
    const hash = (folded[at] as number) | 0;
    const check = (foldedCheck[at] as number) | 0;
    if (row > 0) {
      const pair = combineHash(lastHash, hash) | 0;
      if (lexicon.mayBePhrase(pair)) {
        const phrase = lexicon.find(pair, combineCheck(lastCheck, check));
        positive += positives[phrase] as number;
        negative += negatives[phrase] as number;
        if (trace !== null && lexicon.isEntry(phrase)) trace.learnt(lexicon, phrase, at - 1, at + 1);
      }
      if (row > 1) {
        const triple = combineHash(pairHash, hash) | 0;
        if (lexicon.mayBePhrase(triple)) {
          const phrase = lexicon.find(triple, combineCheck(combineCheck(firstCheck, lastCheck), check));
          positive += positives[phrase] as number;
          negative += negatives[phrase] as number;
          if (trace !== null && phrase !== 0) trace.learnt(lexicon, phrase, at - 2, at + 1);
        }
      }
      pairHash = pair;
      firstCheck = lastCheck;
    }
    learnt[at] = positive - negative - before;
    row++;
    lastHash = hash;
    lastCheck = check;
  }
  const scale = words <= LONG_TEXT_WORDS ? 1 : Math.sqrt(LONG_TEXT_WORDS / words);
  reading.positive += positive * scale;
  reading.negative += negative * scale;
}
