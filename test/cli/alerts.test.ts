import { describe, expect, test } from 'vitest';
import { randomOf } from '../../bench/alert-series.js';
import { place } from './binary.js';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-08-03T00:00:00Z');
const BURST_AT = START + 28 * 24 * HOUR_MS + 10 * HOUR_MS;

const WORDS =
  'airport bicycle carpet dinner engine farmer garden harbour island jungle kettle lemon meadow nephew orange pepper river sister table umbrella village window yellow summer winter bridge coffee doctor forest guitar'.split(
    ' ',
  );

/** A text that nobody else writes. */
function own(text: string, seed: number): string {
  const random = randomOf(seed * 7919 + 1);
  const words = Array.from({ length: 9 }, () => WORDS[Math.floor(random() * WORDS.length)]);
  return `${text} ${words.join(' ')}`;
}

type Row = readonly [at: number, author: string, text: string, followers: number];

/** Five weeks of a post an hour, every third one angry; and a burst about refunds, with a story that bots copy. */
function posts(withBurst: boolean): string {
  const rows: Row[] = Array.from(
    { length: 35 * 24 },
    (_, hour): Row => [
      START + hour * HOUR_MS,
      `user${hour % 300}`,
      own(
        hour % 3 === 0
          ? 'Terrible, awful service, acme is the worst, they lost my bag. Horrible!'
          : 'Flying with acme tomorrow',
        hour,
      ),
      50,
    ],
  );
  for (let index = 0; withBurst && index < 24; index++)
    rows.push([
      BURST_AT + index * 60_000,
      `angry${index}`,
      own('Still no refund from acme, awful, terrible company. Horrible!', index),
      900,
    ]);
  for (let index = 0; withBurst && index < 40; index++)
    rows.push([
      BURST_AT + index * 50_000,
      `bot${index}`,
      'acme stole my refund, share this! Terrible company, do not fly with acme ever again, please everyone',
      5000,
    ]);
  rows.sort(([a], [b]) => a - b);
  const lines = rows.map(
    ([at, author, text, followers], index) =>
      `${index},${new Date(at).toISOString()},${author},"${text}",${followers},x`,
  );
  return `id,created_at,author,text,followers,network\n${lines.join('\n')}\n`;
}

const CONFIG = [
  'brand:',
  '  name: Acme',
  '  topics:',
  '    - { name: refunds, query: refund*, owner: billing }',
  '',
].join('\n');

const files = { 'posts.csv': posts(true), '.brandwatchrc': CONFIG };

describe('alerts on posts', () => {
  test('a burst, the topic, its owner, what the widest say, and how many copies there are', async () => {
    const here = place(files);
    const ran = await here.call(['alerts', 'posts.csv', '-f', 'ndjson', '--quiet']);
    expect(ran.stderr).toBe('');
    const alerts = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      brand: 'Acme',
      topic: 'refunds',
      owner: 'billing',
      since: new Date(BURST_AT).toISOString(),
      until: new Date(BURST_AT + HOUR_MS).toISOString(),
      posts: 64,
      copies: 40,
    });
    expect(String(alerts[0]?.['text'])).toMatch(/^acme stole my refund/);
    const texts = alerts[0]?.['texts'] as string[];
    expect(texts).toHaveLength(5);
    expect(texts.filter((text) => text.startsWith('acme stole'))).toHaveLength(1);
  });

  test('every format, columns, and the window', async () => {
    const here = place(files);
    const columns = ['--columns', 'topic,signal,observed', '-q'];
    const csv = await here.call(['alerts', 'posts.csv', ...columns]);
    expect(csv.stdout).toMatch(/^topic,signal,observed\nrefunds,(?:negative|complaint),2\d\n$/);
    for (const format of ['terminal', 'tsv', 'json', 'markdown']) {
      const ran = await here.call(['alerts', 'posts.csv', ...columns, '-f', format]);
      expect(ran.stdout, format).toContain('refunds');
      expect(ran.code).toBe(0);
    }
    const later = await here.call(['alerts', 'posts.csv', ...columns, '--since', '2026-09-01']);
    expect(later.stdout).toBe('topic,signal,observed\n');
    const within = await here.call([
      'alerts',
      'posts.csv',
      ...columns,
      '--since',
      '2026-08-31',
      '--until',
      '2026-09-01',
    ]);
    expect(within.stdout).toBe(csv.stdout);
  });

  test('--fail-on alert', async () => {
    const here = place({ ...files, 'calm.csv': posts(false) });
    expect((await here.call(['alerts', 'posts.csv', '--fail-on', 'alert'])).code).toBe(1);
    const calm = await here.call(['alerts', 'calm.csv', '--fail-on', 'alert', '-f', 'terminal']);
    expect(calm.code).toBe(0);
    expect(calm.stdout).toContain('nothing rises faster than it should');
  });

  test('data shorter than the baseline raises nothing, and says so', async () => {
    const here = place({
      'short.csv': posts(true)
        .split('\n')
        .filter((line, index) => index === 0 || line.includes('2026-08-31') || line.includes('2026-08-30'))
        .join('\n'),
    });
    const ran = await here.call(['alerts', 'short.csv', '-f', 'csv']);
    expect(ran.stdout.trim().split('\n')).toHaveLength(1);
    expect(ran.stderr).toContain('shorter than the baseline needs');
  });

  test('from a pipe and from the store, the same', async () => {
    const here = place(files);
    const args = ['alerts', '--columns', 'topic,observed,copies', '-f', 'csv', '-q'];
    const piped = await here.call(args, { input: posts(true) });
    expect(piped.stdout).toMatch(/^topic,observed,copies\nrefunds,2\d,40\n$/);
    expect((await here.call(['import', 'posts.csv', '--store', '-q'])).code).toBe(0);
    expect((await here.call(['score', '--store', '-q'])).code).toBe(0);
    const stored = await here.shell(`$bw ${args.join(' ')} --store < /dev/null`);
    expect(stored.stdout).toBe(piped.stdout);
    const window = await here.shell(`$bw ${args.join(' ')} --store --since 2026-08-31 < /dev/null`);
    expect(window.stdout).toBe(piped.stdout);
  });

  test('wrong options are refused before anything is read', async () => {
    const here = place();
    for (const args of [['--step', '7h'], ['--all'], ['--fail-on', 'anything'], ['--columns', 'nothing']]) {
      const ran = await here.call(['alerts', 'posts.csv', ...args], { input: '' });
      expect([64, 66], args.join(' ')).toContain(ran.code);
      expect(ran.stdout).toBe('');
    }
    expect((await here.call(['alerts', '--step', '7h', '-'], { input: 'x' })).stderr).toContain('--step is "7h"');
  });
});
