/** Faces made of marks. */
import { asciiWord } from './characters.js';

/** 1 for each byte that is one of these characters. */
function bytesOf(chars: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const char of chars) table[char.charCodeAt(0)] = 1;
  return table;
}

function isAny(byte: number | undefined, table: Uint8Array): boolean {
  return byte !== undefined && table[byte] === 1;
}

function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x80 || (asciiWord[byte] as number) > 0);
}

/** Length in bytes of the emoticon at `at`, or 0. Looks at one byte before `at`, and on while a mouth is repeated. */
export function emoticonAt(bytes: Uint8Array, at: number, first: number, end: number): number {
  const byte = bytes[at] as number;
  const before = at > first ? bytes[at - 1] : undefined;
  switch (byte) {
    case 0x3a:
    case 0x3b:
    case 0x3d:
      return face(bytes, at, before, end);
    case 0x3e:
      if (at + 2 < end && (bytes[at + 1] === 0x3a || bytes[at + 1] === 0x3d)) {
        const length = face(bytes, at + 1, before, end);
        return length > 0 ? length + 1 : 0;
      }
      return match(bytes, at, end, '>_<') || match(bytes, at, end, '>.<');
    case 0x3c:
      return match(bytes, at, end, '</3') || match(bytes, at, end, '<3');
    case 0x5e:
      return match(bytes, at, end, '^_^') || match(bytes, at, end, '^-^') || match(bytes, at, end, '^^');
    case 0x2d:
      return isWordByte(before) ? 0 : match(bytes, at, end, '-_-') || match(bytes, at, end, '-.-');
    case 0x28:
    case 0x29:
      return backwards(bytes, at, before, end);
    case 0x2f:
      return isWordByte(before) || isWordByte(bytes[at + 2]) || before === 0x2f ? 0 : match(bytes, at, end, '/s');
    default:
      return 0;
  }
}

function match(bytes: Uint8Array, at: number, end: number, face: string): number {
  if (at + face.length > end) return 0;
  for (let index = 0; index < face.length; index++) if (bytes[at + index] !== face.charCodeAt(index)) return 0;
  return face.length;
}

const EYES = bytesOf(':;=');
const BRACKETS = bytesOf(')(][}{');
const TONGUES = bytesOf('DPp');
const SEALS = bytesOf('*|@$');
const SLANTS = bytesOf('/\\');
const LETTERS = bytesOf('oO3sSxXcC');
const MOUTHS = bytesOf(')(][}{DPp*|@$/\\oO3sSxXcC');

/** Eyes at `at`, then perhaps a tear, perhaps a nose, then a mouth. */
function face(bytes: Uint8Array, at: number, before: number | undefined, end: number): number {
  let next = at + 1;
  if (bytes[next] === 0x27) next++;
  else if (bytes[next] === 0xe2 && bytes[next + 1] === 0x80 && bytes[next + 2] === 0x99) next += 3;
  const nose = bytes[next];
  if (next + 1 < end && (nose === 0x2d || nose === 0x5e || nose === 0x7e)) next++;
  if (next >= end) return 0;
  const mouth = bytes[next] as number;
  if (!isAny(mouth, MOUTHS)) return 0;
  let stop = next + 1;
  while (stop < end && bytes[stop] === mouth) stop++;
  if (isAny(mouth, BRACKETS)) return stop - at;
  if (isAny(mouth, TONGUES)) return isWordByte(stop < end ? bytes[stop] : undefined) ? 0 : stop - at;
  if (isWordByte(before)) return 0;
  if (isAny(mouth, SEALS)) return stop - at;
  if (isAny(mouth, SLANTS) && stop === next + 1) return stop - at;
  if (bytes[at] !== 0x3b && isAny(mouth, LETTERS) && !isWordByte(stop < end ? bytes[stop] : undefined)) {
    return stop - at;
  }
  return 0;
}

/** `(:`, `):`, `(;` written from right to left, only after a space or at the start. */
function backwards(bytes: Uint8Array, at: number, before: number | undefined, end: number): number {
  if (before !== undefined && before > 0x20) return 0;
  let next = at + 1;
  if (bytes[next] === 0x2d) next++;
  if (next >= end || !isAny(bytes[next], EYES)) return 0;
  const after = next + 1 < end ? bytes[next + 1] : undefined;
  return after === undefined || after <= 0x20 ? next + 1 - at : 0;
}

/** What the last emoticon that was folded says: the first bytes are valid, as many as `foldEmoticon` said. */
export const foldedEmoticon = new Uint8Array(16);

/** Folds an emoticon: without a nose, square eyes and brackets as round ones, one mouth. Returns how many bytes are left. */
export function foldEmoticon(bytes: Uint8Array, start: number, end: number): number {
  let length = 0;
  let last = 0;
  const hasNose = bytes[start] === 0x3a || bytes[start] === 0x3b || bytes[start] === 0x3d;
  for (let at = start; at < end; at++) {
    let byte = bytes[at] as number;
    if (byte >= 0x80) {
      // The only wide character in an emoticon is ’ for a tear.
      byte = 0x27;
      at += 2;
    }
    if (byte === 0x3d) byte = 0x3a;
    else if (byte === 0x5d || byte === 0x7d) byte = 0x29;
    else if (byte === 0x5b || byte === 0x7b) byte = 0x28;
    else if (byte === 0x5c) byte = 0x2f;
    if (hasNose && at > start && at < end - 1 && (byte === 0x2d || byte === 0x5e || byte === 0x7e)) continue;
    if (byte === last) continue;
    last = byte;
    foldedEmoticon[length++] = (asciiWord[byte] as number) || byte;
  }
  return length;
}
