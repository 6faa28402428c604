/** What a text is like besides its words, in numbers: what the weights of a language are multiplied with. */
import type { TokenScan } from '../language/scan.js';
import { TOKEN } from '../language/scan.js';
import { isShouting } from './fire.js';
import type { Reading } from './reading.js';
import { RULES } from './rules.js';
import { signalBits } from './signals.js';

/** Signals and hints that phrases of the text point to, each a feature. */
const POINTED = ['complaint', 'question', 'request', 'praise', 'churn', 'outage', 'address', 'service'] as const;
const POINTED_BITS = POINTED.map(signalBits);
const GRAVE = signalBits('safety legal');

/** Names of the features, in order. */
export const FEATURES = [
  'bias',
  // What listed words say after the rules: how much there is for and against, whether any, and on balance.
  'good',
  'bad',
  'some good',
  'some bad',
  'balance',
  'ending',
  'face good',
  'face bad',
  'asked',
  // Exclamation marks behind what is good, bad, or neither.
  'exclaimed',
  'exclaimed good',
  'exclaimed bad',
  'handle',
  'handle first',
  'link',
  'hashtag',
  'negated',
  'contrasted',
  'supposed',
  'quoted',
  'ironic',
  'shouting',
  'repost',
  'short',
  ...POINTED,
  'grave',
] as const;

const bit = (value: boolean): number => (value ? 1 : 0);
/** Most texts have nothing of most things. */
const log = (value: number): number => (value === 0 ? 0 : Math.log1p(value));

/** @param good what listed words say for, and `bad` against, after the rules */
export function fillFeatures(reading: Reading, scan: TokenScan, good: number, bad: number, into: Float64Array): void {
  const { bits, position } = reading;
  const sum = good - bad;
  let at = 0;
  into[at++] = 1;
  into[at++] = log(good);
  into[at++] = log(bad);
  into[at++] = bit(good > 0);
  into[at++] = bit(bad > 0);
  into[at++] = sum / Math.sqrt(sum * sum + RULES.spread);
  into[at++] = endingOf(reading);
  into[at++] = log(reading.faceGood);
  into[at++] = log(reading.faceBad);
  into[at++] = bit(reading.asked);
  const exclaimed = log(Math.min(5, reading.exclamations));
  into[at++] = sum === 0 ? exclaimed : 0;
  into[at++] = sum > 0 ? exclaimed : 0;
  into[at++] = sum < 0 ? exclaimed : 0;
  into[at++] = bit(reading.handles);
  into[at++] = bit(scan.count > 0 && scan.kind[0] === TOKEN.handle);
  into[at++] = bit(reading.links);
  into[at++] = bit(reading.hashtags);
  into[at++] = bit(reading.negated);
  into[at++] = bit(reading.contrasted);
  into[at++] = bit(reading.supposed);
  into[at++] = bit(reading.quoted);
  into[at++] = bit(reading.ironic);
  into[at++] = bit(isShouting(reading, scan));
  into[at++] = bit(reading.reposted);
  into[at++] = position < 10 ? (10 - position) / 10 : 0;
  for (let index = 0; index < POINTED_BITS.length; index++) {
    into[at++] = bit((bits & (POINTED_BITS[index] as number)) !== 0);
  }
  into[at] = bit((bits & GRAVE) !== 0);
}

/** On balance what the last words that say anything say: people end with their verdict. */
function endingOf({ weights, count }: Reading): number {
  if (count === 0) return 0;
  const last = (weights[count - 1] as number) + (count > 1 ? (weights[count - 2] as number) / 2 : 0);
  return last / Math.sqrt(last * last + 4);
}
