/** A post with an analyst's label, as it is judged again and again. */
import { LANGUAGES } from '../../language/identify.js';
import { encode, roomFor, TokenScan } from '../../language/scan.js';
import { LABELS, type Label } from '../../posts/post.js';
import { OTHER_LANGUAGE, Scorer } from '../../sentiment/scorer.js';
import { Trace } from '../../sentiment/trace.js';
import type { UserEntry } from '../../sentiment/user-entry.js';

export interface LabelledPost {
  /** As it was judged: cleaned, title and text. */
  readonly text: string;
  /** The language that it claims, believed; empty to identify it. */
  readonly claimed: string;
  /** The language that it was judged in; null where it is unknown. */
  readonly lang: string | null;
  readonly given: Label;
}

/** −1, 0 or 1: where a label stands between negative and positive. */
export function sideOf(label: Label): number {
  return label === 'negative' ? -1 : label === 'positive' ? 1 : 0;
}

/** What a label is among three: mixed is what its sentiment's sign says. */
export function withoutMixed(label: Label, sentiment: number): Label {
  if (label !== 'mixed') return label;
  return sentiment > 0 ? 'positive' : sentiment < 0 ? 'negative' : 'neutral';
}

/** Judges posts as `score` does, with some words of the user's. Make one and reuse it. */
export class PostJudge {
  readonly scan = new TokenScan();
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  readonly #scorer: Scorer;
  readonly #mixed: boolean;

  /** @param mixed whether mixed is a label of its own */
  constructor(lexicon: readonly UserEntry[], mixed: boolean) {
    this.#scorer = new Scorer(lexicon);
    this.#mixed = mixed;
  }

  label({ text, claimed }: LabelledPost, trace: Trace | null = null): Label {
    this.#bytes = roomFor(this.#bytes, text.length);
    this.scan.scan(this.#bytes, 0, encode(text, this.#bytes));
    this.#scorer.judge(this.#bytes, this.scan, hintOf(claimed), trace);
    const label = LABELS[this.#scorer.label] ?? 'neutral';
    return this.#mixed ? label : withoutMixed(label, this.#scorer.sentiment);
  }

  /** The label, and everything that fired. */
  trace(post: LabelledPost): { readonly label: Label; readonly trace: Trace } {
    const trace = new Trace();
    return { label: this.label(post, trace), trace };
  }
}

function hintOf(claimed: string): number {
  if (claimed.length < 2) return -1;
  const index = (LANGUAGES as readonly string[]).indexOf(claimed.toLowerCase());
  return index === -1 ? OTHER_LANGUAGE : index;
}
