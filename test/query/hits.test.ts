import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hitsOf } from '../../src/query/hits.js';
import { parseQuery } from '../../src/query/parse.js';
import { anyQueries, wholePosts } from './random.js';

const seed = Math.floor(Math.random() * 2 ** 31);

function marked(query: string, text: string): string {
  let shown = '';
  let at = 0;
  for (const hit of hitsOf(parseQuery(query), text)) {
    shown += `${text.slice(at, hit.at)}[${text.slice(hit.at, hit.end)}]`;
    at = hit.end;
  }
  return shown + text.slice(at);
}

describe('hitsOf', () => {
  test.each([
    ['acme', 'Émile: ACME’s late, #AcmeDown 😡 @acme', 'Émile: [ACME’s] late, #[Acme]Down 😡 @acme'],
    ['"air acme"', 'Air, Acme and #AirAcme', '[Air, Acme] and #[AirAcme]'],
    ['ref* OR #x', 'Refund refused #x no', '[Refund] [refused] [#x] no'],
    ['😡 OR @acme', 'so 😡😡 @Acme', 'so [😡][😡] [@Acme]'],
    [
      'refund NEAR/1 (late OR slow)',
      'refund is late; then a refund and all that is so slow',
      '[refund] is [late]; then a refund and all that is so slow',
    ],
    ['a ONEAR/1 b', 'b a b', 'b [a] [b]'],
    ['raw:"ACME"', 'Acme ACME ACMES', 'Acme [ACME] ACMES'],
    ['late NOT refund', 'late refund', '[late] refund'],
    ['has:link likes:>3', 'see acme.com/x now', 'see [acme.com/x] now'],
    ['late OR later', 'late later \ud83d late', '[late] [later] \ud83d [late]'],
  ])('%s in %s', (query, text, expected) => {
    expect(marked(query, text)).toBe(expected);
  });

  test(`are in order, apart and inside the text (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyQueries, wholePosts, (query, post) => {
        const text = String(post['text'] ?? '');
        let before = 0;
        for (const { at, end } of hitsOf(query, text)) {
          expect(at).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(at);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { seed, numRuns: 2000 },
    );
  });
});
