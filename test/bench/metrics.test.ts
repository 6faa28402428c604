import { describe, expect, it } from 'vitest';
import { measure } from '../../bench/metrics.js';
import { labelOf } from '../../bench/peers.js';
import { areaUnderCurve } from '../../bench/ranking.js';
import { BIN_STARTS, binsOf, meanGap } from '../../bench/reliability.js';

describe('agreement with labels', () => {
  it('is measured class by class', () => {
    const { accuracy, macroRecall, negativeF1, confusion } = measure(
      ['neg', 'neg', 'neg', 'neg', 'neu', 'neu', 'pos', 'pos'],
      ['neg', 'neg', 'neu', 'pos', 'neu', 'neg', 'pos', 'pos'],
    );
    expect(confusion).toEqual([
      [2, 1, 1],
      [1, 1, 0],
      [0, 0, 2],
    ]);
    expect(accuracy).toBeCloseTo(5 / 8);
    expect(macroRecall).toBeCloseTo((1 / 2 + 1 / 2 + 1) / 3);
    expect(negativeF1).toBeCloseTo((2 * (2 / 3) * (1 / 2)) / (2 / 3 + 1 / 2));
  });

  it('leaves classes that no label has out of the means, but not the answers', () => {
    const { accuracy, macroRecall } = measure(['neg', 'neg', 'pos', 'pos'], ['neg', 'neu', 'pos', 'pos']);
    expect(macroRecall).toBeCloseTo(0.75);
    expect(accuracy).toBeCloseTo(0.75);
  });
});

describe('reliability', () => {
  it('puts a border into the upper bin, and 1 into the last', () => {
    const posts = binsOf([0, 0.3999, 0.4, 0.9, 1].map((confidence) => ({ confidence, right: true }))).map(
      (bin) => bin.posts,
    );
    expect(posts).toEqual([2, 1, 0, 0, 0, 0, 2]);
    expect(posts).toHaveLength(BIN_STARTS.length);
  });

  it('is the distance of confidence from the share right, each post counting alike', () => {
    const bins = binsOf([
      { confidence: 0.6, right: true },
      { confidence: 0.64, right: false },
      { confidence: 0.95, right: true },
      { confidence: 0.95, right: true },
    ]);
    expect(bins[3]).toEqual({ posts: 2, confidence: 0.62, right: 0.5 });
    expect(meanGap(bins)).toBeCloseTo((2 * 0.12 + 2 * 0.05) / 4);
  });
});

describe('a ranking', () => {
  it('is judged by who stands before whom, those who are not listed being last together', () => {
    const unhappy = new Map([
      ['ann', true],
      ['bob', false],
      ['cyd', true],
      ['dan', false],
    ]);
    expect(areaUnderCurve(['ann', 'bob'], unhappy)).toBeCloseTo((1 + 1 + 0 + 0.5) / 4);
  });
});

describe('the label of a score', () => {
  it.each([
    [0.05, 0.05, 'pos'],
    [0.04, 0.05, 'neu'],
    [-0.05, 0.05, 'neg'],
    [0.01, 0, 'pos'],
    [0, 0, 'neu'],
    [Number.NaN, 0, 'neu'],
  ])('%d with the border %d is %s', (score, border, label) => expect(labelOf(score, border)).toBe(label));
});
