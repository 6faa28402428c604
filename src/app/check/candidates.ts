/** Words and pairs that may be worth an entry: those that stand in wrongly judged posts and seldom in right ones. */
import { FUNCTION_WORDS, LANGUAGES, type Language } from '../../language/function-words.js';
import { encode, FLAG, roomFor, TOKEN, TokenScan } from '../../language/scan.js';
import { spellWord } from '../../language/spelling.js';
import { type LabelledPost, sideOf } from './labelled-post.js';

export interface Candidate {
  /** A word or a pair, in lower case. */
  readonly text: string;
  readonly lang: string | null;
  /** Which way the wrong posts with it should be moved: −1 or 1. */
  readonly way: -1 | 1;
  /** Indexes of the posts that hold it, at most MOST_POSTS. */
  readonly posts: readonly number[];
}

/** What is tried one by one, and on how many posts each: this bounds the time whatever the file holds. */
const MOST_CANDIDATES = 80;
const MOST_POSTS = 1000;
/** Wrong posts that need to be moved the same way. */
const LEAST_WRONG = 3;
/** Words of a post that are looked at: the rest of a long one says nothing new. */
const MOST_WORDS = 100;
const SHORTEST = 2;
/** Of the list of small words, the most frequent first, so many. */
const SMALLEST = 60;
/** A right post with the word is not always lost. */
const RISK = 0.5;

interface Count {
  readonly text: string;
  readonly lang: string | null;
  /** Wrong posts that should be more negative, and more positive. */
  down: number;
  up: number;
  /** Right posts that a weight of either sign puts at risk. */
  downRisk: number;
  upRisk: number;
}

interface Word {
  readonly text: string;
  /** Whether nothing stands between it and the word before. */
  readonly follows: boolean;
}

/** @param found the label that the scorer found for each post */
export function findCandidates(posts: readonly LabelledPost[], found: readonly LabelledPost['given'][]): Candidate[] {
  const reader = new WordReader();
  const wayOf = (index: number): number => {
    const post = posts[index];
    // Where the language is unknown an entry would have to count in every one.
    return post === undefined || post.lang === null
      ? 0
      : Math.sign(sideOf(post.given) - sideOf(found[index] ?? post.given));
  };
  const wrong = posts.flatMap((_, index) => (wayOf(index) === 0 ? [] : [index]));
  const counts = new Map<string, Count>();
  const add = (index: number, texts: (words: readonly Word[]) => string[]): void => {
    const post = posts[index];
    if (post === undefined) return;
    for (const text of new Set(texts(reader.words(post.text)))) {
      const key = keyOf(text, post.lang);
      const count = counts.get(key) ?? { text, lang: post.lang, down: 0, up: 0, downRisk: 0, upRisk: 0 };
      counts.set(key, count);
      if (wayOf(index) < 0) count.down++;
      else count.up++;
    }
  };
  for (const index of wrong) add(index, (words) => words.map(({ text }) => text));
  dropRare(counts);
  // A pair cannot be more frequent than its words.
  for (const index of wrong) {
    const lang = posts[index]?.lang ?? null;
    add(index, (words) =>
      pairsOf(words).filter((pair) => pair.split(' ').every((text) => counts.has(keyOf(text, lang)))),
    );
  }
  dropRare(counts);
  const holders = new Map<string, number[]>();
  for (const [index, post] of posts.entries()) {
    const words = reader.words(post.text);
    for (const text of new Set([...words.map((word) => word.text), ...pairsOf(words)])) {
      const key = keyOf(text, post.lang);
      const count = counts.get(key);
      if (count === undefined) continue;
      const list = holders.get(key) ?? [];
      holders.set(key, list);
      if (list.length < MOST_POSTS) list.push(index);
      if (found[index] !== post.given) continue;
      if (post.given !== 'negative') count.downRisk++;
      if (post.given !== 'positive') count.upRisk++;
    }
  }
  return [...counts]
    .map(([key, count]) => ({ key, count, ...promiseOf(count) }))
    .filter(({ promise, count }) => promise > 0 && !isSmall(count.text, count.lang))
    .sort((a, b) => b.promise - a.promise || byTelling(a.count.text, b.count.text) || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_CANDIDATES)
    .map(({ key, count: { text, lang }, way }) => ({ text, lang, way, posts: holders.get(key) ?? [] }));
}

/** Whether a text is nothing but the smallest words of its language: they say nothing by themselves. */
function isSmall(text: string, lang: string | null): boolean {
  const known = LANGUAGES.find((tag) => tag === lang);
  if (known === undefined) return false;
  let small = smallWords.get(known);
  if (small === undefined) {
    small = new Set(FUNCTION_WORDS[known].split(/\s+/, SMALLEST));
    smallWords.set(known, small);
  }
  return text.split(' ').every((word) => small.has(word));
}

const smallWords = new Map<Language, ReadonlySet<string>>();

/** Of texts that stand in the same posts a word says more than a pair, and a long word more than a short one. */
function byTelling(a: string, b: string): number {
  const pairs = Number(a.includes(' ')) - Number(b.includes(' '));
  return pairs !== 0 ? pairs : b.length - a.length;
}

function promiseOf({ down, up, downRisk, upRisk }: Count): { promise: number; way: -1 | 1 } {
  const forDown = down < LEAST_WRONG ? 0 : down - RISK * downRisk;
  const forUp = up < LEAST_WRONG ? 0 : up - RISK * upRisk;
  return forDown >= forUp ? { promise: forDown, way: -1 } : { promise: forUp, way: 1 };
}

function dropRare(counts: Map<string, Count>): void {
  for (const [key, { down, up }] of counts) if (Math.max(down, up) < LEAST_WRONG) counts.delete(key);
}

function keyOf(text: string, lang: string | null): string {
  return `${lang ?? ''} ${text}`;
}

function pairsOf(words: readonly Word[]): string[] {
  return words.flatMap(({ text, follows }, index) => (follows ? [`${words[index - 1]?.text} ${text}`] : []));
}

class WordReader {
  readonly #scan = new TokenScan();
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024);

  /** The words of a text without those in tags. */
  words(text: string): Word[] {
    const scan = this.#scan;
    this.#bytes = roomFor(this.#bytes, text.length);
    scan.scan(this.#bytes, 0, encode(text, this.#bytes));
    const words: Word[] = [];
    let follows = false;
    for (let at = 0; at < scan.count && words.length < MOST_WORDS; at++) {
      const flags = scan.flags[at] as number;
      if (scan.kind[at] !== TOKEN.word || (flags & (FLAG.part | FLAG.elided)) !== 0) {
        follows = false;
        continue;
      }
      const word = spellWord(this.#bytes, scan.start[at] as number, scan.end[at] as number);
      const long = word.length >= SHORTEST;
      if (long) words.push({ text: word, follows });
      follows = long;
    }
    return words;
  }
}
