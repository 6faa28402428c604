/** One pass over the bytes of a text: its tokens as offsets and hashes, with nothing allocated per token. */
import {
  asciiWord,
  byteClass,
  CLASS,
  compose,
  isLatin,
  ligatureHead,
  ligatureTail,
  lowerCase,
  plainMark,
  WIDE,
  wideClass,
} from './characters.js';
import { emoticonAt } from './emoticon.js';
import { addToCheck, addToHash, CHECK_SEED, combineCheck, combineHash, HASH_SEED } from './hash.js';
import { domainEnd, linkEnd, nameEnd, serverEnd } from './link.js';
import { codePointAt, pointSize } from './utf8.js';

export const TOKEN = {
  word: 1,
  number: 2,
  handle: 3,
  hashtag: 4,
  link: 5,
  emoji: 6,
  emoticon: 7,
  mark: 8,
  lineBreak: 9,
} as const;

export const FLAG = {
  /** A word of at least two letters, all of them capitals. */
  capitals: 1,
  /** Its first letter is a capital. */
  capitalised: 2,
  /** A letter was repeated three times or more: `hash` is of the form with two, `folded` of the form with one. */
  lengthened: 4,
  /** It holds letters of a script other than Latin. */
  otherScript: 8,
  /** A word or number inside the hashtag token before it. */
  part: 16,
  /** Ends in the apostrophe of an elision (`l'`, `qu'`), which is part of its hash. */
  elided: 32,
  /** Ends in a possessive or contracted `'s`: `folded` is of the form without it. */
  possessive: 64,
} as const;

/** Words that lose their end before a vowel in French, Catalan and Italian, as they stand before the apostrophe. */
const ELIDED = new Set(
  (
    'l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu all dell nell dall sull un quest quell bell anch com dov ' +
    'tutt sant cent mezz'
  )
    .split(' ')
    .map(asciiHash),
);
const HTTP = new Set(['http', 'https'].map(asciiHash));

function asciiHash(word: string): number {
  let hash = HASH_SEED;
  for (let at = 0; at < word.length; at++) hash = addToHash(hash, word.charCodeAt(at));
  return hash;
}

export interface WordHash {
  readonly hash: number;
  readonly check: number;
  readonly folded: number;
  readonly foldedCheck: number;
}

/** The tokens of the last text scanned. Make one per thread and reuse it: it only ever grows. */
export class TokenScan {
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
  /** The same without accents, lengthening or a final `'s`; of an emoji sequence, its first emoji. */
  folded = new Uint32Array(0);
  foldedCheck = new Uint32Array(0);
  /** Bits of `FLAG`. */
  flags = new Uint8Array(0);
  /** How often à to þ occurred (index 0 is U+00E0), whatever their case or form; ß has index 31. */
  readonly accents = new Uint16Array(32);
  /** Letters of scripts other than Latin. */
  otherLetters = 0;
  /** Whether any of `accents` is above 0. */
  hasAccents = false;
  /** Up to here no address has been found, so that the search is never repeated. */
  #noDomainBefore = 0;

