/** What sources that cost money may spend: how it is written and shown. */
import * as v from 'valibot';
import type { Spending } from './config.js';
import type { Path } from './path.js';
import { readText } from './scalars.js';
import { mapping, mappingOf, read } from './schema-parts.js';
import { type Reader, Unfit } from './unfit.js';

const readAmount: Reader<number> = (input) => {
  const text = typeof input === 'number' ? String(input) : readText(input);
  return typeof text === 'string' && /^\d{1,6}(?:\.\d{1,2})?$/u.test(text) ? Number(text) : new Unfit();
};

export const SPENDING = mappingOf(
  readText,
  v.pipe(
    mapping({ run: v.optional(read(readAmount)), month: v.optional(read(readAmount)) }),
    v.transform(({ run, month }) => ({ run: run ?? null, month: month ?? null })),
  ),
);

export function spendingRows(spending: Spending): (readonly [Path, string])[] {
  return Object.entries(spending).flatMap(([source, limits]) =>
    Object.entries(limits).flatMap(([span, amount]) =>
      amount === null ? [] : [[[source, span], String(amount)] as const],
    ),
  );
}
