/**
 * Base forms of words that no entry lists: endings that are taken off or replaced, per language. Found once per surface
 * form, then remembered.
 */
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from '../language/hash.js';
import { hashWord } from '../language/scan.js';
import type { Lexicon } from './lexicon.js';

/** `ending>replacement`, tried in order; longer endings first. */
const ENDINGS: Readonly<Record<string, string>> = {
  en: "ingly>ing iest>y ier>y ies>y ied>y ily>y tting>t pping>p nning>n gging>g ssing>ss lling>l ing> ing>e tted>t pped>p nned>n gged>g lled>l ed> ed>e est> est>e er> er>e ly> ness> es> es>e s> 's> n't> d>",
  fr: 'issements>ir issement>ir ssions>r issaient>ir issait>ir issent>ir euses>eux euse>eux ives>if ive>if elles>el elle>el ennes>en enne>en ées>é ée>é és>é ées>er ée>er és>er é>er ais>er ait>er aient>er ant>er ent>er ez>er es>er e>er ies>i ie>i is>i aux>al ales>al ale>al ements> ement> es> es>e e> s> x>',
  es: 'aciones>ación amente>o amente>a mente> ísimas>o ísimos>o ísima>o ísimo>o ando>ar iendo>er iendo>ir ados>ar adas>ar ado>ar ada>ar idos>er idas>er ido>er ida>er ido>ir ida>ir aron>ar ieron>er ieron>ir aban>ar aba>ar amos>ar emos>er imos>ir arán>ar ará>ar ó>ar é>ar an>ar en>er en>ir as>ar es>er a>ar e>er e>ir o>ar ones>ón es> as>o os>o a>o s> as>a',
  ca: 'acions>ació ament>at íssimes>  íssima>  íssim> ant>ar ent>er int>ir ats>ar ades>ar at>ar ada>ar its>ir ides>ir it>ir ida>ir uts>er ut>er aven>ar ava>ar en>ar es>ar a>ar o>ar esos>ós oses>ós osa>ós ques>c gues>c es>a ns> es> a> s> ment> ment>a',
};

interface Ending {
  readonly from: string;
  readonly to: string;
}

/** What is left of a word may not be shorter, or anything would match. */
const SHORTEST_STEM = 3;
/** Bytes of a word as it is spelled: shorter words do not inflect as far as we care, longer ones are no words. */
const SHORTEST = 4;
const LONGEST = 32;

const APOSTROPHE = 0x27;
const MIDDLE_DOT = 0xb7;
/** From here on letters are not Latin. */
const LATIN_END = 0x250;

/** Finds the base forms of a language's words in its lexicon. */
export class Inflections {
  readonly #lexicon: Lexicon;
  /** By the code of their last letter. */
  readonly #endings = new Map<number, Ending[]>();
  /** 1 for the last byte of a word in UTF-8 where some ending may fit, whatever its case. */
  readonly #lastBytes = new Uint8Array(256).fill(1, 0x80);
  /** Hashes of the first letters of the word at hand, by their number. */
  readonly #hashes = new Int32Array(LONGEST + 1);
  readonly #checks = new Int32Array(LONGEST + 1);

  constructor(lexicon: Lexicon, lang: string) {
    this.#lexicon = lexicon;
    for (const rule of (ENDINGS[lang] ?? '').split(/ +/).filter(Boolean)) {
      const [from = '', to = ''] = rule.split('>');
      const last = from.charCodeAt(from.length - 1);
      this.#endings.set(last, [...(this.#endings.get(last) ?? []), { from, to }]);
      this.#lastBytes[last & 0xff] = 1;
      this.#lastBytes[last & 0xdf] = 1;
    }
  }

  /** Whether a word whose last byte this is may have one of the endings. */
  mayEndIn(byte: number): boolean {
    return this.#lastBytes[byte] !== 0;
  }

  /** The record of the likeliest base form of a word, given as `spellWord` gives it; 0 where none is listed. */
  find(word: string): number {
    const endings = this.#endings.get(word.charCodeAt(word.length - 1));
    if (endings === undefined) return 0;
    const size = Buffer.byteLength(word);
    if (size < SHORTEST || size > LONGEST) return 0;
    let plain: boolean | null = null;
    for (const { from, to } of endings) {
      const stem = word.length - from.length;
      if (stem < SHORTEST_STEM || !word.endsWith(from)) continue;
      plain ??= this.#hashLetters(word);
      const record =
        plain && !tripled(word, stem, to) ? this.#find(stem, to) : this.#findWord(word.slice(0, stem) + to);
      if (record > 0 && this.#lexicon.hasWeight(record) && this.#lexicon.roles[record] === 0) return record;
    }
    return 0;
  }

  /** Hashes all beginnings of a word; false where the scanner would not take it letter by letter. */
  #hashLetters(word: string): boolean {
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    this.#hashes[0] = hash;
    this.#checks[0] = check;
    for (let at = 0; at < word.length; at++) {
      const point = word.charCodeAt(at);
      if (point === APOSTROPHE || point === MIDDLE_DOT || point >= LATIN_END) return false;
      hash = addToHash(hash, point);
      check = addToCheck(check, point);
      this.#hashes[at + 1] = hash;
      this.#checks[at + 1] = check;
    }
    return true;
  }

  #find(stem: number, to: string): number {
    let hash = this.#hashes[stem] as number;
    let check = this.#checks[stem] as number;
    for (let at = 0; at < to.length; at++) {
      hash = addToHash(hash, to.charCodeAt(at));
      check = addToCheck(check, to.charCodeAt(at));
    }
    return this.#lexicon.find(hash, check);
  }

  #findWord(form: string): number {
    const { hash, check } = hashWord(form);
    return this.#lexicon.find(hash, check);
  }
}

/** Whether the stem and its new ending make three letters of a kind, which the scanner would make two. */
function tripled(word: string, stem: number, to: string): boolean {
  return to !== '' && word[stem - 1] === to[0] && (word[stem - 2] === to[0] || to[1] === to[0]);
}
