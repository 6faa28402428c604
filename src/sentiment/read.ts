/** Goes through the tokens of a text and lets the entries fire that they make. */
import { combineCheck, combineHash } from '../language/hash.js';
import { FLAG, hashWord, TOKEN, type TokenScan } from '../language/scan.js';
import { LONGEST_PHRASE } from './entry.js';
import { fireEntry, fireFace } from './fire.js';
import type { Lexicon } from './lexicon.js';
import type { Lookup } from './lookup.js';
import type { Reading } from './reading.js';

const COMMA = 0x2c;
/** Hash of `rt`, as the first word of a post that repeats another. */
const REPOST = hashWord('rt');

/** @param bytes what was scanned; `second` is asked for words that `main` does not know */
export function readTokens(
  reading: Reading,
  bytes: Uint8Array,
  scan: TokenScan,
  faces: Lexicon,
  main: Lookup | null,
  second: Lookup | null,
): void {
  const { count, kind, start, end, hash, check, flags } = scan;
  reading.reposted = isRepost(scan);
  let index = 0;
  while (index < count) {
    const at = index++;
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
        continue;
      case TOKEN.emoji:
      case TOKEN.emoticon:
        fireFace(reading, scan, faces, at);
        continue;
      case TOKEN.hashtag: {
        if (main === null) continue;
        const tag = main.lexicon.find(hash[at] as number, check[at] as number);
        if (tag === 0 || !main.lexicon.isEntry(tag)) continue;
        // A tag that is an entry stands for its parts.
        reading.position++;
        fireEntry(reading, scan, main.lexicon, tag, at, at + 1, 0);
        while (index < count && ((flags[index] as number) & FLAG.part) !== 0) index++;
        continue;
      }
      default:
    }
    reading.position++;
    if (main !== null) {
      const stop = fireLongest(reading, scan, main, at);
      if (stop > 0) {
        index = stop;
        continue;
      }
    }
    if (second !== null) {
      const stop = fireLongest(reading, scan, second, at);
      if (stop > 0) {
        index = stop;
        continue;
      }
    }
    if (main === null || kind[at] !== TOKEN.word) continue;
    const record = main.inflected(bytes, start[at] as number, end[at] as number);
    if (record > 0) fireEntry(reading, scan, main.lexicon, record, at, at + 1, flags[at] as number);
  }
}

/** Fires the longest entry that begins at a token; the token after it, or 0 where there is none. */
function fireLongest(reading: Reading, scan: TokenScan, lookup: Lookup, at: number): number {
  let record = lookup.find(scan, at);
  if (record === 0) return 0;
  const { lexicon } = lookup;
  let stop = at + 1;
  if (lexicon.startsPhrase(record)) {
    const longest = phraseFrom(scan, lexicon, at);
    if (longest > 0) {
      stop = phraseEnd;
      record = longest;
    }
  }
  if (stop === at + 1 && !lexicon.isEntry(record)) return 0;
  fireEntry(reading, scan, lexicon, record, at, stop, stop > at + 1 ? 0 : (scan.flags[at] as number));
  return stop;
}

/** The token after the phrase that `phraseFrom` found. */
let phraseEnd = 0;

/** The longest phrase from a token that begins one, or 0; one comma inside is passed over. */
function phraseFrom(scan: TokenScan, lexicon: Lexicon, at: number): number {
  const { count, kind, hash: hashes, check: checks, folded: foldeds } = scan;
  let hash = (hashes[at] as number) | 0;
  let check = (checks[at] as number) | 0;
  let folded = (foldeds[at] as number) | 0;
  let foldedCheck = (scan.foldedCheck[at] as number) | 0;
  let best = 0;
  let next = at + 1;
  for (let length = 2; length <= LONGEST_PHRASE; length++) {
    if (next + 1 < count && kind[next] === TOKEN.mark && hashes[next] === COMMA) next++;
    if (next >= count || (kind[next] as number) > TOKEN.number) break;
    // Most words have nothing to fold: then both pairs stay the same.
    const same = hash === folded && hashes[next] === foldeds[next];
    hash = combineHash(hash, hashes[next] as number) | 0;
    folded = same ? hash : combineHash(folded, foldeds[next] as number) | 0;
    const mayBe = lexicon.mayBePhrase(hash);
    const mayBeFolded = folded !== hash && lexicon.mayBePhrase(folded);
    if (!mayBe && !mayBeFolded) break;
    check = combineCheck(check, checks[next] as number) | 0;
    foldedCheck = combineCheck(foldedCheck, scan.foldedCheck[next] as number) | 0;
    next++;
    let record = mayBe ? lexicon.find(hash, check) : 0;
    if (record === 0 && mayBeFolded) record = lexicon.find(folded, foldedCheck);
    if (record === 0) break;
    if (lexicon.isEntry(record)) {
      best = record;
      phraseEnd = next;
    }
    if (!lexicon.startsPhrase(record)) break;
  }
  return best;
}

function isRepost(scan: TokenScan): boolean {
  return (
    scan.count > 2 && scan.hash[0] === REPOST.hash && scan.check[0] === REPOST.check && scan.kind[1] === TOKEN.handle
  );
}
