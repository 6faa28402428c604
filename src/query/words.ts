/**
 * The column `words`: what a post's title and text say to a query, as one text that SQL can look into. Written by the
 * scanner whose tokens the matcher compares, so that the two agree.
 *
 *     " my flight with acme was late "                        items between single spaces, one before the first
 *     " fly acme late | fly #acmelate acme late | acmelate "  with hashtags: two more parts
 *
 * An item is a token as its folded hashes know it (lower case, no accents, no lengthening, no final 's): a word or number
 * bare, `@handle`, `/host` for a link, `:` before an emoji or an emoticon. Marks and line breaks are left out, so a row of
 * words goes on over them, and from the title into the text. A hashtag's words stand in the row. With hashtags, a second
 * part repeats the row with each `#tag` before its words (distances are counted without it), and after it comes each whole
 * tag as a word of its own. A hashtag without words of its own is `~` in the row. `|` stands between the parts.
 *
 * Hence a word is found as ' refund ', a phrase as ' money back ', a beginning as ' ref', a tag as ' #acme ', and distances
 * are counted over items that begin with neither `#` nor `|`.
 */
import { asciiWord } from '../language/characters.js';
import { FoldedText } from '../language/folded.js';
import { encode, FLAG, roomFor, TOKEN, TokenScan } from '../language/scan.js';
import { isPart, SIGIL, SYMBOL, sortOfKind } from './symbols.js';

/** Changes with the format, and with whatever makes the scanner see other tokens. */
export const WORDS_VERSION = 1;

const SPACE = 0x20;
const BAR = 0x7c;
const WORDLESS = 0x7e;
const SPELT = FLAG.lengthened | FLAG.elided | FLAG.possessive | FLAG.otherScript;

/** A title and a text as the one text that is scanned, as judging does it (judgement/batch.ts). */
export function joinedText(title: string | null, text: string | null): string {
  if (title === null) return text ?? '';
  return text === null ? title : `${title}\n${text}`;
}

/** The words of a post. */
export function wordsOf(title: string | null, text: string | null): string {
  return shared.of(joinedText(title, text));
}

/** Writes `words`; make one per thread. */
export class WordsWriter {
  readonly #scan = new TokenScan();
  readonly #folded = new FoldedText();
  #input = new Uint8Array(1024);
  #output = Buffer.alloc(2048);
  #at = 0;

  of(text: string): string {
    this.#input = roomFor(this.#input, text.length);
    return this.ofBytes(this.#input, 0, encode(text, this.#input));
  }

  /** The words of the UTF-8 text `bytes[start, end)`. */
  ofBytes(bytes: Uint8Array, start: number, end: number): string {
    const scan = this.#scan;
    scan.scan(bytes, start, end);
    this.#at = 0;
    // Each byte is part of three items at most, grows to two, and has a sigil, a space and a bar beside it.
    if (this.#output.length < (end - start) * 12 + 16) this.#output = Buffer.alloc((end - start) * 24 + 16);
    this.#output[this.#at++] = SPACE;
    if (this.#row(scan, bytes, false)) {
      this.#bar();
      this.#row(scan, bytes, true);
      this.#wholeTags(scan, bytes);
    }
    return this.#output.toString('utf8', 0, this.#at);
  }

  /** Writes the row, and says whether there are hashtags. */
  #row(scan: TokenScan, bytes: Uint8Array, withTags: boolean): boolean {
    const { count, kind, flags } = scan;
    let tags = false;
    for (let index = 0; index < count; index++) {
      const sort = sortOfKind[kind[index] as number] as number;
      if (sort === SYMBOL.none) continue;
      if (sort === SYMBOL.tag) {
        tags = true;
        if (withTags) this.#item(scan, bytes, index, SIGIL[sort] as number);
        if (index + 1 < count && isPart(flags[index + 1] as number)) continue;
        this.#output[this.#at++] = WORDLESS;
        this.#output[this.#at++] = SPACE;
      } else this.#item(scan, bytes, index, SIGIL[sort] as number);
    }
    return tags;
  }

  #wholeTags(scan: TokenScan, bytes: Uint8Array): void {
    const { count, kind, folded, foldedCheck } = scan;
    for (let index = 0; index < count; index++) {
      if (kind[index] !== TOKEN.hashtag) continue;
      // A tag of one word is in the row.
      const next = index + 1;
      if (next < count && folded[next] === folded[index] && foldedCheck[next] === foldedCheck[index]) continue;
      this.#bar();
      this.#item(scan, bytes, index, 0);
    }
  }

  #bar(): void {
    this.#output[this.#at++] = BAR;
    this.#output[this.#at++] = SPACE;
  }

  #item(scan: TokenScan, bytes: Uint8Array, index: number, sigil: number): void {
    const output = this.#output;
    let to = this.#at;
    if (sigil !== 0) output[to++] = sigil;
    if (scan.kind[index] === TOKEN.word && ((scan.flags[index] as number) & SPELT) === 0) {
      const end = scan.end[index] as number;
      let from = scan.start[index] as number;
      let lower = 0;
      for (; from < end; from++) {
        lower = asciiWord[bytes[from] as number] as number;
        if (lower === 0) break;
        output[to++] = lower;
      }
      if (from === end) {
        output[to++] = SPACE;
        this.#at = to;
        return;
      }
      to = this.#at;
    }
    this.#folded.spell(scan, bytes, index);
    const { points, length } = this.#folded;
    for (let place = 0; place < length; place++) {
      const point = points[place] as number;
      if (point < 0x80) {
        output[to++] = point;
        continue;
      }
      if (point < 0x800) output[to++] = 0xc0 | (point >> 6);
      else {
        if (point < 0x10000) output[to++] = 0xe0 | (point >> 12);
        else {
          output[to++] = 0xf0 | (point >> 18);
          output[to++] = 0x80 | ((point >> 12) & 0x3f);
        }
        output[to++] = 0x80 | ((point >> 6) & 0x3f);
      }
      output[to++] = 0x80 | (point & 0x3f);
    }
    output[to++] = SPACE;
    this.#at = to;
  }
}

const shared = new WordsWriter();
