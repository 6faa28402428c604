/** What most tests of commands see, which run them in their own process, is what the binary does. */
import { expect, test } from 'vitest';
import { POSTS, place } from './binary.js';

test.each([
  [['audit', 'posts.csv']],
  [['import', '-', '--store', '-q', '--pseudonymise']],
  [['score', 'posts.csv', '--explain']],
  [['search', 'suitcase', 'posts.csv']],
  [['query', 'suitcase NOT terrible', '-']],
  [['alerts', 'posts.csv']],
  [['run', '--dry-run']],
  [['sources', '-f', 'csv']],
  [['store', 'check', '--store', 'posts.csv']],
] as const)('%j', async (args) => {
  const files = { 'posts.csv': POSTS, '.brandwatchrc': 'brand: { name: Acme, queries: [suitcase] }\n' };
  const [own, other] = [place(files), place(files)];
  const options = { input: POSTS, env: { NO_COLOR: '1' } };
  const [binary, called] = [await own.run(args, options), await other.call(args, options)];
  const shown = (text: string): string => text.replaceAll(own.dir, 'here').replaceAll(other.dir, 'here');
  expect([called.code, shown(called.stdout), shown(called.stderr)]).toEqual([
    binary.code,
    shown(binary.stdout),
    shown(binary.stderr),
  ]);
});
