import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseExactJson } from '../../src/core/exact-json.js';
import { readMoment } from '../../src/posts/moment.js';
import { POST_COLUMNS } from '../../src/posts/post.js';
import { normalisePost, type PostDraft, postLine, UnfitPost } from '../../src/posts/row.js';

const seed = Math.floor(Math.random() * 2 ** 31);
const NOW = Date.UTC(2026, 9, 20, 12);
const context = { source: 'test', collectedAt: NOW };
const row = (draft: Partial<PostDraft>) =>
  normalisePost({ network: 'x', kind: 'post', id: '1', created_at: NOW, ...draft }, context);

describe('a moment', () => {
  test.each([
    ['2026-10-01', '2026-10-01T00:00:00.000Z'],
    ['2026-10-01T12:30', '2026-10-01T12:30:00.000Z'],
    ['2026-10-01T12:30:05.1239Z', '2026-10-01T12:30:05.123Z'],
    ['2023-09-23T10:41:41.254290', '2023-09-23T10:41:41.254Z'],
    ['2026-10-01 12:30:05 -0700', '2026-10-01T19:30:05.000Z'],
    ['2026-10-01T12:30:05+05:30', '2026-10-01T07:00:05.000Z'],
    ['2026-10-01T12:30:05+02', '2026-10-01T10:30:05.000Z'],
    ['2026-10', '2026-10-01T00:00:00.000Z'],
    ['Thu, 01 Oct 2026 12:30:05 GMT', '2026-10-01T12:30:05.000Z'],
    ['Thu, 1 Oct 26 12:30 EST', '2026-10-01T17:30:00.000Z'],
    ['01 Oct 99 12:30:00 PDT', '1999-10-01T19:30:00.000Z'],
    ['Thursday, 1 October 2026 12:30:60 +0200 (CEST)', '2026-10-01T10:30:59.000Z'],
    ['Thu Oct  1 12:30:05 2026', '2026-10-01T12:30:05.000Z'],
    ['Thu Oct 01 12:30:05 +0100 2026', '2026-10-01T11:30:05.000Z'],
  ])('%s', (text, iso) => {
    expect(new Date(readMoment(text) ?? Number.NaN).toISOString()).toBe(iso);
  });

  test.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '1790000000',
    'Thu, 32 Oct 2026',
    '2026-10-01T25:00',
    '1/2/2026',
  ])('%s is none', (text) => {
    expect(readMoment(text)).toBeNull();
  });

  it('is read back from ISO, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2199-01-01'), noInvalidDate: true }),
        (date) => {
          expect(readMoment(date.toISOString())).toBe(date.getTime());
          expect(readMoment(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
        },
      ),
      { seed },
    );
  });
});

describe('JSON with long numbers', () => {
  it('is what JSON.parse makes of it, but for whole numbers beyond 2^53, which are text', () => {
    const value = fc.jsonValue();
    fc.assert(
      fc.property(value, fc.boolean(), (given, spaced) => {
        const text = JSON.stringify(given, null, spaced ? 1 : undefined);
        const exact = (_: string, one: unknown) =>
          typeof one === 'number' &&
          Number.isInteger(one) &&
          !Number.isSafeInteger(one) &&
          !/[.e]/.test(JSON.stringify(one))
            ? JSON.stringify(one)
            : one;
        expect(parseExactJson(text)).toEqual(JSON.parse(text, exact));
        expect(parseExactJson(`{"id":18446744073709551615,"v":${text}}`)).toEqual({
          id: '18446744073709551615',
          v: JSON.parse(text, exact),
        });
      }),
      { seed },
    );
  });

  it('leaves strings alone, and refuses what JSON.parse refuses', () => {
    expect(parseExactJson('["9007199254740993 \\" 9007199254740993",-9007199254740993,1234567890123456]')).toEqual([
      '9007199254740993 " 9007199254740993',
      '-9007199254740993',
      1234567890123456,
    ]);
    expect(() => parseExactJson('{"id":9007199254740993')).toThrow(SyntaxError);
    expect(() => parseExactJson('<html>9007199254740993</html>')).toThrow(SyntaxError);
  });
});

describe('a row', () => {
  it('has every column, plain text, and null for what is unknown', () => {
    const made = row({
      text: '<p>One &amp; two</p><p>three</p>',
      title: '',
      author_handle: '@marta',
      lang: 'pt-BR',
      likes: 0,
      views: '1234',
    });
    expect(Object.keys(made).sort()).toEqual(POST_COLUMNS.map(({ name }) => name).sort());
    expect(made).toMatchObject({
      key: 'x:1',
      text: 'One & two\n\nthree',
      title: null,
      author_handle: 'marta',
      lang: 'pt',
      likes: 0,
      views: 1234,
      replies: null,
      extras: null,
      created_at: '2026-10-20T12:00:00.000Z',
    });
    expect(JSON.parse(postLine(made))).not.toHaveProperty('replies');
  });

  test.each([
    ['2099-01-01T00:00:00Z'],
    [Date.UTC(2099, 0, 1)],
    ['the day before yesterday'],
    [null],
    [0],
    ['1970-01-01T00:00:00Z'],
    [Number.NaN],
    [9e99],
  ])('with the time %s has the one at which it was first seen, and says so', (created_at) => {
    const made = row({ created_at });
    expect(made.created_at).toBe('2026-10-20T12:00:00.000Z');
    expect(made.extras).toMatchObject({ created_at_basis: 'first seen' });
    if (typeof created_at === 'string') expect(made.extras?.['created_at_claimed']).toBe(created_at);
  });

  it('forgives a clock that is a little ahead', () => {
    expect(row({ created_at: NOW + 60_000 }).extras).toBeNull();
  });

  it('makes null of counts that make no sense', () => {
    expect(row({ likes: -1, views: Number.NaN, replies: 'many', rating: '4.5' })).toMatchObject({
      likes: null,
      views: null,
      replies: null,
      rating: 4.5,
    });
  });

  it('is refused without an identity, or with an id that has lost digits', () => {
    expect(() => row({ id: null })).toThrow(UnfitPost);
    expect(row({ id: null, url: 'https://e.org/1' }).key).toBe('x:https://e.org/1');
    expect(() => row({ id: 2 ** 60 })).toThrow(/digits are lost/);
    expect(() => row({ kind: 'joke' as 'post' })).toThrow(/unknown kind/);
  });
});
