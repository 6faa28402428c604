/** A query and what flags add to it, as one query. */
import type { Window } from '../../core/time.js';
import type { Field, Query } from '../../query/ast.js';
import { parseQuery } from '../../query/parse.js';

/** Throws a usage error that points at the character. */
export function readQuery(expression: string): Query {
  return parseQuery(expression, 'usage');
}

export interface Narrowing {
  readonly networks: readonly string[];
  readonly languages: readonly string[];
  readonly brands: readonly string[];
  readonly window: Window;
  /** What is to hold besides; nothing unless told. */
  readonly where?: Query | null;
}

export function narrowed(query: Query, { networks, languages, brands, window, where = null }: Narrowing): Query {
  const nowhere = { at: 0, end: 0 };
  const field = (name: Field['name'], text: string): Field => ({
    kind: 'field',
    name,
    test: { is: 'text', text },
    ...nowhere,
  });
  const oneOf = (name: Field['name'], values: readonly string[]): Query[] =>
    values.length === 0 ? [] : [{ kind: 'or', parts: values.map((value) => field(name, value)), ...nowhere }];
  const moment = (name: 'since' | 'until', at: number | null): Query[] =>
    at === null ? [] : [field(name, new Date(at).toISOString())];
  const more = [
    ...(where === null ? [] : [where]),
    ...oneOf('network', networks),
    ...oneOf('lang', languages),
    ...oneOf('brand', brands),
    ...moment('since', window.since),
    ...moment('until', window.until),
  ];
  return more.length === 0 ? query : { kind: 'and', parts: [query, ...more], ...nowhere };
}
