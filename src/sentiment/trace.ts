/** What a judgement rested on, collected only when somebody asks. */
import type { Origin } from './entry.js';
import type { Lexicon } from './lexicon.js';

export interface FiredEntry {
  /** The entry as its file has it. */
  readonly entry: string;
  /** As listed; null of an entry that only has a role or a signal. */
  readonly listed: number | null;
  /** After the rules that looked at what came before it. */
  readonly weight: number;
  readonly origin: Origin;
  readonly negated: boolean;
  /** Tokens `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly roles: number;
  readonly signals: number;
}

export class Trace {
  readonly entries: FiredEntry[] = [];
  readonly rules: string[] = [];
  good = 0;
  bad = 0;
  /** Scores of the two labels. */
  positive = 0;
  negative = 0;

  fired(lexicon: Lexicon, record: number, from: number, to: number, weight: number, negated: boolean): void {
    this.entries.push({
      entry: lexicon.text(record),
      listed: lexicon.hasWeight(record) ? (lexicon.weight[record] as number) : null,
      weight,
      origin: lexicon.originOf(record),
      negated,
      from,
      to,
      roles: lexicon.roles[record] as number,
      signals: lexicon.signals[record] as number,
    });
  }

  /** A learnt entry: its weight is what it speaks for positive, less what it speaks for negative. */
  learnt(lexicon: Lexicon, record: number, from: number, to: number): void {
    const weight = (lexicon.weight[record] as number) - (lexicon.factor[record] as number);
    this.entries.push({
      entry: lexicon.text(record),
      listed: weight,
      weight,
      origin: 'learnt',
      negated: false,
      from,
      to,
      roles: 0,
      signals: 0,
    });
  }

  rule(name: string): void {
    this.rules.push(name);
  }

  scored(good: number, bad: number, positive: number, negative: number): void {
    this.good = good;
    this.bad = bad;
    this.positive = positive;
    this.negative = negative;
  }
}
