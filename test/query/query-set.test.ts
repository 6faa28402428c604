import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { isLeaf, type Query } from '../../src/query/ast.js';
import { parseQuery } from '../../src/query/parse.js';
import { compileQueries, type QuerySet } from '../../src/query/query-set.js';
import { type Piece, posts, queries } from './random.js';

const seed = Math.floor(Math.random() * 2 ** 31);
const scan = new TokenScan();
let buffer = new Uint8Array(1024);

function match(set: QuerySet, text: string): boolean[] {
  buffer = roomFor(buffer, text.length);
  scan.scan(buffer, 0, encode(text, buffer));
  set.match(scan);
  return [...set.results].map((result) => result === 1);
}

function compile(...texts: string[]): QuerySet {
  return compileQueries(texts.map((text, index) => ({ id: `q${index}`, ast: parseQuery(text) })));
}

/** The plain meaning of a query, on the tokens that the post was made from. */
function holds(query: Query, pieces: readonly Piece[]): boolean {
  if (query.kind === 'and') return query.parts.every((part) => holds(part, pieces));
  if (query.kind === 'or') return query.parts.some((part) => holds(part, pieces));
  if (query.kind === 'not') return !holds(query.part, pieces);
  if (!isLeaf(query)) throw new TypeError('a query of no known kind');
  const tokens = pieces.flatMap((piece) => piece.tokens);
  const text = query.text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  if (query.kind === 'tag' || query.kind === 'handle') {
    return tokens.some((token) => token.kind === query.kind && token.text === text);
  }
  const wanted = text.split(/[ -]/u);
  // A hashtag counts as its words in the row, and as one word by itself.
  if (wanted.length === 1 && tokens.some((token) => token.kind === 'tag' && token.text === text)) return true;
  const row = tokens.flatMap((token) =>
    token.kind === 'tag' ? token.words : [token.kind === 'handle' ? `@${token.text}` : token.text],
  );
  return row.some((_, start) => wanted.every((word, step) => row[start + step] === word));
}

describe('compileQueries', () => {
  test.each([
    ['acme', 'ACME is down', true],
    ['acme', 'acmes', false],
    ['acme', 'l’Acme est en panne', true],
    ['acme', 'Acme’s router', true],
    ['acme', '#acme', true],
    ['acme', '#AcmeDown', true],
    ['acmedown', '#AcmeDown', true],
    ['acme', '@acme', false],
    ['@acme', '@Acme help', true],
    ['@acme', 'acme #acme', false],
    ['#acme', '#ACME', true],
    ['#acme', 'acme', false],
    ['#acme', '#AcmeDown', false],
    ['"air acme"', 'Air Acme', true],
    ['"air acme"', 'air-acme', true],
    ['"air acme"', '#AirAcme', true],
    ['"air acme"', 'acme air', false],
    ['"air acme"', 'air the acme', false],
    ['"air acme"', 'air @x acme', false],
    ['"a a b"', 'a a a b', true],
    ['wi-fi', 'no wifi', false],
    ['wi-fi', 'my Wi-Fi', true],
    ['musica', 'música', true],
    ['música', 'MUSICA', true],
    ['東京', '私は東京にいる', true],
    ['東京', '京東', false],
    ['😡', 'so 😡', true],
    ['NOT acme', '', true],
    ['NOT acme', 'acme', false],
    ['a NOT b', 'a', true],
    ['a NOT b', 'b a', false],
    ['(a OR b) (c OR d)', 'd then b', true],
    ['a OR b c', 'b', false],
  ])('%s in %j: %s', (query, text, expected) => {
    expect(match(compile(query), text)).toEqual([expected]);
  });

  test('keeps no memory of the text before', () => {
    const set = compile('acme', 'NOT acme', 'acme router');
    expect(match(set, 'acme router')).toEqual([true, false, true]);
    expect(match(set, '')).toEqual([false, true, false]);
    expect(match(set, 'router')).toEqual([false, true, false]);
    expect([...set.matched.subarray(0, set.matchedCount)].map((index) => set.ids[index])).toEqual(['q1']);
  });

  test('an empty set matches nothing', () => {
    expect(match(compileQueries([]), 'acme')).toEqual([]);
  });

  test('agrees with the plain meaning of the queries', () => {
    let hits = 0;
    let misses = 0;
    fc.assert(
      fc.property(
        fc.array(queries, { minLength: 1, maxLength: 8 }),
        fc.array(posts, { minLength: 1, maxLength: 4 }),
        (asts, texts) => {
          const set = compileQueries(asts.map((ast, index) => ({ id: String(index), ast })));
          for (const pieces of texts) {
            const results = match(set, pieces.map(({ written }) => written).join(' '));
            expect(results).toEqual(asts.map((ast) => holds(ast, pieces)));
            const matched = [...set.matched.subarray(0, set.matchedCount)].sort((a, b) => a - b);
            expect(matched).toEqual(results.flatMap((result, index) => (result ? [index] : [])));
            for (const result of results) result ? hits++ : misses++;
          }
        },
      ),
      { seed, numRuns: 3000 },
    );
    // The vocabulary is small so that both happen all the time.
    expect(hits).toBeGreaterThan(1000);
    expect(misses).toBeGreaterThan(1000);
  });

  test('finds one query among thousands', () => {
    const many = Array.from({ length: 5000 }, (_, number) => `term${number} AND other${number}`);
    const set = compile(...many);
    const results = match(set, 'other7 and then term7, term8 but not the rest');
    expect(results.flatMap((result, index) => (result ? [index] : []))).toEqual([7]);
  });
});
