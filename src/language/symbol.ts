/** Handles, marks and emoticons: what begins with an ASCII symbol, and line breaks. */
import { pushName } from './address.js';
import { emoticonAt, foldEmoticon, foldedEmoticon } from './emoticon.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from './hash.js';
import { scanHashtag } from './hashtag.js';
import { nameEnd, serverEnd } from './link.js';
import { TOKEN } from './token.js';
import type { TokenScan } from './token-scan.js';

export function scanSymbol(scan: TokenScan, bytes: Uint8Array, at: number, first: number, end: number): number {
  const byte = bytes[at] as number;
  // No face begins with these, and most symbols are one of them.
  if (byte === 0x2c) return scan.push(TOKEN.mark, at, at + 1, byte, 1, 0);
  if (byte === 0x2e || byte === 0x21 || byte === 0x3f) return scanMark(scan, bytes, at, end, byte);
  if (byte === 0x40) {
    const stop = nameEnd(bytes, at + 1, end);
    if (stop === at + 1) return stop;
    const server = bytes[stop] === 0x40 && stop < end ? serverEnd(bytes, stop + 1, end) : 0;
    return pushName(scan, bytes, at, at + 1, stop, server > 0 ? server : stop);
  }
  if (byte === 0x23) return scanHashtag(scan, bytes, at, end);
  const length = emoticonAt(bytes, at, first, end);
  if (length > 0) return scanEmoticon(scan, bytes, at, at + length);
  switch (byte) {
    case 0x2d:
      // A hyphen joins; a dash between spaces, or a double one, separates.
      return bytes[at + 1] === 0x2d || (bytes[at - 1] === 0x20 && bytes[at + 1] === 0x20 && at > first)
        ? scanMark(scan, bytes, at, end, byte)
        : at + 1;
    case 0x22:
    case 0x28:
    case 0x29:
    case 0x3a:
    case 0x3b:
      return scan.push(TOKEN.mark, at, at + 1, byte, 1, 0);
    default:
      return at + 1;
  }
}

/** A run of one mark is one token; three full stops or more are an ellipsis. */
function scanMark(scan: TokenScan, bytes: Uint8Array, start: number, end: number, byte: number): number {
  let at = start + 1;
  while (at < end && bytes[at] === byte) at++;
  const length = at - start;
  return scan.push(TOKEN.mark, start, at, byte === 0x2e && length > 2 ? 0x2026 : byte, length, 0);
}

/** Hashes what the emoticon says. */
function scanEmoticon(scan: TokenScan, bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED;
  let check = CHECK_SEED;
  const length = foldEmoticon(bytes, start, end);
  for (let at = 0; at < length; at++) {
    hash = addToHash(hash, foldedEmoticon[at] as number);
    check = addToCheck(check, foldedEmoticon[at] as number);
  }
  return scan.push(TOKEN.emoticon, start, end, hash, check, 0);
}

export function scanLineBreak(scan: TokenScan, bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1;
  while (at < end && (bytes[at] as number) <= 0x20) at++;
  return scan.push(TOKEN.lineBreak, start, at, 0x0a, 1, 0);
}
