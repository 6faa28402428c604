/** The sentiment toward each brand that a text names, where that is not simply the text's own. */
import type { TokenScan } from '../language/scan.js';
import type { NamedQuery, QuerySet } from '../query/query-set.js';
import type { Scorer } from '../sentiment/scorer.js';
import { ASKED, Clauses } from './clauses.js';
import { CUE } from './comparisons.js';
import { Cues } from './cues.js';
import { Mentions, MOST_BRANDS } from './mentions.js';
import { Votes } from './votes.js';

/** Below and above these, a brand is spoken against or for. */
export const AGAINST = -0.25;
export const FOR = 0.25;

/** Tuned on the first half of test/judgement/toward.tsv. */
const TOWARD = {
  /** What must be said of a brand for half of the sentiment there can be. */
  spread: 1.2,
  /** The part of the text's own sentiment in that of each brand. */
  common: 0.1,
  /** How much of the sentiment a vote decides. */
  vote: 0.75,
  /** How much a brand gets of the opposite of what the other one gets. */
  contrast: 0.45,
  asked: 0.25,
  faint: 0.3,
  bystander: 0.1,
  /** A short clause that says less than this says nothing itself. */
  little: 0.6,
} as const;

/** Tokens of a clause that is a name and little more, with the mark that ends it. */
const SHORT = 4;

/** Tokens between a landmark's word and the name. */
const BESIDE = 4;

export class Toward {
  /** Of how many brands of the last text there is something to tell; of each the watched query, and −1…1. */
  count = 0;
  readonly watched = new Uint32Array(MOST_BRANDS);
  readonly sentiment = new Float64Array(MOST_BRANDS);
  readonly #isBrand: Uint8Array;
  readonly #cues = new Cues();
  readonly #mentions: Mentions;
  readonly #clauses = new Clauses();
  readonly #votes: Votes;
  readonly #own = new Float64Array(MOST_BRANDS);
  /** The same with the votes. */
  readonly #voted = new Float64Array(MOST_BRANDS);
  /** By brand: mentions, those in questions, and those that only tell a place. */
  readonly #named = new Uint32Array(MOST_BRANDS);
  readonly #asked = new Uint32Array(MOST_BRANDS);
  readonly #aside = new Uint32Array(MOST_BRANDS);

  /** @param brands indices of the watched queries that are brands, ours or a competitor's */
  constructor(watched: readonly NamedQuery[], brands: readonly number[]) {
    this.#isBrand = new Uint8Array(watched.length);
    for (const index of brands) this.#isBrand[index] = 1;
    this.#mentions = new Mentions(watched, brands);
    this.#votes = new Votes(this.#cues, this.#mentions, this.#clauses);
  }

  /** Reads a text that was judged and matched. Costs nothing where no brand matched. */
  read(scan: TokenScan, scorer: Scorer, queries: QuerySet): void {
    this.count = 0;
    const mentions = this.#mentions;
    mentions.begin();
    for (let index = 0; index < queries.matchedCount; index++) {
      const query = queries.matched[index] as number;
      if (this.#isBrand[query] === 1 && !mentions.add(query)) return;
    }
    if (mentions.brandCount === 0) return;
    const telling = this.#cues.find(scan, scorer.lang);
    if (mentions.brandCount === 1 && !telling) return;
    mentions.find(scan);
    if (mentions.count === 0) return;
    this.#clauses.read(scan, scorer, this.#cues, mentions);
    this.#votes.read();
    this.#countMentions();
    this.#share(scorer.sentiment);
    this.#conclude(scorer.sentiment);
  }

  #countMentions(): void {
    const { count, slot, first, last, brandCount } = this.#mentions;
    const clauses = this.#clauses;
    this.#named.fill(0);
    this.#asked.fill(0);
    this.#aside.fill(0);
    for (let mention = 0; mention < count; mention++) {
      const brand = slot[mention] as number;
      const at = first[mention] as number;
      const sentence = clauses.sentence[at] as number;
      this.#named[brand] = (this.#named[brand] as number) + 1;
      // Many a question is a complaint; one that asks around is none.
      if ((clauses.asked[sentence] as number) >= (brandCount > 1 ? ASKED.mark : ASKED.around))
        this.#asked[brand] = (this.#asked[brand] as number) + 1;
      if (this.#isAside(at, last[mention] as number, mention, brandCount > 1)) {
        this.#aside[brand] = (this.#aside[brand] as number) + 1;
      }
    }
  }

