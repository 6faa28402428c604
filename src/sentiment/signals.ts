/** What a post does, from the phrases that occur in it and from how it feels. */
import { LABELS, SIGNALS, type Signal } from '../posts/post.js';

/** Words that are no signal by themselves but tell whom or what a post is about. */
const HINTS = ['address', 'service'] as const;
const NAMES: readonly string[] = [...SIGNALS, ...HINTS];

const bit = (name: Signal | (typeof HINTS)[number]) => 1 << NAMES.indexOf(name);

const COMPLAINT = bit('complaint');
const QUESTION = bit('question');
const PRAISE = bit('praise');
/** Said to somebody: you, your. */
const ADDRESS = bit('address');
/** Names a thing that a brand sells or does: order, flight, app. */
const SERVICE = bit('service');
/** Not meant when it is negated: `I would never leave`. */
export const DENIABLE = bit('churn') | bit('safety') | bit('outage') | bit('legal') | PRAISE;
const ALL_SIGNALS = (1 << SIGNALS.length) - 1;

const NEGATIVE = LABELS.indexOf('negative');
const POSITIVE = LABELS.indexOf('positive');
const MIXED = LABELS.indexOf('mixed');
/** Praise takes more than a kind word. */
const STRONG = 0.45;

/** Bits of signal names separated by spaces; 0 where one is unknown. */
export function signalBits(names: string): number {
  let bits = 0;
  for (const name of names.split(' ')) {
    const index = NAMES.indexOf(name);
    if (index < 0) return 0;
    bits |= 1 << index;
  }
  return bits;
}

/** The names of the bits that an entry gives. */
export function namesOfBits(bits: number): string[] {
  return NAMES.filter((_, index) => (bits & (1 << index)) !== 0);
}

/**
 * The mask of `SIGNALS`, from the bits that the entries gave. `handles` says whether somebody is named by handle,
 * `asked` whether a sentence ends in a question mark.
 */
export function concludeSignals(
  bits: number,
  label: number,
  sentiment: number,
  handles: boolean,
  asked: boolean,
): number {
  let found = bits & ALL_SIGNALS & ~COMPLAINT;
  const about = (bits & (DENIABLE | COMPLAINT | ADDRESS | SERVICE)) !== 0 || handles;
  if (label === NEGATIVE || label === MIXED) {
    if (about) found |= COMPLAINT;
  } else if ((bits & COMPLAINT) !== 0 && label !== POSITIVE) found |= COMPLAINT;
  if (label === NEGATIVE) found &= ~PRAISE;
  else if (label === POSITIVE && sentiment >= STRONG && about) found |= PRAISE;
  if (asked) found |= QUESTION;
  return found;
}
