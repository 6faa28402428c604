/** Judges a scanned text: language, sentiment, label, confidence and signals, by lexicon entries and written rules. */
import { LANGUAGES, LanguageIdentifier } from '../language/identify.js';
import { TOKEN, type TokenScan } from '../language/scan.js';
import { LABELS } from '../posts/post.js';
import { confidenceOf } from './confidence.js';
import { type Explanation, explainText } from './explain.js';
import { loadEmoji, loadLexicon } from './load.js';
import { Lookup } from './lookup.js';
import { readTokens } from './read.js';
import { Reading } from './reading.js';
import { RULES, THRESHOLDS, type Thresholds } from './rules.js';
import { concludeSignals } from './signals.js';
import type { Trace } from './trace.js';

export { SCORER_VERSION } from './version.js';

const NEGATIVE = LABELS.indexOf('negative');
const NEUTRAL = LABELS.indexOf('neutral');
const POSITIVE = LABELS.indexOf('positive');
const MIXED = LABELS.indexOf('mixed');

const OTHER: Thresholds = THRESHOLDS['other'] ?? { positive: 1, negative: 1, lean: 0 };
/** By index in `LANGUAGES`. */
const LIMITS = LANGUAGES.map((tag) => THRESHOLDS[tag] ?? OTHER);

const faces = loadEmoji();
const lookups: (Lookup | null | undefined)[] = LANGUAGES.map(() => undefined);

function lookupOf(lang: number): Lookup | null {
  if (lang < 0) return null;
  const known = lookups[lang];
  if (known !== undefined) return known;
  const lexicon = loadLexicon(lang);
  const lookup = lexicon === null ? null : new Lookup(lexicon, LANGUAGES[lang] ?? '');
  lookups[lang] = lookup;
  return lookup;
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
  readonly #identifier = new LanguageIdentifier();
  readonly #reading = new Reading();

  /**
   * @param bytes what was scanned
   * @param langHint index into `LANGUAGES`, which is believed; −1 to identify; −2 for a language that is not among them,
   *   which is then read from emoji, emoticons and marks alone
   * @param trace collects what fired, for explaining
   */
  judge(bytes: Uint8Array, scan: TokenScan, langHint: number, trace: Trace | null = null): void {
    let main: Lookup | null;
    let second: Lookup | null = null;
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
      second = lookupOf(this.#identifier.second);
    }
    this.#reading.begin(scan.count, trace);
    readTokens(this.#reading, bytes, scan, faces, main, second);
    this.#conclude(scan, main !== null);
  }

  /**
   * Everything behind the judgement of one text; the results are then those of this text.
   * @param lang BCP 47 tag, which is believed if there is such a language, or null to identify
   */
  explain(text: string, lang: string | null): Explanation {
    return explainText(this, text, lang);
  }

  /** Why the last text is taken to be in its language, where it was not given. */
  languageReason(): string {
    const { lang, second, sureness, points } = this.#identifier;
    if (lang < 0) return 'unknown: no known small words, or another script';
    const next = second < 0 ? '' : `, next ${LANGUAGES[second]} ${points[second]}`;
    return `identified: ${LANGUAGES[lang]} ${points[lang]} points${next}, sureness ${sureness}`;
  }

  #conclude(scan: TokenScan, known: boolean): void {
    const { weights, count, exclamations, ironic, reposted, trace } = this.#reading;
    let good = 0;
    let bad = 0;
    for (let index = 0; index < count; index++) {
      const weight = weights[index] as number;
      if (weight > 0) good += weight;
      else bad -= weight;
    }
    const { positive, negative, lean } = LIMITS[this.lang] ?? OTHER;
    let sum = good - bad;
    const loud = RULES.exclamation * Math.min(RULES.mostExclamations, exclamations);
    if (trace !== null) {
      if (loud > 0 && sum !== 0) trace.rule(`exclamation ±${loud}`);
      if (ironic) trace.rule(`irony: confidence ×${RULES.ironic}`);
      if (reposted) trace.rule(`repeats another's words: confidence ×${RULES.reposted}`);
    }
    if (sum > 0) sum += loud;
    else if (sum < 0) sum -= loud;
    const shifted = sum + (count > 0 ? lean : 0);
    this.sentiment = rounded(shifted / Math.sqrt(shifted * shifted + RULES.spread));
    this.label = shifted >= positive ? POSITIVE : shifted <= -negative ? NEGATIVE : NEUTRAL;
    const weaker = Math.min(good, bad);
    if (weaker >= RULES.mixedLeast && weaker >= RULES.mixedShare * Math.max(good, bad)) this.label = MIXED;
    const empty = scan.count === 0 || (scan.count === 1 && scan.kind[0] === TOKEN.lineBreak);
    this.confidence = empty
      ? 0
      : rounded(
          confidenceOf(shifted, this.label, positive, negative, good, bad) *
            (known ? 1 : RULES.unknownLanguage) *
            (ironic ? RULES.ironic : 1) *
            (reposted ? RULES.reposted : 1),
        );
    const { bits, handles, asked } = this.#reading;
    this.signals = concludeSignals(bits, this.label, this.sentiment, handles, asked);
    trace?.sum(good, bad, shifted);
  }
}

function rounded(value: number): number {
  // Adding 0 keeps −0 out of files.
  return Math.round(value * 10_000) / 10_000 + 0;
}
