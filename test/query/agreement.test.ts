/** The matcher and SQL, said to be the same, on random queries and random posts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlText } from '../../src/core/engine.js';
import { wellFormed } from '../../src/core/plain-text.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import type { Query } from '../../src/query/ast.js';
import { parseQuery } from '../../src/query/parse.js';
import type { PostFields } from '../../src/query/post-fields.js';
import { printQuery } from '../../src/query/print.js';
import { compileQueries } from '../../src/query/query-set.js';
import { toSql } from '../../src/query/to-sql.js';
import { joinedText, wordsOf } from '../../src/query/words.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';
import { anyQueries, wholePosts, withoutSpans } from './random.js';

const seed = Number(process.env['BRANDWATCH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Query × post pairs. */
const cases = Number(process.env['BRANDWATCH_RANDOM_CASES'] ?? 8000);
const QUERIES = 10;
const POSTS = 20;
const clock = { timezone: 'Europe/Madrid', now: Date.parse('2026-10-31T09:00:00Z') };

const TYPES: Readonly<Record<string, string>> = {
  signals: 'VARCHAR[]',
  topics: 'VARCHAR[]',
  brands: 'STRUCT(brand VARCHAR, sentiment DOUBLE)[]',
  created_at: 'TIMESTAMP',
  author_verified: 'BOOLEAN',
  rating: 'DOUBLE',
  sentiment: 'DOUBLE',
  confidence: 'DOUBLE',
};
const WHOLE = ['author_followers', 'reach', 'likes', 'reposts', 'replies', 'quotes', 'views'];
const COLUMNS = [
  ...[
    'title',
    'text',
    'author_handle',
    'author_name',
    'author_location',
    'network',
    'lang',
    'kind',
    'label',
    'place',
    'url',
  ],
  ...Object.keys(TYPES),
  ...WHOLE,
];

function literal(name: string, value: PostFields[string]): string {
  if (value === null || value === undefined) return 'NULL';
  if (name === 'created_at') return `make_timestamp(${Number(value) * 1000})`;
  if (name === 'brands') {
    const items = (value as { brand: string; sentiment: number }[]).map(
      ({ brand, sentiment }) => `{'brand': ${sqlText(brand)}, 'sentiment': ${sentiment}}`,
    );
    return `CAST([${items.join(', ')}] AS ${TYPES['brands']})`;
  }
  if (Array.isArray(value)) return `CAST([${(value as string[]).map(sqlText).join(', ')}] AS VARCHAR[])`;
  return typeof value === 'string' ? sqlText(wellFormed(value)) : String(value);
}

let engine: DuckDbEngine;
const folder = mkdtempSync(join(tmpdir(), 'brandwatch-query-'));

beforeAll(async () => {
  engine = await DuckDbEngine.open({ threads: 1, memory: '500MB', tempDir: folder, timezone: 'UTC' });
  const columns = COLUMNS.map((name) => `${name} ${TYPES[name] ?? (WHOLE.includes(name) ? 'BIGINT' : 'VARCHAR')}`);
  await engine.run(`CREATE TABLE posts (n INTEGER, ${columns.join(', ')}, words VARCHAR)`);
});

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

async function bySql(queries: readonly Query[], posts: readonly PostFields[]): Promise<boolean[][]> {
  const rows = posts.map((post, n) => {
    const cells = COLUMNS.map((name) => literal(name, post[name]));
    const [title, text] = [post['title'] as string | null, post['text'] as string | null];
    return `(${n}, ${cells.join(', ')}, ${sqlText(wordsOf(title, text))})`;
  });
  await engine.run(`DELETE FROM posts; INSERT INTO posts VALUES ${rows.join(', ')}`);
  const found = await engine.rows(
    `SELECT ${queries.map((query) => toSql(query, { clock })).join(',\n')} FROM posts ORDER BY n`,
  );
  expect(found.flat().every((cell) => typeof cell === 'boolean')).toBe(true);
  return found.map((row) => row.map((cell) => cell === true));
}

const scan = new TokenScan();
let buffer = new Uint8Array(1024);

function byMatcher(queries: readonly Query[], posts: readonly PostFields[]): boolean[][] {
  const set = compileQueries(
    queries.map((ast, index) => ({ id: `${index}`, ast })),
    clock,
  );
  return posts.map((post) => {
    const text = joinedText(post['title'] as string | null, post['text'] as string | null);
    buffer = roomFor(buffer, text.length);
    scan.scan(buffer, 0, encode(text, buffer));
    set.match(scan, post);
    return [...set.results].map((result) => result === 1);
  });
}

async function disagreements(queries: readonly Query[], posts: readonly PostFields[]): Promise<string[]> {
  const [sql, matcher] = [await bySql(queries, posts), byMatcher(queries, posts)];
  return posts.flatMap((post, row) =>
    queries.flatMap((query, column) => {
      const [one, other] = [sql[row]?.[column], matcher[row]?.[column]];
      if (one === other) return [];
      const words = wordsOf(post['title'] as string | null, post['text'] as string | null);
      return [`${printQuery(query)}: sql ${one}, matcher ${other} on ${JSON.stringify({ ...post, words })}`];
    }),
  );
}

describe('the matcher and SQL', () => {
  test(`agree on random queries and posts (seed ${seed})`, async () => {
    let yes = 0;
    let all = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyQueries, { minLength: QUERIES, maxLength: QUERIES }),
        fc.array(wholePosts, { minLength: POSTS, maxLength: POSTS }),
        async (queries, posts) => {
          expect(await disagreements(queries, posts)).toEqual([]);
          for (const row of byMatcher(queries, posts))
            for (const cell of row) {
              if (cell) yes++;
              all++;
            }
        },
      ),
      { seed, numRuns: Math.ceil(cases / QUERIES / POSTS) },
    );
    expect(all).toBeGreaterThanOrEqual(cases);
    expect(yes / all).toBeGreaterThan(0.1);
    expect(yes / all).toBeLessThan(0.9);
  }, 3_600_000);

  test(`agree on single terms, which alone say yes or no (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyQueries, { minLength: QUERIES, maxLength: QUERIES }),
        fc.array(wholePosts, { minLength: POSTS, maxLength: POSTS }),
        async (queries, posts) => {
          const terms = queries.flatMap(termsOf).slice(0, QUERIES * 2);
          if (terms.length > 0) expect(await disagreements(terms, posts)).toEqual([]);
        },
      ),
      { seed, numRuns: Math.ceil(cases / QUERIES / POSTS) },
    );
  }, 3_600_000);

  test(`what is printed is read as the same query (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyQueries, (query) => {
        expect(withoutSpans(parseQuery(printQuery(query)))).toEqual(withoutSpans(query));
      }),
      { seed, numRuns: cases },
    );
  }, 3_600_000);
});

function termsOf(query: Query): Query[] {
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap(termsOf);
  return query.kind === 'not' ? termsOf(query.part) : [query];
}
