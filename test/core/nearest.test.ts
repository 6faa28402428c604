import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../src/core/nearest.js';

const seed = Math.floor(Math.random() * 2 ** 31);

describe('nearest', () => {
  test.each([
    ['competitor', ['competitors', 'name'], 'competitors'],
    ['onwer', ['name', 'owner'], 'owner'],
    ['NAME', ['names', 'name'], 'name'],
    ['x', ['y', 'name'], null],
    ['zebra', ['name', 'names', 'queries'], null],
    ['', ['a'], null],
    ['name', [], null],
  ])('%s among %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

describe('editDistance', () => {
  test.each([
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abcd', 'acbd', 1],
  ])('%s to %s is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  test('is symmetric, zero only for equal words, and grows by at most one per edit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(8), (from, to, at) => {
        const distance = editDistance(from, to);
        expect(editDistance(to, from)).toBe(distance);
        expect(distance === 0).toBe(from === to);
        expect(editDistance(from, from.slice(0, at) + from.slice(at + 1))).toBeLessThanOrEqual(1);
      }),
      { seed },
    );
  });
});
