/** The longest entry that begins at a token. */
import { combineCheck, combineHash } from '../language/hash.js';
import { TOKEN, type TokenScan } from '../language/scan.js';
import { LONGEST_PHRASE } from './entry.js';
import type { Lexicon } from './lexicon.js';
import type { Lookup } from './lookup.js';

const COMMA = 0x2c;

/** The token after the entry that `longestEntry` found last. */
export let phraseEnd = 0;

/**
 * The record of the longest entry that begins at a token and ends before the token `limit`, or 0. The text was looked up
 * before.
 */
export function longestEntry(scan: TokenScan, lookup: Lookup, at: number, limit: number): number {
  const record = lookup.listedAt[at] as number;
  if (record === 0) return 0;
  const { lexicon } = lookup;
  if (lexicon.startsPhrase(record)) {
    const longest = phraseFrom(scan, lexicon, at, limit);
    if (longest > 0) return longest;
  }
  phraseEnd = at + 1;
  return lexicon.isEntry(record) ? record : 0;
}

/** The longest phrase from a token that begins one, or 0; one comma inside is passed over. */
function phraseFrom(scan: TokenScan, lexicon: Lexicon, at: number, limit: number): number {
  const { kind, hash: hashes, check: checks, folded: foldeds } = scan;
  let hash = (hashes[at] as number) | 0;
  let check = (checks[at] as number) | 0;
  let folded = (foldeds[at] as number) | 0;
  let foldedCheck = (scan.foldedCheck[at] as number) | 0;
  let best = 0;
  let next = at + 1;
  for (let length = 2; length <= LONGEST_PHRASE; length++) {
    if (next + 1 < limit && kind[next] === TOKEN.mark && hashes[next] === COMMA) next++;
    if (next >= limit || (kind[next] as number) > TOKEN.number) break;
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
