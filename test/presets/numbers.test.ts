import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '../formats/seed.js';
import { testEngine } from './engine.js';

const sql = testEngine();
const NBSP = '\u00A0';
const NARROW = '\u202F';

test.each([
  ['0', 0],
  ['12', 12],
  ['-3', -3],
  ['−3', -3],
  ['+5', 5],
  ['00012', 12],
  ['  7 ', 7],
  ['12.0', 12],
  ['0.0', 0],
  ['-4.0', -4],
  ['1,234', 1234],
  ['-1,234', -1234],
  ['1,234,567', 1_234_567],
  ['1.234.567', 1_234_567],
  ['12.000', 12_000],
  ['12,000', 12_000],
  ['1 234', 1234],
  [`1${NBSP}234`, 1234],
  [`1${NARROW}234${NARROW}567`, 1_234_567],
  ['1\u2009234', 1234],
  ['\u200e1 234\u200f', 1234],
  ['12,34,567', 1_234_567],
  ['1,23,456', 123_456],
  ['2,5 mill.', 2_500_000],
  ['1,2 mi', 1_200_000],
  ['1,2 mln', 1_200_000],
  ['3 mila', 3000],
  ['2,5 Tsd.', 2500],
  ['1,5 Mrd.', 1_500_000_000],
  ['1’234', 1234],
  ["1'234", 1234],
  ['1_000', 1000],
  ['1,234.0', 1234],
  ['1.234,0', 1234],
  ['1.1K', 1100],
  ['1,1K', 1100],
  ['1.1k', 1100],
  ['12K', 12_000],
  ['2 M', 2_000_000],
  ['1,2 M', 1_200_000],
  [`3,4${NBSP}M`, 3_400_000],
  ['1.5B', 1_500_000_000],
  ['3 mil', 3000],
  ['2,5 mil', 2500],
  ['2 mio', 2_000_000],
  ['2 Mio.', 2_000_000],
  ['1.234K', 1234],
  ['1e3', 1000],
  ['1.2E5', 120_000],
  ['4,5', 5],
  ['4.4', 4],
  ['5%', 5],
  ['9007199254740993', 9_007_199_254_740_992],
])('a count of %j is %d', async (text, count) => {
  expect(await sql.each([text], 'parse_count(x)')).toEqual([count]);
});

test('a count beyond 2^53 is exact', async () => {
  expect(await sql.each(['9223372036854775807', '9007199254740993.0'], 'CAST(parse_count(x) AS VARCHAR)')).toEqual([
    '9223372036854775807',
    '9007199254740993',
  ]);
});

test.each([
  ['4.5', 4.5],
  ['4,5', 4.5],
  ['4', 4],
  ['-0.5', -0.5],
  ['.5', 0.5],
  ['3.25', 3.25],
  // A lone separator is a decimal mark in a rating.
  ['1.234', 1.234],
  ['1,234', 1.234],
  ['1,234.5', 1234.5],
  ['1.234,5', 1234.5],
  ['1 234,5', 1234.5],
  ['1.1K', 1100],
  ['12,5%', 12.5],
  ['1e-3', 0.001],
])('a decimal of %j is %d', async (text, number) => {
  expect(await sql.each([text], 'parse_decimal(x)')).toEqual([number]);
});

test.each([
  ['4.5', 4.5],
  ['4,5', 4.5],
  ['5', 5],
  ['4/5', 4],
  ['4.5 / 5.0', 4.5],
  ['3 out of 5', 3],
  ['3 sur 5', 3],
  ['2 von 5 Sternen', 2],
  ['9/10', 4.5],
  ['★★★☆☆', 3],
  ['⭐⭐⭐⭐⭐', 5],
  ['1 star', 1],
  ['4 étoiles', 4],
  ['4/7', null],
  ['good', null],
  ['☆☆☆', null],
])('a rating of %j is %d', async (text, rating) => {
  expect(await sql.each([text], 'parse_rating(x)')).toEqual([rating]);
});

test('what is no number is unknown, neither zero nor an error', async () => {
  const texts = [null, '', '-', '--', 'n/a', 'N/A', 'null', 'none', 'NaN', 'inf', '-Infinity', 'Lifetime', 'K', 'mil'];
  texts.push('1,2,3', '1.23.4', '12 apples', '>100', '#DIV/0!', '2026-01-01', '1:30', 'one', '1,23,456.7,8', 'e5', '.');
  expect(await sql.each(texts, 'parse_count(x)')).toEqual(texts.map(() => null));
  expect(await sql.each(texts, 'parse_decimal(x)')).toEqual(texts.map(() => null));
});

test('a count too large to hold is unknown', async () => {
  expect(await sql.each(['9223372036854775808', '1e30', '99999999999999999999.0'], 'parse_count(x)')).toEqual([
    null,
    null,
    null,
  ]);
});

test('booleans', async () => {
  const yes = ['true', 'True', 'TRUE', 't', 'yes', 'Y', '1'];
  const no = ['false', 'False', 'f', 'no', 'N', '0'];
  const neither = [null, '', '2', 'maybe', 'nul', '-1', 'oui'];
  expect(await sql.each(yes, 'parse_boolean(x)')).toEqual(yes.map(() => true));
  expect(await sql.each(no, 'parse_boolean(x)')).toEqual(no.map(() => false));
  expect(await sql.each(neither, 'parse_boolean(x)')).toEqual(neither.map(() => null));
});

