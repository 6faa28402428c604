/** Entries and what they say, found by hash: words, word pairs and longer phrases up to four tokens. */
import { combineCheck, combineHash } from '../language/hash.js';
import { hashPhrase, type WordHash } from '../language/scan.js';

/** Where an entry comes from. */
export const ORIGINS = ['written', 'learnt', 'vader', 'afinn', 'senticon', 'pattern', 'user', 'inflected'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What an entry does besides having a weight. */
export const ROLE = {
  /** Turns what follows: not, ne, no. */
  negator: 1,
  /** Strengthens or weakens what follows by its factor: very, a bit. */
  degree: 2,
  /** What follows weighs more than what came before: but. */
  contrast: 4,
  /** Something wished for or supposed: if, would. */
  hypothetical: 8,
  /** A cue that the opposite is meant. */
  irony: 16,
} as const;

/** The longest phrase, in tokens. */
export const LONGEST_PHRASE = 4;

export interface Entry {
  readonly text: string;
  /** −5…5; 0 is an entry that is known to say nothing. Null leaves the weight to other entries of the same text. */
  readonly weight: number | null;
  readonly origin: Origin;
  /** Bits of `ROLE`. */
  readonly roles?: number;
  /** Of a degree word: 0.3 makes what follows weigh 1.3 times as much, −0.4 only 0.6 times. */
  readonly factor?: number;
  /** Bits of signals that it points to. */
  readonly signals?: number;
}

const STARTS_PHRASE = 1;
const HAS_WEIGHT = 2;
/** Entered without its accents on behalf of another entry: gives way to an entry of its own. */
const ALIAS = 4;

export class Lexicon {
  #mask: number;
  #used = 0;
  #hash: Uint32Array;
  #check: Uint32Array;
  #flags: Uint8Array;
  /** The arrays below are read by slot. */
  weight: Float32Array;
  factor: Float32Array;
  roles: Uint8Array;
  signals: Uint16Array;
  origin: Uint8Array;
  #texts: (string | undefined)[];

  constructor(entries = 4096) {
    const size = 1 << (32 - Math.clz32(Math.max(16, entries * 2) - 1));
    this.#mask = size - 1;
    this.#hash = new Uint32Array(size);
    this.#check = new Uint32Array(size);
    this.#flags = new Uint8Array(size);
    this.weight = new Float32Array(size);
    this.factor = new Float32Array(size);
    this.roles = new Uint8Array(size);
    this.signals = new Uint16Array(size);
    this.origin = new Uint8Array(size);
    this.#texts = new Array<string | undefined>(size);
  }

  /** Entries, the accentless forms and beginnings of phrases included. */
  get size(): number {
    return this.#used;
  }

  /** Adds an entry, or what it says to the entry of the same text. A later weight replaces an earlier one. */
  add(entry: Entry): void {
    const words = hashPhrase(entry.text);
    const first = words[0];
    if (first === undefined || words.length > LONGEST_PHRASE) return;
    let [hash, check, folded, foldedCheck] = [first.hash, first.check, first.folded, first.foldedCheck];
    for (let index = 1; index < words.length; index++) {
      this.#mark(hash, check);
      this.#mark(folded, foldedCheck);
      const next = words[index] as WordHash;
      hash = combineHash(hash, next.hash);
      check = combineCheck(check, next.check);
      folded = combineHash(folded, next.folded);
      foldedCheck = combineCheck(foldedCheck, next.foldedCheck);
    }
    this.#put(hash, check, entry, 0);
    if (folded !== hash || foldedCheck !== check) this.#put(folded, foldedCheck, entry, ALIAS);
  }

  #mark(hash: number, check: number): void {
    const slot = this.#slot(hash, check);
    this.#flags[slot] = (this.#flags[slot] as number) | STARTS_PHRASE;
  }

  #put(hash: number, check: number, entry: Entry, alias: number): void {
    const slot = this.#slot(hash, check);
    const flags = this.#flags[slot] as number;
    const taken = this.#texts[slot] !== undefined;
    if (taken && alias > 0 && (flags & ALIAS) === 0) return;
    if (taken && alias === 0 && (flags & ALIAS) > 0) {
      this.#flags[slot] = flags & STARTS_PHRASE;
      this.roles[slot] = 0;
      this.signals[slot] = 0;
      this.weight[slot] = 0;
    }
    this.#texts[slot] = entry.text;
    if (entry.weight !== null) {
      this.weight[slot] = entry.weight;
      this.origin[slot] = ORIGINS.indexOf(entry.origin);
    }
    this.#flags[slot] = (this.#flags[slot] as number) | (entry.weight === null ? 0 : HAS_WEIGHT) | alias;
    if (entry.roles !== undefined) this.roles[slot] = (this.roles[slot] as number) | entry.roles;
    if (entry.factor !== undefined) this.factor[slot] = entry.factor;
    if (entry.signals !== undefined) this.signals[slot] = (this.signals[slot] as number) | entry.signals;
  }

  #slot(hash: number, check: number): number {
    if (this.#used * 2 > this.#mask) this.#grow();
    let slot = hash & this.#mask;
    while (this.#check[slot] !== 0 && (this.#hash[slot] !== hash || this.#check[slot] !== check)) {
      slot = (slot + 1) & this.#mask;
    }
    if (this.#check[slot] === 0) {
      this.#used++;
      this.#hash[slot] = hash;
      this.#check[slot] = check;
    }
    return slot;
  }

  #grow(): void {
    const old = new Lexicon(this.#mask + 1);
    const slots = this.#mask + 1;
    for (let slot = 0; slot < slots; slot++) {
      if (this.#check[slot] === 0) continue;
      const to = old.#slot(this.#hash[slot] as number, this.#check[slot] as number);
      old.#flags[to] = this.#flags[slot] as number;
      old.weight[to] = this.weight[slot] as number;
      old.factor[to] = this.factor[slot] as number;
      old.roles[to] = this.roles[slot] as number;
      old.signals[to] = this.signals[slot] as number;
      old.origin[to] = this.origin[slot] as number;
      old.#texts[to] = this.#texts[slot];
    }
    this.#mask = old.#mask;
    this.#hash = old.#hash;
    this.#check = old.#check;
    this.#flags = old.#flags;
    this.weight = old.weight;
    this.factor = old.factor;
    this.roles = old.roles;
    this.signals = old.signals;
    this.origin = old.origin;
    this.#texts = old.#texts;
  }

  /** The slot of a hash, or −1. What it holds may only begin a phrase: ask `isEntry`. */
  find(hash: number, check: number): number {
    let slot = hash & this.#mask;
    for (;;) {
      const found = this.#check[slot] as number;
      if (found === 0) return -1;
      if (found === check && this.#hash[slot] === hash) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  startsPhrase(slot: number): boolean {
    return ((this.#flags[slot] as number) & STARTS_PHRASE) !== 0;
  }

  /** Whether the slot holds an entry, of weight, role or signal. */
  isEntry(slot: number): boolean {
    return this.#texts[slot] !== undefined;
  }

  hasWeight(slot: number): boolean {
    return ((this.#flags[slot] as number) & HAS_WEIGHT) !== 0;
  }

  /** The entry as it was written. */
  text(slot: number): string {
    return this.#texts[slot] ?? '';
  }

  originOf(slot: number): Origin {
    return ORIGINS[this.origin[slot] as number] ?? 'written';
  }
}
