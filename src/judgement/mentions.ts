/** Where a text names the brands that it matched. */
import type { TokenScan } from '../language/scan.js';
import { isLeaf, type Leaf, leavesOf, type Query } from '../query/ast.js';
import type { NamedQuery } from '../query/query-set.js';
import { rowOf } from '../query/row.js';
import { PhraseList, Phrases } from './phrases.js';

/** More brands than this in one text make it a list, which speaks of none of them in particular. */
export const MOST_BRANDS = 32;

export class Mentions {
  /** How many there are, in order of the text; of each its first and last token, and its brand's place in `brands`. */
  count = 0;
  first = new Uint32Array(64);
  last = new Uint32Array(64);
  slot = new Uint8Array(64);
  /** For each token and the end, how many mentions begin before it. */
  before = new Uint32Array(256);
  /** Indices of the watched queries that are brands and matched: the first `brandCount` are valid. */
  readonly brands = new Uint32Array(MOST_BRANDS);
  brandCount = 0;
  readonly #phrases: Phrases;
  /** For each phrase, the watched queries that it is a word of. */
  readonly #owners: readonly (readonly number[])[];
  readonly #slots: Int8Array;

  /** @param brands indices of the watched queries whose mentions are wanted */
  constructor(watched: readonly NamedQuery[], brands: readonly number[]) {
    const list = new PhraseList();
    const owners: number[][] = [];
    for (const index of brands) {
      for (const leaf of namingLeaves((watched[index] as NamedQuery).ast)) {
        const row = rowOf(leaf);
        if (row.length === 0) continue;
        const number = list.add(row);
        owners[number] ??= [];
        if (!owners[number].includes(index)) owners[number].push(index);
      }
    }
    this.#phrases = new Phrases(list, true);
    this.#owners = owners;
    this.#slots = new Int8Array(watched.length).fill(-1);
  }

  /** Forgets the brands of the last text. */
  begin(): void {
    for (let slot = 0; slot < this.brandCount; slot++) this.#slots[this.brands[slot] as number] = -1;
    this.brandCount = 0;
    this.count = 0;
  }

  /** Adds a brand that the text matched; false where there are too many of them. */
  add(watched: number): boolean {
    if (this.brandCount === MOST_BRANDS) return false;
    this.#slots[watched] = this.brandCount;
    this.brands[this.brandCount++] = watched;
    return true;
  }

  /** Finds where the brands that were added stand. */
  find(scan: TokenScan): void {
    const phrases = this.#phrases;
    phrases.find(scan);
    for (let hit = 0; hit < phrases.count; hit++) {
      for (const watched of this.#owners[phrases.phrase[hit] as number] ?? []) {
        const slot = this.#slots[watched] as number;
        if (slot >= 0) this.#mention(phrases.first[hit] as number, phrases.last[hit] as number, slot);
      }
    }
    this.#countBefore(scan.count);
  }

  #mention(first: number, last: number, slot: number): void {
    // A tag and its parts, a name and a longer one that ends with it: one mention.
    for (let index = this.count - 1; index >= 0 && (this.last[index] as number) + 1 >= first; index--) {
      if (this.slot[index] !== slot) continue;
      this.last[index] = last;
      return;
    }
    if (this.count === this.slot.length) {
      this.first = copied(this.first, new Uint32Array(this.count * 2));
      this.last = copied(this.last, new Uint32Array(this.count * 2));
      this.slot = copied(this.slot, new Uint8Array(this.count * 2));
    }
    // A phrase may begin before a word in it that was found first.
    const previous = this.count === 0 ? 0 : (this.first[this.count - 1] as number);
    this.first[this.count] = Math.max(first, previous);
    this.last[this.count] = last;
    this.slot[this.count] = slot;
    this.count++;
  }

  #countBefore(tokens: number): void {
    if (this.before.length <= tokens) this.before = new Uint32Array(tokens * 2 + 1);
    let mention = 0;
    for (let token = 0; token <= tokens; token++) {
      while (mention < this.count && (this.first[mention] as number) < token) mention++;
      this.before[token] = mention;
    }
  }
}

/** The words of a query that are not denied. */
function namingLeaves(query: Query): Leaf[] {
  if (isLeaf(query)) return [query];
  if (query.kind === 'near') return [query.left, query.right].flatMap(leavesOf);
  return query.kind === 'and' || query.kind === 'or' ? query.parts.flatMap(namingLeaves) : [];
}

function copied<T extends Uint8Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
