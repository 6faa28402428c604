/**
 * npx tsx scripts/lexicon/train.ts <folder> [lang…] — learns lexicons from the labelled posts in a folder (see
 * docs/accuracy.md for which) and writes src/sentiment/lexicons/learnt.<lang>.tsv and weights.tsv. With --held-out it leaves
 * out the files that are measured. With --aside it writes nothing, but measures what is in the tree on the part that
 * training never sees.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LabelledPost, readLabelled } from '../../bench/labelled.js';
import { CLASSES, measure } from '../../bench/metrics.js';
import { FEATURES } from '../../src/sentiment/features.js';
import { type Example, exampleOf, labelOf } from './examples.js';
import { type LearnOptions, learn } from './model.js';
import { HELD_OUT, OTHER_SCRIPTS, SHARED, TRAINING } from './training-files.js';
import { learntLines, weightLines } from './write.js';

const isHeldOut = process.argv.includes('--held-out');
/** What is measured, and never learnt from, whatever file it stands in, too. */
const MEASURED = ['tweeteval.val.tsv', ...(isHeldOut ? Object.values(HELD_OUT).flat() : [])];
/** One post in ten of the largest file is kept aside. */
const ASIDE = { file: 'semeval1316.train.tsv', share: 0.1 };

/**
 * Weights that are written by hand, for negative, neutral and positive: what posts on anything teach little of (they seldom
 * complain to a brand), or the wrong way round. Learning moves them only where many posts say so.
 */
const WRITTEN: Readonly<Partial<Record<(typeof FEATURES)[number], readonly [number, number, number]>>> = {
  complaint: [0.5, -0.2, -0.4],
  outage: [0.5, -0.1, -0.5],
  churn: [0.5, -0.1, -0.4],
  grave: [0.5, -0.1, -0.4],
  praise: [-0.4, -0.3, 0.7],
  request: [0.1, 0.2, -0.5],
  question: [-0.1, 0.3, -0.2],
  service: [0.1, 0, -0.1],
  'exclaimed good': [-0.2, -0.2, 0.3],
  'exclaimed bad': [0.3, -0.2, -0.2],
};
const WRITTEN_PULL = 1000;

/** How strongly the weights of the features are pulled to where they start. */
function pullsOf(pull: number): Float64Array {
  return Float64Array.from(FEATURES, (feature) => (feature in WRITTEN ? WRITTEN_PULL : pull));
}

const NO_GRAMS = { word: Infinity, beginning: Infinity, pair: Infinity, triple: Infinity };
const FEATURES_ONLY: LearnOptions = {
  least: NO_GRAMS,
  pull: { word: 1, beginning: 1, pair: 1, triple: 1 },
  entries: 0,
  features: Float64Array.from(FEATURES.flatMap((feature) => WRITTEN[feature] ?? [0, 0, 0])),
  featurePull: pullsOf(1),
  namesOut: true,
};
const SMALL = {
  least: { word: 3, beginning: 4, pair: 4, triple: 6 },
  pull: { word: 24, beginning: 40, pair: 30, triple: 50 },
  entries: 4000,
  featurePull: pullsOf(20),
};
const LARGE = {
  least: { word: 4, beginning: 6, pair: 5, triple: 8 },
  pull: { word: 48, beginning: 84, pair: 72, triple: 96 },
  entries: 12000,
  featurePull: pullsOf(1),
};
/**
 * How many times as hard learnt words are pulled to zero where a long written list says most of it already. Chosen on folds
 * of the training posts: languages with shorter lists lose by it.
 */
const HARDER: Readonly<Record<string, number>> = { pt: 3 };

/** What is learnt of a language, and how freely. */
function sizeOf(lang: string): typeof SMALL {
  if (lang === 'en') return LARGE;
  const times = HARDER[lang] ?? 1;
  const { word, beginning, pair, triple } = SMALL.pull;
  return {
    ...SMALL,
    pull: { word: word * times, beginning: beginning * times, pair: pair * times, triple: triple * times },
  };
}

const folder = process.argv[2] ?? '';
const lexicons = 'src/sentiment/lexicons';

function read(name: string): LabelledPost[] {
  const file = join(folder, name);
  return existsSync(file)
    ? readLabelled(file).filter(({ label }) => (CLASSES as readonly string[]).includes(label))
    : [];
}

/** 0…1, from the id alone. */
function drawOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash >>> 0) / 2 ** 32;
}

const isAside = (name: string, { id }: LabelledPost): boolean => name === ASIDE.file && drawOf(id) < ASIDE.share;

/** What two posts that say the same have in common. */
function gist(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\S+|@\w+|[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function filesOf(lang: string): string[] {
  return [...(TRAINING[lang] ?? []), ...(isHeldOut ? [] : (HELD_OUT[lang] ?? []))];
}

/** Training posts of a language, without those that are measured or kept aside, whatever file they are in. */
function trainingOf(lang: string): Example[] {
  const names = filesOf(lang);
  const hidden = new Set([
    ...MEASURED.flatMap(read).map(({ text }) => gist(text)),
    ...names.flatMap((name) => read(name).filter((post) => isAside(name, post))).map(({ text }) => gist(text)),
  ]);
  return names.flatMap(read).flatMap((post) => (hidden.has(gist(post.text)) ? [] : [exampleOf({ ...post, lang })]));
}

function train(wanted: readonly string[]): void {
  const shared = learn(SHARED.flatMap(read).map(exampleOf), FEATURES_ONLY);
  const other = learn(
    [...SHARED, ...OTHER_SCRIPTS].flatMap(read).map((post) => exampleOf({ ...post, lang: 'other' })),
    FEATURES_ONLY,
  );
  const weights = new Map([
    ['shared', shared.features],
    ['other', other.features],
  ]);
  for (const lang of Object.keys(TRAINING)) {
    if (wanted.length > 0 && !wanted.includes(lang)) continue;
    const examples = trainingOf(lang);
    // German writes every noun like a name.
    const model = learn(examples, { ...sizeOf(lang), features: shared.features, namesOut: lang !== 'de' });
    weights.set(lang, model.features);
    const lines = learntLines(model, lang, examples.length, filesOf(lang));
    writeFileSync(join(lexicons, `learnt.${lang}.tsv`), lines);
    process.stdout.write(`${lang}: ${examples.length} posts, ${model.grams.size} grams\n`);
  }
  const file = join(lexicons, 'weights.tsv');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(file, weightLines(weights, before));
}

/** Measures the scorer of the tree on the posts kept aside. To be looked at once a version. */
function measureAside(): void {
  const posts = read(ASIDE.file).filter((post) => isAside(ASIDE.file, post));
  const { macroRecall, negativeF1 } = measure(
    posts.map(({ label }) => label),
    posts.map(({ text }) => labelOf(text, 'en')),
  );
  process.stdout.write(
    `kept aside: ${posts.length} posts, macro-recall ${(100 * macroRecall).toFixed(1)}, negative F1 ${(100 * negativeF1).toFixed(1)}\n`,
  );
}

if (folder === '') throw new Error('name the folder of the labelled posts');
if (process.argv.includes('--aside')) measureAside();
else train(process.argv.slice(3).filter((word) => !word.startsWith('--')));
