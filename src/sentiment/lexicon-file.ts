/** The readable form of a lexicon: tab-separated lines `entry, weight, tags`, with `#` for comments. */
import { AppError } from '../core/errors.js';
import { type Entry, type Origin, ROLE } from './entry.js';
import { signalBits } from './signals.js';

const HEAVIEST = 5;

/**
 * Tags, separated by spaces: `not` (negator), `more:0.3` and `less:0.4` (degree), `but` (contrast), `if` (hypothetical),
 * `irony`. Without a weight the entry has none of its own.
 */
export function parseLexicon(text: string, origin: Origin, name: string): Entry[] {
  const entries: Entry[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    if (line === '' || line.startsWith('#') || line === '\r') continue;
    const [entry = '', weight = '', tags = ''] = line.trimEnd().split('\t');
    const value = weight === '' ? null : Number(weight);
    if (entry === '' || (value !== null && !(Math.abs(value) <= HEAVIEST))) {
      throw new AppError(
        'malformed-input',
        `cannot read ${name}: line ${number} has no entry or a weight of ${weight}`,
        {
          code: 'lexicon.malformed',
          hint: `write entry, tab, a weight between −${HEAVIEST} and ${HEAVIEST}`,
        },
      );
    }
    entries.push({ text: entry, weight: value, origin, ...readTags(tags) });
  }
  return entries;
}

function readTags(tags: string): { roles?: number; factor?: number } {
  if (tags === '') return {};
  let roles = 0;
  let factor = 0;
  for (const tag of tags.split(' ')) {
    const [name, amount = '0'] = tag.split(':');
    if (name === 'not') roles |= ROLE.negator;
    else if (name === 'but') roles |= ROLE.contrast;
    else if (name === 'if') roles |= ROLE.hypothetical;
    else if (name === 'irony') roles |= ROLE.irony;
    else if (name === 'more' || name === 'less') {
      roles |= ROLE.degree;
      factor = name === 'more' ? Number(amount) : -Number(amount);
    }
  }
  return (roles & ROLE.degree) === 0 ? { roles } : { roles, factor };
}

/** Lines `entry, positive, negative` of what was learnt; the weight for negative is the entry's factor. */
export function parseLearnt(text: string, name: string): Entry[] {
  const entries: Entry[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('# ')) continue;
    const [entry = '', positive = '', negative = ''] = line.split('\t');
    const [weight, factor] = [Number(positive), Number(negative)];
    if (entry === '' || negative === '' || !Number.isFinite(weight + factor)) {
      throw new AppError('malformed-input', `cannot read ${name}: line ${index + 1} is not an entry and two weights`, {
        code: 'lexicon.malformed',
        hint: 'write entry, tab, weight for positive, tab, weight for negative',
      });
    }
    entries.push({ text: entry, weight, factor, origin: 'learnt' });
  }
  return entries;
}

/** Lines `phrase, signal`: what points to a signal, in the same table as the weights. */
export function parseSignals(text: string, name: string): Entry[] {
  const entries: Entry[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [phrase = '', signal = ''] = line.trimEnd().split('\t');
    const bits = signalBits(signal);
    if (phrase === '' || bits === 0) {
      throw new AppError('malformed-input', `cannot read ${name}: line ${index + 1} names no signal: ${line}`, {
        code: 'lexicon.malformed',
        hint: 'write phrase, tab, a signal',
      });
    }
    entries.push({ text: phrase, weight: null, origin: 'written', signals: bits });
  }
  return entries;
}
