/** Where links, addresses and names end. Each function looks at a byte once. */
import { asciiWord, byteClass, CLASS, WIDE, wideClass } from './characters.js';
import { codePointAt, pointSize } from './utf8.js';

/** Endings that tell an address without `http` from two sentences with a forgotten space. */
const TOP_LEVEL = new Set(
  'com org net io info app dev gov edu mil biz uk fr cat eus gal eu tv ly blog shop store social online site xyz tech ai'.split(
    ' ',
  ),
);
/** Endings that are words too: an address only where a path follows. */
const TOP_LEVEL_WORDS = new Set('it me us be es de no at in is to so co nl pt ch ca gl gd am fm cc la ie'.split(' '));

const LONGEST_ENDING = 6;

/** The end of a link that has begun before `at`, without the marks that close the sentence around it. */
export function linkEnd(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  let open = 0;
  while (stop < end) {
    const byte = bytes[stop] as number;
    if (byte <= 0x20 || byte === 0x22 || byte === 0x3c || byte === 0x3e || byte === 0x7f) break;
    if (byte === 0x28) open++;
    if (byte >= 0x80) {
      const point = codePointAt(bytes, stop, end);
      const what = wideClass(point);
      if (what === WIDE.mark || what === WIDE.space || what === WIDE.emoji) break;
    }
    stop += pointSize(bytes, stop, end);
  }
  while (stop > at) {
    const last = bytes[stop - 1] as number;
    if (last === 0x29 && open > 0) break;
    // ! ' ) * , . : ; ? ] }
    const closes = last === 0x21 || last === 0x27 || (last >= 0x29 && last <= 0x2e && last !== 0x2b && last !== 0x2d);
    if (!closes && last !== 0x3a && last !== 0x3b && last !== 0x3f && last !== 0x5d && last !== 0x7d) break;
    stop--;
  }
  return stop;
}

/** The end of a name after its `@` or `u/`; `at` itself where there is none. */
export function nameEnd(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  while (stop < end) {
    const byte = bytes[stop] as number;
    if (byte >= 0x80) {
      if (wideClass(codePointAt(bytes, stop, end)) !== WIDE.letter) break;
    } else if (asciiWord[byte] === 0 && byte !== 0x5f) {
      // A dot or hyphen belongs to the name only between its letters; a capital after a dot is a new sentence.
      if ((byte !== 0x2e && byte !== 0x2d) || stop === at || stop + 1 >= end) break;
      const next = bytes[stop + 1] as number;
      if (asciiWord[next] !== next || next === 0) break;
    }
    stop += pointSize(bytes, stop, end);
  }
  return stop;
}

/** The end of the server in `name@server.tld`, or 0 where it is none. */
export function serverEnd(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  let dots = 0;
  while (stop < end) {
    const byte = bytes[stop] as number;
    if (byte === 0x2e || byte === 0x2d) {
      if (stop + 1 >= end || asciiWord[bytes[stop + 1] as number] === 0) break;
      if (byte === 0x2e) dots++;
    } else if (asciiWord[byte] === 0) break;
    stop++;
  }
  return dots > 0 ? stop : 0;
}

/**
 * The end of a server name or of the part of a mail address before its `@`, for a word that began at `start` and stopped
 * at `at` before a dot or `@`. Minus the place that the search reached where it is neither.
 */
export function domainEnd(bytes: Uint8Array, start: number, at: number, end: number): number {
  let stop = at;
  let dot = -1;
  while (stop < end) {
    const byte = bytes[stop] as number;
    if (byte === 0x2e || byte === 0x2d) {
      if (stop + 1 >= end || asciiWord[bytes[stop + 1] as number] === 0) break;
      if (byte === 0x2e) dot = stop;
    } else if (asciiWord[byte] === 0) break;
    stop++;
  }
  if (bytes[stop] === 0x40 && stop < end) return serverEnd(bytes, stop + 1, end) > 0 ? stop : -(stop + 1);
  if (dot < 0 || stop - dot - 1 > LONGEST_ENDING) return -(stop + 1);
  if (byteClass[bytes[dot + 1] as number] !== CLASS.letter) return -(stop + 1);
  let ending = '';
  for (let next = dot + 1; next < stop; next++)
    ending += String.fromCharCode(asciiWord[bytes[next] as number] as number);
  if (TOP_LEVEL.has(ending)) return stop;
  const www = stop - start > 4 && bytes[start + 3] === 0x2e && ((bytes[start] as number) | 0x20) === 0x77;
  if (TOP_LEVEL_WORDS.has(ending) && ((bytes[stop] === 0x2f && stop < end) || www)) return stop;
  return -(stop + 1);
}

/** Where the host of a link from `start` to `end` begins: after the scheme and a `www.`. */
export function hostStart(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (asciiWord[bytes[at] as number] as number) > 0) at++;
  const from = bytes[at] === 0x3a && bytes[at + 1] === 0x2f && at + 2 < end ? at + 3 : start;
  const www = from + 4 < end && bytes[from + 3] === 0x2e && isW(bytes, from) && isW(bytes, from + 1);
  return www && isW(bytes, from + 2) ? from + 4 : from;
}

function isW(bytes: Uint8Array, at: number): boolean {
  return ((bytes[at] as number) | 0x20) === 0x77;
}

/** Where the host that begins at `from` ends: before a port, a path, a query or a fragment. */
export function hostEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < 0x80 && (asciiWord[byte] as number) === 0 && byte !== 0x2e && byte !== 0x2d && byte !== 0x5f) return at;
  }
  return end;
}
