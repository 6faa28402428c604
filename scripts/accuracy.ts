/**
 * npx tsx scripts/accuracy.ts <file…> — the figures of docs/accuracy.md: agreement with labelled posts, ours and VADER's,
 * and for a CSV of posts to airlines how well customers are ranked (needs a build: it runs the program).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { judge, readPosts } from '../bench/judgement.js';
import { type Metrics, measure } from '../bench/metrics.js';
import { SIGNALS } from '../src/posts/post.js';

/** The package has no types. */
interface Vader {
  readonly SentimentIntensityAnalyzer: { polarity_scores(text: string): { readonly compound: number } };
}
const vader: Vader = createRequire(import.meta.url)('vader-sentiment');

/** VADER's own advice: positive from 0.05, negative to −0.05. */
const VADER_BORDER = 0.05;

function vaderLabel(text: string): string {
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(text);
  return compound >= VADER_BORDER ? 'pos' : compound <= -VADER_BORDER ? 'neg' : 'neu';
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (value: number): string => (100 * value).toFixed(1).padStart(5);
const figures = ({ macroRecall, negativeF1, accuracy }: Metrics): string =>
  `macro-recall ${percent(macroRecall)}  negative F1 ${percent(negativeF1)}  accuracy ${percent(accuracy)}`;

for (const file of process.argv.slice(2)) {
  const posts = readPosts(file);
  const gold = posts.map(({ label }) => label);
  const judged = posts.map(({ text, lang }) => judge(text, lang));
  say(`${basename(file)}  ${posts.length} posts`);
  const ours = judged.map(({ label }) => label);
  say(`  brandwatch  ${figures(measure(gold, ours))}`);
  if (posts.every(({ lang }) => lang === 'en')) {
    const theirs = posts.map(({ text }) => vaderLabel(text));
    say(`  VADER       ${figures(measure(gold, theirs))}`);
  }
  if (file.endsWith('.csv')) {
    const complaint = 1 << SIGNALS.indexOf('complaint');
    const flagged = judged.map(({ signals }) => (signals & complaint) !== 0);
    const right = flagged.filter((is, index) => is && gold[index] === 'neg').length;
    const precision = right / flagged.filter(Boolean).length;
    const recall = right / gold.filter((label) => label === 'neg').length;
    say(`  complaint signal against the label negative: precision ${percent(precision)}  recall ${percent(recall)}`);
    rankCustomers(file);
  }
}

/** Does the list hold the authors that wrote a negative post, and do they come first? */
function rankCustomers(file: string): void {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  const unhappy = new Map<string, boolean>();
  for (const row of rows) {
    const author = (row['name'] ?? '').toLowerCase();
    unhappy.set(author, (unhappy.get(author) ?? false) || row['airline_sentiment'] === 'negative');
  }
  const program = fileURLToPath(new URL('../bin/brandwatch.js', import.meta.url));
  const args = ['report', 'unhappy', file, '--by', 'unhappiness', '-f', 'csv', '--columns', 'author', '--quiet'];
  const listed: string[][] = parse(execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' }));
  const ranked = listed.slice(1).map(([author = '']) => author.toLowerCase());
  const all = [...unhappy.values()].filter(Boolean).length;
  say(`  customers: ${unhappy.size}, of whom ${all} (${percent(all / unhappy.size).trim()} %) wrote a negative post`);
  for (const top of [100, 300, ranked.length]) {
    const hits = ranked.slice(0, top).filter((author) => unhappy.get(author) === true).length;
    say(`    first ${top}: precision ${percent(hits / top)}  recall ${percent(hits / all)}`);
  }
  say(`    AUC of the order ${areaUnderCurve(ranked, unhappy).toFixed(3)}`);
}

/** Chance that an unhappy customer stands before another; all who are not listed share the last place. */
function areaUnderCurve(ranked: readonly string[], unhappy: ReadonlyMap<string, boolean>): number {
  const place = new Map(ranked.map((author, index) => [author, index]));
  const placesOf = (kind: boolean): number[] =>
    [...unhappy].filter(([, is]) => is === kind).map(([author]) => place.get(author) ?? ranked.length);
  const [bad, good] = [placesOf(true), placesOf(false)];
  let wins = 0;
  for (const a of bad) for (const b of good) wins += a < b ? 1 : a === b ? 0.5 : 0;
  return wins / (bad.length * good.length);
}
