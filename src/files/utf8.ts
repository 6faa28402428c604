import { isAscii, isUtf8 } from 'node:buffer';

/** What a pass over the bytes of a text says about UTF-8. */
export interface Utf8Count {
  /** Well-formed characters beyond ASCII: a lower bound, since clean stretches are only sampled. */
  readonly wide: number;
  /** Bytes that belong to no well-formed character. */
  readonly stray: number;
  /** The first of these, or null. */
  readonly firstStray: { readonly offset: number; readonly byte: number } | null;
  /** Bytes in all. */
  readonly bytes: number;
}

const SAMPLED_BYTES = 16_384;

/** Counts well-formed and stray bytes of a text that arrives in pieces. */
export class Utf8Counter {
  #wide = 0;
  #stray = 0;
  #first: { offset: number; byte: number } | null = null;
  #bytes = 0;
  /** The beginning of a character whose end is in the next piece. */
  #tail: Buffer = Buffer.alloc(0);

  get bytes(): number {
    return this.#bytes;
  }

  get wide(): number {
    return this.#wide;
  }

  get stray(): number {
    return this.#stray;
  }

  push(chunk: Buffer): void {
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    const cut = bytes.length - unfinished(bytes);
    this.#check(bytes.subarray(0, cut));
    this.#tail = bytes.subarray(cut);
  }

  end(): Utf8Count {
    this.#check(this.#tail);
    this.#tail = Buffer.alloc(0);
    return { wide: this.#wide, stray: this.#stray, firstStray: this.#first, bytes: this.#bytes };
  }

  #check(bytes: Buffer): void {
    if (isUtf8(bytes)) {
      if (!isAscii(bytes)) this.#wide += Math.max(1, wideIn(bytes.subarray(0, SAMPLED_BYTES)));
    } else this.#count(bytes);
    this.#bytes += bytes.length;
  }

  #count(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at] as number;
      if (byte < 0x80) {
        at += 1;
        continue;
      }
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (byte >= 0xc2 && byte <= 0xf4 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) {
        this.#wide += 1;
        at += length;
        continue;
      }
      this.#stray += 1;
      this.#first ??= { offset: this.#bytes + at, byte };
      at += 1;
    }
  }
}

/**
 * The rule for a text without a mark: UTF-8 where well-formed characters outnumber stray bytes. In Windows-1252 text of
 * Western languages an accented letter stands alone between ASCII letters, so that almost none is well-formed UTF-8.
 */
export function isMostlyUtf8(count: Utf8Count): boolean {
  return count.stray === 0 || count.wide > count.stray;
}

/** Bytes at the end that begin a character without finishing it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

function wideIn(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0xc0) count += 1;
  return count;
}
