/** Texts into tokens, and words into the hashes by which tables know them. */
import { combineCheck, combineHash } from './hash.js';
import { FLAG, TOKEN } from './token.js';
import { TokenScan } from './token-scan.js';

export { FLAG, TOKEN } from './token.js';
export { TokenScan } from './token-scan.js';

export interface WordHash {
  readonly hash: number;
  readonly check: number;
  readonly folded: number;
  readonly foldedCheck: number;
}

const encoder = new TextEncoder();
const wordScan = new TokenScan();
let wordBytes = new Uint8Array(256);

/** A buffer that has room for a text of this many UTF-16 units: the same one, or one twice as large. */
export function roomFor(buffer: Uint8Array<ArrayBuffer>, units: number): Uint8Array<ArrayBuffer> {
  return buffer.length >= units * 3 ? buffer : new Uint8Array(units * 6);
}

/** Writes a text as UTF-8 and says how many bytes it took. The buffer must have `roomFor` it. */
export function encode(text: string, buffer: Uint8Array<ArrayBuffer>): number {
  return encoder.encodeInto(text, buffer).written;
}

/** Hashes of one word, emoji, handle, hashtag …: those of the first token of the text. */
export function hashWord(text: string): WordHash {
  return hashPhrase(text)[0] ?? { hash: 0, check: 0, folded: 0, foldedCheck: 0 };
}

/** Hashes of the tokens of a phrase in order, without its marks; the parts of hashtags are left out. */
export function hashPhrase(text: string): WordHash[] {
  wordBytes = roomFor(wordBytes, text.length);
  wordScan.scan(wordBytes, 0, encode(text, wordBytes));
  const words: WordHash[] = [];
  for (let index = 0; index < wordScan.count; index++) {
    const kind = wordScan.kind[index] as number;
    if (kind >= TOKEN.mark && wordScan.count > 1) continue;
    if (((wordScan.flags[index] as number) & FLAG.part) !== 0) continue;
    words.push({
      hash: wordScan.hash[index] as number,
      check: wordScan.check[index] as number,
      folded: wordScan.folded[index] as number,
      foldedCheck: wordScan.foldedCheck[index] as number,
    });
  }
  return words;
}

/** One pair of hashes for a whole phrase. */
export function combineWords(words: readonly WordHash[]): WordHash {
  return words.reduce((phrase, next) => ({
    hash: combineHash(phrase.hash, next.hash),
    check: combineCheck(phrase.check, next.check),
    folded: combineHash(phrase.folded, next.folded),
    foldedCheck: combineCheck(phrase.foldedCheck, next.foldedCheck),
  }));
}
