/** The words that a user weighs: lexicons of them, and where they stand in a text. */
import { FLAG, TOKEN, type TokenScan } from '../language/scan.js';
import { fireEntry, fireFace, fireListed } from './fire.js';
import { Lexicon } from './lexicon.js';
import { LexiconBuilder } from './lexicon-builder.js';
import { viewsOf } from './lexicon-layout.js';
import { Lookup } from './lookup.js';
import { longestEntry, phraseEnd } from './phrase.js';
import type { Reading } from './reading.js';
import type { UserEntry } from './user-entry.js';

/** What a user's weight adds to the score of positive, and takes from that of negative, so that it certainly counts. */
const SCORE_PER_WEIGHT = 0.5;

/** A user's entry in a text: tokens `[at, stop)`. */
export interface UserMatch {
  readonly at: number;
  readonly stop: number;
  readonly record: number;
}

/** Lexicons of the user's entries, one for each language that has some of its own, made when it is met. */
export class UserWords {
  readonly #entries: readonly UserEntry[];
  readonly #lookups = new Map<string, Lookup | null>();

  constructor(entries: readonly UserEntry[]) {
    this.#entries = entries;
  }

  /** Those of a language and of every language; null where there are none. `lang` is null where it is unknown. */
  lookup(lang: string | null): Lookup | null {
    const key = lang !== null && this.#entries.some((entry) => entry.lang === lang) ? lang : '';
    let lookup = this.#lookups.get(key);
    if (lookup === undefined) {
      lookup = this.#compile(key);
      this.#lookups.set(key, lookup);
    }
    return lookup;
  }

  #compile(lang: string): Lookup | null {
    const common = this.#entries.filter((entry) => entry.lang === null);
    const own = this.#entries.filter((entry) => entry.lang === lang);
    if (common.length + own.length === 0) return null;
    const builder = new LexiconBuilder();
    // The more exact one is added later, and so goes before.
    for (const { text, weight } of [...common, ...own]) builder.add({ text, weight, origin: 'user' });
    const { data, texts } = builder.build();
    const arrays = viewsOf(data);
    return arrays === null ? null : new Lookup(new Lexicon(arrays, () => texts), null, lang);
  }
}

/** Finds the user's entries in a text, from left to right, the longest first; no token is in two of them. */
export function findUserWords(reading: Reading, bytes: Uint8Array, scan: TokenScan, words: Lookup): void {
  words.lookUp(bytes, scan);
  const { count, kind, flags } = scan;
  const { lexicon } = words;
  let index = 0;
  while (index < count) {
    const at = index++;
    const what = kind[at] as number;
    if (what === TOKEN.word || what === TOKEN.number) {
      const record = longestEntry(scan, words, at, count);
      if (record === 0) continue;
      reading.user.push({ at, stop: phraseEnd, record });
      index = phraseEnd;
    } else if (what === TOKEN.hashtag || what === TOKEN.emoji || what === TOKEN.emoticon) {
      const record = what === TOKEN.hashtag ? findTag(scan, lexicon, at) : (words.listedAt[at] as number);
      if (record === 0 || !lexicon.isEntry(record)) continue;
      // A tag stands for its parts.
      while (index < count && ((flags[index] as number) & FLAG.part) !== 0) index++;
      reading.user.push({ at, stop: index, record });
    }
  }
}

/** The record of a hashtag as it stands, or without its accents; 0 for none. */
function findTag({ hash, check, folded, foldedCheck }: TokenScan, lexicon: Lexicon, at: number): number {
  const record = lexicon.find(hash[at] as number, check[at] as number);
  return record > 0 ? record : lexicon.find(folded[at] as number, foldedCheck[at] as number);
}

/**
 * Lets a user's entry fire instead of the listed one of the same tokens, which keeps what it does besides its weight,
 * unless the user silences it.
 */
export function fireUser(
  reading: Reading,
  scan: TokenScan,
  words: Lexicon,
  { at, stop, record }: UserMatch,
  main: Lookup | null,
): void {
  const { count } = reading;
  const isFace = scan.kind[at] === TOKEN.emoji || scan.kind[at] === TOKEN.emoticon;
  if (isFace) fireFace(reading, scan, words, at);
  else {
    reading.position++;
    if (scan.kind[at] === TOKEN.hashtag) reading.hashtags = true;
    fireEntry(reading, scan, words, record, at, stop, stop > at + 1 ? 0 : (scan.flags[at] as number));
  }
  if (reading.count > count) reading.userWeights.push(count);
  if (words.weight[record] === 0) {
    if (!isFace) reading.trace?.fired(words, record, at, stop, 0, false);
    return;
  }
  if (isFace || main === null) return;
  const listed = longestEntry(scan, main, at, stop);
  if (listed !== 0 && phraseEnd === stop) fireListed(reading, main.lexicon, listed);
}

/** Adds what the user's entries say after all rules to the scores of both labels. */
export function addUserWeights(reading: Reading): void {
  let sum = 0;
  for (const index of reading.userWeights) sum += reading.weights[index] as number;
  reading.positive += sum * SCORE_PER_WEIGHT;
  reading.negative -= sum * SCORE_PER_WEIGHT;
}
