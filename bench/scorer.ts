/**
 * npx tsx bench/scorer.ts [file.csv] — posts a second on one thread, with the language given and identified, against npm
 * `sentiment` on the same texts in the same run. Without a file the texts are invented.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { LANGUAGES } from '../src/language/identify.js';
import { TokenScan } from '../src/language/scan.js';
import { Scorer } from '../src/sentiment/scorer.js';

export interface ScorerFigures {
  readonly posts: number;
  readonly meanLength: number;
  /** Posts a second. */
  readonly given: number;
  readonly identified: number;
  readonly sentiment: number;
  /** How many times as fast as npm `sentiment`, language given. */
  readonly ratio: number;
}

/** npm `sentiment` comes without types. */
const Sentiment = createRequire(import.meta.url)('sentiment') as new () => { analyze(text: string): unknown };

const OPENINGS = [
  'Waited 3 hours on hold and nobody answers',
  'Just got my order from',
  'Thanks so much for the quick reply',
  'Is the website down for anyone else',
  'The new app update keeps crashing on my phone',
  'Honestly the best coffee in town',
  'Third time this week that the train is late',
  "I don't get why they charge twice",
  'Can you please add a dark mode',
  'Flying tomorrow morning to see my family',
];
const MIDDLES = [
  'and the driver left the parcel in the rain',
  'but the staff at the counter were lovely',
  'so I am switching to another company next month',
  'which is exactly what I was hoping for',
  'although the price went up again last week',
  'and my sister says the same thing about hers',
  'with a big smile and a free cup of tea',
  'while everyone else was talking about the match',
];
const ENDINGS = [
  '@acme',
  '#acme 😡',
  '😍😍',
  'not good enough!',
  'https://acme.example/a/1',
  'what do you think?',
  'ok',
  'never again',
];

function inventedTexts(): string[] {
  return OPENINGS.flatMap((opening) =>
    MIDDLES.flatMap((middle) => ENDINGS.map((end) => `${opening} ${middle} ${end}`)),
  );
}

function textsOf(file: string): string[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  return rows.map((row) => row['text'] ?? '').filter(Boolean);
}

/** The best of some rounds, in posts a second. */
function rate(posts: number, seconds: number, work: () => void, prepare: () => void = () => undefined): number {
  let best = 0;
  const until = performance.now() + seconds * 1000;
  do {
    prepare();
    const before = performance.now();
    work();
    best = Math.max(best, (posts * 1000) / (performance.now() - before));
  } while (performance.now() < until);
  return Math.round(best);
}

export function benchScorer(texts: readonly string[] = inventedTexts(), seconds = 2): ScorerFigures {
  const encoder = new TextEncoder();
  const many = Array.from({ length: Math.ceil(5000 / texts.length) }, () => texts).flat();
  const parts = many.map((text) => encoder.encode(text));
  const bytes = Buffer.concat(parts);
  const ends = new Uint32Array(parts.length);
  let end = 0;
  for (const [index, part] of parts.entries()) {
    end += part.length;
    ends[index] = end;
  }
  const scan = new TokenScan();
  const scorer = new Scorer();
  const judgeAll = (lang: number) => () => {
    let start = 0;
    for (const stop of ends) {
      scan.scan(bytes, start, stop);
      scorer.judge(bytes, scan, lang);
      start = stop;
    }
  };
  const peer = new Sentiment();
  const given = rate(many.length, seconds, judgeAll(LANGUAGES.indexOf('en')));
  const identified = rate(many.length, seconds, judgeAll(-1));
  // A post is judged once. The engine remembers how it split and replaced a string, so each round gets new ones.
  let fresh: string[] = [];
  const sentiment = rate(
    many.length,
    seconds,
    () => {
      for (const text of fresh) peer.analyze(text);
    },
    () => {
      fresh = parts.map((part) => Buffer.from(part).toString());
    },
  );
  const meanLength = Math.round(many.reduce((sum, text) => sum + text.length, 0) / many.length);
  return {
    posts: many.length,
    meanLength,
    given,
    identified,
    sentiment,
    ratio: Math.round((10 * given) / sentiment) / 10,
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2];
  const { posts, meanLength, given, identified, sentiment, ratio } = benchScorer(
    file === undefined ? undefined : textsOf(file),
  );
  process.stdout.write(
    `${posts} posts of ${meanLength} characters on one thread\n` +
      `language given       ${given} posts/s\n` +
      `language identified  ${identified} posts/s\n` +
      `npm sentiment        ${sentiment} posts/s (${ratio} times as slow)\n`,
  );
}
