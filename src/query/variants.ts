/** What a query would be with less: one part of an AND dropped, or two terms wherever they stand instead of near. */
import { isJunction, type Query } from './ast.js';
import { printQuery } from './print.js';

export interface Variant {
  readonly query: Query;
  /** What is missing: a part of the query as text, e.g. `refund*`, `NOT #ad` or `NEAR/5`. */
  readonly without: string;
}

/** Each finds everything that the query finds, and perhaps more. In the order of the query. */
export function widerVariants(query: Query): Variant[] {
  const found: Variant[] = [];
  visit(query, (variant) => variant, found);
  return found;
}

function visit(query: Query, within: (variant: Query) => Query, found: Variant[]): void {
  if (query.kind === 'near') {
    const { left, right, at, end } = query;
    found.push({
      query: within({ kind: 'and', parts: [left, right], at, end }),
      without: `${query.ordered ? 'ONEAR' : 'NEAR'}/${query.distance}`,
    });
  }
  // What is denied is not looked into: less of it would find less.
  if (!isJunction(query)) return;
  query.parts.forEach((part, index) => {
    const others = query.parts.filter((_, place) => place !== index);
    if (query.kind === 'and' && others.length > 0) {
      const [only] = others;
      const rest = others.length === 1 && only !== undefined ? only : { ...query, parts: others };
      found.push({ query: within(rest), without: printQuery(part) });
    }
    const put = (variant: Query): Query =>
      within({ ...query, parts: query.parts.map((each, place) => (place === index ? variant : each)) });
    visit(part, put, found);
  });
}
