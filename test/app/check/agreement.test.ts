import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../../src/app/check/agreement.js';
import { labelOf } from '../../../src/app/check/labels.js';

describe('agreement', () => {
  it('is what the textbooks say', () => {
    // The example of Cohen's kappa in most of them: 50 applications, two readers.
    const { posts, accuracy, macroRecall, kappa } = agreementOf([
      [20, 5],
      [10, 15],
    ]) ?? { kappa: null };
    expect({ posts, accuracy }).toEqual({ posts: 50, accuracy: 0.7 });
    expect(macroRecall).toBeCloseTo((0.8 + 0.6) / 2);
    expect(kappa).toBeCloseTo(0.4);
  });

  it('counts a label that was never given in no mean', () => {
    expect(
      agreementOf([
        [3, 1, 0],
        [0, 0, 0],
        [0, 0, 2],
      ]),
    ).toMatchObject({ macroRecall: (0.75 + 1) / 2 });
  });

  it('has no kappa where chance alone agrees, and is nothing without posts', () => {
    expect(
      agreementOf([
        [4, 0],
        [0, 0],
      ]),
    ).toMatchObject({ accuracy: 1, kappa: null });
    expect(agreementOf([[0]])).toBeNull();
  });
});

describe('a label', () => {
  it.each([
    ['NEG', 'negative'],
    [' Negative ', 'negative'],
    ['-1', 'negative'],
    ['−1', 'negative'],
    ['Neu', 'neutral'],
    ['0', 'neutral'],
    ['pos', 'positive'],
    ['1', 'positive'],
    ['Mixed', 'mixed'],
    ['', null],
    ['2', null],
    ['spam', null],
  ])('%j is %s', (cell, label) => expect(labelOf(cell)).toBe(label));
});
