/** Goes through the tokens of a text and lets the entries fire that they make. */
import { BELONGS } from '../language/identify.js';
import { FLAG, hashWord, TOKEN, type TokenScan } from '../language/scan.js';
import { fireEntry, fireFace } from './fire.js';
import type { Lexicon } from './lexicon.js';
import type { Lookup } from './lookup.js';
import { longestEntry, phraseEnd } from './phrase.js';
import type { Reading } from './reading.js';
import { findUserWords, fireUser, type UserMatch } from './user-words.js';

/** Hash of `rt`, as the first word of a post that repeats another. */
const REPOST = hashWord('rt');

/**
 * @param bytes what was scanned; `second` is asked for words that `main` does not know, and what is in `user` goes before
 *   both
 * @param belongs of a mixed text, which tokens are in the language of `second`, as bits of `BELONGS`: of these it is asked
 *   first. Null of a text in one language.
 */
export function readTokens(
  reading: Reading,
  bytes: Uint8Array,
  scan: TokenScan,
  faces: Lexicon,
  main: Lookup | null,
  second: Lookup | null,
  user: Lookup | null = null,
  belongs: Uint8Array | null = null,
): void {
  const { count, kind, hash, check, flags } = scan;
  main?.lookUp(bytes, scan);
  second?.lookUp(bytes, scan);
  reading.reposted = isRepost(scan);
  if (user !== null) findUserWords(reading, bytes, scan, user);
  let nextUser = 0;
  /** Where the user's next entry begins: no listed one may reach into it. */
  let limit = reading.user[0]?.at ?? count;
  let index = 0;
  while (index < count) {
    const at = index++;
    if (at === limit && user !== null) {
      const match = reading.user[nextUser++] as UserMatch;
      limit = reading.user[nextUser]?.at ?? count;
      fireUser(reading, scan, user.lexicon, match, main);
      index = match.stop;
      continue;
    }
    switch (kind[at]) {
      case TOKEN.mark:
        reading.mark(hash[at] as number, check[at] as number, at);
        continue;
      case TOKEN.lineBreak:
        reading.endSentence();
        continue;
      case TOKEN.handle:
        reading.handles = true;
        continue;
      case TOKEN.link:
        reading.links = true;
        continue;
      case TOKEN.emoji:
      case TOKEN.emoticon:
        fireFace(reading, scan, faces, at);
        continue;
      case TOKEN.hashtag: {
        reading.hashtags = true;
        if (main === null) continue;
        const tag = main.lexicon.find(hash[at] as number, check[at] as number);
        if (tag === 0 || !main.lexicon.isEntry(tag)) continue;
        // A tag that is an entry stands for its parts, unless one of them is the user's.
        let stop = index;
        while (stop < count && ((flags[stop] as number) & FLAG.part) !== 0) stop++;
        if (stop > limit) continue;
        reading.position++;
        fireEntry(reading, scan, main.lexicon, tag, at, at + 1, 0);
        if (!main.lexicon.onlyPoints(tag)) index = stop;
        continue;
      }
      default:
    }
    reading.position++;
    let own = main;
    let other = second;
    if (belongs !== null) {
      const bits = belongs[at] as number;
      if ((bits & BELONGS.second) !== 0) {
        own = second;
        other = main;
      }
      // The article of German is no dying in English.
      if ((bits & BELONGS.small) !== 0) other = null;
    }
    if (own !== null && own.listedAt[at] !== 0) {
      const stop = fireLongest(reading, scan, own, at, limit);
      if (stop > 0) {
        index = stop;
        continue;
      }
    }
    if (other !== null && other.listedAt[at] !== 0) {
      const stop = fireLongest(reading, scan, other, at, limit);
      if (stop > 0) {
        index = stop;
        continue;
      }
    }
    if (own === null || kind[at] !== TOKEN.word) continue;
    const record = own.baseAt[at] as number;
    if (record > 0) fireEntry(reading, scan, own.lexicon, record, at, at + 1, flags[at] as number);
  }
}

/** Fires the longest entry that begins at a token and ends before `limit`; the token to go on with, or 0. */
function fireLongest(reading: Reading, scan: TokenScan, lookup: Lookup, at: number, limit: number): number {
  const record = longestEntry(scan, lookup, at, limit);
  if (record === 0) return 0;
  const stop = phraseEnd;
  const { lexicon } = lookup;
  const flags = scan.flags[at] as number;
  fireEntry(reading, scan, lexicon, record, at, stop, stop > at + 1 ? 0 : flags);
  if (!lexicon.onlyPoints(record)) return stop;
  // What points to a complaint does not say how bad it is: its words do.
  const word = lookup.listedAt[at] as number;
  const own = word !== record && lexicon.isEntry(word) ? word : (lookup.baseAt[at] as number);
  if (own !== 0) fireEntry(reading, scan, lexicon, own, at, at + 1, flags);
  return at + 1;
}

function isRepost(scan: TokenScan): boolean {
  return (
    scan.count > 2 && scan.hash[0] === REPOST.hash && scan.check[0] === REPOST.check && scan.kind[1] === TOKEN.handle
  );
}
