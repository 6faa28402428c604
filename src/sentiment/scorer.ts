/** Judges a scanned text: language, sentiment, label, confidence and signals, by lexicon entries and written rules. */
import { BELONGS, LANGUAGES, LanguageIdentifier } from '../language/identify.js';
import { TOKEN, type TokenScan } from '../language/scan.js';
import { LABELS } from '../posts/post.js';
import { confidenceOf } from './confidence.js';
import { type Explanation, explainText } from './explain.js';
import { FEATURES, fillFeatures } from './features.js';
import { readLearnt } from './learnt.js';
import { loadEmoji, loadLearnt, loadLexicon } from './load.js';
import { Lookup } from './lookup.js';
import { readTokens } from './read.js';
import { Reading } from './reading.js';
import { RULES } from './rules.js';
import { concludeSignals } from './signals.js';
import type { Trace } from './trace.js';
import type { UserEntry } from './user-entry.js';
import { addUserWeights, UserWords } from './user-words.js';
import { type Weights, weightsOf } from './weights.js';

export { SCORER_VERSION } from './version.js';

const NEGATIVE = LABELS.indexOf('negative');
const NEUTRAL = LABELS.indexOf('neutral');
const POSITIVE = LABELS.indexOf('positive');
const MIXED = LABELS.indexOf('mixed');

const faces = loadEmoji();
const lookups: (Lookup | null | undefined)[] = LANGUAGES.map(() => undefined);

function lookupOf(lang: number): Lookup | null {
  if (lang < 0) return null;
  const known = lookups[lang];
  if (known !== undefined) return known;
  const lexicon = loadLexicon(lang);
  const lookup = lexicon === null ? null : new Lookup(lexicon, loadLearnt(lang), LANGUAGES[lang] ?? '');
  lookups[lang] = lookup;
  return lookup;
}

const other = weightsOf('other');
const byLanguage = LANGUAGES.map((tag) => weightsOf(tag));

function weightsFor(lang: number, known: boolean): Weights {
  return known ? (byLanguage[lang] ?? other) : other;
}

/** A hint that a text is in a language of which nothing is known here. */
export const OTHER_LANGUAGE = -2;

/** Judges one text after the other; what came before never matters. Make one per thread and reuse it. */
export class Scorer {
  /** −1…1, to four decimals. */
  sentiment = 0;
  /** Index into `LABELS`. */
  label = NEUTRAL;
  /** 0…1, to four decimals. */
  confidence = 0;
  /** Bits in the order of `SIGNALS`. */
  signals = 0;
  /** Index into `LANGUAGES`, −1 unknown. */
  lang = -1;
  /** 0…1: the chances of either label as the scorer sees them; what is left is neutral's. */
  positive = 0;
  negative = 0;
  /** `FEATURES` of the last text. */
  readonly features = new Float64Array(FEATURES.length);
  /** What the features of the last text were multiplied with. */
  weights: Weights = other;
  readonly #identifier = new LanguageIdentifier();
  readonly #reading = new Reading();
  readonly #user: UserWords | null;

  /** @param user entries that go before all others */
  constructor(user: readonly UserEntry[] = []) {
    this.#user = user.length === 0 ? null : new UserWords(user);
  }

