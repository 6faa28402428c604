/** What a judgement rested on, collected only when somebody asks. */
import type { Lexicon, Origin } from './lexicon.js';

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
  total = 0;

  fired(lexicon: Lexicon, slot: number, from: number, to: number, weight: number, negated: boolean): void {
    this.entries.push({
      entry: lexicon.text(slot),
      listed: lexicon.hasWeight(slot) ? (lexicon.weight[slot] as number) : null,
      weight,
      origin: lexicon.originOf(slot),
      negated,
      from,
      to,
      roles: lexicon.roles[slot] as number,
      signals: lexicon.signals[slot] as number,
    });
  }

  rule(name: string): void {
    this.rules.push(name);
  }

  sum(good: number, bad: number, total: number): void {
    this.good = good;
    this.bad = bad;
    this.total = total;
  }
}
