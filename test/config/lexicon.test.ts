import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readUserLexicon } from '../../src/app/user-lexicon.js';
import { loadConfig } from '../../src/config/load.js';
import { folder } from './folder.js';

test('a path in a file is relative to that file, one in a flag or variable to the working folder', async () => {
  const cwd = folder({ '.brandwatchrc': 'lexicon: lists/words.csv\n', 'deep/down/a.txt': '' });
  const from = join(cwd, 'deep/down');
  const lexicon = async (request: object) => (await loadConfig({ cwd: from, env: {}, ...request })).lexicon;
  expect(await lexicon({})).toBe(join(cwd, 'lists/words.csv'));
  expect(await lexicon({ env: { BRANDWATCH_LEXICON: 'w.csv' } })).toBe(join(from, 'w.csv'));
  expect(await lexicon({ flags: { lexicon: '../w.csv' } })).toBe(join(cwd, 'deep/w.csv'));
});

test('a file that is missing is named with where it was asked for', async () => {
  const cwd = folder({ '.brandwatchrc': 'timezone: UTC\nlexicon: words.csv\n' });
  await expect(readUserLexicon(await loadConfig({ cwd, env: {} }), cwd)).rejects.toMatchObject({
    kind: 'configuration',
    code: 'lexicon.unreadable',
    message: 'cannot read words.csv: no such file (file .brandwatchrc:2)',
  });
});

test('a line that is no entry is named with file and line', async () => {
  const cwd = folder({ '.brandwatchrc': 'lexicon: words.csv\n', 'words.csv': 'entry,weight\nzorg,12\n' });
  await expect(readUserLexicon(await loadConfig({ cwd, env: {} }), cwd)).rejects.toMatchObject({
    kind: 'malformed-input',
    message: 'cannot use words.csv: line 2: the weight of "zorg" is "12"',
  });
});

test('a text is not empty and on one line', async () => {
  const cwd = folder({ '.brandwatchrc': 'lexicon: [a, b]\n' });
  await expect(loadConfig({ cwd, env: {} })).rejects.toMatchObject({
    message: expect.stringContaining('line 1: lexicon is a list: expected'),
  });
});
