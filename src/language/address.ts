/** Links, mail addresses and names that begin like a word. */
import { lowerCase } from './characters.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from './hash.js';
import { domainEnd, hostEnd, hostStart, linkEnd, nameEnd, serverEnd } from './link.js';
import { TOKEN } from './token.js';
import type { TokenScan } from './token-scan.js';
import { codePointAt, pointSize } from './utf8.js';

/** Tries what comes after a plain word as a link, a mail address or a name as in `u/name`; 0 where it is none. */
export function scanAddress(
  scan: TokenScan,
  bytes: Uint8Array,
  start: number,
  at: number,
  end: number,
  hash: number,
  check: number,
): number {
  const next = bytes[at];
  if (next === 0x3a) {
    if (bytes[at + 1] !== 0x2f || bytes[at + 2] !== 0x2f || at + 2 >= end) return 0;
    return pushLink(scan, bytes, start, linkEnd(bytes, at + 3, end), hash, check);
  }
  if (next === 0x2f) {
    const letter = (bytes[start] as number) | 0x20;
    if (at - start !== 1 || (letter !== 0x75 && letter !== 0x72)) return 0;
    const stop = nameEnd(bytes, at + 1, end);
    return stop > at + 1 ? pushName(scan, bytes, start, at + 1, stop, stop) : 0;
  }
  if (at < scan.noDomainBefore) return 0;
  const stop = domainEnd(bytes, start, at, end);
  if (stop < 0) {
    scan.noDomainBefore = -stop;
    return 0;
  }
  if (bytes[stop] === 0x40 && stop < end) {
    const server = serverEnd(bytes, stop + 1, end);
    return server > 0 ? scan.push(TOKEN.handle, start, server, hash, check, 0) : 0;
  }
  return pushLink(scan, bytes, start, linkEnd(bytes, stop, end), hash, check);
}

/** Pushes a handle whose name is `bytes[from, to)`. */
export function pushName(
  scan: TokenScan,
  bytes: Uint8Array,
  start: number,
  from: number,
  to: number,
  end: number,
): number {
  let hash = HASH_SEED;
  let check = CHECK_SEED;
  for (let at = from; at < to; ) {
    const point = lowerCase(codePointAt(bytes, at, to));
    hash = addToHash(hash, point);
    check = addToCheck(check, point);
    at += pointSize(bytes, at, to);
  }
  return scan.push(TOKEN.handle, start, end, hash, check, 0);
}

/** Pushes a link, which is known by its first word, and folded by its host. */
function pushLink(scan: TokenScan, bytes: Uint8Array, start: number, end: number, hash: number, check: number): number {
  const index = scan.count;
  scan.push(TOKEN.link, start, end, hash, check, 0);
  const from = hostStart(bytes, start, end);
  const to = hostEnd(bytes, from, end);
  let folded = HASH_SEED;
  let foldedCheck = CHECK_SEED;
  for (let at = from; at < to; ) {
    const point = lowerCase(codePointAt(bytes, at, to));
    folded = addToHash(folded, point);
    foldedCheck = addToCheck(foldedCheck, point);
    at += pointSize(bytes, at, to);
  }
  scan.folded[index] = folded;
  scan.foldedCheck[index] = foldedCheck;
  return end;
}
