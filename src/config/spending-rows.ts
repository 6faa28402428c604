import type { Spending } from './config.js';
import type { Path } from './path.js';

/** What sources that cost money may spend, as paths and values for people. */
export function spendingRows(spending: Spending): (readonly [Path, string])[] {
  return Object.entries(spending).flatMap(([source, limits]) =>
    Object.entries(limits).flatMap(([span, amount]) =>
      amount === null ? [] : [[[source, span], String(amount)] as const],
    ),
  );
}
