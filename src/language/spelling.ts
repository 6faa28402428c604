/** What a word's hash stands for, as a string: for the few that have to be taken apart letter by letter. */
import { asciiWord, compose, lowerCase, WIDE, wideClass } from './characters.js';
import { codePointAt, pointSize } from './utf8.js';

const APOSTROPHE = 0x27;
const MIDDLE_DOT = 0xb7;

/**
 * The word token `bytes[start, end)` in lower case, composed, with a straight apostrophe and no letter more than twice
 * in a row: the same for all words of one hash.
 */
export function spellWord(bytes: Uint8Array, start: number, end: number): string {
  let word = '';
  let before = '';
  let last = 0;
  let run = 0;
  for (let at = start; at < end; at += pointSize(bytes, at, end)) {
    let point = codePointAt(bytes, at, end);
    if (point === 0x2019) point = APOSTROPHE;
    else if (point === 0x2e) point = MIDDLE_DOT;
    else if (point < 0x80) point = asciiWord[point] || point;
    else if (wideClass(point) === WIDE.ignored) continue;
    else if (wideClass(point) === WIDE.combining) {
      const whole = run === 1 ? compose(last, point) : 0;
      if (whole > 0) {
        last = whole;
        word = before + String.fromCodePoint(whole);
      }
      continue;
    } else point = lowerCase(point);
    if (point === 0x140 && at + 2 < end && asciiWord[bytes[at + 2] as number] === 0x6c) {
      // ŀ, the one-character form of l·, takes two bytes.
      word += 'l';
      point = MIDDLE_DOT;
    }
    run = point === last ? run + 1 : 1;
    last = point;
    if (run >= 3 && (point < 0x30 || point > 0x39)) continue;
    before = word;
    word += String.fromCodePoint(point);
  }
  return word;
}
