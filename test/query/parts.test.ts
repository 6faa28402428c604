import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import type { Query } from '../../src/query/ast.js';
import { parseQuery } from '../../src/query/parse.js';
import { ALWAYS, columnsOf, NEVER, textBound, textParts, withTextTogether } from '../../src/query/parts.js';
import { printQuery } from '../../src/query/print.js';
import { compileQueries } from '../../src/query/query-set.js';
import { isOfText } from '../../src/query/text-terms.js';
import { joinedText } from '../../src/query/words.js';
import { anyQueries, wholePosts } from './random.js';

const seed = Math.floor(Math.random() * 2 ** 31);
const scan = new TokenScan();
let buffer = new Uint8Array(1024);

function named(queries: readonly Query[]): { id: string; ast: Query }[] {
  return queries.map((ast, index) => ({ id: `${index}`, ast }));
}

describe('a query taken apart', () => {
  test.each([
    ['acme lang:es', 'acme'],
    ['acme OR lang:es', 'always'],
    ['acme NOT lang:es', 'acme'],
    ['acme NOT (refund AND lang:es)', 'acme'],
    ['NOT (lang:es OR refund)', 'NOT refund'],
    ['(acme OR air) AND (refund lang:es OR down)', '(acme OR air) AND (refund OR down)'],
    ['lang:es has:link', 'has:link'],
  ])('%s needs %s', (query, bound) => {
    const found = textBound(parseQuery(query));
    expect(found === ALWAYS ? 'always' : found === NEVER ? 'never' : printQuery(found)).toBe(bound);
  });

  test('the text stands together', () => {
    expect(printQuery(withTextTogether(parseQuery('acme lang:es air')))).toBe('(acme AND air) AND lang:es');
    expect(textParts(withTextTogether(parseQuery('a lang:es b OR NOT c'))).map(printQuery)).toEqual([
      'NOT c',
      'a AND b',
    ]);
    expect([...columnsOf(parseQuery('lang:es (likes:>3 OR has:author) has:link'))]).toEqual([
      'lang',
      'likes',
      'author_handle',
      'author_name',
    ]);
  });

  test(`means the same, and needs what it is said to need (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyQueries, fc.array(wholePosts, { minLength: 4, maxLength: 4 }), (query, posts) => {
        const set = compileQueries(named([query, withTextTogether(query), textBound(query)]));
        expect(textParts(query).every(isOfText)).toBe(true);
        expect(isOfText(textBound(query))).toBe(true);
        for (const post of posts) {
          const text = joinedText(post['title'] as string | null, post['text'] as string | null);
          buffer = roomFor(buffer, text.length);
          scan.scan(buffer, 0, encode(text, buffer));
          set.match(scan, post);
          const [whole, together, bound] = set.results;
          expect(together).toBe(whole);
          if (whole === 1) expect(bound).toBe(1);
        }
      }),
      { seed, numRuns: 1500 },
    );
  });
});
