/** Judges a scanned text: language, sentiment, label, confidence and signals, by lexicon entries and written rules. */
import { combineCheck, combineHash } from '../language/hash.js';
import { LANGUAGES, LanguageIdentifier } from '../language/identify.js';
import { FLAG, hashWord, TOKEN, type TokenScan } from '../language/scan.js';
import { LABELS } from '../posts/post.js';
import { confidenceOf } from './confidence.js';
import { type Explanation, explainText } from './explain.js';
import { LONGEST_PHRASE, ROLE } from './lexicon.js';
import { loadEmoji, loadLexicon } from './load.js';
import { Lookup } from './lookup.js';
import { RULES, THRESHOLDS } from './rules.js';
import { concludeSignals, DENIABLE } from './signals.js';
import type { Trace } from './trace.js';

/** Changes whenever any result does. */
export const SCORER_VERSION = '1.0.0';

const NEGATIVE = LABELS.indexOf('negative');
const NEUTRAL = LABELS.indexOf('neutral');
const POSITIVE = LABELS.indexOf('positive');
const MIXED = LABELS.indexOf('mixed');
/** Where nothing is pending: further back than any token. */
const NOWHERE = -1000;

const emoji = loadEmoji();
const lookups: (Lookup | null | undefined)[] = [];

function lookupOf(lang: number): Lookup | null {
  if (lang < 0) return null;
  const known = lookups[lang];
  if (known !== undefined) return known;
  const lexicon = loadLexicon(lang);
  const lookup = lexicon === null ? null : new Lookup(lexicon, LANGUAGES[lang] ?? '');
  lookups[lang] = lookup;
  return lookup;
}

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
  /** Weights that fired, in order of the text, after the rules that look at what came before. */
  #weights = new Float64Array(256);
  #count = 0;

  // Where the text stands while it is read.
  #position = 0;
  #negatedAt = NOWHERE;
  #degreeAt = NOWHERE;
  #degree = 0;
  #wished = false;
  #clause = 0;
  #sentence = 0;
  #after = 1;
  #shouting = false;
  #ironic = false;
  #bits = 0;
  #trace: Trace | null = null;

  /**
   * @param bytes what was scanned
   * @param langHint index into `LANGUAGES`, which is believed, or −1 to identify
   * @param trace collects what fired, for explaining
   */
  judge(bytes: Uint8Array, scan: TokenScan, langHint: number, trace: Trace | null = null): void {
    this.#trace = trace;
    let main: Lookup | null;
    let second: Lookup | null = null;
    if (langHint >= 0) {
      this.lang = langHint;
      main = lookupOf(langHint);
    } else {
      this.#identifier.identify(bytes, scan);
      this.lang = this.#identifier.lang;
      main = lookupOf(this.lang);
      second = lookupOf(this.#identifier.second);
      if (main === null && this.#identifier.second < 0) second = null;
    }
    this.#begin(scan.count);
    this.#read(bytes, scan, main, second);
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

  #begin(tokens: number): void {
    if (tokens > this.#weights.length) this.#weights = new Float64Array(tokens * 2);
    this.#count = 0;
    this.#position = 0;
    this.#negatedAt = NOWHERE;
    this.#degreeAt = NOWHERE;
    this.#wished = false;
    this.#clause = 0;
    this.#sentence = 0;
    this.#after = 1;
    this.#ironic = false;
    this.#bits = 0;
  }

  #exclamations = 0;
  #asked = false;
  #handles = false;
  #quoteFrom = -1;
  #reposted = false;

  #read(bytes: Uint8Array, scan: TokenScan, main: Lookup | null, second: Lookup | null): void {
    const { count, kind, start, end, hash, check, flags } = scan;
    this.#exclamations = 0;
    this.#asked = false;
    this.#handles = false;
    this.#quoteFrom = -1;
    this.#shouting = isShouting(scan);
    this.#reposted = isRepost(scan);
    let index = 0;
    while (index < count) {
      const at = index++;
      switch (kind[at]) {
        case TOKEN.mark:
          this.#mark(hash[at] as number, check[at] as number, at);
          continue;
        case TOKEN.lineBreak:
          this.#endSentence();
          continue;
        case TOKEN.handle:
          this.#handles = true;
          continue;
        case TOKEN.link:
          continue;
        case TOKEN.emoji:
        case TOKEN.emoticon:
          this.#face(scan, at);
          continue;
        case TOKEN.hashtag: {
          const tag = main?.lexicon.find(hash[at] as number, check[at] as number) ?? -1;
          if (main === null || tag < 0 || !main.lexicon.isEntry(tag)) continue;
          // A tag that is an entry stands for its parts.
          this.#position++;
          this.#entry(main, tag, at, at + 1, 0);
          while (index < count && ((flags[index] as number) & FLAG.part) !== 0) index++;
          continue;
        }
        default:
      }
      this.#position++;
      if (main === null && second === null) continue;
      let taken = 0;
      if (main !== null) taken = this.#tryWord(scan, main, at);
      if (taken === 0 && second !== null) taken = this.#tryWord(scan, second, at);
      if (taken > 0) {
        index = at + taken;
        continue;
      }
      if (main === null || kind[at] !== TOKEN.word) continue;
      const slot = main.inflected(
        bytes,
        start[at] as number,
        end[at] as number,
        hash[at] as number,
        check[at] as number,
      );
      if (slot >= 0) this.#entry(main, slot, at, at + 1, flags[at] as number);
    }
  }

  /** The longest entry that begins at a token; how many tokens it took, or 0. */
  #tryWord(scan: TokenScan, lookup: Lookup, at: number): number {
    const { lexicon } = lookup;
    const hash = scan.hash[at] as number;
    const check = scan.check[at] as number;
    let slot = lexicon.find(hash, check);
    let best = -1;
    let stop = at + 1;
    if (slot < 0) {
      const folded = scan.folded[at] as number;
      if (folded === hash) return 0;
      slot = lexicon.find(folded, scan.foldedCheck[at] as number);
      if (slot < 0) return 0;
    }
    if (lexicon.isEntry(slot)) best = slot;
    if (lexicon.startsPhrase(slot)) {
      const phrase = this.#phrase(scan, lookup, at);
      if (phrase >= 0) {
        best = phrase;
        stop = this.#phraseEnd;
      }
    }
    if (best < 0) return 0;
    this.#entry(lookup, best, at, stop, stop > at + 1 ? 0 : (scan.flags[at] as number));
    return stop - at;
  }

  #phraseEnd = 0;

  /** The longest phrase from `at`; one comma inside is passed over. */
  #phrase(scan: TokenScan, lookup: Lookup, at: number): number {
    const { lexicon } = lookup;
    const { count, kind } = scan;
    let hash = scan.hash[at] as number;
    let check = scan.check[at] as number;
    let folded = scan.folded[at] as number;
    let foldedCheck = scan.foldedCheck[at] as number;
    let best = -1;
    let next = at + 1;
    for (let length = 2; length <= LONGEST_PHRASE; length++) {
      if (next + 1 < count && kind[next] === TOKEN.mark && scan.hash[next] === 0x2c) next++;
      if (next >= count || (kind[next] as number) > TOKEN.number) break;
      hash = combineHash(hash, scan.hash[next] as number);
      check = combineCheck(check, scan.check[next] as number);
      folded = combineHash(folded, scan.folded[next] as number);
      foldedCheck = combineCheck(foldedCheck, scan.foldedCheck[next] as number);
      next++;
      let slot = lexicon.find(hash, check);
      if (slot < 0 && folded !== hash) slot = lexicon.find(folded, foldedCheck);
      if (slot < 0) break;
      if (lexicon.isEntry(slot)) {
        best = slot;
        this.#phraseEnd = next;
      }
      if (!lexicon.startsPhrase(slot)) break;
    }
    return best;
  }

  /** An entry fired: applies the rules that look back, and remembers its weight. */
  #entry(lookup: Lookup, slot: number, at: number, stop: number, flags: number): void {
    const { lexicon } = lookup;
    const roles = lexicon.roles[slot] as number;
    const signals = lexicon.signals[slot] as number;
    const negated = this.#position - this.#negatedAt <= RULES.negationScope;
    if (signals !== 0) this.#bits |= negated ? signals & ~DENIABLE : signals;
    let weight = lexicon.weight[slot] as number;
    if (weight !== 0) {
      const given = weight;
      if (this.#position - this.#degreeAt <= RULES.degreeScope) {
        this.#trace?.rule(`degree ×${Math.round((1 + this.#degree) * 100) / 100}`);
        weight *= 1 + this.#degree;
        this.#degreeAt = NOWHERE;
      }
      if (!this.#shouting && (flags & FLAG.capitals) !== 0) {
        weight *= RULES.capitals;
        this.#trace?.rule(`capitals ×${RULES.capitals}`);
      }
      if ((flags & FLAG.lengthened) !== 0) {
        weight *= RULES.lengthened;
        this.#trace?.rule(`lengthened ×${RULES.lengthened}`);
      }
      if (negated && (roles & ROLE.negator) === 0) {
        this.#trace?.rule(`negated ×${weight > 0 ? RULES.negatedPositive : RULES.negatedNegative}`);
        weight *= weight > 0 ? RULES.negatedPositive : RULES.negatedNegative;
      }
      if (this.#wished && given > 0) {
        weight *= RULES.wished;
        this.#trace?.rule(`wished or supposed ×${RULES.wished}`);
      }
      weight *= this.#after;
      this.#weights[this.#count++] = weight;
      this.#trace?.fired(lexicon, slot, at, stop, weight, negated);
    } else if (signals !== 0 || roles !== 0) this.#trace?.fired(lexicon, slot, at, stop, 0, negated);
    if (roles !== 0) this.#role(roles, lexicon.factor[slot] as number);
  }

  #role(roles: number, factor: number): void {
    if ((roles & ROLE.negator) !== 0) this.#negatedAt = this.#position;
    if ((roles & ROLE.degree) !== 0) {
      this.#degreeAt = this.#position;
      this.#degree = factor;
    }
    if ((roles & ROLE.hypothetical) !== 0) this.#wished = true;
    if ((roles & ROLE.irony) !== 0) this.#ironic = true;
    if ((roles & ROLE.contrast) !== 0) {
      this.#scale(this.#sentence, RULES.beforeContrast);
      this.#after = RULES.afterContrast;
      this.#sentence = this.#count;
      this.#endClause();
      this.#trace?.rule(`contrast: before ×${RULES.beforeContrast}, after ×${RULES.afterContrast}`);
    }
  }

  /** Emoji and emoticons: whatever the language, and beyond the reach of negation. */
  #face(scan: TokenScan, at: number): void {
    let slot = emoji.find(scan.hash[at] as number, scan.check[at] as number);
    if (slot < 0) slot = emoji.find(scan.folded[at] as number, scan.foldedCheck[at] as number);
    if (slot < 0) return;
    const roles = emoji.roles[slot] as number;
    if ((roles & ROLE.irony) !== 0) this.#ironic = true;
    const weight = emoji.weight[slot] as number;
    this.#trace?.fired(emoji, slot, at, at + 1, weight, false);
    if (weight !== 0) this.#weights[this.#count++] = weight;
  }

  #scale(from: number, factor: number): void {
    for (let index = from; index < this.#count; index++) {
      this.#weights[index] = (this.#weights[index] as number) * factor;
    }
  }

  #mark(point: number, length: number, at: number): void {
    switch (point) {
      case 0x21:
        this.#exclamations += length;
        this.#endSentence();
        return;
      case 0x3f:
        this.#asked = true;
        this.#scale(this.#clause, RULES.asked);
        this.#trace?.rule(`asked ×${RULES.asked}`);
        this.#endSentence();
        return;
      case 0x2e:
      case 0x2026:
        this.#endSentence();
        return;
      case 0x2c:
      case 0x3b:
      case 0x3a:
      case 0x2d:
      case 0x28:
      case 0x29:
        this.#endClause();
        return;
      case 0x22:
      case 0x201c:
      case 0x201d:
        this.#quote(at);
        return;
      default:
    }
  }

  /** What stands in quotation marks is somebody else's word, but for a text that is one quotation. */
  #quote(at: number): void {
    if (this.#quoteFrom < 0) {
      this.#quoteFrom = at === 0 ? -1 : this.#count;
      return;
    }
    this.#scale(this.#quoteFrom, RULES.quoted);
    this.#trace?.rule(`quoted ×${RULES.quoted}`);
    this.#quoteFrom = -1;
  }

  #endClause(): void {
    this.#negatedAt = NOWHERE;
    this.#degreeAt = NOWHERE;
    this.#wished = false;
    this.#clause = this.#count;
  }

  #endSentence(): void {
    this.#endClause();
    this.#sentence = this.#count;
    this.#after = 1;
  }

  #conclude(scan: TokenScan, known: boolean): void {
    let good = 0;
    let bad = 0;
    for (let index = 0; index < this.#count; index++) {
      const weight = this.#weights[index] as number;
      if (weight > 0) good += weight;
      else bad -= weight;
    }
    const limits = THRESHOLDS[LANGUAGES[this.lang] ?? ''] ?? THRESHOLDS['other'];
    let sum = good - bad;
    const loud = RULES.exclamation * Math.min(RULES.mostExclamations, this.#exclamations);
    if (loud > 0 && sum !== 0) this.#trace?.rule(`exclamation ±${loud}`);
    if (this.#ironic) this.#trace?.rule(`irony: confidence ×${RULES.ironic}`);
    if (this.#reposted) this.#trace?.rule(`repeats another's words: confidence ×${RULES.reposted}`);
    if (sum > 0) sum += loud;
    else if (sum < 0) sum -= loud;
    const shifted = sum + (limits?.lean ?? 0) * (this.#count > 0 ? 1 : 0);
    this.sentiment = rounded(shifted / Math.sqrt(shifted * shifted + RULES.spread));
    this.label = NEUTRAL;
    if (shifted >= (limits?.positive ?? 1)) this.label = POSITIVE;
    else if (shifted <= -(limits?.negative ?? 1)) this.label = NEGATIVE;
    const weaker = Math.min(good, bad);
    if (weaker >= RULES.mixedLeast && weaker >= RULES.mixedShare * Math.max(good, bad)) this.label = MIXED;
    const empty = scan.count === 0 || (scan.count === 1 && scan.kind[0] === TOKEN.lineBreak);
    this.confidence = empty
      ? 0
      : rounded(
          confidenceOf(shifted, this.label, limits?.positive ?? 1, limits?.negative ?? 1, good, bad) *
            (known ? 1 : RULES.unknownLanguage) *
            (this.#ironic ? RULES.ironic : 1) *
            (this.#reposted ? RULES.reposted : 1),
        );
    this.signals = concludeSignals(this.#bits, this.label, this.sentiment, this.#handles, this.#asked);
    this.#trace?.sum(good, bad, shifted);
  }
}

/** Hash of `rt`, as the first word of a post that repeats another. */
const REPOST = hashWord('rt');

function isRepost(scan: TokenScan): boolean {
  return (
    scan.count > 2 && scan.hash[0] === REPOST.hash && scan.check[0] === REPOST.check && scan.kind[1] === TOKEN.handle
  );
}

/** Whether most words are in capitals, so that capitals stress nothing. */
function isShouting(scan: TokenScan): boolean {
  let words = 0;
  let capitals = 0;
  const { count, kind, flags } = scan;
  for (let index = 0; index < count; index++) {
    if (kind[index] !== TOKEN.word) continue;
    words++;
    capitals += (flags[index] as number) & FLAG.capitals;
  }
  return capitals * 2 > words;
}

function rounded(value: number): number {
  // Adding 0 keeps −0 out of files.
  return Math.round(value * 10_000) / 10_000 + 0;
}
