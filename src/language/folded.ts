/**
 * What a token's folded hashes were made of, spelt out: the letters without case, accents, lengthening or a final 's.
 * Mirrors the scanner; a test holds the two together by hashing what is spelt here.
 */
import { asciiWord, compose, ligatureHead, ligatureTail, lowerCase, WIDE, wideClass } from './characters.js';
import { foldEmoticon, foldedEmoticon } from './emoticon.js';
import { hostEnd, hostStart, nameEnd } from './link.js';
import { FLAG, TOKEN } from './token.js';
import type { TokenScan } from './token-scan.js';
import { codePointAt, pointSize } from './utf8.js';

/** Flags of a word that is more than its letters in lower case. */
const SPELT = FLAG.lengthened | FLAG.elided | FLAG.possessive | FLAG.otherScript;

/** The code points of one token after another; `points[0, length)` are those of the last one. */
export class FoldedText {
  points = new Uint32Array(64);
  length = 0;

  /** Spells token `index` of what was scanned from `bytes`: no `@`, `#` or server; of a link its host. */
  spell(scan: TokenScan, bytes: Uint8Array, index: number): void {
    const start = scan.start[index] as number;
    const end = scan.end[index] as number;
    this.length = 0;
    // A ligature of two bytes is two letters.
    if (this.points.length < end - start + 2) this.points = new Uint32Array((end - start + 2) * 2);
    switch (scan.kind[index]) {
      case TOKEN.word:
        if (((scan.flags[index] as number) & SPELT) !== 0 || !this.#plain(bytes, start, end))
          this.#word(bytes, start, end, scan.flags[index] as number);
        return;
      case TOKEN.number:
        for (let at = start; at < end && (bytes[at] as number) < 0x80; at++) {
          this.#push((asciiWord[bytes[at] as number] as number) || (bytes[at] as number));
        }
        return;
      case TOKEN.hashtag:
        this.#tag(bytes, start + 1, end);
        return;
      case TOKEN.handle:
        this.#handle(bytes, start, end);
        return;
      case TOKEN.link:
        this.#link(bytes, start, end);
        return;
      case TOKEN.emoji:
        this.#push(codePointAt(bytes, start, end));
        if ((bytes[start] as number) < 0x80) this.#push(0x20e3);
        return;
      case TOKEN.emoticon:
        this.#emoticon(bytes, start, end);
    }
  }

  #push(point: number): void {
    this.points[this.length++] = point;
  }

  /** Takes ASCII letters and digits; false where something else comes before the end. */
  #plain(bytes: Uint8Array, start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      const lower = asciiWord[bytes[at] as number] as number;
      if (lower === 0) return false;
      this.#push(lower);
    }
    return true;
  }

  #word(bytes: Uint8Array, start: number, end: number, flags: number): void {
    const elided = (flags & FLAG.elided) !== 0;
    this.length = 0;
    let single = 0;
    let bare = 0;
    let last = 0;
    let run = 0;
    for (let at = start; at < end; ) {
      let point = codePointAt(bytes, at, end);
      const size = pointSize(bytes, at, end);
      at += size;
      if (point === 0x27 || point === 0x2019) {
        if (elided && at === end) {
          this.#push(0x27);
          return;
        }
        bare = this.length;
        point = 0x27;
      } else if (point === 0xb7 || point === 0x2e) {
        last = 0;
        continue;
      } else if (point < 0x80) {
        point = asciiWord[point] as number;
      } else {
        const what = wideClass(point);
        if (what === WIDE.ignored) continue;
        if (what === WIDE.combining) {
          const whole = last > 0 && run === 1 ? compose(last, point) : 0;
          if (whole > 0) last = whole;
          continue;
        }
        point = lowerCase(point);
        if (point === 0x140 && at < end && asciiWord[bytes[at] as number] === 0x6c) {
          this.#push(0x6c);
          last = 0;
          continue;
        }
      }
      run = point === last ? run + 1 : 1;
      last = point;
      if (run >= 3 && (point > 0x39 || point < 0x30)) {
        // Before an apostrophe of elision the form with two letters counts.
        if (run === 3 && !elided) this.length = single;
        continue;
      }
      single = this.length;
      this.#letter(point);
    }
    if ((flags & FLAG.possessive) !== 0) this.length = bare;
  }

  #letter(point: number): void {
    this.#push(point < 0x80 ? point : ligatureHead(point));
    const tail = point < 0x80 ? 0 : ligatureTail(point);
    if (tail > 0) this.#push(tail);
  }

  #tag(bytes: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end; ) {
      const point = codePointAt(bytes, at, end);
      at += pointSize(bytes, at, end);
      if (point < 0x80) this.#push((asciiWord[point] as number) || point);
      else if (wideClass(point) !== WIDE.combining) this.#letter(lowerCase(point));
    }
  }

  #handle(bytes: Uint8Array, start: number, end: number): void {
    if (bytes[start] !== 0x40 && bytes[start + 1] !== 0x2f) {
      // A mail address is known by its first word.
      this.#plain(bytes, start, end);
      return;
    }
    const from = bytes[start] === 0x40 ? start + 1 : start + 2;
    this.#lowered(bytes, from, nameEnd(bytes, from, end));
  }

  #link(bytes: Uint8Array, start: number, end: number): void {
    const from = hostStart(bytes, start, end);
    this.#lowered(bytes, from, hostEnd(bytes, from, end));
  }

  #lowered(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; ) {
      this.#push(lowerCase(codePointAt(bytes, at, to)));
      at += pointSize(bytes, at, to);
    }
  }

  #emoticon(bytes: Uint8Array, start: number, end: number): void {
    if (((bytes[start] as number) | 0x20) === 0x78) {
      this.#push(0x78);
      this.#push(0x64);
      return;
    }
    const length = foldEmoticon(bytes, start, end);
    for (let at = 0; at < length; at++) this.#push(foldedEmoticon[at] as number);
  }
}
