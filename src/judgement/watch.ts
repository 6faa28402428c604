/** What judging looks for: our brands, competitors and topics as queries, and whose accounts are whose. */
import type { Query } from '../query/ast.js';
import { textBound, textParts, withTextTogether } from '../query/parts.js';
import type { NamedQuery } from '../query/query-set.js';
import { isOfText } from '../query/text-terms.js';

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
  /** Which posts are wanted: all unless told. */
  readonly where?: Query;
}

/**
 * What the judge matches against each text, one bit each: for every entry what its query needs of the text, then the
 * parts of the queries with conditions on columns that the text tells. SQL does the rest.
 */
export interface WatchPlan {
  readonly queries: readonly NamedQuery[];
  /** The queries of the entries, taken apart: `bits` has their parts. */
  readonly entries: readonly Query[];
  readonly where: Query | null;
  readonly bits: ReadonlyMap<Query, number>;
}

const plans = new WeakMap<Watch, WatchPlan>();

export function planOf(watch: Watch): WatchPlan {
  const known = plans.get(watch);
  if (known !== undefined) return known;
  const entries = watch.entries.map(({ query }) => withTextTogether(query));
  const where = watch.where === undefined ? null : withTextTogether(watch.where);
  const queries: NamedQuery[] = watch.entries.map(({ name, query }) => ({ id: name, ast: textBound(query) }));
  const bits = new Map<Query, number>();
  entries.forEach((query, index) => {
    if (isOfText(query)) bits.set(query, index);
    else for (const part of textParts(query)) bits.set(part, queries.push({ id: '', ast: part }) - 1);
  });
  if (where !== null) for (const part of textParts(where)) bits.set(part, queries.push({ id: '', ast: part }) - 1);
  const plan = { queries, entries, where, bits };
  plans.set(watch, plan);
  return plan;
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
