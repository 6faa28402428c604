/** A statistically unusual rise of posts, with what shows it and the team it goes to. */

/** As the store's ledger remembers it; times in milliseconds since 1970, UTC. */
export interface LedgerAlert {
  /** Identity: of the same burst at the same moment always the same. */
  readonly alert: string;
  readonly raisedAt: number;
  /** Null where no brand is configured, or none is named. */
  readonly brand: string | null;
  /** Null: all that is said of the brand. */
  readonly topic: string | null;
  readonly signal: string;
  /** Half-open: from when it rose up to the end of what was seen. */
  readonly since: number;
  readonly until: number;
  /** Posts, near copies once in each step. */
  readonly observed: number;
  readonly expected: number;
  /** −log₁₀ of the chance of so many or more. */
  readonly score: number;
  /** Team that answers for the topic. */
  readonly owner: string | null;
  /** Keys of the posts that show it, the widest first. */
  readonly evidence: readonly string[];
}

/** A story that shows it. */
export interface AlertPost {
  readonly key: string;
  readonly url: string | null;
  readonly text: string;
  /** Of all its copies; null where nothing tells. */
  readonly reach: number | null;
  /** Posts that tell it, this one among them. */
  readonly copies: number;
}

export interface Alert extends LedgerAlert {
  /** Posts in all, copies among them. */
  readonly posts: number;
  /** Of the reach of everything that was said in that time, 0 to 1; null where nothing tells. */
  readonly shareOfReach: number | null;
  /** The widest stories, in the order of `evidence`. */
  readonly shown: readonly AlertPost[];
  /** What else rose with it, by the same posts: `refunds complaint`. */
  readonly also: readonly string[];
}
