/** What the matcher compares: tokens reduced to a class and two folded hashes. */
import { encode, FLAG, roomFor, TOKEN, TokenScan } from '../language/scan.js';
import type { Leaf } from './ast.js';

/** A class keeps a handle from matching a word of the same letters. 0: passed over, even inside a phrase. */
export const SYMBOL = { none: 0, word: 1, handle: 2, tag: 3, link: 4, emoji: 5 } as const;

export interface QuerySymbol {
  readonly sort: number;
  readonly folded: number;
  readonly check: number;
}

/** Class of each kind of token. */
export const sortOfKind = new Uint8Array(16);
sortOfKind[TOKEN.word] = SYMBOL.word;
sortOfKind[TOKEN.number] = SYMBOL.word;
sortOfKind[TOKEN.handle] = SYMBOL.handle;
sortOfKind[TOKEN.hashtag] = SYMBOL.tag;
sortOfKind[TOKEN.link] = SYMBOL.link;
sortOfKind[TOKEN.emoji] = SYMBOL.emoji;
sortOfKind[TOKEN.emoticon] = SYMBOL.emoji;

const scan = new TokenScan();
let buffer = new Uint8Array(256);

/**
 * The tokens that a leaf asks for, in a row; empty where its text holds none. Inside a phrase a hashtag counts as its
 * words.
 */
export function symbolsOf(leaf: Pick<Leaf, 'kind' | 'text'>): QuerySymbol[] {
  const text = leaf.kind === 'tag' ? `#${leaf.text}` : leaf.kind === 'handle' ? `@${leaf.text}` : leaf.text;
  buffer = roomFor(buffer, text.length);
  scan.scan(buffer, 0, encode(text, buffer));
  const symbols: QuerySymbol[] = [];
  for (let index = 0; index < scan.count; index++) {
    const sort = sortOfKind[scan.kind[index] ?? 0] ?? SYMBOL.none;
    const symbol = { sort, folded: scan.folded[index] ?? 0, check: scan.foldedCheck[index] ?? 0 };
    if (leaf.kind === 'tag' || leaf.kind === 'handle') {
      const wanted = leaf.kind === 'tag' ? SYMBOL.tag : SYMBOL.handle;
      return sort === wanted ? [symbol] : [];
    }
    if (sort === SYMBOL.none || sort === SYMBOL.tag) continue;
    symbols.push(symbol);
  }
  return symbols;
}

/** Whether a token is a piece of the hashtag before it. */
export function isPart(flags: number): boolean {
  return (flags & FLAG.part) !== 0;
}
