import { describe, expect, test } from 'vitest';
import { brandQuery } from '../../src/query/brand-query.js';
import { printQuery } from '../../src/query/print.js';

const print = (brand: Partial<Parameters<typeof brandQuery>[0]>) => {
  const query = brandQuery({ names: [], queries: [], accounts: {}, ...brand });
  return query === null ? null : printQuery(query);
};

describe('brandQuery', () => {
  test('joins names, accounts and queries', () => {
    const brand = {
      names: ['Acme', 'Air Acme', '#flyacme'],
      accounts: { x: ['AcmeHelp'], mastodon: ['acme@mastodon.social'], facebook: ['Acme Airlines Inc.'] },
      queries: ['acme AND (flight OR bag)'],
    };
    expect(print(brand)).toBe(
      'Acme OR "Air Acme" OR #AirAcme OR #flyacme OR @AcmeHelp OR @acme@mastodon.social OR acme AND (flight OR bag)',
    );
  });

  test('quotes names that look like syntax', () => {
    expect(print({ names: ['AND'] })).toBe('"AND"');
    expect(print({ names: ['Yahoo!'] })).toBe('Yahoo!');
    expect(print({ names: ['Dr. "Air" Acme: (UK)'] })).toBe('"Dr. \\"Air\\" Acme: (UK)" OR #DrAirAcmeUK');
  });

  test('the same handle on two networks counts once', () => {
    expect(print({ accounts: { x: ['acme'], threads: ['acme'] } })).toBe('@acme');
  });

  test('is null for a brand that nothing finds', () => {
    expect(print({})).toBeNull();
  });

  test('a name without a word is an error of the configuration', () => {
    expect(() => print({ names: ['???'] })).toThrow(
      expect.objectContaining({ kind: 'configuration', code: 'query.syntax' }),
    );
  });
});
