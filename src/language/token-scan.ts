/** One pass over the bytes of a text: its tokens as offsets and hashes, with nothing allocated per token. */
import { asciiWord, byteClass, CLASS } from './characters.js';
import { scanWide } from './emoji.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from './hash.js';
import { scanNumber } from './number.js';
import { scanLineBreak, scanSymbol } from './symbol.js';
import { TOKEN } from './token.js';
import { finishPlainWord } from './word.js';

/** 1 for bytes after a plain word that may belong to it, or make something else of it. */
const mayGoOn = new Uint8Array(256).fill(1, 0x80);
for (const byte of "'.:@/") mayGoOn[byte.charCodeAt(0)] = 1;

/** The tokens of the last text scanned. Make one per thread and reuse it: it only ever grows. */
export class TokenScan {
  /** What was scanned last: `bytes[from, to)`. */
  bytes: Uint8Array = new Uint8Array(0);
  from = 0;
  to = 0;
  /** Tokens of the last scan. */
  count = 0;
  /** One of `TOKEN`. */
  kind = new Uint8Array(0);
  /** Byte offsets into what was scanned; `end` is exclusive. */
  start = new Uint32Array(0);
  end = new Uint32Array(0);
  /**
   * Two hashes of the lower-cased, composed form. A handle's leave out `@` and the server, a hashtag's the `#`, an
   * emoji's the skin tone; a mark has its code point and the length of its run.
   */
  hash = new Uint32Array(0);
  check = new Uint32Array(0);
  /** The same without accents, lengthening or a final `'s`; of an emoji sequence, its first emoji; of a link, its host. */
  folded = new Uint32Array(0);
  foldedCheck = new Uint32Array(0);
  /** Bits of `FLAG`. */
  flags = new Uint8Array(0);
  /** How often à to þ occurred (index 0 is U+00E0), whatever their case or form; ß has index 31. */
  readonly accents = new Uint16Array(32);
  /** Letters of scripts other than Latin. */
  otherLetters = 0;
  /** Words in capitals. */
  capitals = 0;
  /** Whether any of `accents` is above 0. */
  hasAccents = false;
  /** Up to here no address has been found, so that the search is never repeated. */
  noDomainBefore = 0;

  /** Finds the tokens of `bytes[start, end)`. Takes time linear in the length; invalid UTF-8 separates words. */
  scan(bytes: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start + 2);
    this.bytes = bytes;
    this.from = start;
    this.to = end;
    this.count = 0;
    this.otherLetters = 0;
    this.capitals = 0;
    this.noDomainBefore = 0;
    if (this.hasAccents) this.accents.fill(0);
    this.hasAccents = false;
    const classes = byteClass;
    const letters = asciiWord;
    const goesOn = mayGoOn;
    const {
      kind,
      start: starts,
      end: ends,
      hash: hashes,
      check: checks,
      folded,
      foldedCheck: foldedChecks,
      flags,
    } = this;
    let at = start;
    while (at < end) {
      switch (classes[bytes[at] as number]) {
        case CLASS.letter: {
          // Most of a text are words like this, so they are read here.
          const first = at;
          let hash = HASH_SEED;
          let check = CHECK_SEED;
          let capitals = 0;
          let last = 0;
          let beforeLast = 0;
          let repeated = false;
          let next = 0;
          for (; at < end; at++) {
            next = bytes[at] as number;
            const lower = letters[next] as number;
            if (lower === 0) break;
            if (lower !== next) capitals++;
            if (lower === last && lower === beforeLast) repeated = true;
            beforeLast = last;
            last = lower;
            hash = addToHash(hash, lower);
            check = addToCheck(check, lower);
          }
          // `http` begins with an h.
          if (
            repeated ||
            capitals > 0 ||
            goesOn[next] !== 0 ||
            (at - first < 6 && ((bytes[first] as number) | 0x20) === 0x68)
          ) {
            at = finishPlainWord(this, bytes, first, at, end, hash, check, capitals, last, beforeLast, repeated);
            break;
          }
          const index = this.count++;
          kind[index] = TOKEN.word;
          starts[index] = first;
          ends[index] = at;
          hashes[index] = hash;
          checks[index] = check;
          folded[index] = hash;
          foldedChecks[index] = check;
          flags[index] = 0;
          if (next === 0x20) at++;
          break;
        }
        case CLASS.digit:
          at = scanNumber(this, bytes, at, end, 0);
          break;
        case CLASS.symbol:
          at = scanSymbol(this, bytes, at, start, end);
          break;
        case CLASS.lineBreak:
          at = scanLineBreak(this, bytes, at, end);
          break;
        case CLASS.wide:
          at = scanWide(this, bytes, at, end);
          break;
        default:
          at++;
      }
    }
  }

  #reserve(tokens: number): void {
    if (tokens <= this.kind.length) return;
    const size = Math.max(1024, tokens * 2);
    this.kind = new Uint8Array(size);
    this.flags = new Uint8Array(size);
    this.start = new Uint32Array(size);
    this.end = new Uint32Array(size);
    this.hash = new Uint32Array(size);
    this.check = new Uint32Array(size);
    this.folded = new Uint32Array(size);
    this.foldedCheck = new Uint32Array(size);
  }

  /** Adds a token, whose folded hashes are its hashes, and gives its end. */
  push(kind: number, start: number, end: number, hash: number, check: number, flags: number): number {
    const index = this.count++;
    this.kind[index] = kind;
    this.start[index] = start;
    this.end[index] = end;
    this.hash[index] = hash;
    this.check[index] = check;
    this.folded[index] = hash;
    this.foldedCheck[index] = check;
    this.flags[index] = flags;
    return end;
  }
}
