/**
 * What tells toward whom a text speaks, besides its sentiment: small words and phrases that compare, switch, ask, or put
 * a name aside, by language. Accents and capitals don't count; a phrase holds no marks.
 */
import type { Language } from '../language/identify.js';
import { ca } from './comparisons/ca.js';
import { de } from './comparisons/de.js';
import { en } from './comparisons/en.js';
import { es } from './comparisons/es.js';
import { fr } from './comparisons/fr.js';
import { it } from './comparisons/it.js';
import { nl } from './comparisons/nl.js';
import { pt } from './comparisons/pt.js';

/** What a cue does. A token's cues are the bits `1 << kind`, so there are at most 32. */
export const CUE = {
  /** Joins names, or begins a clause. */
  and: 0,
  /** Begins a clause that stands against the one before. */
  but: 1,
  /** Begins any other clause. */
  link: 2,
  not: 3,
  better: 4,
  worse: 5,
  than: 6,
  /** What stands before is less than what follows: `not as good as`. */
  loses: 7,
  beats: 8,
  /** What stands before is worse still, and what was named earlier was bad. */
  worseStill: 9,
  /** What follows is preferred to what comes after `than`. */
  rather: 10,
  /** The name that follows was not chosen. */
  instead: 11,
  /** The name that follows is the opposite of the one spoken of. */
  unlike: 12,
  /** The name that follows is left. */
  leave: 13,
  /** From one name to another. */
  move: 14,
  /** The name that follows is joined or gone back to. */
  join: 15,
  from: 16,
  to: 17,
  /** What follows is only thought of. */
  consider: 18,
  /** Nobody chose what is told. */
  forced: 19,
  miss: 20,
  /** What is said is said of all names alike. */
  alike: 21,
  /** Faint acceptance of the name before or after. */
  faint: 22,
  /** A question even without a question mark. */
  asking: 23,
  why: 24,
  /** Keeping to the name that follows. */
  stay: 25,
  /** The name that follows is a landmark, a shop or an owner. */
  place: 26,
  /** The same where another name is spoken of. */
  at: 27,
  /** The nearest name is rejected. */
  never: 28,
  /** The nearest name was better once, or is what one comes from. */
  past: 29,
  /** As `rather`, but only where `than` follows. */
  sooner: 30,
  /** The name that follows is what another is measured by. */
  compared: 31,
} as const;

export type CueKind = keyof typeof CUE;

/** Phrases, separated by commas. */
export type CuePhrases = Readonly<Partial<Record<CueKind, string>>>;

export const COMPARISONS: Readonly<Partial<Record<Language, CuePhrases>>> = { en, fr, es, ca, pt, it, de, nl };
