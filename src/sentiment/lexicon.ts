/** Entries and what they say, found by hash: words, word pairs and longer phrases up to four tokens. */
import { ORIGINS, type Origin } from './entry.js';
import { FILTER_BITS, type LexiconArrays, RECORD } from './lexicon-layout.js';
import { signalBits } from './signals.js';

const REQUEST = signalBits('request');
const FILTER_SHIFT = 32 - FILTER_BITS;

/** A compiled lexicon. Its records are numbers from 1 on; 0 is none. */
export class Lexicon {
  /** The arrays below are read by record. */
  readonly weight: Float32Array;
  readonly factor: Float32Array;
  readonly roles: Uint8Array;
  readonly signals: Uint16Array;
  readonly origin: Uint8Array;
  /** Bits of `RECORD`. */
  readonly flags: Uint8Array;
  readonly #keys: Int32Array;
  readonly #slots: Uint32Array;
  readonly #filter: Int32Array;
  readonly #mask: number;
  readonly #readTexts: () => string[];
  #texts: string[] | null = null;

  /** @param readTexts gives the texts of the records, in order; called once, when a text is first asked for */
  constructor(arrays: LexiconArrays, readTexts: () => string[]) {
    this.weight = arrays.weight;
    this.factor = arrays.factor;
    this.roles = arrays.roles;
    this.signals = arrays.signals;
    this.origin = arrays.origin;
    this.flags = arrays.flags;
    this.#keys = arrays.keys;
    this.#slots = arrays.slots;
    this.#filter = arrays.filter;
    this.#mask = arrays.slots.length - 1;
    this.#readTexts = readTexts;
  }

  /** Entries, the accentless forms and beginnings of phrases included. */
  get size(): number {
    return this.weight.length - 1;
  }

  /** The record of a hash, or 0. It may only begin a phrase: ask `isEntry`. Takes hashes signed or unsigned. */
  find(hash: number, check: number): number {
    const keys = this.#keys;
    const wantedHash = hash | 0;
    const wantedCheck = check | 0;
    let slot = hash & this.#mask;
    for (;;) {
      const record = this.#slots[slot] as number;
      if (record === 0 || (keys[2 * slot] === wantedHash && keys[2 * slot + 1] === wantedCheck)) return record;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** False where no record of several tokens has this hash; true where one may. */
  mayBePhrase(hash: number): boolean {
    const bit = hash >>> FILTER_SHIFT;
    return (((this.#filter[bit >>> 5] as number) >>> (bit & 31)) & 1) !== 0;
  }

  startsPhrase(record: number): boolean {
    return ((this.flags[record] as number) & RECORD.startsPhrase) !== 0;
  }

  /** Whether the record is an entry, of weight, role or signal. */
  isEntry(record: number): boolean {
    return ((this.flags[record] as number) & RECORD.entry) !== 0;
  }

  /** Whether a negator before it leaves it as it is. */
  negatesItself(record: number): boolean {
    return ((this.flags[record] as number) & RECORD.negatesItself) !== 0;
  }

  /**
   * Whether the record is an entry of signals alone, beside which its words weigh what they weigh; those of a request
   * don't: `would be great if` praises nothing.
   */
  onlyPoints(record: number): boolean {
    return (
      ((this.flags[record] as number) & (RECORD.entry | RECORD.hasWeight)) === RECORD.entry &&
      this.roles[record] === 0 &&
      ((this.signals[record] as number) & REQUEST) === 0
    );
  }

  hasWeight(record: number): boolean {
    return ((this.flags[record] as number) & RECORD.hasWeight) !== 0;
  }

  /** The entry as it was written. */
  text(record: number): string {
    this.#texts ??= this.#readTexts();
    return this.#texts[record] ?? '';
  }

  originOf(record: number): Origin {
    return ORIGINS[this.origin[record] as number] ?? 'written';
  }
}
