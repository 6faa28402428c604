/**
 * Texts in two languages: which of their words are in which. Each word is put into the language that it speaks for, and
 * each change of language has a price, so that only a run of words that are at home in the one and strange to the other
 * pays for it. (The best path through the words, as Viterbi finds it.)
 */
import { LANGUAGES, RARE } from './function-words.js';
import { FLAG, TOKEN, type TokenScan } from './scan.js';
import { ENOUGH_WORDS, wordPoints } from './word-points.js';

const COUNT = LANGUAGES.length;

/** Points that a change of language takes, and one at a mark or the end of a line: the most frequent small word has 10. */
const CHANGE = 15;
const CHANGE_AT_MARK = 10;
/** What it takes besides to begin with or change to a rare language. */
const into = Int32Array.from(LANGUAGES, (lang) => (RARE.includes(lang) ? 4 : 0));
/** One small word may be a name or a quotation. */
const LEAST_SMALL_WORDS = 2;

/** What is known of a token in a mixed text, in bits. */
export const BELONGS = {
  /** It is in the second language, else in the first. */
  second: 1,
  /** It is a small word of its language, so that the other has no say. */
  small: 2,
} as const;

/** Finds two languages in a text. Make one per thread and reuse it. */
export class Mixture {
  /** Indexes into `LANGUAGES`: that of more words first. `second` is −1 where the text is in one language. */
  first = -1;
  second = -1;
  /** Of a mixed text, bits of `BELONGS` of each token. */
  belongs = new Uint8Array(0);
  readonly #strange = new Int32Array(COUNT);
  readonly #score = new Int32Array(COUNT);
  readonly #times = new Int32Array(COUNT);
  /** For each word and language, the language of the word before on the best path to it. */
  readonly #from = new Uint8Array(ENOUGH_WORDS * COUNT);
  /** The language of each word. */
  readonly #path = new Uint8Array(ENOUGH_WORDS);
  /** For each word the number of its token, and its place in the table as `placeOf` gives it. */
  readonly #tokens = new Uint32Array(ENOUGH_WORDS);
  readonly #places = new Int32Array(ENOUGH_WORDS);
  #words = 0;

  /**
   * Whether a text is in two languages.
   * @param bytes what was scanned
   * @param best the language of most points
   */
  find(bytes: Uint8Array, scan: TokenScan, best: number): boolean {
    this.#lookUp(bytes, scan);
    this.first = best;
    this.second = -1;
    if (!this.#mayBeMixed(best)) return false;
    this.#walk(scan, best);
    this.#choose(scan, best);
    if (this.second < 0) return false;
    this.#assign(scan);
    return true;
  }

  #lookUp(bytes: Uint8Array, scan: TokenScan): void {
    this.#words = 0;
    for (let token = 0; token < scan.count && this.#words < ENOUGH_WORDS; token++) {
      if (scan.kind[token] !== TOKEN.word || ((scan.flags[token] as number) & FLAG.part) !== 0) continue;
      this.#tokens[this.#words] = token;
      this.#places[this.#words] = wordPoints.placeOf(bytes, scan, token);
      this.#words++;
    }
  }

  /** Whether words that are strange to the best language say enough for another: most texts end here. */
  #mayBeMixed(best: number): boolean {
    const strange = this.#strange.fill(0);
    for (let word = 0; word < this.#words; word++) {
      const place = this.#places[word] as number;
      if (place <= 0 || wordPoints.speaksFor(place, best)) continue;
      for (let lang = 0; lang < COUNT; lang++) {
        strange[lang] = (strange[lang] as number) + wordPoints.pointsAt(place, lang);
      }
    }
    return strange.some((points) => points >= CHANGE_AT_MARK);
  }

  /** Finds the path of most points. */
  #walk(scan: TokenScan, best: number): void {
    const words = this.#words;
    const places = this.#places;
    const tokens = this.#tokens;
    const score = this.#score;
    const from = this.#from;
    for (let lang = 0; lang < COUNT; lang++) score[lang] = -(into[lang] as number);
    for (let word = 0; word < words; word++) {
      const place = places[word] as number;
      const isAtMark = word > 0 && (scan.kind[(tokens[word] as number) - 1] as number) >= TOKEN.mark;
      const top = highest(score, 0);
      const left = (score[top] as number) - (isAtMark ? CHANGE_AT_MARK : CHANGE);
      for (let lang = 0; lang < COUNT; lang++) {
        const changed = left - (into[lang] as number);
        // As late as can be: a word that says nothing is in the language of what came before it.
        const change = word > 0 && changed >= (score[lang] as number);
        from[word * COUNT + lang] = change ? top : lang;
        const points = place === 0 ? 0 : wordPoints.pointsAt(place < 0 ? ~place : place, lang);
        score[lang] = points + (change ? changed : (score[lang] as number));
      }
    }
    let lang = highest(score, best);
    for (let word = words - 1; word >= 0; word--) {
      this.#path[word] = lang;
      lang = from[word * COUNT + lang] as number;
    }
  }

  /** The two languages of most words on the path, where the second has small words of its own. */
  #choose(scan: TokenScan, best: number): void {
    const words = this.#words;
    const places = this.#places;
    const tokens = this.#tokens;
    const path = this.#path;
    const times = this.#times.fill(0);
    for (let word = 0; word < words; word++) times[path[word] as number] = (times[path[word] as number] as number) + 1;
    const first = highest(times, best);
    times[first] = 0;
    const second = highest(times, first);
    let last = 0;
    let small = 0;
    for (let word = 0; word < words; word++) {
      const place = places[word] as number;
      if (path[word] !== second || place <= 0 || place === last) continue;
      // An elision is found in `c'mon`, too.
      if (((scan.flags[tokens[word] as number] as number) & FLAG.elided) !== 0) continue;
      if (wordPoints.pointsAt(place, second) <= wordPoints.pointsAt(place, first)) continue;
      last = place;
      small++;
    }
    if (second === first || small < LEAST_SMALL_WORDS) return;
    this.first = first;
    this.second = second;
  }

  #assign({ count }: TokenScan): void {
    const words = this.#words;
    const places = this.#places;
    const tokens = this.#tokens;
    if (this.belongs.length < count) this.belongs = new Uint8Array(count * 2);
    const { belongs, first, second } = this;
    let bits = this.#path[0] === second ? BELONGS.second : 0;
    let next = 0;
    for (let word = 0; word < words; word++) {
      const at = tokens[word] as number;
      belongs.fill(bits, next, at);
      const lang = this.#path[word] as number;
      if (lang === first || lang === second) bits = lang === second ? BELONGS.second : 0;
      const place = places[word] as number;
      const isSmall = place > 0 && wordPoints.speaksFor(place, bits === 0 ? first : second);
      belongs[at] = isSmall ? bits | BELONGS.small : bits;
      next = at + 1;
    }
    belongs.fill(bits, next, count);
  }
}

/** Where the highest number is: at `otherwise` if it is as high, else at the first. */
function highest(numbers: Int32Array, otherwise: number): number {
  let best = otherwise;
  for (let index = 0; index < COUNT; index++) {
    if ((numbers[index] as number) > (numbers[best] as number)) best = index;
  }
  return best;
}
