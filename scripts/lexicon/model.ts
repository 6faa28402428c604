/** Learns what words, beginnings of words and word pairs say, over what the written rules say already. */
import { FEATURES } from '../../src/sentiment/features.js';
import { LONG_TEXT_WORDS } from '../../src/sentiment/learnt.js';
import type { Example } from './examples.js';
import type { GramKind } from './grams.js';
import { type Examples, fitSoftmax } from './logistic.js';

const CLASSES = 3;
/** The share of capitals from which something is a name. */
const NAME = 0.8;

export interface LearnOptions {
  /** How many posts a gram must be in. */
  readonly least: Readonly<Record<GramKind, number>>;
  /** How strongly the weight of a gram is pulled to zero. */
  readonly pull: Readonly<Record<GramKind, number>>;
  /** How many entries are kept: those that change the most. */
  readonly entries: number;
  /** Weights of the features to start from, three each, and how strongly they are pulled there. */
  readonly features: Float64Array;
  readonly featurePull: Float64Array;
  /** Whether what is written like a name is left out: who or what people talk of says nothing of how they feel. */
  readonly namesOut: boolean;
}

export interface LearntGram {
  readonly key: string;
  readonly text: string;
  readonly kind: GramKind;
  readonly posts: number;
  /** For positive and for negative, against neutral. */
  readonly positive: number;
  readonly negative: number;
}

export interface Model {
  /** Three weights for each of `FEATURES`. */
  readonly features: Float64Array;
  readonly grams: ReadonlyMap<string, LearntGram>;
}

interface Counted {
  readonly text: string;
  readonly kind: GramKind;
  posts: number;
  /** How often it could be told whether it is a name, and how often it was. */
  told: number;
  named: number;
  /** Spellings and how often each occurs. */
  readonly spellings: Map<string, number>;
}

export function learn(examples: readonly Example[], options: LearnOptions): Model {
  const counted = countGrams(examples);
  const frequent = [...counted].filter(
    ([, { kind, posts, told, named }]) =>
      posts >= options.least[kind] && !(options.namesOut && told > 2 && named > NAME * told),
  );
  const first = fitGrams(examples, frequent, options);
  if (frequent.length <= options.entries) return first;
  const impact = ({ positive, negative, posts }: LearntGram): number =>
    Math.max(Math.abs(positive), Math.abs(negative)) * Math.sqrt(posts);
  const kept = [...first.grams.values()]
    .sort((a, b) => impact(b) - impact(a))
    .slice(0, options.entries)
    .map(({ key }) => key);
  const chosen = new Set(kept);
  return fitGrams(
    examples,
    frequent.filter(([key]) => chosen.has(key)),
    options,
  );
}

function countGrams(examples: readonly Example[]): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  for (const { grams } of examples) {
    for (const [key, { kind, text, named }] of new Map(grams.map((gram) => [gram.key, gram]))) {
      const known = counted.get(key) ?? { text, kind, posts: 0, told: 0, named: 0, spellings: new Map() };
      known.posts++;
      if (named !== null) known.told++;
      if (named === true) known.named++;
      known.spellings.set(text, (known.spellings.get(text) ?? 0) + 1);
      counted.set(key, known);
    }
  }
  return counted;
}

function fitGrams(examples: readonly Example[], grams: readonly [string, Counted][], options: LearnOptions): Model {
  const size = FEATURES.length + grams.length;
  const ids = new Map(grams.map(([key], index) => [key, FEATURES.length + index]));
  const pull = new Float64Array(size);
  pull.set(options.featurePull);
  for (const [index, [, { kind }]] of grams.entries()) pull[FEATURES.length + index] = options.pull[kind];
  const centre = new Float64Array(size * CLASSES);
  centre.set(options.features);
  const weights = fitSoftmax(matrixOf(examples, ids), { pull, centre, rounds: 200 });
  const learnt = grams.map(([key, { kind, posts, spellings }], index): [string, LearntGram] => {
    const place = (FEATURES.length + index) * CLASSES;
    const [negative = 0, neutral = 0, positive = 0] = weights.subarray(place, place + CLASSES);
    const [[text] = ['']] = [...spellings].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return [key, { key, text, kind, posts, positive: positive - neutral, negative: negative - neutral }];
  });
  return { features: weights.slice(0, FEATURES.length * CLASSES), grams: new Map(learnt) };
}

function matrixOf(examples: readonly Example[], ids: ReadonlyMap<string, number>): Examples {
  const from = new Uint32Array(examples.length + 1);
  const feature: number[] = [];
  const value: number[] = [];
  for (const [index, { features, grams, words }] of examples.entries()) {
    from[index] = feature.length;
    for (const [id, x] of features.entries()) {
      if (x === 0) continue;
      feature.push(id);
      value.push(x);
    }
    const counts = new Map<number, number>();
    for (const { key } of grams) {
      const id = ids.get(key);
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const scale = scaleOf(words);
    for (const [id, count] of counts) {
      feature.push(id);
      value.push(count * scale);
    }
  }
  from[examples.length] = feature.length;
  const sizes = [0, 0, 0].map((_, label) => examples.filter((example) => example.label === label).length);
  return {
    from,
    feature: Uint32Array.from(feature),
    value: Float32Array.from(value),
    label: Uint8Array.from(examples, ({ label }) => label),
    // Each class counts alike, so that the most frequent is not guessed for nothing.
    weight: Float64Array.from(examples, ({ label }) => examples.length / (CLASSES * (sizes[label] as number))),
    features: FEATURES.length + ids.size,
  };
}

/** In long texts many words say a little each; without this they would always shout. */
function scaleOf(words: number): number {
  return words <= LONG_TEXT_WORDS ? 1 : Math.sqrt(LONG_TEXT_WORDS / words);
}