describe('whatever the number', () => {
  const whole = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 });
  const grouped = (value: number, separator: string): string =>
    String(value).replace(/\B(?=(\d{3})+(?!\d))/g, separator);

  test('a count reads back from every way of writing it', () =>
    holds(
      fc.asyncProperty(fc.array(whole, { minLength: 1, maxLength: 20 }), async (values) => {
        for (const write of [
          (value: number) => String(value),
          (value: number) => `${value}.0`,
          (value: number) => `${value},0`,
          (value: number) => grouped(value, ','),
          (value: number) => grouped(value, '.'),
          (value: number) => grouped(value, ' '),
          (value: number) => grouped(value, NBSP),
          (value: number) => grouped(value, NARROW),
          (value: number) => grouped(value, '’'),
          (value: number) => `${grouped(value, ',')}.0`,
          (value: number) => `${grouped(value, '.')},0`,
        ]) {
          expect(await sql.each(values.map(write), 'parse_count(x)')).toEqual(values);
        }
      }),
      30,
    ));

  test('a decimal reads back with a point and with a comma', () =>
    holds(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -99_999_999, max: 99_999_999 }), { minLength: 1, maxLength: 20 }),
        async (hundredths) => {
          const values = hundredths.map((value) => value / 100);
          const texts = values.map((value) => value.toFixed(2));
          expect(await sql.each(texts, 'parse_decimal(x)')).toEqual(values.map((value) => value + 0));
          const commas = texts.map((text) => text.replace('.', ','));
          expect(await sql.each(commas, 'parse_decimal(x)')).toEqual(values.map((value) => value + 0));
        },
      ),
      60,
    ));

  test('a shortened count is the number times its letter', () =>
    holds(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9999 }),
        fc.constantFrom(
          ...([
            ['K', 1e3],
            ['k', 1e3],
            ['M', 1e6],
            [' M', 1e6],
            [' mil', 1e3],
            ['B', 1e9],
          ] as const),
        ),
        fc.constantFrom('.', ','),
        async (tenths, [letter, factor], mark) => {
          const text = `${(tenths / 10).toFixed(1).replace('.', mark)}${letter}`;
          expect(await sql.each([text], 'parse_count(x)')).toEqual([Math.round((tenths * factor) / 10)]);
        },
      ),
      100,
    ));

  test('no text at all makes the readers fail', () =>
    holds(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
            fc.stringMatching(/^[-+0-9.,' kKmMbBeE%]{0,12}$/),
          ),
          { minLength: 1, maxLength: 30 },
        ),
        async (texts) => {
          const clean = texts.filter((text) => !/[\uD800-\uDFFF]/.test(text));
          const counts = await sql.each([...clean, '1'], 'parse_count(x)');
          for (const count of counts) expect(count === null || Number.isInteger(count)).toBe(true);
          const decimals = await sql.each([...clean, '1'], 'parse_decimal(x)');
          for (const decimal of decimals) expect(decimal === null || Number.isFinite(decimal)).toBe(true);
        },
      ),
      100,
    ));
});

describe('networks', () => {
  test.each([
    ['x', ['x', 'X', 'Twitter', 'twitter.com', 'https://x.com/a', 'X (Twitter)', 'www.x.com', 'SOCIALMEDIA_TWITTER']],
    ['reddit', ['reddit', 'Reddit', 'www.reddit.com', 'old.reddit.com']],
    ['facebook', ['facebook', 'Facebook Public', 'fb.com', 'FACEBOOK_PAGE']],
    ['googleplay', ['Google Play', 'googleplay', 'https://play.google.com/store']],
    ['appstore', ['App Store', 'apps.apple.com', 'appstore']],
    ['forum', ['forum', 'Forums', 'message_board', 'MESSAGEBOARD', 'Message Board']],
    ['news', ['news', 'News', 'ONLINENEWS_NEWS', 'newspaper', 'print']],
    ['blog', ['blog', 'Blogs', 'BLOG']],
    ['review', ['review', 'Reviews']],
    ['web', ['leeds-post.example', 'dropbox.com', 'fedex.com', 'web', 'forum.example.org/x']],
    ['usenet', ['usenet', 'Use Net']],
  ])('%s by its names', async (network, names) => {
    expect(await sql.each(names, 'network_name(x)')).toEqual(names.map(() => network));
  });

  test('a name stays what it is once it is ours', async () => {
    const names = ['Twitter', 'Facebook Public', 'leeds-post.example', 'Google Play', 'Usenet', 'Hacker News', 'Quora'];
    const ours = await sql.each(names, 'network_name(x)');
    expect(await sql.each(ours.map(String), 'network_name(x)')).toEqual(ours);
  });

  test('no name is none', async () => {
    expect(await sql.each([null], 'network_name(x)')).toEqual([null]);
  });
});

test('language tags', async () => {
  const given = [
    'en',
    'FR',
    'ca',
    'en-GB',
    'pt_BR',
    'English',
    'CATALAN',
    'spa',
    'und',
    'unknown',
    'qme',
    '',
    null,
    '??',
  ];
  expect(await sql.each(given, 'language_tag(x)')).toEqual([
    ...['en', 'fr', 'ca', 'en', 'pt', 'en', 'ca', 'es'],
    ...[null, null, null, null, null, null],
  ]);
});
