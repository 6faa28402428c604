/** What was learnt, as the readable files that the build compiles. */
import { combineWords, hashPhrase } from '../../src/language/scan.js';
import { beginningsOfWord } from '../../src/sentiment/beginnings.js';
import { FEATURES } from '../../src/sentiment/features.js';
import type { LearntGram, Model } from './model.js';
import { LEARNT_FROM } from './training-files.js';

const CLASSES = 3;
/** Entries of less weight are left out. */
const LEAST_WEIGHT = 0.02;

/**
 * Lines `entry, positive, negative`: what the entry adds to the score of either label, against neutral. A word's weights
 * hold those of its beginnings already, and a beginning's those of its own, so that one look-up finds all.
 */
export function learntLines(model: Model, lang: string, posts: number, files: readonly string[]): string {
  const grams = [...model.grams.values()];
  const lines = grams
    .filter((gram) => findsItself(gram))
    .map((gram) => ({ ...gram, ...totalOf(gram, model) }))
    .filter(({ positive, negative }) => Math.max(Math.abs(positive), Math.abs(negative)) >= LEAST_WEIGHT)
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ text, positive, negative }) => `${text}\t${positive.toFixed(3)}\t${negative.toFixed(3)}`);
  return `${[
    `# Learnt for ${lang} from ${posts} posts by scripts/lexicon/train.ts: entry, weight for positive, weight for negative.`,
    '# A star stands for any ending. Corrections belong in a list of one’s own, not here.',
    `${LEARNT_FROM}${files.join(' ')}`,
    ...[...new Set(lines)],
  ].join('\n')}\n`;
}

function totalOf({ kind, text, positive, negative }: LearntGram, model: Model): { positive: number; negative: number } {
  if (kind !== 'word' && kind !== 'beginning') return { positive, negative };
  const total = { positive, negative };
  for (const beginning of beginningsOfWord(text.replace('*', ''))) {
    const shorter = model.grams.get(`${beginning.hash} ${beginning.check}`);
    if (shorter === undefined) continue;
    total.positive += shorter.positive;
    total.negative += shorter.negative;
  }
  return total;
}

/** Whether reading the text of an entry gives the hashes that it was met under: some odd spellings do not. */
function findsItself({ key, kind, text }: LearntGram): boolean {
  if (/[\t\n#]/.test(text) || text.startsWith('"')) return false;
  if (kind === 'beginning') {
    const word = text.slice(0, -1);
    return beginningsOfWord(`${word}x`).some(({ hash, check }) => `${hash} ${check}` === key);
  }
  const words = hashPhrase(text);
  if (words.length === 0) return false;
  const { folded, foldedCheck } = combineWords(words);
  return `${folded} ${foldedCheck}` === key;
}

/** Lines `lang, feature, positive, negative`; those of languages that were not trained again stay. */
export function weightLines(weights: ReadonlyMap<string, Float64Array>, before: string): string {
  const lines = [
    '# What each feature of a text (src/sentiment/features.ts) adds to the score of positive and of negative, against neutral.',
    '# Made by scripts/lexicon/train.ts. `shared` serves languages without posts to learn from, `other` those without a lexicon.',
  ];
  const kept = before.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const langs = new Set([...kept.map((line) => line.split('\t')[0] ?? ''), ...weights.keys()]);
  for (const lang of [...langs].sort()) {
    const own = weights.get(lang);
    if (own === undefined) {
      lines.push(...kept.filter((line) => line.startsWith(`${lang}\t`)));
      continue;
    }
    for (const [index, feature] of FEATURES.entries()) {
      const [negative = 0, neutral = 0, positive = 0] = own.subarray(index * CLASSES, index * CLASSES + CLASSES);
      lines.push(`${lang}\t${feature}\t${(positive - neutral).toFixed(4)}\t${(negative - neutral).toFixed(4)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
