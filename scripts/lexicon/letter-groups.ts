/**
 * npx tsx scripts/lexicon/letter-groups.ts <folder of the npm package eld> — writes src/language/letter-groups.tsv, which
 * tells languages apart by groups of letters, from eld's list of n-grams. Of its 60 languages those in Latin letters are
 * taken, and of the groups that say nothing of ours, those that are in its smallest list, too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LANGUAGES } from '../../src/language/function-words.js';

/** For each n-gram the scores of the languages by their number. A byte above ASCII is written as a character of its own. */
interface Database {
  readonly languages: Readonly<Record<string, string>>;
  readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const LATIN = 'az ca cs da de en es et eu fi fr hr hu is it lt lv ms nl no pl pt ro sk sl sq sv tl tr vi yo'.split(' ');
/** Written as `a`, `b` and so on. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEF';
/** What eld adds to every score that is in its list. */
const BASE = 53;

async function read(folder: string, file: string): Promise<unknown> {
  return import(pathToFileURL(resolve(folder, 'src', file)).href);
}

/** The bytes of an n-gram: `_` for the space at the beginning or end of a word, `%c3` for a byte above ASCII. */
function spell(ngram: string, byteOf: ReadonlyMap<string, number>): string {
  return [...ngram].map((char) => (char === ' ' ? '_' : /[a-z'`]/.test(char) ? char : hex(byteOf.get(char)))).join('');
}

const hex = (value = 0): string => (value < 0x80 ? '?' : `%${value.toString(16)}`);

async function main(folder: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const { ngramsData: small } = (await read(folder, 'ngrams/small.js')) as { ngramsData: Database };
  const { ngramsData: smallest } = (await read(folder, 'ngrams/extrasmall.js')) as { ngramsData: Database };
  const { dictionary } = (await read(folder, 'dictionary.js')) as { dictionary: readonly string[] };
  const byteOf = new Map(dictionary.map((char, byte) => [char, byte]));
  const lines: string[] = [];
  for (const [ngram, scores] of Object.entries(small.ngrams)) {
    const known = Object.entries(scores)
      .map(([number, score]) => ({ lang: small.languages[number] ?? '', score: score + BASE }))
      .filter(({ lang }) => LATIN.includes(lang));
    const ours = known.some(({ lang }) => LANGUAGES.some((tag) => tag === lang));
    if (known.length === 0 || (!ours && smallest.ngrams[ngram] === undefined)) continue;
    const said = known.map(
      ({ lang, score }) => `${LETTERS[LATIN.indexOf(lang)]}${score.toString(36).padStart(2, '0')}`,
    );
    lines.push(`${spell(ngram, byteOf)}\t${said.join('')}`);
  }
  const head = [
    `# Made from the n-grams of eld ${version} (https://github.com/nitotm/efficient-language-detector-js),`,
    '# copyright Nito T.M., Apache-2.0, by scripts/lexicon/letter-groups.ts. One group of letters a line, _ for the end of',
    '# a word and %c3 for a byte above ASCII, then for each language its letter and its score (two digits of base 36).',
    `# languages: ${LATIN.join(' ')}`,
  ];
  writeFileSync(
    new URL('../../src/language/letter-groups.tsv', import.meta.url),
    `${[...head, ...lines.sort()].join('\n')}\n`,
  );
}

await main(process.argv[2] ?? '');
