/** Words: plain ones with what may follow them, and any other, letter by letter. */
import { scanAddress } from './address.js';
import {
  asciiWord,
  byteClass,
  CLASS,
  compose,
  isLatin,
  ligatureHead,
  ligatureTail,
  lowerCase,
  WIDE,
  wideClass,
} from './characters.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from './hash.js';
import { FLAG, TOKEN } from './token.js';
import type { TokenScan } from './token-scan.js';
import { codePointAt, pointSize } from './utf8.js';

/** Words that lose their end before a vowel in French, Catalan and Italian, as they stand before the apostrophe. */
const ELIDED = new Set(
  (
    'l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu all dell nell dall sull un quest quell bell anch com dov ' +
    'tutt sant cent mezz'
  )
    .split(' ')
    .map(asciiHash),
);
const HTTP = new Set(['http', 'https'].map(asciiHash));

function asciiHash(word: string): number {
  let hash = HASH_SEED;
  for (let at = 0; at < word.length; at++) hash = addToHash(hash, word.charCodeAt(at));
  return hash;
}

/**
 * Takes a run of ASCII letters and digits, `bytes[start, at)`, that more may follow: an accent, an apostrophe, an address.
 * `last` and `beforeLast` are its last letters in lower case; `repeated` says that one stands three times in a row.
 */
export function finishPlainWord(
  scan: TokenScan,
  bytes: Uint8Array,
  start: number,
  at: number,
  end: number,
  hash: number,
  check: number,
  capitals: number,
  last: number,
  beforeLast: number,
  repeated: boolean,
): number {
  const next = at < end ? (bytes[at] as number) : 0;
  // A repeated letter is looked at again, but for the www of an address.
  if (repeated && (next !== 0x2e || last !== 0x77)) return scanWord(scan, bytes, start, end, 0);
  if (next > 0) {
    if (next >= 0x80 ? goesOn(bytes, at, end) : next === 0x27) {
      return scanWord(scan, bytes, start, end, 0);
    }
    if (next === 0x2e || next === 0x3a || next === 0x40 || next === 0x2f) {
      const after = scanAddress(scan, bytes, start, at, end, hash, check);
      if (after > 0) return after;
      if (next === 0x2e && last === 0x6c && bytes[at + 1] === 0x6c) {
        return scanWord(scan, bytes, start, end, 0);
      }
    }
  }
  const length = at - start;
  if (length < 6 && length > 3 && HTTP.has(hash)) return scan.push(TOKEN.link, start, at, hash, check, 0);
  let flags = 0;
  if (capitals > 0) {
    if ((bytes[start] as number) < 0x61) flags = FLAG.capitalised;
    if (capitals > 1 && capitals === length) {
      flags |= FLAG.capitals;
      scan.capitals++;
    }
    if (length === 2 && last === 0x64 && beforeLast === 0x78) {
      return scan.push(TOKEN.emoticon, start, at, hash, check, 0);
    }
  }
  return scan.push(TOKEN.word, start, at, hash, check, flags);
}

/**
 * Any word, letter by letter: composes accents, keeps both forms, counts repeats, splits elisions, keeps contractions.
 * `limit` ends a part of a hashtag early.
 */
