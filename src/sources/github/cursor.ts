/** Where a fetch from GitHub stands: a kind after the other, each in slices of time, since only so much of a query is shown. */
import type { Json } from '../source.js';
import { PAGE } from './server.js';

/** Of each query only 1 000 results are shown. */
export const LAST_PAGE = 10;

/** Everything of this kind until this second (inclusive), this page of it. Null is now. */
export interface Cursor {
  /** One of the kinds, or a list of comments; `given` where the query itself says which. */
  readonly kind: string;
  readonly until: string | null;
  readonly page: number;
  /** Of GraphQL: where the page begins, and the oldest moment of those before. */
  readonly after: string | null;
  readonly oldest: string | null;
}

export function beginning(kind: string, until: string | null = null): Cursor {
  return { kind, until, page: 1, after: null, oldest: null };
}

export function cursorAfter(kind: string, kinds: readonly string[]): Cursor | null {
  const other = kinds[kinds.indexOf(kind) + 1];
  return other === undefined ? null : beginning(other);
}

export function cursorOf(given: Json, [first = 'given']: readonly string[]): Cursor {
  if (typeof given !== 'object' || given === null || !('page' in given)) return beginning(first);
  const text = (name: string): string | null => {
    const value = (given as Readonly<Record<string, Json>>)[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    kind: text('kind') ?? first,
    until: text('until'),
    page: Number(given['page']),
    after: text('after'),
    oldest: text('oldest'),
  };
}

export function secondOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Of moments in whole seconds, as GitHub writes them. */
export function oldestOf(moments: readonly unknown[], before: string | null = null): string | null {
  const known = moments.filter(
    (one): one is string => typeof one === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(one),
  );
  return [...known, ...(before === null ? [] : [before])].sort()[0] ?? null;
}

/** Each page leads to a new query, until its oldest second: those of that second come again and are known. */
export function nextCursor(
  at: Cursor,
  items: readonly unknown[],
  value: unknown,
): { readonly next: Cursor | null; readonly isCut: boolean } {
  const { total_count: total } = value as { readonly total_count?: unknown };
  const hasMore = typeof total === 'number' ? total > at.page * PAGE : items.length > 0;
  if (!hasMore) return { next: null, isCut: false };
  const oldest = oldestOf(items.map((item) => (item as { readonly created_at?: unknown } | null)?.created_at));
  if (oldest !== null && (at.until === null || oldest < at.until)) {
    return { next: beginning(at.kind, oldest), isCut: false };
  }
  if (at.page < LAST_PAGE) return { next: { ...at, page: at.page + 1 }, isCut: false };
  return { next: null, isCut: true };
}
