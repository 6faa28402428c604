/** The posts of toward.tsv, and what is judged of the brands in them. */
import { readFileSync } from 'node:fs';
import { AGAINST, FOR, Toward } from '../../src/judgement/toward.js';
import { LANGUAGES } from '../../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { brandQuery } from '../../src/query/brand-query.js';
import { compileQueries } from '../../src/query/query-set.js';
import { Scorer } from '../../src/sentiment/scorer.js';

export interface LabelledBrand {
  readonly lang: string;
  readonly brand: string;
  readonly label: string;
  readonly text: string;
}

export interface Halves {
  /** For development. */
  readonly first: readonly LabelledBrand[];
  /** Only measured. */
  readonly second: readonly LabelledBrand[];
}

/** The lines of each language in the two halves of toward.md. */
export function readHalves(): ReadonlyMap<string, Halves> {
  const lines = readFileSync(new URL('./toward.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  const rows = lines.map((line): LabelledBrand => {
    const [lang = '', brand = '', label = '', text = ''] = line.split('\t');
    return { lang, brand, label, text };
  });
  const langs = [...new Set(rows.map(({ lang }) => lang))];
  return new Map(
    langs.map((lang) => {
      const own = rows.filter((row) => row.lang === lang);
      return [lang, { first: own.slice(0, own.length / 2), second: own.slice(own.length / 2) }];
    }),
  );
}

const BRANDS = ['Acme', 'Globex', 'Initech'];
const watched = BRANDS.map((name) => {
  const ast = brandQuery({ names: [name], queries: [], accounts: { x: [name] } });
  if (ast === null) throw new Error(`no query for ${name}`);
  return { id: name, ast };
});
const queries = compileQueries(watched);
const toward = new Toward(watched, [0, 1, 2]);
const scorer = new Scorer();
const scan = new TokenScan();
let buffer = new Uint8Array(1024);

export interface Judged {
  /** The whole text's sentiment. */
  readonly whole: number;
  /** The sentiment toward each brand that is named. */
  readonly brands: ReadonlyMap<string, number>;
}

export function judgeToward(text: string, lang: string): Judged {
  buffer = roomFor(buffer, text.length);
  scan.scan(buffer, 0, encode(text, buffer));
  scorer.judge(buffer, scan, (LANGUAGES as readonly string[]).indexOf(lang));
  queries.match(scan);
  toward.read(scan, scorer, queries);
  const brands = new Map<string, number>();
  for (const query of queries.matched.subarray(0, queries.matchedCount))
    brands.set(BRANDS[query] ?? '', scorer.sentiment);
  for (let index = 0; index < toward.count; index++) {
    brands.set(BRANDS[toward.watched[index] ?? -1] ?? '', toward.sentiment[index] ?? 0);
  }
  return { whole: scorer.sentiment, brands };
}

export function labelOf(sentiment: number): string {
  return sentiment < AGAINST ? 'negative' : sentiment > FOR ? 'positive' : 'neutral';
}

export interface Figures {
  readonly accuracy: number;
  readonly macroRecall: number;
}

/** How well brands are labelled: by what is said of each, or, for the baseline, by the whole text. */
export function measureToward(rows: readonly LabelledBrand[], byBrand: boolean): Figures {
  const right = rows.map(({ lang, brand, label, text }) => {
    const { whole, brands } = judgeToward(text, lang);
    return labelOf(byBrand ? (brands.get(brand) ?? 0) : whole) === label;
  });
  const shares = ['negative', 'neutral', 'positive'].map((label) => {
    const own = right.filter((_, index) => rows[index]?.label === label);
    return own.filter(Boolean).length / own.length;
  });
  return {
    accuracy: right.filter(Boolean).length / right.length,
    macroRecall: shares.reduce((sum, share) => sum + share, 0) / shares.length,
  };
}
