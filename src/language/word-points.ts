/** What words and their endings say for each language: one table of all lists. */
import { FUNCTION_WORDS, LANGUAGES, WORD_ENDINGS } from './function-words.js';
import { hashWord, type TokenScan } from './scan.js';

const SLOTS = 4096;
const MASK = SLOTS - 1;
const COUNT = LANGUAGES.length;

/** Words after which a text has said enough. */
export const ENOUGH_WORDS = 48;

/** Two languages to a number, 16 bits each: a word is added with five additions. */
export const PAIRS = 5;
/** Per slot: hash, check, points of the pairs, and a bit for each language that has points, so 0 where it is free. */
const STRIDE = 8;
export const TAKEN = 2 + PAIRS;

/** Open addressing: what each word and ending says for each language. */
class WordPoints {
  readonly table = new Int32Array(SLOTS * STRIDE);

  add(word: { readonly hash: number; readonly check: number }, language: number, points: number): void {
    const at = this.find(word.hash | 0, word.check | 0);
    const { table } = this;
    table[at] = word.hash;
    table[at + 1] = word.check;
    table[at + TAKEN] = (table[at + TAKEN] as number) | (1 << language);
    const pair = at + 2 + (language >> 1);
    const shift = 16 * (language & 1);
    const others = (table[pair] as number) & ~(0xffff << shift);
    const known = ((table[pair] as number) >>> shift) & 0xffff;
    table[pair] = others | (Math.max(known, points) << shift);
  }

  /** Where a word token or else its ending is in the table; of an ending the complement, 0 where there is neither. */
  placeOf(bytes: Uint8Array, scan: TokenScan, token: number): number {
    const word = this.find((scan.hash[token] as number) | 0, (scan.check[token] as number) | 0);
    if (this.table[word + TAKEN] !== 0) return word;
    const end = scan.end[token] as number;
    if (end - (scan.start[token] as number) < SHORTEST_WITH_ENDING) return 0;
    const ending = this.find(endingHash(bytes, end) | 0, ENDING);
    return this.table[ending + TAKEN] === 0 ? 0 : ~ending;
  }

  /** Whether the word or ending at a place has points for a language. */
  speaksFor(at: number, language: number): boolean {
    return (((this.table[at + TAKEN] as number) >>> language) & 1) !== 0;
  }

  pointsAt(at: number, language: number): number {
    return ((this.table[at + 2 + (language >> 1)] as number) >>> (16 * (language & 1))) & 0xffff;
  }

  /** Where the word is in the table, or the free slot where it would be. Takes signed hashes. */
  find(hash: number, check: number): number {
    const { table } = this;
    let at = (hash & MASK) * STRIDE;
    while (table[at + TAKEN] !== 0 && (table[at] !== hash || table[at + 1] !== check)) {
      at = (at + STRIDE) & (SLOTS * STRIDE - 1);
    }
    return at;
  }
}

/** In place of a check, for the last three bytes of a word. */
export const ENDING = 0xe4d;
const ENDING_POINTS = 3;
/** Shorter words have no ending to speak of. */
export const SHORTEST_WITH_ENDING = 5;

/** A key for the three bytes before `end`, whatever the case of ASCII letters. */
export function endingHash(bytes: Uint8Array, end: number): number {
  const letters = ((bytes[end - 3] as number) << 16) | ((bytes[end - 2] as number) << 8) | (bytes[end - 1] as number);
  return Math.imul(letters | 0x202020, 0x9e3779b1) >>> 0;
}

function readWords(): WordPoints {
  if (COUNT !== 2 * PAIRS) throw new Error(`${COUNT} languages do not make ${PAIRS} pairs`);
  const table = new WordPoints();
  for (const [language, tag] of LANGUAGES.entries()) {
    const seen = new Set<string>();
    for (const word of FUNCTION_WORDS[tag].split(/\s+/)) {
      if (word === '' || seen.has(word)) continue;
      table.add(hashWord(word), language, Math.max(4, 10 - Math.floor(seen.size / 20)));
      seen.add(word);
    }
    for (const ending of WORD_ENDINGS[tag].split(/\s+/)) {
      const bytes = Buffer.from(ending);
      if (bytes.length !== 3) throw new Error(`a word ending of ${bytes.length} bytes: ${ending}`);
      table.add({ hash: endingHash(bytes, 3), check: ENDING }, language, ENDING_POINTS);
    }
  }
  return table;
}

export const wordPoints = readWords();
