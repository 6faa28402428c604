/** Which words of a command line are files, where an option that takes several words came before them. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isGlob } from '../files/glob.js';
import type { SelectFlags, StoreFlags } from './options.js';

const LISTS = ['brand', 'lang', 'network'] as const;

const DATA_FILE = /\.(?:csv|tsv|tab|txt|json|jsonl|ndjson|parquet|xlsx|js|gz|zst|zip)$/i;

/**
 * Files and flags as they were meant: in `--network x,reddit export.csv` commander gives the file to the option. A
 * value counts as a file when it exists, is a pattern or `-`, or ends like an export; `names` are further words that
 * are no values.
 */
export function operandsOf<Flags extends SelectFlags>(
  files: readonly string[],
  flags: Flags,
  cwd: string,
  names: readonly string[] = [],
): { readonly files: readonly string[]; readonly flags: Flags } {
  const isOperand = (word: string): boolean =>
    word === '-' || names.includes(word) || isGlob(word) || DATA_FILE.test(word) || existsSync(resolve(cwd, word));
  const taken: string[] = [];
  // `import --store export.csv`: an export is no store, and a span of time no file.
  const optional: { store?: string | true; wait?: string | true } = {};
  const { store, wait } = flags as StoreFlags;
  if (typeof store === 'string' && (store === '-' || names.includes(store) || isGlob(store) || DATA_FILE.test(store))) {
    optional.store = true;
    taken.push(store);
  }
  if (typeof wait === 'string' && !/^\d+[a-z]?$/i.test(wait) && isOperand(wait)) {
    optional.wait = true;
    taken.push(wait);
  }
  const lists: { [Name in (typeof LISTS)[number]]?: readonly string[] } = {};
  for (const name of LISTS) {
    const [first, ...others] = flags[name] ?? [];
    if (first === undefined) continue;
    // The word right behind the option is its value, whatever else it may be.
    const values = [first, ...others.filter((word) => !isOperand(word))];
    taken.push(...others.filter(isOperand));
    lists[name] = values.flatMap((value) => value.split(',')).map((value) => value.trim());
  }
  const first = taken.filter((word) => names.includes(word));
  return {
    files: [...first, ...files, ...taken.filter((word) => !names.includes(word))],
    flags: { ...flags, ...lists, ...optional },
  };
}
