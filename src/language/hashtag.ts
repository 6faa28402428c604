/** Hashtags and the words inside them. */
import { asciiWord, byteClass, CLASS, ligatureHead, ligatureTail, lowerCase, WIDE, wideClass } from './characters.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from './hash.js';
import { scanKeycap, scanNumber } from './number.js';
import { FLAG, TOKEN } from './token.js';
import type { TokenScan } from './token-scan.js';
import { codePointAt, pointSize } from './utf8.js';
import { scanWord } from './word.js';

/** The tag as one token, then its parts: `#NotHappy2day` → Not, Happy, 2, day. */
export function scanHashtag(scan: TokenScan, bytes: Uint8Array, start: number, end: number): number {
  const keycap = scanKeycap(scan, bytes, start, start + 1, end);
  if (keycap > 0) return keycap;
  let stop = start + 1;
  let hash = HASH_SEED;
  let check = CHECK_SEED;
  let folded = HASH_SEED;
  let foldedCheck = CHECK_SEED;
  while (stop < end) {
    const byte = bytes[stop] as number;
    let point = asciiWord[byte] as number;
    if (byte === 0x5f) point = byte;
    else if (byte >= 0x80) {
      const wide = codePointAt(bytes, stop, end);
      const what = wideClass(wide);
      if (what !== WIDE.letter && what !== WIDE.single && what !== WIDE.combining) break;
      if (what === WIDE.combining) {
        stop += pointSize(bytes, stop, end);
        continue;
      }
      point = lowerCase(wide);
    }
    if (point === 0) break;
    hash = addToHash(hash, point);
    check = addToCheck(check, point);
    const head = point < 0x80 ? point : ligatureHead(point);
    folded = addToHash(folded, head);
    foldedCheck = addToCheck(foldedCheck, head);
    const tail = point < 0x80 ? 0 : ligatureTail(point);
    if (tail > 0) {
      folded = addToHash(folded, tail);
      foldedCheck = addToCheck(foldedCheck, tail);
    }
    stop += pointSize(bytes, stop, end);
  }
  if (stop === start + 1) return stop;
  const index = scan.count;
  scan.push(TOKEN.hashtag, start, stop, hash, check, 0);
  scan.folded[index] = folded;
  scan.foldedCheck[index] = foldedCheck;
  scanParts(scan, bytes, start + 1, stop);
  return stop;
}

function scanParts(scan: TokenScan, bytes: Uint8Array, start: number, end: number): void {
  let at = start;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte === 0x5f) {
      at++;
      continue;
    }
    let stop = at + 1;
    if (byteClass[byte] === CLASS.digit) {
      while (stop < end && byteClass[bytes[stop] as number] === CLASS.digit) stop++;
      scanNumber(scan, bytes, at, stop, FLAG.part);
      at = stop;
      continue;
    }
    // Ends before a capital after a small letter, before the last capital of a run that a small letter follows, before
    // a digit or an underscore.
    for (; stop < end; stop++) {
      const next = bytes[stop] as number;
      if (next === 0x5f || byteClass[next] === CLASS.digit) break;
      if (next < 0x41 || next > 0x5a) continue;
      const before = bytes[stop - 1] as number;
      if (before < 0x41 || before > 0x5a) break;
      const after = stop + 1 < end ? (bytes[stop + 1] as number) : 0;
      if (after >= 0x61 && after <= 0x7a) break;
    }
    const tokens = scan.count;
    let part = at;
    while (part < stop) {
      const reached = scanWord(scan, bytes, part, stop, FLAG.part);
      if (reached > part) part = reached;
      else part += pointSize(bytes, part, stop);
      if (reached === scan.start[scan.count - 1] && scan.count > tokens) scan.count--;
    }
    at = stop;
  }
}
