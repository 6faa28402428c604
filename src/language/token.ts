/** Kinds of tokens, and what is known of one beside its hashes. */
export const TOKEN = {
  word: 1,
  number: 2,
  handle: 3,
  hashtag: 4,
  link: 5,
  emoji: 6,
  emoticon: 7,
  mark: 8,
  lineBreak: 9,
} as const;

export const FLAG = {
  /** A word of at least two letters, all of them capitals. */
  capitals: 1,
  /** Its first letter is a capital. */
  capitalised: 2,
  /** A letter was repeated three times or more: `hash` is of the form with two, `folded` of the form with one. */
  lengthened: 4,
  /** It holds letters of a script other than Latin. */
  otherScript: 8,
  /** A word or number inside the hashtag token before it. */
  part: 16,
  /** Ends in the apostrophe of an elision (`l'`, `qu'`), which is part of its hash. */
  elided: 32,
  /** Ends in a possessive or contracted `'s`: `folded` is of the form without it. */
  possessive: 64,
} as const;
