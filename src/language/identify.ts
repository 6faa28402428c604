/** Which language a text is in, from the small words and the accents among the tokens of a scan. */
import { LANGUAGES, RARE } from './function-words.js';
import { LetterGroups } from './letter-groups.js';
import { Mixture } from './mixture.js';
import { FLAG, TOKEN, type TokenScan } from './scan.js';
import { ENDING, ENOUGH_WORDS, endingHash, SHORTEST_WITH_ENDING, TAKEN, wordPoints } from './word-points.js';

export { LANGUAGES, type Language } from './function-words.js';
export { BELONGS } from './mixture.js';

const COUNT = LANGUAGES.length;

/** What each letter from à to ÿ says for `LANGUAGES`: points per occurrence, at most `MOST_ACCENTS` of each counted. */
const ACCENT_POINTS: Readonly<Record<string, string>> = {
  //    en fr es ca pt it de nl gl eu
  à: '0 5 0 5 2 4 0 0 0 0',
  á: '0 0 4 0 4 0 0 0 4 0',
  â: '0 4 0 0 4 0 0 0 0 0',
  ã: '0 0 0 0 9 0 0 0 0 0',
  ä: '0 0 0 0 0 0 8 1 0 0',
  ç: '0 5 0 4 5 0 0 0 0 0',
  è: '0 5 0 4 0 5 0 1 0 0',
  é: '1 5 4 4 4 2 0 1 4 0',
  ê: '0 6 0 0 5 0 0 0 0 0',
  ë: '0 1 0 0 0 0 0 4 0 0',
  ì: '0 0 0 0 0 6 0 0 0 0',
  í: '0 0 5 4 4 0 0 0 4 0',
  î: '0 6 0 0 0 0 0 0 0 0',
  ï: '0 1 0 5 0 0 0 3 2 0',
  ñ: '0 0 8 0 0 0 0 0 7 1',
  ò: '0 0 0 6 0 5 0 0 0 0',
  ó: '0 0 5 4 4 0 0 0 4 0',
  ô: '0 5 0 0 4 0 0 0 0 0',
  õ: '0 0 0 0 9 0 0 0 0 0',
  ö: '0 0 0 0 0 0 8 1 0 0',
  ù: '0 4 0 0 0 6 0 0 0 0',
  ú: '0 0 4 4 4 0 0 0 4 0',
  û: '0 6 0 0 0 0 0 0 0 0',
  ü: '0 0 2 2 0 0 8 1 1 0',
  ß: '0 0 0 0 0 0 9 0 0 0',
};
const MOST_ACCENTS = 3;