  /** Finds the tokens of `bytes[start, end)`. Takes time linear in the length; invalid UTF-8 separates words. */
  scan(bytes: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start + 2);
    this.count = 0;
    this.otherLetters = 0;
    this.#noDomainBefore = 0;
    if (this.hasAccents) this.accents.fill(0);
    this.hasAccents = false;
    let at = start;
    while (at < end) {
      switch (byteClass[bytes[at] as number]) {
        case CLASS.letter:
          at = this.#word(bytes, at, end);
          break;
        case CLASS.digit:
          at = this.#number(bytes, at, end, 0);
          break;
        case CLASS.symbol:
          at = this.#symbol(bytes, at, start, end);
          break;
        case CLASS.lineBreak:
          at = this.#lineBreak(bytes, at, end);
          break;
        case CLASS.wide:
          at = this.#wide(bytes, at, end);
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

  #push(kind: number, start: number, end: number, hash: number, check: number, flags: number): number {
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

  /** A word of ASCII letters and digits; anything more goes to `#anyWord`. */
  #word(bytes: Uint8Array, start: number, end: number): number {
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    let capitals = 0;
    let last = 0;
    let beforeLast = 0;
    let repeated = false;
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      const lower = asciiWord[byte] as number;
      if (lower === 0) break;
      if (lower !== byte) capitals++;
      if (lower === last && lower === beforeLast) repeated = true;
      beforeLast = last;
      last = lower;
      hash = addToHash(hash, lower);
      check = addToCheck(check, lower);
    }
    const next = at < end ? (bytes[at] as number) : 0;
    // A repeated letter is looked at again, but for the www of an address.
    if (repeated && (next !== 0x2e || last !== 0x77)) return this.#anyWord(bytes, start, end, 0);
    if (next > 0) {
      if (next >= 0x80 ? this.#goesOn(bytes, at, end) : next === 0x27) {
        return this.#anyWord(bytes, start, end, 0);
      }
      if (next === 0x2e || next === 0x3a || next === 0x40 || next === 0x2f) {
        const after = this.#address(bytes, start, at, end, hash, check);
        if (after > 0) return after;
        if (next === 0x2e && last === 0x6c && bytes[at + 1] === 0x6c) {
          return this.#anyWord(bytes, start, end, 0);
        }
      }
    }
    const length = at - start;
    if (length < 6 && length > 3 && HTTP.has(hash)) return this.#push(TOKEN.link, start, at, hash, check, 0);
    let flags = 0;
    if (capitals > 0) {
      if ((bytes[start] as number) < 0x61) flags = FLAG.capitalised;
      if (capitals > 1 && capitals === length) flags |= FLAG.capitals;
      if (length === 2 && last === 0x64 && beforeLast === 0x78) {
        return this.#push(TOKEN.emoticon, start, at, hash, check, 0);
      }
    }
    return this.#push(TOKEN.word, start, at, hash, check, flags);
  }

