/** Files of labelled posts: TSV (id, lang, label, target, text) and CSV of posts to airlines. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { LABELLED_COLUMNS, type LabelledPost, plainText, readLabelled } from './labelled.js';
import { CLASSES } from './metrics.js';

/** The posts of one file that are in one language. */
export interface Collection {
  readonly path: string;
  /** The file's name without its extension, as `umsab-de.val`. */
  readonly name: string;
  readonly lang: string;
  readonly posts: readonly LabelledPost[];
}

/** A post to an airline: the only ones of which the author is known. */
export const isAirline = ({ path }: Collection): boolean => path.endsWith('.csv');

/** Written by us, which is said of them apart. */
export const isInvented = ({ name }: Collection): boolean => name.startsWith('invented-');

/** What the collections of one origin and part have in common, whatever their language: `umsab.val`. */
export function groupOf({ name, lang }: Collection): string {
  return name.replace(new RegExp(`-${lang}(?![a-z])`), '');
}

/** Folders give the labelled files that are in them, and nothing of what else is there. */
export function collectionsOf(paths: readonly string[]): Collection[] {
  return paths.flatMap(filesOf).flatMap(readCollections);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .filter(isLabelled);
}

function isLabelled(file: string): boolean {
  if (!/\.(?:tsv|csv)$/.test(file)) return false;
  const [header = ''] = readFileSync(file, 'utf8').split('\n', 1);
  const columns = header.trim().split(file.endsWith('.csv') ? ',' : '\t');
  const needed = file.endsWith('.csv') ? ['airline_sentiment', 'text'] : LABELLED_COLUMNS;
  return needed.every((name) => columns.includes(name));
}

function readCollections(path: string): Collection[] {
  const byLanguage = new Map<string, LabelledPost[]>();
  for (const post of path.endsWith('.csv') ? readAirline(path) : readLabelled(path)) {
    if (!CLASSES.some((name) => name === post.label)) continue;
    const posts = byLanguage.get(post.lang);
    if (posts === undefined) byLanguage.set(post.lang, [post]);
    else posts.push(post);
  }
  const name = basename(path, extname(path));
  return [...byLanguage].map(([lang, posts]) => ({ path, name, lang, posts }));
}

const AIRLINE_LABELS: Readonly<Record<string, string>> = { negative: 'neg', neutral: 'neu', positive: 'pos' };

function readAirline(file: string): LabelledPost[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  return rows.map((row) => ({
    id: row['tweet_id'] ?? '',
    lang: 'en',
    label: AIRLINE_LABELS[row['airline_sentiment'] ?? ''] ?? '',
    text: plainText(row['text'] ?? ''),
    author: (row['name'] ?? '').toLowerCase(),
  }));
}
