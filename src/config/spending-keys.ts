import type { KeyDescription } from './keys.js';

const AMOUNT = 'an amount in US dollars such as 2.50';

export const SPENDING_KEYS: { readonly [path: string]: KeyDescription } = {
  spending: {
    about: 'what sources that cost money may spend',
    allowed: 'source: limits, such as x: { run: 2.50, month: 20 }',
    example: '{ x: { run: 2.50, month: 20 } }',
  },
  'spending.<source>': {
    about: 'limits of that source (see: brandwatch sources)',
    allowed: 'run: and month:, such as { run: 2.50, month: 20 }',
    example: '{ run: 2.50, month: 20 }',
  },
  'spending.<source>.run': {
    about: 'US dollars that one run may spend; what sources says where it is left out; --max-spend goes before it',
    allowed: AMOUNT,
    example: '2.50',
  },
  'spending.<source>.month': {
    about: 'US dollars that all runs of a calendar month (UTC) may spend together; needs the store, which adds them up',
    allowed: AMOUNT,
    example: '20',
  },
};
