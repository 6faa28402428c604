import { describe, expect, it } from 'vitest';
import { stackexchangeRateLimit } from '../../src/sources/stackexchange/limits.js';
import { domainOf } from '../../src/sources/stackexchange/server.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const limitIn = (body: unknown, status = 200) =>
  stackexchangeRateLimit({ status, header: () => null, text: JSON.stringify(body) }, NOW);

describe('limits of Stack Exchange', () => {
  it('a good reply may ask for a pause', () => {
    const body = { items: [], backoff: 10, quota_remaining: 7 };
    expect(limitIn(body)).toEqual({ remaining: null, resetAt: NOW + 11_000, refused: false });
    expect(limitIn({ items: [], quota_remaining: 7 })).toEqual({ remaining: 7, resetAt: null, refused: false });
  });

  it('what a post says of them is text', () => {
    expect(limitIn({ items: [{ body: '{"backoff":99,"quota_remaining":1}' }] })).toBeNull();
    expect(limitIn({ items: [{ body: 'throttle_violation, more requests available in 9 seconds' }] })).toBeNull();
  });

  it('400 is a refusal only where it says so', () => {
    const error_message = 'too many requests from this IP, more requests available in 80000 seconds';
    expect(limitIn({ error_id: 502, error_name: 'throttle_violation', error_message }, 400)).toEqual({
      remaining: null,
      resetAt: NOW + 80_000_000,
      refused: true,
    });
    expect(limitIn({ error_id: 400, error_name: 'bad_parameter', error_message: 'pagesize' }, 400)).toBeNull();
  });
});

it.each([
  ['stackoverflow', 'stackoverflow.com'],
  ['es.stackoverflow', 'es.stackoverflow.com'],
  ['mathoverflow', 'mathoverflow.net'],
  ['cooking', 'cooking.stackexchange.com'],
  ['Meta.StackExchange.com', 'meta.stackexchange.com'],
])('the domain of %s', (site, domain) => {
  expect(domainOf(site)).toBe(domain);
});

it('what is no site is said', () => {
  expect(() => domainOf('a/b')).toThrow(/no site/);
});
