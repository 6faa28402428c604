/** What each feature of a text adds to the score of positive and of negative: one list of weights for each language. */
import { readFileSync } from 'node:fs';
import { AppError } from '../core/errors.js';
import { FEATURES } from './features.js';

export interface Weights {
  /** In the order of `FEATURES`. */
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** `shared` is for languages that have a lexicon but no posts to learn from, `other` for those that have neither. */
let all: ReadonlyMap<string, Weights> | null = null;

/** Weights of a language by its tag, else those shared by all that have a lexicon. */
export function weightsOf(lang: string): Weights {
  all ??= readWeights(readFileSync(new URL('./lexicons/weights.tsv', import.meta.url), 'utf8'));
  const weights = all.get(lang) ?? all.get('shared');
  if (weights === undefined)
    throw new AppError('internal', 'weights.tsv has no shared weights', { code: 'weights.none' });
  return weights;
}

function readWeights(text: string): ReadonlyMap<string, Weights> {
  const found = new Map<string, Weights>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [lang = '', feature = '', positive, negative] = line.split('\t');
    const index = (FEATURES as readonly string[]).indexOf(feature);
    if (index < 0 || !Number.isFinite(Number(positive) + Number(negative))) {
      throw new AppError('internal', `weights.tsv has a line that is no feature and two weights: ${line}`, {
        code: 'weights.malformed',
        hint: 'make it again with scripts/lexicon/train.ts',
      });
    }
    const weights = found.get(lang) ?? {
      positive: new Float64Array(FEATURES.length),
      negative: new Float64Array(FEATURES.length),
    };
    weights.positive[index] = Number(positive);
    weights.negative[index] = Number(negative);
    found.set(lang, weights);
  }
  return found;
}
