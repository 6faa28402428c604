/** No query takes more than linear time: steps are counted, on texts of one length and of ten times that. */
import { describe, expect, test } from 'vitest';
import { encode, TokenScan } from '../../src/language/scan.js';
import { parseQuery } from '../../src/query/parse.js';
import { compileQueries } from '../../src/query/query-set.js';

const SIZE = 2_000;

/** Steps for a text of so many pieces. */
function steps(queries: readonly string[], text: string): number {
  const set = compileQueries(queries.map((query, index) => ({ id: `${index}`, ast: parseQuery(query) })));
  const scan = new TokenScan();
  const bytes = new Uint8Array(text.length * 3);
  scan.scan(bytes, 0, encode(text, bytes));
  set.match(scan);
  return set.steps;
}

const many = (count: number, query: (number: number) => string): string[] =>
  Array.from({ length: count }, (_, number) => query(number));

const NASTY: readonly (readonly [string, readonly string[], (size: number) => string])[] = [
  ['stars in one long word', ['*a*a*a*a*a*a*b'], (size) => 'a1'.repeat(size)],
  ['question marks in one long word', ['*a???????????????b'], (size) => 'a1'.repeat(size)],
  ['many patterns in one long word', many(50, (n) => `*a*${n}*b*`), (size) => 'a1'.repeat(size)],
  ['a word near itself', ['a NEAR/100 a NOT b'], (size) => 'a '.repeat(size)],
  ['terms never near', ['a NEAR/0 b'], (size) => `${'a x '.repeat(size)}${'b x '.repeat(size)}`],
  ['all of one before all of the other', ['b ONEAR/100 a'], (size) => `${'a '.repeat(size)}${'b '.repeat(size)}`],
  ['long terms near', ['"a a a a a a a a" NEAR/3 "a a a a a a a b"'], (size) => 'a a a a a a a b '.repeat(size / 8)],
  ['many NEARs', many(50, (n) => `a NEAR/2 (x${n} OR b)`), (size) => 'a c c c c b '.repeat(size)],
  ['patterns in a row', ['"a* *a ?a a* b*"'], (size) => 'aa '.repeat(size)],
];

describe('the cost of a query', () => {
  test.each(NASTY)('%s', (_, queries, text) => {
    const small = steps(queries, text(SIZE));
    const large = steps(queries, text(SIZE * 10));
    expect(small).toBeGreaterThan(0);
    expect(large).toBeLessThan(small * 11);
  });

  test('a pattern that no word begins with costs nothing', () => {
    expect(
      steps(
        many(100, (n) => `zz${n}*`),
        'the router is down '.repeat(100),
      ),
    ).toBe(0);
  });
});
