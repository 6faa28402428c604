import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { reportCommand } from '../../src/cli/report-command.js';

test.each([
  [['a.csv'], {}, 'brandwatch report unhappy a.csv -o unhappy.csv'],
  [['a.csv'], { color: true, quiet: true, threads: '2', limit: '3' }, 'brandwatch report unhappy a.csv -o unhappy.csv'],
  [
    ['a.csv', 'june posts.csv', 'in/*.csv'],
    { brand: ['Acme', "Bob's"], last: '7d', by: 'recent' },
    "brandwatch report unhappy a.csv 'june posts.csv' 'in/*.csv' --brand Acme --brand 'Bob'\\''s' --last 7d --by recent -o unhappy.csv",
  ],
  [
    ['a.csv'],
    { config: '~/my.yaml', timezone: 'Europe/Madrid', since: '2026-10-01', until: '2026-10-08', lang: ['es', 'ca'] },
    "brandwatch report unhappy a.csv --config '~/my.yaml' --timezone Europe/Madrid --since 2026-10-01 --until 2026-10-08 --lang es --lang ca -o unhappy.csv",
  ],
  [
    ['a.csv'],
    { network: ['x'], labels: 'three', map: 'text=Your comment', preset: 'brand24', dateOrder: 'mdy', delimiter: ';' },
    "brandwatch report unhappy a.csv --network x --labels three --map 'text=Your comment' --preset brand24 --date-order mdy --delimiter ';' -o unhappy.csv",
  ],
  [
    ['-a.csv'],
    { encoding: 'windows-1252', sheet: '', maxRejects: '50%' },
    "brandwatch report unhappy ./-a.csv --encoding windows-1252 --sheet '' --max-rejects 50% -o unhappy.csv",
  ],
  [['-'], {}, null],
  [[], {}, null],
  [['a\u001b[31m.csv'], {}, null],
  [Array.from({ length: 60 }, (_, at) => `posts-${at}.csv`), {}, null],
])('%j %j', (files, flags, line) => {
  expect(reportCommand('unhappy', files, flags, 'unhappy.csv')).toBe(line);
});

test('a shell takes every word as it was', () => {
  const words = ['$HOME', '`id`', 'a b', "it's", '*', 'x;y', '~', 'a"b', '\\', '#1', '=ls', 'é', '!x', '{a,b}'];
  const line = reportCommand('unhappy', ['a.csv'], { brand: words }, 'u.csv') ?? '';
  const said = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');
  expect(said).toEqual([
    ...['brandwatch', 'report', 'unhappy', 'a.csv'],
    ...words.flatMap((word) => ['--brand', word]),
    ...['-o', 'u.csv'],
  ]);
});
