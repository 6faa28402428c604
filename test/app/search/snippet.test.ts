import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snippetOf } from '../../../src/app/search/snippet.js';
import { wellFormed } from '../../../src/core/plain-text.js';
import { holds } from '../../formats/seed.js';

const isWhole = (text: string): boolean => wellFormed(text) === text;

describe('a snippet', () => {
  test('has the words found in brackets, on one line', () => {
    expect(snippetOf('my refund\nnever came', [{ at: 3, end: 9 }])).toBe('my [refund] never came');
    expect(snippetOf('', [])).toBe('');
    expect(snippetOf('nothing marked', [])).toBe('nothing marked');
  });

  test('of a long text begins near the first word found, at a space', () => {
    const text = `${'before '.repeat(100)}REFUND ${'after '.repeat(100)}`;
    const at = text.indexOf('REFUND');
    const snippet = snippetOf(text, [{ at, end: at + 6 }]);
    expect(snippet).toMatch(/^… (before )+\[REFUND\] (after )+after …$/);
    expect(snippet.length).toBeLessThan(230);
  });

  test('never breaks a character, whatever the text', async () => {
    const unit = fc.constantFrom('a', ' ', '\n', 'é', '👍', '👩‍👧', 'عربي', '[', ']');
    const text = fc.array(unit, { maxLength: 500 }).map((units) => units.join(''));
    await holds(
      fc.property(text, fc.nat(600), fc.nat(20), (said, at, length) => {
        const from = Math.min(at, said.length);
        const hits = length === 0 ? [] : [{ at: from, end: Math.min(said.length, from + length) }];
        const whole = hits.every((hit) => isWhole(said.slice(0, hit.at)) && isWhole(said.slice(0, hit.end)));
        fc.pre(whole);
        const snippet = snippetOf(said, hits);
        expect(isWhole(snippet)).toBe(true);
        expect(snippet).not.toContain('\n');
      }),
    );
  });
});
