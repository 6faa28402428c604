import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Query } from '../../src/query/ast.js';
import { parseQuery } from '../../src/query/parse.js';
import { printQuery } from '../../src/query/print.js';
import { QueryError } from '../../src/query/query-error.js';
import { queries, withoutSpans } from './random.js';

const seed = Math.floor(Math.random() * 2 ** 31);

describe('parseQuery', () => {
  test.each([
    ['acme', 'acme'],
    ['acme router', 'acme AND router'],
    ['acme AND router', 'acme AND router'],
    ['a OR b c', 'a OR b AND c'],
    ['(a OR b) c', '(a OR b) AND c'],
    ['NOT a b', 'NOT a AND b'],
    ['NOT (a b)', 'NOT (a AND b)'],
    ['a NOT b', 'a AND NOT b'],
    ['NOT NOT a', 'NOT NOT a'],
    ['((a))', 'a'],
    ['a OR (b OR c)', 'a OR (b OR c)'],
    ['and or not', 'and AND or AND not'],
    ['acme"air acme"#tag (@handle)', 'acme AND "air acme" AND #tag AND @handle'],
    ['“air acme”', '"air acme"'],
    ['"say \\"hi\\" \\\\ now"', '"say \\"hi\\" \\\\ now"'],
    ['wi-fi AT&T don’t', 'wi-fi AND AT&T AND don’t'],
    ['  a\n\tOR\u00a0b ', 'a OR b'],
    ['@acme@mastodon.social 😡', '@acme@mastodon.social AND 😡'],
    ['acme rout* w?rd', 'acme AND rout* AND w?rd'],
    ['#air* @ac?e "refund* polic?"', '#air* AND @ac?e AND "refund* polic?"'],
    ['a NEAR/5 b c', 'a NEAR/5 b AND c'],
    ['NOT a ONEAR/2 "b c"', 'NOT a ONEAR/2 "b c"'],
    ['(a OR #b) NEAR/5 (c OR (d OR @e))', '(a OR #b) NEAR/5 (c OR (d OR @e))'],
    ['near/5 and onear', 'near/5 AND and AND onear'],
    ['raw:ACME raw:"it\\"s A"', 'raw:"ACME" AND raw:"it\\"s A"'],
    ['network:(x OR reddit) LANG:es', '(network:x OR network:reddit) AND lang:es'],
    ['author:"Marta Viaja" author:@marta', 'author:"Marta Viaja" AND author:marta'],
    [
      'followers:>10k reach:>=1.5M likes:100..2k sentiment:<-0.4 rating:=2',
      'followers:>10000 AND reach:>=1500000 AND likes:100..2000 AND sentiment:<-0.4 AND rating:2',
    ],
    [
      'since:2026-10-01 until:"2026-10-02 12:30" since:7d',
      'since:2026-10-01 AND until:"2026-10-02 12:30" AND since:7d',
    ],
    ['site:https://www.Reddit.com/ label:NEGATIVE', 'site:reddit.com AND label:negative'],
    ['a /* who? AND ( */ b /**/', 'a AND b'],
    ['"is it down?"', '"is it down?"'],
  ])('reads %s', (text, printed) => {
    expect(printQuery(parseQuery(text))).toBe(printed);
  });

  test('gives every node its place in the text', () => {
    const query = parseQuery('one (two OR "three four")');
    expect(query).toMatchObject({ kind: 'and', at: 0, end: 24 });
    expect(query.kind === 'and' && query.parts[1]).toMatchObject({
      kind: 'or',
      parts: [
        { kind: 'word', text: 'two', at: 5, end: 8 },
        { kind: 'phrase', text: 'three four', at: 12, end: 24 },
      ],
    });
  });

  test.each([
    ['', 0, 'a term', 'the end'],
    ['acme AND', 8, 'a term', 'the end'],
    ['acme OR OR b', 8, 'a term', "'OR'"],
    ['AND acme', 0, 'a term', "'AND'"],
    ['acme NOT', 8, 'a term', 'the end'],
    ['(acme', 5, 'AND, OR or a closing parenthesis', 'the end'],
    ['acme)', 4, 'AND, OR or the end', "')'"],
    ['()', 1, 'a term', "')'"],
    ['acme "never closed', 18, 'a closing quote', 'the end'],
    ['acme ""', 5, 'at least one word between the quotes', `'""'`],
    ['acme "..."', 5, 'at least one word between the quotes', `'"..."'`],
    ['acme -router', 5, 'a word', "'-router'"],
    ['a autor:b', 2, 'a field', "'autor:'"],
    ['https://acme.com', 0, 'a field', "'https:'"],
    ['lang: es', 5, 'a value right after lang:', "' '"],
    ['a label:negativ', 8, 'a label', "'negativ'"],
    ['signal:churm', 7, 'a signal', "'churm'"],
    ['network:twitter', 8, 'network:x, which is what the data calls it', "'twitter'"],
    ['network:(x reddit)', 11, 'OR or a closing parenthesis', "'reddit'"],
    ['network:(x OR )', 14, 'a value of network', "')'"],
    ['likes:many', 6, 'a number, with >, >=, <, <= or = before it, or a range', "'many'"],
    ['likes:5..1', 6, 'a range from the lower to the higher number', "'5..1'"],
    ['since:yesterday', 6, 'a date such as 2026-10-01 or 2026-10-01T12:30, or a span such as 7d', "'yesterday'"],
    ['site:acme.com/x', 5, 'a site such as reddit.com', "'acme.com/x'"],
    ['lang:pt-BR', 5, 'a language tag of one part, such as pt', "'pt-BR'"],
    ['author:*', 7, 'a value of author with letters', "'*'"],
    ['a *', 2, 'a word', "'*'"],
    ['"a * b"', 0, 'at least one word between the quotes', '\'"a * b"\''],
    ['東*', 0, 'a word', "'東*'"],
    ['a NEAR b', 2, 'a word', "'NEAR'"],
    ['a NEAR/5f b', 2, 'a word', "'NEAR/5f'"],
    ['a NEAR/500 b', 2, 'a distance of at most 100 words', "'NEAR/500'"],
    ['a NEAR/5 (b c)', 10, 'a term beside NEAR', "'b c'"],
    ['a NEAR/5 NOT b', 9, 'a term', "'NOT'"],
    ['lang:es NEAR/5 b', 0, 'a term beside NEAR', "'lang:es'"],
    ['a NEAR/5 b NEAR/5 c', 11, 'AND, OR or the end', "'NEAR/5'"],
    ['"a b"~5', 5, 'a word', "'~5'"],
    ['a raw: b', 2, 'a text right after raw:', "'raw:'"],
    ['a /* b', 6, 'the end of the comment, */', 'the end'],
    ['a \0', 2, 'a character that can be read', "'\0'"],
    ['a || b', 2, 'a word', "'||'"],
    ['a # b', 2, 'a hashtag such as #acme', "'#'"],
    ['a #b-c', 2, 'a hashtag such as #acme', "'#b-c'"],
    ['a #b@c', 2, 'a hashtag such as #acme', "'#b@c'"],
    ['a @ b', 2, 'a handle such as @acme', "'@'"],
    ['a !!!', 2, 'a word', "'!!!'"],
  ])('points at what is wrong in %s', (text, position, expected, found) => {
    const error = failure(text);
    expect(error).toMatchObject({ position, expected, kind: 'usage', code: 'query.syntax' });
    expect(error.problem).toBe(`expected ${expected} at character ${position + 1}, found ${found}`);
    expect(error.message).toContain(`'${text}'`);
    expect(error.hint).toBeTruthy();
  });

  test('counts characters as people do', () => {
    expect(failure('😀 😀 AND').problem).toContain('at character 8,');
  });

  test('takes the kind of its errors from the caller', () => {
    expect(() => parseQuery('(', 'configuration')).toThrow(expect.objectContaining({ kind: 'configuration' }));
  });

  test('refuses nesting that would exhaust the stack, and takes long queries', () => {
    expect(failure('('.repeat(100_000)).expected).toBe('at most 100 levels of NOT and parentheses');
    expect(failure('NOT '.repeat(100_000)).expected).toBe('at most 100 levels of NOT and parentheses');
    expect(parseQuery(Array.from({ length: 50_000 }, (_, n) => `w${n}`).join(' OR '))).toHaveProperty(
      'parts.length',
      50_000,
    );
  });

  test('print and parse are inverse', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(withoutSpans(parseQuery(printQuery(query)))).toEqual(withoutSpans(query));
      }),
      { seed, numRuns: 2000 },
    );
  });

  test('whatever the text, there is a query or a QueryError inside the text', () => {
    const piece = fc.constantFrom(
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      '"',
      '#',
      '@',
      '\\',
      '“',
      'a',
      'é',
      '😡',
      ' ',
      '-',
      ':',
      '東',
      ...[
        '*',
        '?',
        ' NEAR/2 ',
        ' ONEAR/0 ',
        'raw:',
        'lang:',
        'author:',
        'url:',
        'likes:>',
        'rating:',
        'since:',
        'site:',
      ],
      ...['has:link', '/*', '*/', '..', '5', '1.5k', '2026-10-01', '7d', 'NEAR', '~', 'x.com', '\n', "'", 'l’'],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          let query: Query;
          try {
            query = parseQuery(text);
          } catch (error) {
            if (!(error instanceof QueryError)) throw error;
            expect(error.position).toBeGreaterThanOrEqual(0);
            expect(error.position).toBeLessThanOrEqual(text.length);
            return;
          }
          expect(withoutSpans(parseQuery(printQuery(query)))).toEqual(withoutSpans(query));
        },
      ),
      { seed, numRuns: Number(process.env['BRANDWATCH_RANDOM_CASES'] ?? 3000) },
    );
  });
});

function failure(text: string): QueryError {
  try {
    parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}
