/** The two hashes by which words are known everywhere: a hit needs both, so a clash takes 64 equal bits. */

export const HASH_SEED = 0x811c9dc5 | 0;
export const CHECK_SEED = 0x2f0b4a27;

/** Takes one more code point into a hash. */
export function addToHash(hash: number, point: number): number {
  return Math.imul(hash ^ point, 0x01000193);
}

/** Takes one more code point into a check. */
export function addToCheck(check: number, point: number): number {
  return (Math.imul(check, 0x5bd1e995) + point + 1) | 0;
}

/**
 * Hash of a phrase: fold the hashes of its tokens from the left, `combineHash(combineHash(a, b), c)`.
 * The order of the words counts, and a phrase never equals a single word but by chance.
 */
export function combineHash(phrase: number, next: number): number {
  return (Math.imul(phrase ^ (phrase >>> 15), 0x2c1b3c6d) + next) >>> 0;
}

/** The same for the checks. */
export function combineCheck(phrase: number, next: number): number {
  return (Math.imul(phrase ^ (phrase >>> 13), 0x297a2d39) ^ next) >>> 0;
}
