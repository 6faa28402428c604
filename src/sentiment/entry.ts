/** An entry of a lexicon: a word, emoji or phrase and what it says. */

/** Where an entry comes from. */
export const ORIGINS = ['written', 'learnt', 'vader', 'afinn', 'senticon', 'pattern', 'user', 'inflected'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What an entry does besides having a weight. */
export const ROLE = {
  /** Turns what follows: not, ne, no. */
  negator: 1,
  /** Strengthens or weakens what follows by its factor: very, a bit. */
  degree: 2,
  /** What follows weighs more than what came before: but. */
  contrast: 4,
  /** Something wished for or supposed: if, would. */
  hypothetical: 8,
  /** A cue that the opposite is meant. */
  irony: 16,
} as const;

/** The longest phrase, in tokens. */
export const LONGEST_PHRASE = 4;

export interface Entry {
  readonly text: string;
  /** −5…5; 0 is an entry that is known to say nothing. Null leaves the weight to other entries of the same text. */
  readonly weight: number | null;
  readonly origin: Origin;
  /** Bits of `ROLE`. */
  readonly roles?: number;
  /** Of a degree word: 0.3 makes what follows weigh 1.3 times as much, −0.4 only 0.6 times. */
  readonly factor?: number;
  /** Bits of signals that it points to. */
  readonly signals?: number;
}
