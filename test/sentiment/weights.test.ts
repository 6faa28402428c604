import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FEATURES } from '../../src/sentiment/features.js';
import { LEARNT_LANGUAGES } from '../../src/sentiment/load.js';
import { weightsOf } from '../../src/sentiment/weights.js';

const lines = readFileSync('src/sentiment/lexicons/weights.tsv', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

test.each([...LEARNT_LANGUAGES, 'shared', 'other'])(
  '%s has a weight for every feature, and for nothing else',
  (lang) => {
    expect(lines.filter(([name]) => name === lang).map(([, feature]) => feature)).toEqual([...FEATURES]);
  },
);

test('a language without weights of its own has the shared ones', () => {
  for (const lang of ['ca', 'nl', 'gl', 'eu']) expect(weightsOf(lang)).toBe(weightsOf('shared'));
  expect(weightsOf('en')).not.toBe(weightsOf('shared'));
});
