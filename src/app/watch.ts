/** The configured brands as what judging watches for. */
import type { Accounts, Brand, Competitor } from '../config/config.js';
import type { Watch, WatchEntry } from '../judgement/watch.js';
import type { Query } from '../query/ast.js';
import { brandQuery } from '../query/brand-query.js';
import { parseQuery } from '../query/parse.js';

/** @param where which posts are wanted: all unless told */
export function watchOf(brands: readonly Brand[], where: Query | null = null): Watch {
  const entries: WatchEntry[] = [];
  const named = (kind: 'brand' | 'competitor', { name, names, queries, accounts }: Competitor): void => {
    const query = brandQuery({ names, queries, accounts });
    if (query !== null) entries.push({ name, kind, owner: null, query });
  };
  for (const brand of brands) {
    named('brand', brand);
    for (const competitor of brand.competitors) named('competitor', competitor);
    for (const { name, query, owner } of brand.topics) {
      entries.push({ name, kind: 'topic', owner, query: parseQuery(query, 'configuration') });
    }
  }
  const keys = (list: readonly Accounts[]): string[] =>
    list.flatMap((accounts) =>
      Object.entries(accounts).flatMap(([network, handles]) =>
        handles.map((handle) => `${network}:${handle.toLowerCase()}`),
      ),
    );
  return {
    entries,
    accounts: {
      brand: keys(brands.map(({ accounts }) => accounts)),
      competitor: keys(brands.flatMap(({ competitors }) => competitors.map(({ accounts }) => accounts))),
      outlet: keys(brands.map(({ outlets }) => outlets.byNetwork)),
    },
    ...(where === null ? {} : { where }),
    outletsAnywhere: brands.flatMap(({ outlets }) => outlets.anywhere.map((handle) => handle.toLowerCase())),
  };
}
