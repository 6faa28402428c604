/** What the matcher compares: tokens reduced to a class and two folded hashes. */
import { FoldedText } from '../language/folded.js';
import { encode, FLAG, roomFor, TOKEN, TokenScan } from '../language/scan.js';

/** A class keeps a handle from matching a word of the same letters. 0: passed over, even inside a phrase. */
export const SYMBOL = { none: 0, word: 1, handle: 2, tag: 3, link: 4, emoji: 5 } as const;

/** The byte before an item of each class in the column `words` (words.ts); 0 for none. */
export const SIGIL = [0, 0, 0x40, 0x23, 0x2f, 0x3a] as const;

export interface QuerySymbol {
  readonly sort: number;
  readonly folded: number;
  readonly check: number;
  /** How the token stands in the column `words`. */
  readonly item: string;
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
const spelling = new FoldedText();
let buffer = new Uint8Array(256);

/**
 * The tokens of a text, in a row; empty where it holds none. Of a tag or a handle (without its sign) the one token that it
 * is; in any other text a hashtag counts as its words.
 */
export function symbolsOf({ kind, text: bare }: { readonly kind: string; readonly text: string }): QuerySymbol[] {
  const text = kind === 'tag' ? `#${bare}` : kind === 'handle' ? `@${bare}` : bare;
  const wanted = kind === 'tag' ? SYMBOL.tag : kind === 'handle' ? SYMBOL.handle : SYMBOL.none;
  buffer = roomFor(buffer, text.length);
  scan.scan(buffer, 0, encode(text, buffer));
  const symbols: QuerySymbol[] = [];
  for (let index = 0; index < scan.count; index++) {
    const sort = sortOfKind[scan.kind[index] ?? 0] ?? SYMBOL.none;
    if (wanted !== SYMBOL.none) return sort === wanted ? [symbolAt(index, sort)] : [];
    if (sort !== SYMBOL.none && sort !== SYMBOL.tag) symbols.push(symbolAt(index, sort));
  }
  return symbols;
}

function symbolAt(index: number, sort: number): QuerySymbol {
  spelling.spell(scan, buffer, index);
  const points = [...spelling.points.subarray(0, spelling.length)];
  const item = (SIGIL[sort] === 0 ? '' : String.fromCharCode(SIGIL[sort] ?? 0)) + String.fromCodePoint(...points);
  return { sort, folded: scan.folded[index] ?? 0, check: scan.foldedCheck[index] ?? 0, item };
}

/** Whether a token is a piece of the hashtag before it. */
export function isPart(flags: number): boolean {
  return (flags & FLAG.part) !== 0;
}
