/** What happens when an entry fires: the rules that look back at what came before it. */
import { FLAG, TOKEN, type TokenScan } from '../language/scan.js';
import { ROLE } from './entry.js';
import type { Lexicon } from './lexicon.js';
import { NOWHERE, type Reading } from './reading.js';
import { RULES } from './rules.js';
import { DENIABLE } from './signals.js';

/** Applies the entry that stands for the tokens `[at, stop)`; `flags` are those of a single token, else 0. */
export function fireEntry(
  reading: Reading,
  scan: TokenScan,
  lexicon: Lexicon,
  record: number,
  at: number,
  stop: number,
  flags: number,
): void {
  const roles = lexicon.roles[record] as number;
  const signals = lexicon.signals[record] as number;
  const negated = isNegated(reading, lexicon, record);
  if (signals !== 0) reading.bits |= negated ? signals & ~DENIABLE : signals;
  let weight = lexicon.weight[record] as number;
  if (weight !== 0) {
    const given = weight;
    const { trace } = reading;
    if (reading.position - reading.degreeAt <= RULES.degreeScope) {
      trace?.rule(`degree ×${Math.round((1 + reading.degree) * 100) / 100}`);
      weight *= 1 + reading.degree;
      reading.degreeAt = NOWHERE;
    }
    if ((flags & FLAG.capitals) !== 0 && !isShouting(reading, scan)) {
      weight *= RULES.capitals;
      trace?.rule(`capitals ×${RULES.capitals}`);
    }
    if ((flags & FLAG.lengthened) !== 0) {
      weight *= RULES.lengthened;
      trace?.rule(`lengthened ×${RULES.lengthened}`);
    }
    if (negated && (roles & ROLE.negator) === 0) {
      const factor = weight > 0 ? RULES.negatedPositive : RULES.negatedNegative;
      trace?.rule(`negated ×${factor}`);
      weight *= factor;
      reading.negated = true;
    }
    if (reading.wished && given > 0) {
      weight *= RULES.wished;
      trace?.rule(`wished or supposed ×${RULES.wished}`);
    }
    weight *= reading.after;
    reading.weigh(weight, at);
    trace?.fired(lexicon, record, at, stop, weight, negated);
  } else if (signals !== 0 || roles !== 0) reading.trace?.fired(lexicon, record, at, stop, 0, negated);
  if (roles !== 0) takeRole(reading, roles, lexicon.factor[record] as number);
}

/** What a listed entry does besides its weight, where a user's own weight stands in for that. */
export function fireListed(reading: Reading, lexicon: Lexicon, record: number): void {
  const signals = lexicon.signals[record] as number;
  const roles = lexicon.roles[record] as number;
  const negated = isNegated(reading, lexicon, record);
  reading.bits |= negated ? signals & ~DENIABLE : signals;
  if (roles !== 0) takeRole(reading, roles, lexicon.factor[record] as number);
}

function isNegated(reading: Reading, lexicon: Lexicon, record: number): boolean {
  return reading.position - reading.negatedAt <= RULES.negationScope && !lexicon.negatesItself(record);
}

function takeRole(reading: Reading, roles: number, factor: number): void {
  if ((roles & ROLE.negator) !== 0) reading.negatedAt = reading.position;
  if ((roles & ROLE.degree) !== 0) {
    reading.degreeAt = reading.position;
    reading.degree = factor;
  }
  if ((roles & ROLE.hypothetical) !== 0) {
    reading.wished = true;
    reading.supposed = true;
  }
  if ((roles & ROLE.irony) !== 0) reading.ironic = true;
  if ((roles & ROLE.contrast) !== 0) {
    reading.contrasted = true;
    reading.scale(reading.sentence, RULES.beforeContrast);
    reading.after = RULES.afterContrast;
    reading.sentence = reading.count;
    reading.endClause();
    reading.trace?.rule(`contrast: before ×${RULES.beforeContrast}, after ×${RULES.afterContrast}`);
  }
}

/** Emoji and emoticons: whatever the language, and beyond the reach of negation. */
export function fireFace(reading: Reading, scan: TokenScan, faces: Lexicon, at: number): void {
  let record = faces.find(scan.hash[at] as number, scan.check[at] as number);
  if (record === 0) record = faces.find(scan.folded[at] as number, scan.foldedCheck[at] as number);
  if (record === 0) return;
  if (((faces.roles[record] as number) & ROLE.irony) !== 0) reading.ironic = true;
  const weight = faces.weight[record] as number;
  reading.trace?.fired(faces, record, at, at + 1, weight, false);
  if (weight === 0) return;
  reading.weigh(weight, at);
  if (weight > 0) reading.faceGood += weight;
  else reading.faceBad -= weight;
}

/** Whether most words are in capitals, so that capitals stress nothing. Counted once a text. */
export function isShouting(reading: Reading, scan: TokenScan): boolean {
  reading.shouting ??= mostlyCapitals(scan);
  return reading.shouting;
}

function mostlyCapitals({ count, kind, capitals }: TokenScan): boolean {
  if (capitals === 0) return false;
  let words = 0;
  for (let index = 0; index < count; index++) if (kind[index] === TOKEN.word) words++;
  return capitals * 2 > words;
}
