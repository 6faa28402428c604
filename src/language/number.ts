/** Numbers and keycap emoji. */
import { asciiWord, byteClass, CLASS, WIDE, wideClass } from './characters.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from './hash.js';
import { FLAG, TOKEN } from './token.js';
import type { TokenScan } from './token-scan.js';
import { codePointAt } from './utf8.js';
import { scanWord } from './word.js';

/** A number with its separators and unit (`1,000.50`, `10:30`, `24/7`, `50%`, `3rd`), or a keycap emoji. */
export function scanNumber(scan: TokenScan, bytes: Uint8Array, start: number, end: number, flags: number): number {
  let hash = HASH_SEED;
  let check = CHECK_SEED;
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    let taken = asciiWord[byte] as number;
    if (taken === 0) {
      const separates = byte === 0x2e || byte === 0x2c || byte === 0x3a || byte === 0x2f;
      if (!separates || at + 1 >= end || byteClass[bytes[at + 1] as number] !== CLASS.digit) break;
      if (byteClass[bytes[at - 1] as number] !== CLASS.digit) break;
      taken = byte;
    }
    hash = addToHash(hash, taken);
    check = addToCheck(check, taken);
  }
  if (at < end) {
    const next = bytes[at] as number;
    if (next >= 0xc3 && (flags & FLAG.part) === 0) {
      const keycap = scanKeycap(scan, bytes, start, at, end);
      if (keycap > 0) return keycap;
      if (codePointAt(bytes, at, end) === 0x20ac) at += 3;
      else if (wideClass(codePointAt(bytes, at, end)) === WIDE.letter) return scanWord(scan, bytes, start, end, 0);
    } else if (next === 0x25) {
      hash = addToHash(hash, 0x25);
      check = addToCheck(check, 0x25);
      at++;
    }
  }
  return scan.push(TOKEN.number, start, at, hash, check, flags);
}

/** `1️⃣`, `#️⃣`, `*️⃣`: one byte, an optional variation selector, U+20E3. */
export function scanKeycap(scan: TokenScan, bytes: Uint8Array, start: number, at: number, end: number): number {
  if (at - start !== 1) return 0;
  let next = at;
  if (bytes[next] === 0xef && bytes[next + 1] === 0xb8 && bytes[next + 2] === 0x8f) next += 3;
  if (next + 3 > end || codePointAt(bytes, next, end) !== 0x20e3) return 0;
  const hash = addToHash(addToHash(HASH_SEED, bytes[start] as number), 0x20e3);
  const check = addToCheck(addToCheck(CHECK_SEED, bytes[start] as number), 0x20e3);
  return scan.push(TOKEN.emoji, start, next + 3, hash, check, 0);
}
