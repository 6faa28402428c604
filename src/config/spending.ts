/** What sources that cost money may spend: how it is written. */
import * as v from 'valibot';
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
