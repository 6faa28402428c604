/**
 * npx tsx bench/language.ts <folder> — how often the language of a post is identified, for every labelled TSV
 * (id, lang, label, target, text) in a folder. Posts of fewer than five words are left out.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LANGUAGES, LanguageIdentifier } from '../src/language/identify.js';
import { encode, roomFor, TOKEN, TokenScan } from '../src/language/scan.js';
import { readLabelled } from './labelled.js';

export interface LanguageFigures {
  readonly file: string;
  readonly lang: string;
  readonly posts: number;
  readonly right: number;
  /** What the others were taken for, the most frequent first. */
  readonly mistaken: string;
}

export function measureLanguages(folder: string, wrong?: (lang: string, text: string) => void): LanguageFigures[] {
  const scan = new TokenScan();
  const identifier = new LanguageIdentifier();
  let bytes = roomFor(new Uint8Array(0), 1000);
  const figures: LanguageFigures[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()) {
    const taken = new Map<string, number>();
    let posts = 0;
    let lang = '';
    for (const row of readLabelled(join(folder, file))) {
      lang = row.lang;
      bytes = roomFor(bytes, row.text.length);
      scan.scan(bytes, 0, encode(row.text, bytes));
      let words = 0;
      for (let index = 0; index < scan.count; index++) if (scan.kind[index] === TOKEN.word) words++;
      if (words < 5) continue;
      posts++;
      identifier.identify(bytes, scan);
      const found = LANGUAGES[identifier.lang] ?? 'none';
      taken.set(found, (taken.get(found) ?? 0) + 1);
      if (found !== lang) wrong?.(`${lang}→${found}`, row.text);
    }
    const expected = LANGUAGES.some((known) => known === lang) ? lang : 'none';
    const right = taken.get(expected) ?? 0;
    taken.delete(expected);
    const mistaken = [...taken]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
    figures.push({ file, lang, posts, right, mistaken });
  }
  return figures;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, show] = process.argv.slice(2);
  if (folder === undefined) throw new Error('usage: npx tsx bench/language.ts <folder> [--wrong]');
  const wrong = (lang: string, text: string) => process.stdout.write(`  ${lang} ${text}\n`);
  for (const { file, lang, posts, right, mistaken } of measureLanguages(
    folder,
    show === '--wrong' ? wrong : undefined,
  )) {
    const share = posts === 0 ? '–' : ((100 * right) / posts).toFixed(1);
    process.stdout.write(`${file.padEnd(26)} ${lang} ${share.padStart(5)} % of ${posts}   taken for: ${mistaken}\n`);
  }
}
