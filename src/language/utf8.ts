/** UTF-8, one code point at a time. What is no valid sequence is U+FFFD of one byte. */

const REPLACEMENT = 0xfffd;

/** How many bytes the code point at `at` takes. */
export function pointSize(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + size > end) return 1;
  for (let next = at + 1; next < at + size; next++) if (((bytes[next] as number) & 0xc0) !== 0x80) return 1;
  return size;
}

/** The code point at `at`. */
export function codePointAt(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return lead;
  const size = pointSize(bytes, at, end);
  if (size === 1) return REPLACEMENT;
  const second = (bytes[at + 1] as number) & 0x3f;
  if (size === 2) return ((lead & 0x1f) << 6) | second;
  const third = (bytes[at + 2] as number) & 0x3f;
  if (size === 3) return ((lead & 0x0f) << 12) | (second << 6) | third;
  return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | ((bytes[at + 3] as number) & 0x3f);
}
