/**
 * What posts to airlines tell beyond the label: whether complaints are negative posts, and whether the customers who wrote
 * one come first in `report unhappy`. The latter runs the program, so it needs a build.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { SIGNALS } from '../src/posts/post.js';
import type { Collection } from './collection.js';
import type { Judgement } from './judge.js';

export interface ComplaintFigures {
  /** Of the posts with the signal, the share labelled negative. */
  readonly precision: number;
  /** Of the posts labelled negative, the share with the signal. */
  readonly recall: number;
}

export function measureComplaints({ posts }: Collection, judgements: readonly Judgement[]): ComplaintFigures {
  const complaint = 1 << SIGNALS.indexOf('complaint');
  const flagged = posts.filter((_, index) => ((judgements[index]?.signals ?? 0) & complaint) !== 0);
  const right = flagged.filter(({ label }) => label === 'neg').length;
  return {
    precision: right / flagged.length,
    recall: right / posts.filter(({ label }) => label === 'neg').length,
  };
}

export interface RankingFigures {
  readonly customers: number;
  /** Of them, those who wrote a negative post. */
  readonly unhappy: number;
  readonly areaUnderCurve: number;
  /** For the first so many of the list: how many, and the shares that are unhappy, and of the unhappy that are in it. */
  readonly first: readonly { readonly top: number; readonly precision: number; readonly recall: number }[];
}

export function measureRanking({ path, posts }: Collection): RankingFigures {
  const unhappy = new Map<string, boolean>();
  for (const { author = '', label } of posts) {
    unhappy.set(author, (unhappy.get(author) ?? false) || label === 'neg');
  }
  const all = [...unhappy.values()].filter(Boolean).length;
  const ranked = rankedAuthors(path);
  const tops = [...new Set([100, 300, ranked.length].map((top) => Math.min(top, ranked.length)))];
  return {
    customers: unhappy.size,
    unhappy: all,
    areaUnderCurve: areaUnderCurve(ranked, unhappy),
    first: tops.map((top) => {
      const hits = ranked.slice(0, top).filter((author) => unhappy.get(author) === true).length;
      return { top, precision: hits / top, recall: hits / all };
    }),
  };
}

function rankedAuthors(path: string): string[] {
  const program = fileURLToPath(new URL('../bin/brandwatch.js', import.meta.url));
  const args = ['report', 'unhappy', path, '--by', 'unhappiness', '-f', 'csv', '--columns', 'author', '--quiet'];
  const listed: string[][] = parse(execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' }));
  return listed.slice(1).map(([author = '']) => author.toLowerCase());
}

/** Chance that an unhappy customer stands before another; all who are not listed share the last place. */
export function areaUnderCurve(ranked: readonly string[], unhappy: ReadonlyMap<string, boolean>): number {
  const place = new Map(ranked.map((author, index) => [author, index]));
  const placesOf = (kind: boolean): number[] =>
    [...unhappy].filter(([, is]) => is === kind).map(([author]) => place.get(author) ?? ranked.length);
  const [bad, good] = [placesOf(true), placesOf(false)];
  let wins = 0;
  for (const a of bad) for (const b of good) wins += a < b ? 1 : a === b ? 0.5 : 0;
  return wins / (bad.length * good.length);
}
