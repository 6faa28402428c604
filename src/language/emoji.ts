/** What begins with a character above ASCII. */
import { plainMark, WIDE, wideClass } from './characters.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from './hash.js';
import { FLAG, TOKEN } from './token.js';
import type { TokenScan } from './token-scan.js';
import { codePointAt, pointSize } from './utf8.js';
import { scanWord } from './word.js';

export function scanWide(scan: TokenScan, bytes: Uint8Array, at: number, end: number): number {
  const point = codePointAt(bytes, at, end);
  const size = pointSize(bytes, at, end);
  switch (wideClass(point)) {
    case WIDE.letter:
      return scanWord(scan, bytes, at, end, 0);
    case WIDE.single: {
      scan.otherLetters++;
      const hash = addToHash(HASH_SEED, point);
      return scan.push(TOKEN.word, at, at + size, hash, addToCheck(CHECK_SEED, point), FLAG.otherScript);
    }
    case WIDE.emoji:
      return scanEmoji(scan, bytes, at, end, point);
    case WIDE.mark:
      return scan.push(TOKEN.mark, at, at + size, plainMark(point), point === 0x203c ? 2 : 1, 0);
    default:
      return at + size;
  }
}

/** One emoji with all that belongs to it: skin tone, variation, joined emoji, the second letter of a flag, tags. */
function scanEmoji(scan: TokenScan, bytes: Uint8Array, start: number, end: number, first: number): number {
  const base = addToHash(HASH_SEED, first);
  const baseCheck = addToCheck(CHECK_SEED, first);
  let hash = base;
  let check = baseCheck;
  let joined = false;
  let flag = first >= 0x1f1e6 && first <= 0x1f1ff;
  let at = start + pointSize(bytes, start, end);
  while (at < end && (bytes[at] as number) >= 0xe2) {
    const point = codePointAt(bytes, at, end);
    const tone = point >= 0x1f3fb && point <= 0x1f3ff;
    const tag = point >= 0xe0020 && point <= 0xe007f;
    if (joined ? wideClass(point) === WIDE.emoji || point > 0x2190 : flag && point >= 0x1f1e6 && point <= 0x1f1ff) {
      hash = addToHash(hash, point);
      check = addToCheck(check, point);
      joined = false;
      flag = false;
    } else if (point === 0x200d) joined = true;
    else if (tag) {
      hash = addToHash(hash, point);
      check = addToCheck(check, point);
    } else if (!tone && point !== 0xfe0f && point !== 0x20e3) break;
    at += pointSize(bytes, at, end);
  }
  const index = scan.count;
  scan.push(TOKEN.emoji, start, at, hash, check, 0);
  scan.folded[index] = base;
  scan.foldedCheck[index] = baseCheck;
  return at;
}
