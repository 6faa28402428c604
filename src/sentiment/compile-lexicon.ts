/** Lexicons from the readable lists beside this file and those of others. Runs in the build, and in a source tree. */
import { existsSync, readFileSync } from 'node:fs';
import type { Entry, Origin } from './entry.js';
import { LexiconBuilder } from './lexicon-builder.js';
import { parseLearnt, parseLexicon, parseSignals } from './lexicon-file.js';
import type { LexiconName } from './load.js';
import { priorsOf } from './priors.js';

const folder = new URL('./lexicons/', import.meta.url);

function readList(name: string, origin: Origin): Entry[] {
  return parseLexicon(readFileSync(new URL(name, folder), 'utf8'), origin, name);
}

function readSignals(name: string): Entry[] {
  return parseSignals(readFileSync(new URL(name, folder), 'utf8'), name);
}

/** Later entries go before earlier ones. */
function* entriesOf(name: LexiconName): Generator<Entry> {
  if (name.startsWith('learnt.')) {
    yield* parseLearnt(readFileSync(new URL(`${name}.tsv`, folder), 'utf8'), name);
    return;
  }
  yield* priorsOf(name);
  if (name === 'en') yield* readList('en.vader.tsv', 'vader');
  if (existsSync(new URL(`${name}.tsv`, folder))) yield* readList(`${name}.tsv`, 'written');
  if (existsSync(new URL(`signals.${name}.tsv`, folder))) yield* readSignals(`signals.${name}.tsv`);
}

/** The bytes of a lexicon (see lexicon-layout.ts) and the texts of its records. */
export function compileLexicon(name: LexiconName): { data: ArrayBuffer; texts: string[] } {
  const builder = new LexiconBuilder();
  for (const entry of entriesOf(name)) builder.add(entry);
  return builder.build();
}