  #isAside(first: number, last: number, mention: number, others: boolean): boolean {
    const cues = this.#cues;
    const previous = mention === 0 ? -1 : (this.#mentions.last[mention - 1] as number);
    const from = Math.max(
      previous + 1,
      first - BESIDE,
      this.#clauses.from[this.#clauses.sentence[first] as number] ?? 0,
    );
    return (
      cues.within(from, first, CUE.place) ||
      (others && (cues.within(Math.max(from, first - 3), first, CUE.at) || cues.has(last + 1, CUE.place)))
    );
  }

  /** Gives each clause to the brands named in it, else to those named last; what comes first, to the first. */
  #share(whole: number): void {
    const { brandCount, before, slot } = this.#mentions;
    const clauses = this.#clauses;
    const own = this.#own;
    own.fill(0, 0, brandCount);
    if (brandCount === 1) {
      own[0] = whole;
      return;
    }
    let current = 0;
    let early = 0;
    let last = 0;
    let wasShort = false;
    for (let clause = 0; clause < clauses.count; clause++) {
      const from = clauses.first[clause] as number;
      const to = clause + 1 < clauses.count ? (clauses.first[clause + 1] as number) : clauses.tokens;
      let named = 0;
      for (let mention = before[from] as number; mention < (before[to] as number); mention++) {
        const brand = slot[mention] as number;
        if (this.#aside[brand] !== this.#named[brand]) named |= 1 << brand;
      }
      const said = clauses.said(from, to);
      // `Acme is slow, Globex too`, or `Acme, Globex, both are slow`: what is said of one goes for the other.
      const short = to - from <= SHORT && Math.abs(said) < TOWARD.little;
      const sentence = clauses.sentence[from] as number;
      const joins =
        named !== 0 &&
        current !== 0 &&
        short &&
        from > (clauses.from[sentence] as number) &&
        (wasShort || to === clauses.to[sentence]);
      wasShort = short && named !== 0;
      if (joins) this.#add(named & ~current, last);
      if (named !== 0) current = joins ? current | named : named;
      last = joins || named === 0 ? last + said : said;
      if (current === 0) {
        early += said;
        continue;
      }
      this.#add(current, said + early);
      last += early;
      early = 0;
    }
    for (let brand = 0; brand < brandCount; brand++) {
      const said = own[brand] as number;
      const squashed = said / Math.sqrt(said * said + TOWARD.spread ** 2);
      own[brand] = (1 - TOWARD.common) * squashed + TOWARD.common * whole;
    }
  }

  /** Adds to what is said of the brands of a mask. */
  #add(brands: number, said: number): void {
    for (let brand = 0; brand < this.#mentions.brandCount; brand++) {
      if (((brands >>> brand) & 1) === 1) this.#own[brand] = (this.#own[brand] as number) + said;
    }
  }

  #conclude(whole: number): void {
    const { brandCount, brands } = this.#mentions;
    const { of, faint, forced } = this.#votes;
    // Two that stand together all the way are spoken of alike.
    const alike = this.#votes.alike || (brandCount === 2 && this.#own[0] === this.#own[1]);
    for (let brand = 0; brand < brandCount; brand++) {
      const vote = Math.max(-1, Math.min(1, of[brand] as number));
      const value = alike ? whole : (this.#own[brand] as number);
      this.#voted[brand] = TOWARD.vote * vote + (1 - TOWARD.vote * Math.abs(vote)) * value;
    }
    for (let brand = 0; brand < brandCount; brand++) {
      const asideOnly = this.#named[brand] === this.#aside[brand];
      let value = this.#voted[brand] as number;
      if (of[brand] === 0) {
        const other = 1 - brand;
        if (brandCount === 2 && !alike && !asideOnly && this.#named[other] !== this.#aside[other]) {
          value -= TOWARD.contrast * (this.#voted[other] as number);
        }
        if (faint[brand] === 1) value *= TOWARD.faint;
        if (asideOnly) value *= TOWARD.bystander;
        if (forced[brand] === 1) value = 0;
        if (this.#asked[brand] === this.#named[brand]) value *= TOWARD.asked;
      }
      value = Math.round(Math.max(-1, Math.min(1, value)) * 10_000) / 10_000 + 0;
      if (value === whole) continue;
      this.watched[this.count] = brands[brand] as number;
      this.sentiment[this.count] = value;
      this.count++;
    }
  }
}
