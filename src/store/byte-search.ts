/** Looks for texts among the bytes of files, whatever the files are. */
import { open } from 'node:fs/promises';
import { isSystemError } from '../core/errors.js';

/** Shorter ones meet by chance in a file of some gigabytes. */
export const LEAST_BYTES = 6;

const BLOCK_BYTES = 4 * 1024 * 1024;
const PREFIX_BYTES = 3;

/** Upper case of ASCII as lower case; every other byte as it is. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/**
 * How often each text stands in a file, without regard to the case of ASCII letters; texts of fewer than LEAST_BYTES are
 * not looked for. A file that is not there holds none. Time grows with the file, hardly with the texts.
 */
export async function searchBytes(path: string, texts: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const needles = new Needles(texts);
  if (needles.longest === 0) return found;
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return found;
    throw error;
  }
  try {
    const block = Buffer.alloc(BLOCK_BYTES + needles.longest);
    let kept = 0;
    for (;;) {
      const { bytesRead } = await file.read(block, kept, BLOCK_BYTES, null);
      const end = kept + bytesRead;
      for (let at = kept; at < end; at++) block[at] = FOLDED[block[at] as number] as number;
      // What may go on in the next block is looked at with it.
      const last = bytesRead === 0 ? end : Math.max(0, end - needles.longest + 1);
      needles.find(block, last, end, (text) => found.set(text, (found.get(text) ?? 0) + 1));
      if (bytesRead === 0) return found;
      block.copy(block, 0, last, end);
      kept = end - last;
    }
  } finally {
    await file.close();
  }
}

class Needles {
  readonly longest: number;
  readonly #begins = new Uint8Array(1 << 24);
  readonly #byPrefix = new Map<number, { readonly text: string; readonly bytes: Buffer }[]>();

  constructor(texts: readonly string[]) {
    let longest = 0;
    for (const text of new Set(texts)) {
      const bytes = Buffer.from(text).map((byte) => FOLDED[byte] as number) as Buffer;
      if (bytes.length < LEAST_BYTES) continue;
      longest = Math.max(longest, bytes.length);
      const prefix = bytes.readUIntBE(0, PREFIX_BYTES);
      this.#begins[prefix] = 1;
      const same = this.#byPrefix.get(prefix);
      if (same === undefined) this.#byPrefix.set(prefix, [{ text, bytes }]);
      else same.push({ text, bytes });
    }
    this.longest = longest;
  }

  /** Tells of every text that begins before `last` and ends by `end`. */
  find(block: Buffer, last: number, end: number, tell: (text: string) => void): void {
    let prefix = ((block[0] ?? 0) << 8) | (block[1] ?? 0);
    for (let at = 0; at < last; at++) {
      prefix = ((prefix << 8) | (block[at + 2] as number)) & 0xffffff;
      if (this.#begins[prefix] === 0) continue;
      for (const { text, bytes } of this.#byPrefix.get(prefix) ?? []) {
        const until = at + bytes.length;
        if (until <= end && block.compare(bytes, 0, bytes.length, at, until) === 0) tell(text);
      }
    }
  }
}
