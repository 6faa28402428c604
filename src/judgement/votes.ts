/** What comparisons, preferences, switches and rejections say for or against each brand of a text. */
import { ASKED, type Clauses } from './clauses.js';
import { CUE } from './comparisons.js';
import type { Cues } from './cues.js';
import { type Mentions, MOST_BRANDS } from './mentions.js';

/** How many tokens a cue reaches. */
const NEAR = 4;
const REACH = 7;
const FAR = 14;
/** How far back a negator is looked for. */
const DENIED = 4;
/** So much must be said for a comparison to go by it. */
const CLEAR = 1;

/** Votes of one text after the other. */
export class Votes {
  /** By the place of a brand in `mentions.brands`: above 0 for it. */
  readonly of = new Float64Array(MOST_BRANDS);
  /** 1 where the text is faint about the brand, or tells what nobody chose. */
  readonly faint = new Uint8Array(MOST_BRANDS);
  readonly forced = new Uint8Array(MOST_BRANDS);
  /** What is said is said of all brands alike. */
  alike = false;
  readonly #cues: Cues;
  readonly #mentions: Mentions;
  readonly #clauses: Clauses;
  /** The sentence at hand: its first token and the first after it, and whether what it tells was forced. */
  #from = 0;
  #to = 0;
  #asked = false;
  #forced = false;
  /** The first `why` in it, or −1. */
  #why = -1;
  /** One brand of it was preferred to another, so that going there or not is no switch. */
  #preferred = false;

  constructor(cues: Cues, mentions: Mentions, clauses: Clauses) {
    this.#cues = cues;
    this.#mentions = mentions;
    this.#clauses = clauses;
  }

