/** What judging looks for: our brands, competitors and topics as queries, and whose accounts are whose. */
import type { NamedQuery } from '../query/query-set.js';

export interface WatchEntry {
  readonly name: string;
  readonly kind: 'brand' | 'competitor' | 'topic';
  /** Team that answers for a topic. */
  readonly owner: string | null;
  readonly query: NamedQuery['ast'];
}

export interface Watch {
  readonly entries: readonly WatchEntry[];
  /** `network:handle` in lower case. */
  readonly accounts: {
    readonly brand: readonly string[];
    readonly competitor: readonly string[];
    readonly outlet: readonly string[];
  };
  /** Handles and domains of outlets on any network, in lower case. */
  readonly outletsAnywhere: readonly string[];
}

export const NO_WATCH: Watch = {
  entries: [],
  accounts: { brand: [], competitor: [], outlet: [] },
  outletsAnywhere: [],
};

/** Indices of the entries that are brands, ours or a competitor's. */
export function brandIndices({ entries }: Watch): number[] {
  return entries.flatMap(({ kind }, index) => (kind === 'topic' ? [] : [index]));
}