  /** Whether the bytes from 0x80 on at `at` belong to the word before them. */
  #goesOn(bytes: Uint8Array, at: number, end: number): boolean {
    const point = codePointAt(bytes, at, end);
    if (point === 0x2019 || point === 0xb7) return true;
    const what = wideClass(point);
    return what === WIDE.letter || what === WIDE.combining || what === WIDE.ignored;
  }

  /** Tries what comes after a plain word as a link, a mail address or a name as in `u/name`; 0 where it is none. */
  #address(bytes: Uint8Array, start: number, at: number, end: number, hash: number, check: number): number {
    const next = bytes[at];
    if (next === 0x3a) {
      if (bytes[at + 1] !== 0x2f || bytes[at + 2] !== 0x2f || at + 2 >= end) return 0;
      return this.#push(TOKEN.link, start, linkEnd(bytes, at + 3, end), hash, check, 0);
    }
    if (next === 0x2f) {
      const letter = (bytes[start] as number) | 0x20;
      if (at - start !== 1 || (letter !== 0x75 && letter !== 0x72)) return 0;
      const stop = nameEnd(bytes, at + 1, end);
      return stop > at + 1 ? this.#name(bytes, start, at + 1, stop, stop) : 0;
    }
    if (at < this.#noDomainBefore) return 0;
    const stop = domainEnd(bytes, start, at, end);
    if (stop < 0) {
      this.#noDomainBefore = -stop;
      return 0;
    }
    if (bytes[stop] === 0x40 && stop < end) {
      const server = serverEnd(bytes, stop + 1, end);
      return server > 0 ? this.#push(TOKEN.handle, start, server, hash, check, 0) : 0;
    }
    return this.#push(TOKEN.link, start, linkEnd(bytes, stop, end), hash, check, 0);
  }

  /** Pushes a handle whose name is `bytes[from, to)`. */
  #name(bytes: Uint8Array, start: number, from: number, to: number, end: number): number {
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    for (let at = from; at < to; ) {
      const point = lowerCase(codePointAt(bytes, at, to));
      hash = addToHash(hash, point);
      check = addToCheck(check, point);
      at += pointSize(bytes, at, to);
    }
    return this.#push(TOKEN.handle, start, end, hash, check, 0);
  }

  /**
   * Any word, letter by letter: composes accents, keeps both forms, counts repeats, splits elisions, keeps contractions.
   * `limit` ends a part of a hashtag early.
   */
  #anyWord(bytes: Uint8Array, start: number, limit: number, given: number): number {
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    let folded = HASH_SEED;
    let foldedCheck = CHECK_SEED;
    // Both states before the last letter, for when a combining mark changes it, and before the last repeated one.
    let hashBefore = 0;
    let checkBefore = 0;
    let singleFolded = 0;
    let singleCheck = 0;
    let bareFolded = 0;
    let bareCheck = 0;
    let last = 0;
    let run = 0;
    let letters = 0;
    let capitals = 0;
    let flags = given;
    let apostrophe = -1;
    let at = start;
    while (at < limit) {
      const byte = bytes[at] as number;
      let point = byte;
      let size = 1;
      if (byte >= 0x80) {
        point = codePointAt(bytes, at, limit);
        size = pointSize(bytes, at, limit);
      }
      if (point === 0x27 || point === 0x2019) {
        if (apostrophe < 0 && ELIDED.has(hash) && this.#letterAt(bytes, at + size, limit, true)) {
          hash = addToHash(hash, 0x27);
          check = addToCheck(check, 0x27);
          folded = hash;
          foldedCheck = check;
          at += size;
          flags |= FLAG.elided;
          break;
        }
        if (!this.#letterAt(bytes, at + size, limit, false)) break;
        apostrophe = at + size;
        bareFolded = folded;
        bareCheck = foldedCheck;
        point = 0x27;
      } else if (point === 0xb7 || point === 0x2e) {
        // The Catalan geminated l: l·l, also typed l.l.
        if (last !== 0x6c || ((bytes[at + size] as number) | 0x20) !== 0x6c || at + size >= limit) break;
        hash = addToHash(hash, 0xb7);
        check = addToCheck(check, 0xb7);
        last = 0;
        at += size;
        continue;
      } else if (byte < 0x80) {
        point = asciiWord[byte] as number;
        if (point === 0) break;
        if (point !== byte) {
          capitals++;
          if (letters === 0) flags |= FLAG.capitalised;
        }
        letters++;
      } else {
        const what = wideClass(point);
        if (what === WIDE.ignored) {
          at += size;
          continue;
        }
        if (what === WIDE.combining) {
          const whole = last > 0 && run === 1 ? compose(last, point) : 0;
          if (whole > 0) {
            hash = addToHash(hashBefore, whole);
            check = addToCheck(checkBefore, whole);
            last = whole;
            this.#accent(whole);
          }
          at += size;
          continue;
        }
        if (what !== WIDE.letter) break;
        const lower = lowerCase(point);
        if (lower !== point) {
          capitals++;
          if (letters === 0) flags |= FLAG.capitalised;
        }
        letters++;
        point = lower;
        this.#accent(point);
        if (!isLatin(point)) {
          flags |= FLAG.otherScript;
          this.otherLetters++;
        }
        if (point === 0x140 && asciiWord[bytes[at + size] as number] === 0x6c) {
          // ŀ, the one-character form of l·
          hash = addToHash(addToHash(hash, 0x6c), 0xb7);
          check = addToCheck(addToCheck(check, 0x6c), 0xb7);
          folded = addToHash(folded, 0x6c);
          foldedCheck = addToCheck(foldedCheck, 0x6c);
          last = 0;
          at += size;
          continue;
        }
      }
      at += size;
      run = point === last ? run + 1 : 1;
      last = point;
      if (run >= 3 && (point > 0x39 || point < 0x30)) {
        flags |= FLAG.lengthened;
        if (run === 3) {
          folded = singleFolded;
          foldedCheck = singleCheck;
        }
        continue;
      }
      hashBefore = hash;
      checkBefore = check;
      hash = addToHash(hash, point);
      check = addToCheck(check, point);
      singleFolded = folded;
      singleCheck = foldedCheck;
      const head = point < 0x80 ? point : ligatureHead(point);
      folded = addToHash(folded, head);
      foldedCheck = addToCheck(foldedCheck, head);
      const tail = point < 0x80 ? 0 : ligatureTail(point);
      if (tail > 0) {
        folded = addToHash(folded, tail);
        foldedCheck = addToCheck(foldedCheck, tail);
      }
    }
    if (capitals > 1 && capitals === letters) flags |= FLAG.capitals;
    if (apostrophe > 0 && at - apostrophe === 1 && last === 0x73) {
      flags |= FLAG.possessive;
      folded = bareFolded;
      foldedCheck = bareCheck;
    }
    const index = this.count;
    const kind = (flags & FLAG.lengthened) !== 0 && last === 0x64 && isLaugh(bytes, start, at);
    this.#push(kind ? TOKEN.emoticon : TOKEN.word, start, at, hash, check, flags);
    if (kind) this.#laugh(index);
    else {
      this.folded[index] = folded;
      this.foldedCheck[index] = foldedCheck;
    }
    return at;
  }

  /** Gives a lengthened `xDDD` the hashes of `xD`. */
  #laugh(index: number): void {
    const hash = addToHash(addToHash(HASH_SEED, 0x78), 0x64);
    const check = addToCheck(addToCheck(CHECK_SEED, 0x78), 0x64);
    this.hash[index] = hash;
    this.check[index] = check;
    this.folded[index] = hash;
    this.foldedCheck[index] = check;
  }

  #accent(point: number): void {
    if (point < 0xdf || point > 0xfe) return;
    const slot = point === 0xdf ? 31 : point - 0xe0;
    if ((this.accents[slot] as number) < 0xffff) this.accents[slot] = (this.accents[slot] as number) + 1;
    this.hasAccents = true;
  }

  #letterAt(bytes: Uint8Array, at: number, end: number, orEnd: boolean): boolean {
    if (at >= end) return orEnd;
    const byte = bytes[at] as number;
    if (byte < 0x80) return byteClass[byte] === CLASS.letter;
    return wideClass(codePointAt(bytes, at, end)) === WIDE.letter;
  }

  /** A number with its separators and unit (`1,000.50`, `10:30`, `24/7`, `50%`, `3rd`), or a keycap emoji. */
  #number(bytes: Uint8Array, start: number, end: number, flags: number): number {
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      let taken = asciiWord[byte] as number;
      if (taken === 0) {
        const separates = byte === 0x2e || byte === 0x2c || byte === 0x3a || byte === 0x2f;
        if (!separates || at + 1 >= end || byteClass[bytes[at + 1] as number] !== CLASS.digit) break;
        if (byteClass[bytes[at - 1] as number] !== CLASS.digit) break;
        taken = byte;
      }
      hash = addToHash(hash, taken);
      check = addToCheck(check, taken);
    }
    if (at < end) {
      const next = bytes[at] as number;
      if (next >= 0xc3 && (flags & FLAG.part) === 0) {
        const keycap = this.#keycap(bytes, start, at, end);
        if (keycap > 0) return keycap;
        if (codePointAt(bytes, at, end) === 0x20ac) at += 3;
        else if (wideClass(codePointAt(bytes, at, end)) === WIDE.letter) return this.#anyWord(bytes, start, end, 0);
      } else if (next === 0x25) {
        hash = addToHash(hash, 0x25);
        check = addToCheck(check, 0x25);
        at++;
      }
    }
    return this.#push(TOKEN.number, start, at, hash, check, flags);
  }

  /** `1️⃣`, `#️⃣`, `*️⃣`: one byte, an optional variation selector, U+20E3. */
  #keycap(bytes: Uint8Array, start: number, at: number, end: number): number {
    if (at - start !== 1) return 0;
    let next = at;
    if (bytes[next] === 0xef && bytes[next + 1] === 0xb8 && bytes[next + 2] === 0x8f) next += 3;
    if (next + 3 > end || codePointAt(bytes, next, end) !== 0x20e3) return 0;
    const hash = addToHash(addToHash(HASH_SEED, bytes[start] as number), 0x20e3);
    const check = addToCheck(addToCheck(CHECK_SEED, bytes[start] as number), 0x20e3);
    return this.#push(TOKEN.emoji, start, next + 3, hash, check, 0);
  }

  #symbol(bytes: Uint8Array, at: number, first: number, end: number): number {
    const byte = bytes[at] as number;
    if (byte === 0x40) {
      const stop = nameEnd(bytes, at + 1, end);
      if (stop === at + 1) return stop;
      const server = bytes[stop] === 0x40 && stop < end ? serverEnd(bytes, stop + 1, end) : 0;
      return this.#name(bytes, at, at + 1, stop, server > 0 ? server : stop);
    }
    if (byte === 0x23) return this.#hashtag(bytes, at, end);
    const length = emoticonAt(bytes, at, first, end);
    if (length > 0) return this.#emoticon(bytes, at, at + length);
    switch (byte) {
      case 0x21:
      case 0x3f:
      case 0x2e:
        return this.#mark(bytes, at, end, byte);
      case 0x2d:
        // A hyphen joins; a dash between spaces, or a double one, separates.
        return bytes[at + 1] === 0x2d || (bytes[at - 1] === 0x20 && bytes[at + 1] === 0x20 && at > first)
          ? this.#mark(bytes, at, end, byte)
          : at + 1;
      case 0x22:
      case 0x28:
      case 0x29:
      case 0x2c:
      case 0x3a:
      case 0x3b:
        return this.#push(TOKEN.mark, at, at + 1, byte, 1, 0);
      default:
        return at + 1;
    }
  }

  /** A run of one mark is one token; three full stops or more are an ellipsis. */
  #mark(bytes: Uint8Array, start: number, end: number, byte: number): number {
    let at = start + 1;
    while (at < end && bytes[at] === byte) at++;
    const length = at - start;
    return this.#push(TOKEN.mark, start, at, byte === 0x2e && length > 2 ? 0x2026 : byte, length, 0);
  }

  /** Hashes what the emoticon says: without a nose, square eyes and brackets as round ones, one mouth. */
  #emoticon(bytes: Uint8Array, start: number, end: number): number {
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    let last = 0;
    const face = bytes[start] === 0x3a || bytes[start] === 0x3b || bytes[start] === 0x3d;
    for (let at = start; at < end; at++) {
      let byte = bytes[at] as number;
      if (byte >= 0x80) {
        // The only wide character in an emoticon is ’ for a tear.
        byte = 0x27;
        at += 2;
      }
      if (byte === 0x3d) byte = 0x3a;
      else if (byte === 0x5d || byte === 0x7d) byte = 0x29;
      else if (byte === 0x5b || byte === 0x7b) byte = 0x28;
      else if (byte === 0x5c) byte = 0x2f;
      if (face && at > start && at < end - 1 && (byte === 0x2d || byte === 0x5e || byte === 0x7e)) continue;
      if (byte === last) continue;
      last = byte;
      const lower = asciiWord[byte] as number;
      hash = addToHash(hash, lower > 0 ? lower : byte);
      check = addToCheck(check, lower > 0 ? lower : byte);
    }
    return this.#push(TOKEN.emoticon, start, end, hash, check, 0);
  }

  /** The tag as one token, then its parts: `#NotHappy2day` → Not, Happy, 2, day. */
  #hashtag(bytes: Uint8Array, start: number, end: number): number {
    const keycap = this.#keycap(bytes, start, start + 1, end);
    if (keycap > 0) return keycap;
    let stop = start + 1;
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    let folded = HASH_SEED;
    let foldedCheck = CHECK_SEED;
    while (stop < end) {
      const byte = bytes[stop] as number;
      let point = asciiWord[byte] as number;
      if (byte === 0x5f) point = byte;
      else if (byte >= 0x80) {
        const wide = codePointAt(bytes, stop, end);
        const what = wideClass(wide);
        if (what !== WIDE.letter && what !== WIDE.single && what !== WIDE.combining) break;
        if (what === WIDE.combining) {
          stop += pointSize(bytes, stop, end);
          continue;
        }
        point = lowerCase(wide);
      }
      if (point === 0) break;
      hash = addToHash(hash, point);
      check = addToCheck(check, point);
      folded = addToHash(folded, ligatureHead(point));
      foldedCheck = addToCheck(foldedCheck, ligatureHead(point));
      stop += pointSize(bytes, stop, end);
    }
    if (stop === start + 1) return stop;
    const index = this.count;
    this.#push(TOKEN.hashtag, start, stop, hash, check, 0);
    this.folded[index] = folded;
    this.foldedCheck[index] = foldedCheck;
    this.#parts(bytes, start + 1, stop);
    return stop;
  }

  #parts(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end) {
      const byte = bytes[at] as number;
      if (byte === 0x5f) {
        at++;
        continue;
      }
      let stop = at + 1;
      if (byteClass[byte] === CLASS.digit) {
        while (stop < end && byteClass[bytes[stop] as number] === CLASS.digit) stop++;
        this.#number(bytes, at, stop, FLAG.part);
        at = stop;
        continue;
      }
      // Ends before a capital after a small letter, before the last capital of a run that a small letter follows, before
      // a digit or an underscore.
      for (; stop < end; stop++) {
        const next = bytes[stop] as number;
        if (next === 0x5f || byteClass[next] === CLASS.digit) break;
        if (next < 0x41 || next > 0x5a) continue;
        const before = bytes[stop - 1] as number;
        if (before < 0x41 || before > 0x5a) break;
        const after = stop + 1 < end ? (bytes[stop + 1] as number) : 0;
        if (after >= 0x61 && after <= 0x7a) break;
      }
      const tokens = this.count;
      let part = at;
      while (part < stop) {
        const reached = this.#anyWord(bytes, part, stop, FLAG.part);
        if (reached > part) part = reached;
        else part += pointSize(bytes, part, stop);
        if (reached === this.start[this.count - 1] && this.count > tokens) this.count--;
      }
      at = stop;
    }
  }

  #lineBreak(bytes: Uint8Array, start: number, end: number): number {
    let at = start + 1;
    while (at < end && (bytes[at] as number) <= 0x20) at++;
    return this.#push(TOKEN.lineBreak, start, at, 0x0a, 1, 0);
  }

  #wide(bytes: Uint8Array, at: number, end: number): number {
    const point = codePointAt(bytes, at, end);
    const size = pointSize(bytes, at, end);
    switch (wideClass(point)) {
      case WIDE.letter:
        return this.#anyWord(bytes, at, end, 0);
      case WIDE.single: {
        this.otherLetters++;
        const hash = addToHash(HASH_SEED, point);
        return this.#push(TOKEN.word, at, at + size, hash, addToCheck(CHECK_SEED, point), FLAG.otherScript);
      }
      case WIDE.emoji:
        return this.#emoji(bytes, at, end, point);
      case WIDE.mark:
        return this.#push(TOKEN.mark, at, at + size, plainMark(point), point === 0x203c ? 2 : 1, 0);
      default:
        return at + size;
    }
  }

  /** One emoji with all that belongs to it: skin tone, variation, joined emoji, the second letter of a flag, tags. */
  #emoji(bytes: Uint8Array, start: number, end: number, first: number): number {
    const base = addToHash(HASH_SEED, first);
    const baseCheck = addToCheck(CHECK_SEED, first);
    let hash = base;
    let check = baseCheck;
    let joined = false;
    let flag = first >= 0x1f1e6 && first <= 0x1f1ff;
    let at = start + pointSize(bytes, start, end);
    while (at < end && (bytes[at] as number) >= 0xe2) {
      const point = codePointAt(bytes, at, end);
      const tone = point >= 0x1f3fb && point <= 0x1f3ff;
      const tag = point >= 0xe0020 && point <= 0xe007f;
      if (joined ? wideClass(point) === WIDE.emoji || point > 0x2190 : flag && point >= 0x1f1e6 && point <= 0x1f1ff) {
        hash = addToHash(hash, point);
        check = addToCheck(check, point);
        joined = false;
        flag = false;
      } else if (point === 0x200d) joined = true;
      else if (tag) {
        hash = addToHash(hash, point);
        check = addToCheck(check, point);
      } else if (!tone && point !== 0xfe0f && point !== 0x20e3) break;
      at += pointSize(bytes, at, end);
    }
    const index = this.count;
    this.#push(TOKEN.emoji, start, at, hash, check, 0);
    this.folded[index] = base;
    this.foldedCheck[index] = baseCheck;
    return at;
  }
}

