import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { expandPaths } from '../../src/files/expand-paths.js';
import { segmentMatcher } from '../../src/files/glob.js';
import { scratch } from './scratch.js';

const seed = Date.now() % 2 ** 31;
const files = scratch();

beforeAll(async () => {
  for (const path of [
    'may.csv',
    'june.csv',
    'june.json',
    '.hidden.csv',
    'odd[1].csv',
    'in/a.csv',
    'in/deep/b.csv',
    'in/.git/c.csv',
    'in/deep/d.txt',
  ]) {
    await mkdir(dirname(join(files.dir, path)), { recursive: true });
    await writeFile(join(files.dir, path), 'id\n1\n');
  }
});

describe('expanding', () => {
  test.each([
    [
      ['june.csv', 'may.csv'],
      ['june.csv', 'may.csv'],
    ],
    [['*.csv'], ['june.csv', 'may.csv', 'odd[1].csv']],
    [
      ['may.csv', '*.csv', './may.csv'],
      ['may.csv', 'june.csv', 'odd[1].csv'],
    ],
    [['.*.csv'], ['.hidden.csv']],
    [['ju?e.*'], ['june.csv', 'june.json']],
    [['[a-l]*.csv'], ['june.csv']],
    [['[!a-l]*.csv'], ['may.csv', 'odd[1].csv']],
    [['odd[1].csv'], ['odd[1].csv']],
    [['in/*.csv'], ['in/a.csv']],
    [['in/**/*.csv'], ['in/a.csv', 'in/deep/b.csv']],
    [['**/b.csv'], ['in/deep/b.csv']],
    [['i*/d*/*'], ['in/deep/b.csv', 'in/deep/d.txt']],
    [
      ['-', 'may.csv'],
      ['-', 'may.csv'],
    ],
  ])('%j', async (args, expected) => {
    expect(await expandPaths(args, files.dir)).toEqual(expected);
    const absolute = args.map((path) => (path === '-' ? path : join(files.dir, path)));
    expect(await expandPaths(absolute, '/')).toEqual(
      expected.map((path) => (path === '-' ? path : join(files.dir, path))),
    );
  });

  test('what is missing is named, with the nearest file', async () => {
    await expect(expandPaths(['jnue.csv'], files.dir)).rejects.toMatchObject({
      kind: 'input-missing',
      message: 'cannot read jnue.csv: no such file',
      hint: 'did you mean june.csv?',
    });
    await expect(expandPaths(['in/deep/bb.csv'], files.dir)).rejects.toMatchObject({
      hint: 'did you mean in/deep/b.csv?',
    });
    await expect(expandPaths(['nothing-like-it.csv'], files.dir)).rejects.toMatchObject({
      hint: 'check its name and folder',
    });
    await expect(expandPaths(['*.xml'], files.dir)).rejects.toMatchObject({
      kind: 'input-missing',
      message: 'no file matches *.xml',
    });
    await expect(expandPaths(['in'], files.dir)).rejects.toMatchObject({ hint: 'name the files in it, e.g. in/*.csv' });
  });
});

test('a name matches itself with any letters replaced by wildcards, and nothing else takes exponential time', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((name) => !/[/*?[\]]/.test(name)),
      fc.array(fc.nat()),
      (name, at) => {
        const letters = [...name];
        for (const index of at) letters[index % letters.length] = index % 2 === 0 ? '?' : '*';
        expect(segmentMatcher(letters.join('')).test(name)).toBe(true);
        expect(segmentMatcher(name).test(`${name}x`)).toBe(false);
      },
    ),
    { seed },
  );
  expect(segmentMatcher(`${'*'.repeat(40)}x`).test('a'.repeat(200))).toBe(false);
});
