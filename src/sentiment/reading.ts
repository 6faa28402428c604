/** Where a text stands while it is read: what has fired, and what hangs over what comes next. */
import { RULES } from './rules.js';
import type { Trace } from './trace.js';
import type { UserMatch } from './user-words.js';

/** Where nothing is pending: further back than any token. */
export const NOWHERE = -1000;

/** The state of one text after the other; the functions of read.ts and fire.ts change it. */
export class Reading {
  /** Weights that fired, in order of the text, after the rules that look at what came before. */
  weights = new Float64Array(256);
  /** The token at which each of them begins. */
  places = new Uint32Array(256);
  /** For each token what learnt entries that end there say for positive, less what they say for negative. */
  learnt = new Float64Array(256);
  /** How many of them. */
  count = 0;
  /** Words and numbers so far. */
  position = 0;
  /** The position of the last negator and degree word that still reach. */
  negatedAt = NOWHERE;
  degreeAt = NOWHERE;
  degree = 0;
  /** Inside something wished for or supposed. */
  wished = false;
  /** How many weights there were where the clause, the sentence and an open quotation (else −1) began. */
  clause = 0;
  sentence = 0;
  quoteFrom = -1;
  /** Factor on what follows a contrast. */
  after = 1;
  ironic = false;
  /** Bits of signals and hints. */
  bits = 0;
  exclamations = 0;
  asked = false;
  handles = false;
  reposted = false;
  links = false;
  hashtags = false;
  /** Whether something was turned by a negator, or followed a contrast, or stood in quotation marks. */
  negated = false;
  contrasted = false;
  quoted = false;
  /** Whether something was wished for or supposed. */
  supposed = false;
  /** What emoji and emoticons say, for and against. */
  faceGood = 0;
  faceBad = 0;
  /** What learnt entries add to the score of either label. */
  positive = 0;
  negative = 0;
  /** Whether most words are in capitals; null until somebody asks. */
  shouting: boolean | null = null;
  trace: Trace | null = null;
  /** Where the user's own entries stand, in order, and which of `weights` are theirs. */
  readonly user: UserMatch[] = [];
  readonly userWeights: number[] = [];

  /** Starts a text of so many tokens. */
  begin(tokens: number, trace: Trace | null): void {
    if (tokens > this.weights.length) {
      this.weights = new Float64Array(tokens * 2);
      this.places = new Uint32Array(tokens * 2);
      this.learnt = new Float64Array(tokens * 2);
    }
    this.count = 0;
    this.position = 0;
    this.negatedAt = NOWHERE;
    this.degreeAt = NOWHERE;
    this.wished = false;
    this.clause = 0;
    this.sentence = 0;
    this.quoteFrom = -1;
    this.after = 1;
    this.ironic = false;
    this.bits = 0;
    this.exclamations = 0;
    this.asked = false;
    this.handles = false;
    this.reposted = false;
    this.links = false;
    this.hashtags = false;
    this.negated = false;
    this.contrasted = false;
    this.quoted = false;
    this.supposed = false;
    this.faceGood = 0;
    this.faceBad = 0;
    this.positive = 0;
    this.negative = 0;
    this.shouting = null;
    this.trace = trace;
    if (this.user.length > 0) {
      this.user.length = 0;
      this.userWeights.length = 0;
    }
  }

  /** An entry or emoji that begins at a token and weighs this much. */
  weigh(weight: number, at: number): void {
    this.weights[this.count] = weight;
    this.places[this.count] = at;
    this.count++;
  }

  endClause(): void {
    this.negatedAt = NOWHERE;
    this.degreeAt = NOWHERE;
    this.wished = false;
    this.clause = this.count;
  }

  endSentence(): void {
    this.endClause();
    this.sentence = this.count;
    this.after = 1;
  }

  /** Multiplies the weights from one on. */
  scale(from: number, factor: number): void {
    const { weights, count } = this;
    for (let index = from; index < count; index++) weights[index] = (weights[index] as number) * factor;
  }

  /** A mark: its code point and the length of its run; `at` is the number of its token. */
  mark(point: number, length: number, at: number): void {
    switch (point) {
      case 0x21:
        this.exclamations += length;
        this.endSentence();
        return;
      case 0x3f:
        this.asked = true;
        this.scale(this.clause, RULES.asked);
        this.trace?.rule(`asked ×${RULES.asked}`);
        this.endSentence();
        return;
      case 0x2e:
      case 0x2026:
        this.endSentence();
        return;
      case 0x2c:
      case 0x3b:
      case 0x3a:
      case 0x2d:
      case 0x28:
      case 0x29:
        this.endClause();
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
    if (this.quoteFrom < 0) {
      this.quoteFrom = at === 0 ? -1 : this.count;
      return;
    }
    this.scale(this.quoteFrom, RULES.quoted);
    this.quoted = true;
    this.trace?.rule(`quoted ×${RULES.quoted}`);
    this.quoteFrom = -1;
  }
}