function isLaugh(bytes: Uint8Array, start: number, end: number): boolean {
  if (((bytes[start] as number) | 0x20) !== 0x78) return false;
  for (let at = start + 1; at < end; at++) if (((bytes[at] as number) | 0x20) !== 0x64) return false;
  return true;
}

const encoder = new TextEncoder();
const wordScan = new TokenScan();
let wordBytes = new Uint8Array(256);

/** A buffer that has room for a text of this many UTF-16 units: the same one, or one twice as large. */
export function roomFor(buffer: Uint8Array<ArrayBuffer>, units: number): Uint8Array<ArrayBuffer> {
  return buffer.length >= units * 3 ? buffer : new Uint8Array(units * 6);
}

/** Writes a text as UTF-8 and says how many bytes it took. The buffer must have `roomFor` it. */
export function encode(text: string, buffer: Uint8Array<ArrayBuffer>): number {
  return encoder.encodeInto(text, buffer).written;
}

/** Hashes of one word, emoji, handle, hashtag …: those of the first token of the text. */
export function hashWord(text: string): WordHash {
  return hashPhrase(text)[0] ?? { hash: 0, check: 0, folded: 0, foldedCheck: 0 };
}

/** Hashes of the tokens of a phrase in order, without its marks; the parts of hashtags are left out. */
export function hashPhrase(text: string): WordHash[] {
  wordBytes = roomFor(wordBytes, text.length);
  wordScan.scan(wordBytes, 0, encode(text, wordBytes));
  const words: WordHash[] = [];
  for (let index = 0; index < wordScan.count; index++) {
    const kind = wordScan.kind[index] as number;
    if (kind >= TOKEN.mark && wordScan.count > 1) continue;
    if (((wordScan.flags[index] as number) & FLAG.part) !== 0) continue;
    words.push({
      hash: wordScan.hash[index] as number,
      check: wordScan.check[index] as number,
      folded: wordScan.folded[index] as number,
      foldedCheck: wordScan.foldedCheck[index] as number,
    });
  }
  return words;
}

/** One pair of hashes for a whole phrase. */
export function combineWords(words: readonly WordHash[]): WordHash {
  return words.reduce((phrase, next) => ({
    hash: combineHash(phrase.hash, next.hash),
    check: combineCheck(phrase.check, next.check),
    folded: combineHash(phrase.folded, next.folded),
    foldedCheck: combineCheck(phrase.foldedCheck, next.foldedCheck),
  }));
}
