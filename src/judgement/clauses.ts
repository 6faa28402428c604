/** A text in sentences and clauses, and what is said in any stretch of it. */
import { TOKEN, type TokenScan } from '../language/scan.js';
import type { Scorer } from '../sentiment/scorer.js';
import { CUE } from './comparisons.js';
import type { Cues } from './cues.js';
import type { Mentions } from './mentions.js';

/** What a listed word's weight counts beside what is learnt of words, which is in steps of a logit. */
const LISTED = 0.6;

/** Tokens between two names that are joined by `and`, on either side of it. */
const JOINED = 3;

/** Words that say less than this between two names keep them together. */
const LITTLE = 0.6;

/** How a sentence asks: not at all, with a question mark, or around among those who may know. */
export const ASKED = { not: 0, mark: 1, around: 2 } as const;

const MARK = { full: 1, question: 2, opening: 3, clause: 4 } as const;
const MARKS: ReadonlyMap<number, number> = new Map([
  ...[...'.!…'].map((mark) => [mark.charCodeAt(0), MARK.full] as const),
  ...[...',;:()–—-'].map((mark) => [mark.charCodeAt(0), MARK.clause] as const),
  ['?'.charCodeAt(0), MARK.question],
  ['¿'.charCodeAt(0), MARK.opening],
]);

export class Clauses {
  /** For each token, the number of its sentence. */
  sentence = new Uint32Array(256);
  /** For each token, the first one after the mark before it. */
  stretch = new Uint32Array(256);
  /** For each sentence, its first token and the first after it, and one of `ASKED`. */
  sentences = 0;
  from = new Uint32Array(257);
  to = new Uint32Array(257);
  asked = new Uint8Array(257);
  /** Tokens of the text. */
  tokens = 0;
  /** The first token of each clause. */
  count = 0;
  first = new Uint32Array(257);
  #said = new Float64Array(257);
  #listed = new Float64Array(256);
  #learnt = new Float64Array(256);

  /** What is said from a token to another, the last not among it: for positive above 0, about a logit. */
  said(from: number, to: number): number {
    return (this.#said[to] as number) - (this.#said[from] as number);
  }

  read(scan: TokenScan, scorer: Scorer, cues: Cues, mentions: Mentions): void {
    this.#reserve(scan.count);
    scorer.tokenWeights(scan.count, this.#listed, this.#learnt);
    const { count, kind, hash } = scan;
    const said = this.#said;
    this.tokens = count;
    this.sentences = 0;
    this.count = 0;
    let sentence = 0;
    let clause = 0;
    let stretch = 0;
    said[0] = 0;
    for (let token = 0; token < count; token++) {
      said[token + 1] =
        (said[token] as number) + LISTED * (this.#listed[token] as number) + (this.#learnt[token] as number);
    }
    for (let token = 0; token < count; token++) {
      this.sentence[token] = this.sentences;
      this.stretch[token] = stretch;
      const mark =
        kind[token] === TOKEN.lineBreak
          ? MARK.full
          : kind[token] === TOKEN.mark
            ? (MARKS.get(hash[token] as number) ?? 0)
            : 0;
      if (mark === 0) {
        if (token > clause && this.#beginsClause(token, clause, cues, mentions)) {
          this.#endClause(clause);
          clause = token;
        }
        continue;
      }
      if (mark === MARK.opening && token === sentence) continue;
      this.#endClause(clause);
      clause = token + 1;
      stretch = token + 1;
      if (mark === MARK.clause) continue;
      this.#endSentence(sentence, token + 1, mark === MARK.question, cues);
      sentence = token + 1;
    }
    if (clause < count) this.#endClause(clause);
    if (sentence < count) this.#endSentence(sentence, count, false, cues);
  }

  #beginsClause(token: number, clause: number, cues: Cues, mentions: Mentions): boolean {
    if (cues.has(token, CUE.but) || cues.has(token, CUE.link)) return true;
    if (!cues.has(token, CUE.and)) return false;
    const next = mentions.before[token] as number;
    if (next === (mentions.before[clause] as number)) return false;
    const joins =
      (mentions.last[next - 1] as number) + JOINED >= token &&
      next < mentions.count &&
      (mentions.first[next] as number) <= token + JOINED &&
      Math.abs(this.said(token, mentions.first[next] as number)) < LITTLE;
    return !joins;
  }

  #endClause(first: number): void {
    this.first[this.count++] = first;
  }

  /** A question with `why` in it is a reproach. */
  #endSentence(from: number, to: number, question: boolean, cues: Cues): void {
    let why = false;
    let asking = false;
    for (let token = from; token < to; token++) {
      why ||= cues.has(token, CUE.why);
      asking ||= cues.has(token, CUE.asking);
    }
    this.from[this.sentences] = from;
    this.to[this.sentences] = to;
    this.asked[this.sentences] = asking ? ASKED.around : question && !why ? ASKED.mark : ASKED.not;
    this.sentences++;
  }

  #reserve(tokens: number): void {
    if (tokens <= this.sentence.length) return;
    const size = tokens * 2;
    this.sentence = new Uint32Array(size);
    this.stretch = new Uint32Array(size);
    this.from = new Uint32Array(size + 1);
    this.to = new Uint32Array(size + 1);
    this.asked = new Uint8Array(size + 1);
    this.first = new Uint32Array(size + 1);
    this.#said = new Float64Array(size + 1);
    this.#listed = new Float64Array(size);
    this.#learnt = new Float64Array(size);
  }
}