  /**
   * @param bytes what was scanned
   * @param langHint index into `LANGUAGES`, which is believed; −1 to identify; −2 for a language that is not among them,
   *   which is then read from emoji, emoticons and marks alone
   * @param trace collects what fired, for explaining
   */
  judge(bytes: Uint8Array, scan: TokenScan, langHint: number, trace: Trace | null = null): void {
    let main: Lookup | null;
    let second: Lookup | null = null;
    let belongs: Uint8Array | null = null;
    if (langHint >= 0) {
      this.lang = langHint;
      main = lookupOf(langHint);
    } else if (langHint === OTHER_LANGUAGE) {
      this.lang = -1;
      main = null;
    } else {
      this.#identifier.identify(bytes, scan);
      this.lang = this.#identifier.lang;
      main = lookupOf(this.lang);
      const { second: mixed, rival } = this.#identifier;
      second = lookupOf(mixed >= 0 ? mixed : rival);
      belongs = this.#identifier.belongs;
    }
    this.#reading.begin(scan.count, trace);
    const user = this.#user === null ? null : this.#user.lookup(LANGUAGES[this.lang] ?? null);
    readTokens(this.#reading, bytes, scan, faces, main, second, user, belongs);
    if (main !== null) {
      if (belongs === null || second === null) readLearnt(this.#reading, scan, main);
      else this.#readBoth(scan, main, second, belongs);
    }
    if (user !== null) addUserWeights(this.#reading);
    this.#conclude(scan, main !== null);
  }

  /**
   * Everything behind the judgement of one text; the results are then those of this text.
   * @param lang BCP 47 tag, which is believed if there is such a language, or null to identify
   */
  explain(text: string, lang: string | null): Explanation {
    return explainText(this, text, lang);
  }

  /** What listed words (after the rules) and learnt ones of the last text say at each token: above 0 for positive. */
  tokenWeights(tokens: number, listed: Float64Array, learnt: Float64Array): void {
    const { weights, places, count, positive, negative } = this.#reading;
    listed.fill(0, 0, tokens);
    for (let i = 0; i < count; i++) {
      const place = places[i] as number;
      listed[place] = (listed[place] as number) + (weights[i] as number);
    }
    // Where nothing learnt was read, the numbers are those of an earlier text.
    if (positive === 0 && negative === 0) learnt.fill(0, 0, tokens);
    else learnt.set(this.#reading.learnt.subarray(0, tokens));
  }

  /** Why the last text is taken to be in its language, where it was not given. */
  languageReason(): string {
    const { lang, second, rival, sureness, points, byLetters } = this.#identifier;
    if (lang < 0 && byLetters) return 'unknown: its letters are those of another language';
    if (lang < 0) return 'unknown: no known small words, or another script';
    if (byLetters) return `identified by its letters, where small words leave it open: ${LANGUAGES[lang]}`;
    const told = (index: number) => `${LANGUAGES[index]} ${points[index]} points`;
    if (second >= 0) return `identified: ${told(lang)}, mixed with ${told(second)}`;
    const next = rival < 0 ? '' : `, next ${told(rival)}`;
    return `identified: ${told(lang)}${next}, sureness ${sureness}`;
  }

  /** Learnt entries of a mixed text: each language has its own words. */
  #readBoth(scan: TokenScan, main: Lookup, second: Lookup, belongs: Uint8Array): void {
    const reading = this.#reading;
    reading.learnt.fill(0, 0, scan.count);
    readLearnt(reading, scan, main, belongs, 0);
    readLearnt(reading, scan, second, belongs, BELONGS.second);
  }

  #conclude(scan: TokenScan, known: boolean): void {
    const { weights: said, count, ironic, reposted, trace } = this.#reading;
    let good = 0;
    let bad = 0;
    for (let index = 0; index < count; index++) {
      const weight = said[index] as number;
      if (weight > 0) good += weight;
      else bad -= weight;
    }
    fillFeatures(this.#reading, scan, good, bad, this.features);
    if (trace !== null) {
      if (ironic) trace.rule(`irony: confidence ×${RULES.ironic}`);
      if (reposted) trace.rule(`repeats another's words: confidence ×${RULES.reposted}`);
    }
    const weights = weightsFor(this.lang, known);
    this.weights = weights;
    let positive = this.#reading.positive;
    let negative = this.#reading.negative;
    const { features } = this;
    const { positive: toPositive, negative: toNegative } = weights;
    // Most features are 0: adding nothing costs less than asking.
    for (let index = 0; index < features.length; index++) {
      const value = features[index] as number;
      positive += value * (toPositive[index] as number);
      negative += value * (toNegative[index] as number);
    }
    // The chances of the three labels, neutral being what the scores are against.
    const most = Math.max(0, positive, negative);
    const forPositive = most === positive ? 1 : Math.exp(positive - most);
    const forNegative = most === negative ? 1 : Math.exp(negative - most);
    const all = forPositive + forNegative + (most === 0 ? 1 : Math.exp(-most));
    this.positive = forPositive / all;
    this.negative = forNegative / all;
    this.sentiment = rounded(this.positive - this.negative);
    this.label = positive > 0 && positive > negative ? POSITIVE : negative > 0 ? NEGATIVE : NEUTRAL;
    const weaker = Math.min(good, bad);
    if (
      weaker >= RULES.mixedLeast &&
      weaker >= RULES.mixedShare * Math.max(good, bad) &&
      Math.min(this.positive, this.negative) >= RULES.mixedChance
    ) {
      this.label = MIXED;
    }
    if (count === 0 && this.#reading.positive === 0 && this.#reading.negative === 0) this.#knowNothing(scan, known);
    else {
      this.confidence = rounded(
        confidenceOf(this.label, this.positive, this.negative) *
          (known ? 1 : RULES.unknownLanguage) *
          (ironic ? RULES.ironic : 1) *
          (reposted ? RULES.reposted : 1),
      );
    }
    const { bits, handles, asked } = this.#reading;
    this.signals = concludeSignals(bits, this.label, this.sentiment, handles, asked);
    trace?.scored(good, bad, positive, negative);
  }

  /** Where no entry says anything, a text is most likely neutral; an empty one says nothing at all. */
  #knowNothing(scan: TokenScan, known: boolean): void {
    const empty = scan.count === 0 || (scan.count === 1 && scan.kind[0] === TOKEN.lineBreak);
    this.positive = 0;
    this.negative = 0;
    this.sentiment = 0;
    this.label = NEUTRAL;
    this.confidence = empty ? 0 : rounded(RULES.nothingSaid * (known ? 1 : RULES.unknownLanguage));
  }
}

function rounded(value: number): number {
  // Adding 0 keeps −0 out of files.
  return Math.round(value * 10_000) / 10_000 + 0;
}
