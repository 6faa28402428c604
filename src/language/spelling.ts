/** What a word's hash stands for, letter by letter: for the few that have to be taken apart. */
import { asciiWord, compose, lowerCase, WIDE, wideClass } from './characters.js';
import { codePointAt, pointSize } from './utf8.js';

export const APOSTROPHE = 0x27;
export const MIDDLE_DOT = 0xb7;

/** The letters of the last word read. Make one and reuse it. */
export class Spelling {
  /** Code points, of which `length` count. */
  readonly points: Uint32Array;
  length = 0;
  /** Whether the word had more letters than there was room for. */
  isCut = false;

  /** @param most letters that are wanted of a word */
  constructor(most: number) {
    this.points = new Uint32Array(most);
  }

  /**
   * Reads the word token `bytes[start, end)` in lower case, composed, with a straight apostrophe and no letter more than
   * twice in a row: the same for all words of one hash.
   */
  read(bytes: Uint8Array, start: number, end: number): void {
    const { points } = this;
    let length = 0;
    let last = 0;
    let run = 0;
    this.isCut = false;
    for (let at = start; at < end; ) {
      const byte = bytes[at] as number;
      let point = byte;
      if (byte < 0x80) {
        point = byte === 0x2e ? MIDDLE_DOT : asciiWord[byte] || byte;
        at++;
      } else {
        point = codePointAt(bytes, at, end);
        at += pointSize(bytes, at, end);
        const what = wideClass(point);
        if (point === 0x2019) point = APOSTROPHE;
        else if (what === WIDE.ignored) continue;
        else if (what === WIDE.combining) {
          const whole = run === 1 ? compose(last, point) : 0;
          if (whole > 0) {
            last = whole;
            points[length - 1] = whole;
          }
          continue;
        } else point = lowerCase(point);
      }
      if (length >= points.length) {
        this.isCut = true;
        break;
      }
      if (point === 0x140 && at < end && asciiWord[bytes[at] as number] === 0x6c) {
        // ŀ, the one-character form of l·
        points[length++] = 0x6c;
        point = MIDDLE_DOT;
      }
      run = point === last ? run + 1 : 1;
      last = point;
      if (run >= 3 && (point < 0x30 || point > 0x39)) continue;
      points[length++] = point;
    }
    this.length = Math.min(length, points.length);
  }

  toString(): string {
    let word = '';
    for (let at = 0; at < this.length; at++) word += String.fromCodePoint(this.points[at] as number);
    return word;
  }
}

let whole = new Spelling(64);

/** The same as a string, however long. */
export function spellWord(bytes: Uint8Array, start: number, end: number): string {
  // No letter takes less than a byte.
  if (end - start > whole.points.length) whole = new Spelling(2 * (end - start));
  whole.read(bytes, start, end);
  return whole.toString();
}