  /** Collects the votes of a text of which cues, mentions and clauses were found. */
  read(): void {
    this.of.fill(0);
    this.faint.fill(0);
    this.forced.fill(0);
    this.alike = false;
    const { sentences, from, to, asked } = this.#clauses;
    const { bits } = this.#cues;
    for (let sentence = 0; sentence < sentences; sentence++) {
      this.#from = from[sentence] as number;
      this.#to = to[sentence] as number;
      this.#asked = asked[sentence] !== ASKED.not;
      this.#why = this.#cues.place(this.#from, this.#to, CUE.why);
      this.#preferred = false;
      this.#forced = this.#cues.within(this.#from, this.#to, CUE.forced);
      for (let token = this.#from; token < this.#to; token++) if (bits[token] !== 0) this.#read(token);
    }
  }

  #read(token: number): void {
    const cues = this.#cues;
    // Of a question only the answer counts, and that follows.
    if (cues.has(token, CUE.never)) this.#reject(token);
    if (this.#asked) return;
    if (cues.has(token, CUE.better) || cues.has(token, CUE.worse)) this.#compare(token);
    if (cues.has(token, CUE.loses)) this.#contest(token, -1);
    if (cues.has(token, CUE.beats)) this.#contest(token, 1);
    if (cues.has(token, CUE.worseStill)) this.#condemn();
    if (cues.has(token, CUE.rather)) this.#prefer(token, false);
    if (cues.has(token, CUE.sooner)) this.#prefer(token, true);
    if (cues.has(token, CUE.instead)) {
      const spurned = this.#after(token, REACH);
      this.#vote(spurned, -0.9);
      const chosen = this.#before(token);
      if (chosen < 0) this.#voteOthers(spurned, 0.9);
      else if (spurned >= 0) this.#vote(chosen, 0.9);
    }
    if (cues.has(token, CUE.unlike)) this.#contrast(token, 1);
    if (cues.has(token, CUE.compared)) this.#contrast(token, 0);
    if (cues.has(token, CUE.miss)) this.#miss(token);
    if (cues.has(token, CUE.stay) && this.#why >= 0 && this.#why < token) {
      const kept = this.#after(token, REACH);
      this.#vote(kept, -1);
      this.#voteOthers(kept, 0.7);
    }
    if (cues.has(token, CUE.past) && this.#mentions.brandCount > 1) this.#vote(this.#nearest(token), -0.6);
    if (cues.has(token, CUE.alike) && this.#mentions.brandCount > 1) this.alike = true;
    if (cues.has(token, CUE.faint) && !cues.within(Math.max(this.#from, token - 2), token, CUE.not)) {
      const mention = this.#nearest(token);
      // `X isn't bad, but Y …`
      if (mention >= 0 && this.faint[this.#slot(mention)] === 0) this.#voteOthers(mention, 0.4);
      if (mention >= 0) this.faint[this.#slot(mention)] = 1;
    }
    if (this.#preferred) return;
    if (cues.has(token, CUE.leave)) this.#leave(token);
    if (cues.has(token, CUE.move)) this.#move(token);
    if (cues.has(token, CUE.join)) this.#join(token);
  }

  /** `better than`, `less … than`, `no better than`. */
  #compare(token: number): void {
    const cues = this.#cues;
    const than = cues.place(token + 1, Math.min(this.#to, token + REACH), CUE.than);
    if (than < 0) return;
    const right = this.#after(than, REACH);
    if (right < 0) return;
    const between = this.#mentions.before[than] as number;
    let left = between > (this.#mentions.before[token] as number) ? between - 1 : this.#before(token);
    const alone = left < 0;
    if (alone) left = this.#earlier(token, this.#slot(right));
    if (left >= 0 && this.#slot(left) === this.#slot(right)) return;
    const said = this.#clauses.said(token, than);
    const worse = cues.has(token, CUE.worse);
    const sign = worse ? -1 : said < -CLEAR ? -1 : 1;
    if (this.#denied(token)) {
      // `Nothing better than X` praises it, `Y is no better than X` blames both; no worse than anything says little.
      if (alone) this.#vote(right, sign);
      else if (sign > 0) {
        this.#vote(left, -1);
        this.#vote(right, -0.6);
      }
      return;
    }
    this.#vote(left, sign);
    this.#vote(right, -sign);
  }

  /** `X beats Y`, or with the other sign `X is not as good as Y`. */
  #contest(token: number, sign: number): void {
    const first = this.#before(token);
    const next = this.#after(token, FAR);
    if (first >= 0 && next >= 0) {
      if (this.#slot(first) === this.#slot(next)) return;
      this.#vote(first, sign);
      this.#vote(next, -sign);
      return;
    }
    // `X puts Y to shame`, `not as good, this X, as Y`.
    const mention = first >= 0 ? first : next;
    const other = first >= 0 ? this.#otherBefore(first) : this.#otherAfter(next);
    if (mention < 0) return;
    if (other >= 0) {
      this.#vote(first >= 0 ? other : mention, sign);
      this.#vote(first >= 0 ? mention : other, -sign);
    } else this.#vote(mention, first >= 0 ? sign : -sign);
  }

  /** What was named is bad, and the last of it worse. */
  #condemn(): void {
    if (this.#mentions.brandCount < 2) return;
    for (let slot = 0; slot < this.#mentions.brandCount; slot++) this.of[slot] = (this.of[slot] as number) - 2;
  }

  #prefer(token: number, needsThan: boolean): void {
    const cues = this.#cues;
    const first = this.#after(token, this.#to - token);
    if (first < 0) return;
    const at = this.#first(first);
    const isThan =
      cues.within(token + 1, Math.min(at, token + 3 * FAR), CUE.than) ||
      cues.within(token + 1, Math.min(at, token + 3 * FAR), CUE.instead);
    if (isThan) {
      this.#preferred = true;
      this.#vote(first, -1);
      return;
    }
    const second = this.#otherAfter(first);
    if (needsThan) {
      if (second < 0 || !cues.within(at, Math.min(this.#first(second), at + 3 * FAR), CUE.than)) return;
    } else if (at - token > REACH && second < 0) return;
    this.#preferred = true;
    this.#vote(first, 1);
    this.#vote(second, -1);
  }

  /** `unlike X, Y …`: the sign is that of what is said; where nothing is, `fallback`. */
  #contrast(token: number, fallback: number): void {
    const mention = this.#after(token, NEAR + 1);
    if (mention < 0) return;
    const said = this.#clauses.said((this.#mentions.last[mention] as number) + 1, this.#to);
    const sign = said < -CLEAR * (1 + fallback) ? -1 : said > CLEAR ? 1 : fallback;
    this.#vote(mention, -sign);
    this.#voteOthers(mention, sign);
  }

  #leave(token: number): void {
    const left = this.#after(token, this.#reach());
    if (left < 0) return;
    if (this.#isForced(left)) return;
    const joined = this.#otherAfter(left);
    if (this.#towards(left) === CUE.to && this.#towards(joined) !== CUE.to) return;
    if (this.#thought(token)) {
      this.#vote(left, -0.4);
      return;
    }
    const sign = this.#denied(token) ? 1 : -1;
    this.#vote(left, sign);
    if (joined >= 0 && this.#towards(joined) === CUE.to) this.#vote(joined, -sign);
  }

  /** From one brand to another, in either order. */
  #move(token: number): void {
    const first = this.#after(token, FAR);
    if (first < 0 || this.#isForced(first)) return;
    const second = this.#otherAfter(first);
    if (second < 0 || this.#thought(token)) return;
    const one = this.#towards(first);
    const two = this.#towards(second);
    if (one === two || two < 0) return;
    const sign = two === CUE.to ? 1 : -1;
    this.#vote(first, -sign);
    this.#vote(second, sign);
  }

  #join(token: number): void {
    const joined = this.#after(token, this.#reach());
    if (joined < 0 || this.#isForced(joined) || this.#thought(token)) return;
    if (this.#towards(joined) === CUE.from) return;
    const sign = this.#denied(token) ? -1 : 1;
    this.#vote(joined, sign);
    if (sign > 0) this.#voteOthers(joined, -0.5);
  }

  #miss(token: number): void {
    const mention = this.#nearest(token);
    if (mention < 0) return;
    const denied = this.#denied(token) || this.#cues.within(token + 1, Math.min(this.#to, token + NEAR), CUE.not);
    if (!denied && this.#mentions.brandCount < 2) return;
    this.#vote(mention, denied ? -1 : 1);
    this.#voteOthers(mention, denied ? 0.7 : -0.5);
  }

  /** The nearest brand of the sentence; where it names none, the one that was just asked about. */
  #reject(token: number): void {
    let mention = this.#nearest(token);
    if (mention < 0) {
      mention = (this.#mentions.before[token] as number) - 1;
      if (mention < 0) return;
      const sentence = this.#clauses.sentence[this.#first(mention)] as number;
      if (this.#clauses.asked[sentence] === ASKED.not || this.#clauses.to[sentence] !== this.#from) return;
    }
    this.#vote(mention, -1);
  }

  #vote(mention: number, vote: number): void {
    if (mention < 0) return;
    const slot = this.#slot(mention);
    this.of[slot] = (this.of[slot] as number) + vote;
  }

  #voteOthers(mention: number, vote: number): void {
    if (mention < 0) return;
    const but = this.#slot(mention);
    for (let slot = 0; slot < this.#mentions.brandCount; slot++) {
      if (slot !== but) this.of[slot] = (this.of[slot] as number) + vote;
    }
  }

  /** What nobody chose: then both brands of the move are neither praised nor blamed for it. */
  #isForced(mention: number): boolean {
    if (!this.#forced) return false;
    this.forced[this.#slot(mention)] = 1;
    const other = this.#otherAfter(mention);
    if (other >= 0) this.forced[this.#slot(other)] = 1;
    return true;
  }

  /** Of one brand alone a switch is not told but in plain words. */
  #reach(): number {
    return this.#mentions.brandCount === 1 ? 2 : REACH;
  }

  #denied(token: number): boolean {
    return this.#cues.within(Math.max(this.#clauses.stretch[token] as number, token - DENIED), token + 1, CUE.not);
  }

  #thought(token: number): boolean {
    return this.#cues.within(Math.max(this.#from, token - REACH), token, CUE.consider);
  }

  /** Whether `from` or `to` stands right before a mention; −1 where neither does. */
  #towards(mention: number): number {
    if (mention < 0) return -1;
    const at = this.#first(mention);
    for (let token = at - 1; token >= Math.max(this.#from, at - 3); token--) {
      if (this.#cues.has(token, CUE.to)) return CUE.to;
      if (this.#cues.has(token, CUE.from)) return CUE.from;
    }
    return -1;
  }

  #slot(mention: number): number {
    return this.#mentions.slot[mention] as number;
  }

  #first(mention: number): number {
    return this.#mentions.first[mention] as number;
  }

  /** The last mention of the sentence before a token, or −1. */
  #before(token: number): number {
    const mention = (this.#mentions.before[token] as number) - 1;
    return mention >= 0 && this.#first(mention) >= this.#from ? mention : -1;
  }

  /** The first mention of the sentence from a token on, within so many tokens, or −1. */
  #after(token: number, reach: number): number {
    const mention = this.#mentions.before[token] as number;
    if (mention >= this.#mentions.count) return -1;
    const at = this.#first(mention);
    return at < this.#to && at - token <= reach ? mention : -1;
  }

  #nearest(token: number): number {
    const before = this.#before(token);
    const after = this.#after(token, this.#to - token);
    if (before < 0 || after < 0) return Math.max(before, after);
    return token - (this.#mentions.last[before] as number) <= this.#first(after) - token ? before : after;
  }

  /** The next mention of the sentence that is of another brand; a few are looked at. */
  #otherAfter(mention: number): number {
    if (mention < 0) return -1;
    const end = Math.min(this.#mentions.count, mention + NEAR);
    for (let next = mention + 1; next < end && this.#first(next) < this.#to; next++) {
      if (this.#slot(next) !== this.#slot(mention)) return next;
    }
    return -1;
  }

  #otherBefore(mention: number): number {
    const end = Math.max(0, mention - NEAR);
    for (let next = mention - 1; next >= end && this.#first(next) >= this.#from; next--) {
      if (this.#slot(next) !== this.#slot(mention)) return next;
    }
    return -1;
  }

  /** The last mention of another brand in what comes before; a few are looked at. */
  #earlier(token: number, slot: number): number {
    const last = (this.#mentions.before[token] as number) - 1;
    for (let mention = last; mention >= Math.max(0, last - NEAR); mention--) {
      if (this.#slot(mention) !== slot) return mention;
    }
    return -1;
  }
}
