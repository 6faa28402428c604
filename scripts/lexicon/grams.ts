/** The words, beginnings of words and word pairs of a text, under the hashes by which the scorer looks them up. */
import { combineCheck, combineHash } from '../../src/language/hash.js';
import { FLAG, TOKEN, type TokenScan } from '../../src/language/scan.js';
import { spellWord } from '../../src/language/spelling.js';
import { beginningsOf } from '../../src/sentiment/beginnings.js';

export type GramKind = 'word' | 'beginning' | 'pair' | 'triple';

export interface Gram {
  /** Its hashes as one key. */
  readonly key: string;
  readonly kind: GramKind;
  /** As an entry is written: lower case, a beginning with a star. */
  readonly text: string;
  /** Whether it is written like a name here: with a capital where no sentence begins; null where that cannot be told. */
  readonly named: boolean | null;
}

const decoder = new TextDecoder();
const SENTENCE_MARKS = new Set([...'.!?…:"“”'].map((mark) => mark.charCodeAt(0)));

function either(a: boolean | null, b: boolean | null): boolean | null {
  return a === true || b === true ? true : (a ?? b);
}

/** All grams of a scanned text, repeats included. */
export function gramsOf(bytes: Uint8Array, scan: TokenScan): Gram[] {
  const { count, kind, start, end, folded, foldedCheck, flags } = scan;
  const grams: Gram[] = [];
  let chain: { text: string; elided: boolean; hash: number; check: number; named: boolean | null }[] = [];
  let begins = true;
  for (let at = 0; at < count; at++) {
    const [from, to] = [start[at] as number, end[at] as number];
    const [hash, check] = [folded[at] as number, foldedCheck[at] as number];
    if (kind[at] === TOKEN.emoji || kind[at] === TOKEN.emoticon) {
      grams.push({
        key: `${hash} ${check}`,
        kind: 'word',
        text: decoder.decode(bytes.subarray(from, to)),
        named: false,
      });
      chain = [];
      begins = true;
      continue;
    }
    if (kind[at] !== TOKEN.word) {
      chain = [];
      begins = kind[at] !== TOKEN.mark || SENTENCE_MARKS.has(hash);
      continue;
    }
    const text = spellWord(bytes, from, to);
    const elided = ((flags[at] as number) & FLAG.elided) !== 0;
    const written = flags[at] as number;
    const named = begins || (written & FLAG.capitals) !== 0 ? null : (written & FLAG.capitalised) !== 0;
    begins = false;
    grams.push({ key: `${hash} ${check}`, kind: 'word', text, named });
    for (const beginning of beginningsOf(bytes, from, to)) {
      grams.push({ key: `${beginning.hash} ${beginning.check}`, kind: 'beginning', text: `${beginning.text}*`, named });
    }
    if (((flags[at] as number) & FLAG.part) !== 0) {
      chain = [];
      continue;
    }
    const before = chain.at(-1);
    if (before !== undefined) {
      const pair = {
        hash: combineHash(before.hash, hash),
        check: combineCheck(before.check, check),
        text: `${before.text}${before.elided ? '' : ' '}${text}`,
      };
      grams.push({
        key: `${pair.hash} ${pair.check}`,
        kind: 'pair',
        text: pair.text,
        named: either(before.named, named),
      });
      const first = chain.at(-2);
      if (first !== undefined) {
        const triple = combineHash(combineHash(first.hash, before.hash), hash);
        const tripleCheck = combineCheck(combineCheck(first.check, before.check), check);
        grams.push({
          key: `${triple} ${tripleCheck}`,
          kind: 'triple',
          text: `${first.text}${first.elided ? '' : ' '}${pair.text}`,
          named: either(first.named, either(before.named, named)),
        });
      }
    }
    chain = [...chain.slice(-1), { text, elided, hash, check, named }];
  }
  return grams;
}