export function scanWord(scan: TokenScan, bytes: Uint8Array, start: number, limit: number, given: number): number {
  let hash = HASH_SEED;
  let check = CHECK_SEED;
  let folded = HASH_SEED;
  let foldedCheck = CHECK_SEED;
  // Both states before the last letter, for when a combining mark changes it, and before the last repeated one.
  let hashBefore = 0;
  let checkBefore = 0;
  let singleFolded = 0;
  let singleCheck = 0;
  let bareFolded = 0;
  let bareCheck = 0;
  let last = 0;
  let run = 0;
  let letters = 0;
  let capitals = 0;
  let flags = given;
  let apostrophe = -1;
  let at = start;
  while (at < limit) {
    const byte = bytes[at] as number;
    let point = byte;
    let size = 1;
    if (byte >= 0x80) {
      point = codePointAt(bytes, at, limit);
      size = pointSize(bytes, at, limit);
    }
    if (point === 0x27 || point === 0x2019) {
      if (apostrophe < 0 && ELIDED.has(hash) && letterAt(bytes, at + size, limit, true)) {
        hash = addToHash(hash, 0x27);
        check = addToCheck(check, 0x27);
        folded = hash;
        foldedCheck = check;
        at += size;
        flags |= FLAG.elided;
        break;
      }
      if (!letterAt(bytes, at + size, limit, false)) break;
      apostrophe = at + size;
      bareFolded = folded;
      bareCheck = foldedCheck;
      point = 0x27;
    } else if (point === 0xb7 || point === 0x2e) {
      // The Catalan geminated l: l·l, also typed l.l.
      if (last !== 0x6c || ((bytes[at + size] as number) | 0x20) !== 0x6c || at + size >= limit) break;
      hash = addToHash(hash, 0xb7);
      check = addToCheck(check, 0xb7);
      last = 0;
      at += size;
      continue;
    } else if (byte < 0x80) {
      point = asciiWord[byte] as number;
      if (point === 0) break;
      if (point !== byte) {
        capitals++;
        if (letters === 0) flags |= FLAG.capitalised;
      }
      letters++;
    } else {
      const what = wideClass(point);
      if (what === WIDE.ignored) {
        at += size;
        continue;
      }
      if (what === WIDE.combining) {
        const whole = last > 0 && run === 1 ? compose(last, point) : 0;
        if (whole > 0) {
          hash = addToHash(hashBefore, whole);
          check = addToCheck(checkBefore, whole);
          last = whole;
          countAccent(scan, whole);
        }
        at += size;
        continue;
      }
      if (what !== WIDE.letter) break;
      const lower = lowerCase(point);
      if (lower !== point) {
        capitals++;
        if (letters === 0) flags |= FLAG.capitalised;
      }
      letters++;
      point = lower;
      countAccent(scan, point);
      if (!isLatin(point)) {
        flags |= FLAG.otherScript;
        scan.otherLetters++;
      }
      if (point === 0x140 && at + size < limit && asciiWord[bytes[at + size] as number] === 0x6c) {
        // ŀ, the one-character form of l·
        hash = addToHash(addToHash(hash, 0x6c), 0xb7);
        check = addToCheck(addToCheck(check, 0x6c), 0xb7);
        folded = addToHash(folded, 0x6c);
        foldedCheck = addToCheck(foldedCheck, 0x6c);
        last = 0;
        at += size;
        continue;
      }
    }
    at += size;
    run = point === last ? run + 1 : 1;
    last = point;
    if (run >= 3 && (point > 0x39 || point < 0x30)) {
      flags |= FLAG.lengthened;
      if (run === 3) {
        folded = singleFolded;
        foldedCheck = singleCheck;
      }
      continue;
    }
    hashBefore = hash;
    checkBefore = check;
    hash = addToHash(hash, point);
    check = addToCheck(check, point);
    singleFolded = folded;
    singleCheck = foldedCheck;
    const head = point < 0x80 ? point : ligatureHead(point);
    folded = addToHash(folded, head);
    foldedCheck = addToCheck(foldedCheck, head);
    const tail = point < 0x80 ? 0 : ligatureTail(point);
    if (tail > 0) {
      folded = addToHash(folded, tail);
      foldedCheck = addToCheck(foldedCheck, tail);
    }
  }
  if (capitals > 1 && capitals === letters) {
    flags |= FLAG.capitals;
    scan.capitals++;
  }
  if (apostrophe > 0 && at - apostrophe === 1 && last === 0x73) {
    flags |= FLAG.possessive;
    folded = bareFolded;
    foldedCheck = bareCheck;
  }
  const index = scan.count;
  const kind = (flags & FLAG.lengthened) !== 0 && last === 0x64 && isLaugh(bytes, start, at);
  scan.push(kind ? TOKEN.emoticon : TOKEN.word, start, at, hash, check, flags);
  if (kind) pushLaugh(scan, index);
  else {
    scan.folded[index] = folded;
    scan.foldedCheck[index] = foldedCheck;
  }
  return at;
}

/** Gives a lengthened `xDDD` the hashes of `xD`. */
function pushLaugh(scan: TokenScan, index: number): void {
  const hash = addToHash(addToHash(HASH_SEED, 0x78), 0x64);
  const check = addToCheck(addToCheck(CHECK_SEED, 0x78), 0x64);
  scan.hash[index] = hash;
  scan.check[index] = check;
  scan.folded[index] = hash;
  scan.foldedCheck[index] = check;
}

function letterAt(bytes: Uint8Array, at: number, end: number, orEnd: boolean): boolean {
  if (at >= end) return orEnd;
  const byte = bytes[at] as number;
  if (byte < 0x80) return byteClass[byte] === CLASS.letter;
  return wideClass(codePointAt(bytes, at, end)) === WIDE.letter;
}

/** Whether the bytes from 0x80 on at `at` belong to the word before them. */
function goesOn(bytes: Uint8Array, at: number, end: number): boolean {
  const point = codePointAt(bytes, at, end);
  if (point === 0x2019 || point === 0xb7) return true;
  const what = wideClass(point);
  return what === WIDE.letter || what === WIDE.combining || what === WIDE.ignored;
}

function countAccent(scan: TokenScan, point: number): void {
  if (point < 0xdf || point > 0xfe) return;
  const slot = point === 0xdf ? 31 : point - 0xe0;
  if ((scan.accents[slot] as number) < 0xffff) scan.accents[slot] = (scan.accents[slot] as number) + 1;
  scan.hasAccents = true;
}

function isLaugh(bytes: Uint8Array, start: number, end: number): boolean {
  if (((bytes[start] as number) | 0x20) !== 0x78) return false;
  for (let at = start + 1; at < end; at++) if (((bytes[at] as number) | 0x20) !== 0x64) return false;
  return true;
}
