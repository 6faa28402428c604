/**
 * npx tsx bench/judgement.ts <folder or file…> — agreement with labelled posts: TSV files (id, lang, label, target, text,
 * labels neg, neu, pos) and CSV files of posts to airlines (airline_sentiment, text).
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { LANGUAGES } from '../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../src/language/scan.js';
import { Scorer } from '../src/sentiment/scorer.js';
import { type LabelledPost, plainText, readLabelled } from './labelled.js';
import { CLASSES, type Metrics, measure } from './metrics.js';

const LABEL_NAMES: Readonly<Record<string, string>> = { negative: 'neg', neutral: 'neu', positive: 'pos' };

export function readPosts(file: string): LabelledPost[] {
  if (!file.endsWith('.csv')) return readLabelled(file);
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  return rows.map((row) => ({
    id: row['tweet_id'] ?? '',
    lang: 'en',
    label: LABEL_NAMES[row['airline_sentiment'] ?? ''] ?? '',
    text: plainText(row['text'] ?? ''),
  }));
}

export interface Judgement {
  /** neg, neu or pos: mixed is folded by its sign. */
  readonly label: string;
  readonly sentiment: number;
  readonly confidence: number;
  readonly signals: number;
}

const scan = new TokenScan();
const scorer = new Scorer();
let bytes = roomFor(new Uint8Array(0), 1000);

export function judge(text: string, lang: string): Judgement {
  bytes = roomFor(bytes, text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  scorer.judge(bytes, scan, (LANGUAGES as readonly string[]).indexOf(lang));
  const { label, sentiment, confidence, signals } = scorer;
  const folded = label < 3 ? label : sentiment < 0 ? 0 : 2;
  return { label: CLASSES[folded] ?? 'neu', sentiment, confidence, signals };
}

export function measureFile(file: string): Metrics {
  const posts = readPosts(file);
  return measure(
    posts.map(({ label }) => label),
    posts.map(({ text, lang }) => judge(text, lang).label),
  );
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .map((name) => join(path, name));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const figure = (value: number) => (100 * value).toFixed(1).padStart(5);
  for (const file of process.argv.slice(2).flatMap(filesOf)) {
    const { posts, accuracy, macroF1, macroRecall, negativeF1, confusion } = measureFile(file);
    process.stdout.write(
      `${basename(file).padEnd(24)} ${String(posts).padStart(6)} posts  macro-recall ${figure(macroRecall)}  ` +
        `negative F1 ${figure(negativeF1)}  macro-F1 ${figure(macroF1)}  accuracy ${figure(accuracy)}  ` +
        `${confusion.map((row) => row.join('/')).join(' ')}\n`,
    );
  }
}
