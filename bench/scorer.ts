/**
 * npx tsx bench/scorer.ts [file.csv] — posts a second of processor time on one thread, with the language given and
 * identified, against other scorers on the same texts in the same run. Without a file the texts are those of generate.ts.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { LANGUAGES } from '../src/language/identify.js';
import { TokenScan } from '../src/language/scan.js';
import { Scorer } from '../src/sentiment/scorer.js';
import { generate } from './generate.js';
import { naturalScore, type Score, sentimentScore, vaderScore } from './peers.js';
import { median } from './process.js';

export interface PeerFigures {
  readonly name: string;
  /** Posts a second. */
  readonly perSecond: number;
}

export interface ScorerFigures {
  readonly posts: number;
  /** Characters. */
  readonly meanLength: number;
  /** Posts a second. */
  readonly given: number;
  readonly identified: number;
  /** npm packages, `sentiment` first. */
  readonly peers: readonly PeerFigures[];
}

const POSTS = 20_000;
/** The slow ones judge fewer posts. */
const SLOW = 2000;

interface Peer {
  readonly name: string;
  readonly posts: number;
  readonly judge: Score;
}

function peersOf(): Peer[] {
  return [
    { name: 'sentiment', posts: POSTS, judge: sentimentScore() },
    { name: 'vader-sentiment', posts: SLOW, judge: vaderScore() },
    {
      name: 'natural',
      posts: SLOW,
      judge: naturalScore('English', 'afinn', 'porter_stemmer', (text) => text.split(/\W+/)),
    },
  ];
}

function textsOf(file: string): string[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  return [...new Set(rows.map((row) => row['text'] ?? ''))].filter(Boolean).slice(0, POSTS);
}

async function inventedTexts(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'brandwatch-bench-'));
  try {
    await generate(Math.round(POSTS * 1.05), join(folder, 'posts.csv'));
    return textsOf(join(folder, 'posts.csv'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The median of some rounds, in posts a second of processor time: other programs on the machine count little. */
function rate(posts: number, seconds: number, work: () => void, prepare: () => void = () => undefined): number {
  const rounds: number[] = [];
  const until = performance.now() + seconds * 1000;
  do {
    prepare();
    const before = processorSeconds();
    work();
    rounds.push(posts / (processorSeconds() - before));
  } while (performance.now() < until);
  return Math.round(median(rounds));
}

/** @param seconds for each figure */
export async function benchScorer(texts?: readonly string[], seconds = 3): Promise<ScorerFigures> {
  const all = texts ?? (await inventedTexts());
  const parts = all.map((text) => Buffer.from(text));
  const bytes = new Uint8Array(Buffer.concat(parts));
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
  const given = rate(all.length, seconds, judgeAll(LANGUAGES.indexOf('en')));
  const identified = rate(all.length, seconds, judgeAll(-1));
  const peers = peersOf().map(({ name, posts, judge }) => {
    const some = parts.slice(0, posts);
    // A post is judged once. The engine remembers how it split and replaced a string, so each round gets new ones.
    let fresh: string[] = [];
    const work = () => {
      for (const text of fresh) judge(text);
    };
    const prepare = () => {
      fresh = some.map((part) => part.toString());
    };
    return { name, perSecond: rate(some.length, seconds, work, prepare) };
  });
  const meanLength = Math.round(all.reduce((sum, text) => sum + text.length, 0) / all.length);
  return { posts: all.length, meanLength, given, identified, peers };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2];
  const figures = await benchScorer(file === undefined ? undefined : textsOf(file));
  const { posts, meanLength, given, identified, peers } = figures;
  const lines = [
    `${posts} posts of ${meanLength} characters, posts a second of one thread`,
    `language given       ${given}`,
    `language identified  ${identified}`,
    ...peers.map(({ name, perSecond }) => {
      const times = (given / perSecond).toFixed(1);
      return `npm ${name.padEnd(16)} ${perSecond} (ours, language given: ${times} × as fast)`;
    }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
