/**
 * npx tsx bench/language.ts <folder or file…> [--wrong] — how often the language of a labelled post is identified. Posts of
 * fewer than five words are left out. --wrong also prints the posts that are taken for another language.
 */
import { pathToFileURL } from 'node:url';
import { LANGUAGES, LanguageIdentifier } from '../src/language/identify.js';
import { encode, roomFor, TOKEN, TokenScan } from '../src/language/scan.js';
import { type Collection, collectionsOf } from './collection.js';
import { count, markdownTable, percent } from './markdown.js';

export const isSupported = ({ lang }: { readonly lang: string }): boolean => LANGUAGES.some((known) => known === lang);

export interface LanguageFigures {
  readonly posts: number;
  /** Of a language that is not supported: how many were taken for none. */
  readonly right: number;
  /** What the others were taken for, or `none`, the most frequent first. */
  readonly mistaken: ReadonlyMap<string, number>;
}

const FEWEST_WORDS = 5;
const scan = new TokenScan();
const identifier = new LanguageIdentifier();
let bytes = roomFor(new Uint8Array(0), 1000);

export function measureLanguage(
  collection: Collection,
  wrong?: (found: string, text: string) => void,
): LanguageFigures {
  const expected = isSupported(collection) ? collection.lang : 'none';
  const taken = new Map<string, number>();
  let posts = 0;
  for (const { text } of collection.posts) {
    const found = identify(text);
    if (found === null) continue;
    posts++;
    taken.set(found, (taken.get(found) ?? 0) + 1);
    if (found !== expected) wrong?.(found, text);
  }
  const right = taken.get(expected) ?? 0;
  taken.delete(expected);
  return { posts, right, mistaken: new Map([...taken].sort((a, b) => b[1] - a[1])) };
}

/** Null for a text of too few words. */
function identify(text: string): string | null {
  bytes = roomFor(bytes, text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  let words = 0;
  for (let index = 0; index < scan.count; index++) if (scan.kind[index] === TOKEN.word) words++;
  if (words < FEWEST_WORDS) return null;
  identifier.identify(bytes, scan);
  return LANGUAGES[identifier.lang] ?? 'none';
}

/** The neighbours that are most easily taken for one another. */
const NEIGHBOURS = ['ca', 'es', 'fr'] as const;

export function languageTable(collections: readonly Collection[]): string {
  const rows = collections.map((collection) => {
    const { name, lang } = collection;
    const { posts, right, mistaken } = measureLanguage(collection);
    const share = (found: string): string => percent((mistaken.get(found) ?? 0) / posts);
    const others = [...mistaken.keys()].filter((found) => !NEIGHBOURS.some((each) => each === found));
    return [
      `\`${name}\``,
      lang,
      count(posts),
      percent(right / posts),
      ...NEIGHBOURS.map((found) => (found === lang ? '' : share(found))),
      others.map((found) => `${found} ${share(found)}`).join(', '),
    ];
  });
  const header = ['file', 'language', 'posts', 'found', ...NEIGHBOURS.map((lang) => `taken for ${lang}`), 'others'];
  return markdownTable(header, rows);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const paths = process.argv.slice(2).filter((arg) => arg !== '--wrong');
  const collections = collectionsOf(paths);
  if (process.argv.includes('--wrong')) {
    for (const collection of collections) {
      measureLanguage(collection, (found, text) => process.stdout.write(`${collection.lang}→${found} ${text}\n`));
    }
  }
  process.stdout.write(`${languageTable(collections)}\n`);
}
