import { describe, expect, test } from 'vitest';
import { recheckOf } from '../../../src/app/fetch/recheck.js';
import { normalisePost } from '../../../src/posts/row.js';

const post = (text: string, more: object = {}) =>
  normalisePost(
    { network: 'x', kind: 'post', id: '1', created_at: 1.79e12, text, ...more },
    { source: 't', collectedAt: 1.8e12 },
  );

describe('a query as people write it for a network', () => {
  test.each([
    ['acme', 'Acme lost it', true],
    ['acme', 'the acmeists', false],
    ['acme', 'hello #acme', true],
    ['"air acme"', 'Air Acme again', true],
    ['"air acme"', 'acme air', false],
    ['air acme', 'acme in the air', true],
    ['air acme', 'love #airacme', true],
    ['#acme', 'acme', false],
    ['acme -road', 'acme on the road', false],
    ['acme -"road runner"', 'acme on the road', true],
    ['acme from:marta lang:es', 'acme', true],
    ['acme OR globex', 'globex', true],
    ['acme AND NOT globex', 'acme and globex', false],
  ])('%s in "%s": %s', (query, text, found) => {
    expect(recheckOf(query)?.(post(text))).toBe(found);
  });

  test('looks where the network may have looked', () => {
    const check = recheckOf('acme');
    expect(check?.(post('lost it', { title: 'Acme' }))).toBe(true);
    expect(check?.(post('lost it', { extras: { link: 'https://acme.com/x' } }))).toBe(true);
    expect(check?.(post('lost it', { author_name: 'Acme fan' }))).toBe(true);
  });

  test.each(['from:acme', '', '((('])('%j leaves nothing to check', (query) => {
    expect(recheckOf(query)).toBeNull();
  });
});