/** Between equals the language that more people write goes first. */
const COMMON_FIRST = (['en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'ca', 'gl', 'eu'] as const).map((tag) =>
  LANGUAGES.indexOf(tag),
);
/** Less than one common word proves nothing. */
const LEAST_POINTS = 4;

/** The language that comes next may be the right one where one frequent word more would have put it first. */
const RIVAL_WITHIN = 10;

/** Their neighbours are asked for what their own lists lack, even where these are behind. */
const IS_RARE = LANGUAGES.map((lang) => RARE.includes(lang));

/** Points a word below which a text of some words is in none of the languages: a few small words are alike in many. */
const LEAST_POINTS_A_WORD = 1;
const SOME_WORDS = 5;

/** With less before the second language, or less a word, the letters are asked. */
const SURE_BEFORE = 6;
const SURE_POINTS_A_WORD = 1.5;
const GALICIAN = LANGUAGES.indexOf('gl');
const NEIGHBOURS = [LANGUAGES.indexOf('pt'), LANGUAGES.indexOf('es')];

function readAccents(): Uint8Array {
  const rows = new Uint8Array(32 * COUNT);
  for (const [letter, points] of Object.entries(ACCENT_POINTS)) {
    rows.set(
      points.split(' ').map(Number),
      (letter.charCodeAt(0) - 0xe0 < 0 ? 31 : letter.charCodeAt(0) - 0xe0) * COUNT,
    );
  }
  return rows;
}

const accents = readAccents();

/** Identifies the language of scanned texts. Make one per thread and reuse it. */
export class LanguageIdentifier {
  /** Index into `LANGUAGES`, or −1 where nothing tells or the script is another. */
  lang = -1;
  /** The other language that a mixed text is in, as an index, or −1; `lang` is that of more of its words. */
  second = -1;
  /** Of a mixed text, bits of `BELONGS` for each token; else null. */
  belongs: Uint8Array | null = null;
  /** The language that the text may be in instead, as an index, or −1 where another is hardly possible. */
  rival = -1;
  /** 0…1: how far the best language stands before the second. */
  sureness = 0;
  /** Points of each language for the last text, in the order of `LANGUAGES`. */
  readonly points = new Uint32Array(COUNT);
  /** Whether its letters, and not its small words, told the language of the last text. */
  byLetters = false;
  #isUnsure = false;
  #letters: LetterGroups | null = null;
  readonly #mixture = new Mixture();

  /** `bytes` are those that were scanned. */
  identify(bytes: Uint8Array, scan: TokenScan): void {
    const { count, kind, start, end, hash, check, flags } = scan;
    const { table } = wordPoints;
    let [pair0, pair1, pair2, pair3, pair4] = [0, 0, 0, 0, 0];
    let seen = 0;
    /** Words inside hashtags: they are no sentence, but their letters speak. */
    let parts = 0;
    let known = 0;
    /** Bits of the languages to which one small word, and to which two, are strange. */
    let once = 0;
    let twice = 0;
    for (let index = 0; index < count && seen < ENOUGH_WORDS; index++) {
      if (kind[index] !== TOKEN.word) continue;
      if (((flags[index] as number) & FLAG.part) !== 0) {
        parts++;
        continue;
      }
      seen++;
      let at = wordPoints.find((hash[index] as number) | 0, (check[index] as number) | 0);
      if (table[at + TAKEN] === 0) {
        const stop = end[index] as number;
        if (stop - (start[index] as number) < SHORTEST_WITH_ENDING) continue;
        at = wordPoints.find(endingHash(bytes, stop) | 0, ENDING);
        if (table[at + TAKEN] === 0) continue;
      } else {
        known++;
        const strange = ~(table[at + TAKEN] as number);
        twice |= once & strange;
        once |= strange;
      }
      pair0 += table[at + 2] as number;
      pair1 += table[at + 3] as number;
      pair2 += table[at + 4] as number;
      pair3 += table[at + 5] as number;
      pair4 += table[at + 6] as number;
    }
    this.#setPair(0, pair0);
    this.#setPair(1, pair1);
    this.#setPair(2, pair2);
    this.#setPair(3, pair3);
    this.#setPair(4, pair4);
    if (scan.hasAccents) this.#addAccents(scan);
    this.#decide(scan, seen, parts, known);
    if (this.lang >= 0 && (twice & (1 << this.lang)) !== 0) this.#findSecond(bytes, scan);
    if (this.#isUnsure && this.second < 0) this.#askLetters(bytes, scan);
  }

  #setPair(pair: number, points: number): void {
    this.points[2 * pair] = points & 0xffff;
    this.points[2 * pair + 1] = points >>> 16;
  }

  #addAccents(scan: TokenScan): void {
    for (let letter = 0; letter < 32; letter++) {
      const times = Math.min(MOST_ACCENTS, scan.accents[letter] as number);
      if (times === 0) continue;
      for (let language = 0; language < COUNT; language++) {
        const more = times * (accents[letter * COUNT + language] as number);
        this.points[language] = (this.points[language] as number) + more;
      }
    }
  }

  #decide(scan: TokenScan, seen: number, parts: number, known: number): void {
    let best = -1;
    let most = 0;
    let second = 0;
    let other = -1;
    for (let place = 0; place < COUNT; place++) {
      const language = COMMON_FIRST[place] as number;
      const points = this.points[language] as number;
      if (points > most) {
        second = most;
        other = best;
        most = points;
        best = language;
      } else if (points > second) {
        second = points;
        other = language;
      }
    }
    // Letters of another script outweigh the few Latin words that such posts carry.
    const foreign = scan.otherLetters > 3 * seen;
    const thin = seen >= SOME_WORDS && most < LEAST_POINTS_A_WORD * seen;
    this.lang = foreign || thin || most < LEAST_POINTS ? -1 : best;
    const near = most - second < RIVAL_WITHIN || (IS_RARE[best] === true && second * 5 > most * 3);
    this.#isUnsure =
      scan.otherLetters <= seen &&
      seen + parts >= SOME_WORDS &&
      (this.lang < 0 || most - second < SURE_BEFORE || most < SURE_POINTS_A_WORD * seen);
    this.byLetters = false;
    this.rival = this.lang >= 0 && second > 0 && near ? other : -1;
    this.second = -1;
    this.belongs = null;
    this.sureness =
      this.lang < 0 ? 0 : Math.round(((most - second) / (most + 4)) * Math.min(1, (known + 1) / 4) * 1e4) / 1e4;
  }

  #findSecond(bytes: Uint8Array, scan: TokenScan): void {
    const mixture = this.#mixture;
    if (!mixture.find(bytes, scan, this.lang)) return;
    this.lang = mixture.first;
    this.second = mixture.second;
    this.belongs = mixture.belongs;
    this.rival = -1;
  }

  /** Lets the letters decide; what the words said is then the rival. */
  #askLetters(bytes: Uint8Array, scan: TokenScan): void {
    this.#letters ??= new LetterGroups();
    const found = this.#letters.identify(bytes, scan);
    const { lang } = this;
    // The letters know no Galician, and find it in its neighbours.
    if (found === lang || (lang === GALICIAN && NEIGHBOURS.includes(found))) return;
    this.rival = found < 0 ? -1 : lang;
    this.lang = found;
    this.byLetters = true;
    if (found < 0) this.sureness = 0;
  }
}
