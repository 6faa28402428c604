import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../src/query/parse.js';
import { portFrom } from '../../src/query/port/port.js';
import { SUITES } from '../../src/query/port/suites.js';
import { printQuery } from '../../src/query/print.js';
import { QueryError } from '../../src/query/query-error.js';

function port(from: string, text: string): { query: string | null; notes: readonly string[] } {
  const suite = SUITES.find(({ id }) => id === from);
  if (suite === undefined) throw new Error(from);
  const { query, notes } = portFrom(suite, text);
  return { query: query === null ? null : printQuery(query), notes };
}

describe('portFrom', () => {
  test.each([
    ['brandwatch', '(apple OR orange) NEAR/5 (smartphone OR phone)', '(apple OR orange) NEAR/5 (smartphone OR phone)'],
    ['brandwatch', 'logitech NEAR/2f keyboard', 'logitech ONEAR/2 keyboard'],
    ['brandwatch', '"apple juice"~5 AND -pie', 'apple NEAR/5 juice AND NOT pie'],
    ['brandwatch', '((a OR "b c") AND (d OR e))~5', '(a OR "b c") NEAR/5 (d OR e)'],
    ['brandwatch', 'raw:Google+ OR url:"msn.com/news"', 'raw:"Google+" OR url:msn.com/news'],
    ['brandwatch', 'site:www.reddit.com NOT author:(ann OR bob)', 'site:reddit.com AND NOT (author:ann OR author:bob)'],
    ['brandwatch', 'links:msn.com AND authorFollowers:[1000 TO 5000]', 'msn.com AND followers:1000..5000'],
    ['brandwatch', 'engagementType:RETWEET OR hashtags:acme OR at_mentions:acme', 'kind:repost OR #acme OR @acme'],
    ['brandwatch', 'customi?e <<<both ways>>> AND refund*', 'customi?e AND refund*'],
    ['meltwater', 'acme NEAR late', 'acme NEAR/4 late'],
    ['meltwater', 'a ONEAR/3 b NOT (c OR d)', 'a ONEAR/3 b AND NOT (c OR d)'],
    [
      'talkwalker',
      'lang:en AND host_url:www.cnet.com AND followers:>1000',
      'lang:en AND site:cnet.com AND followers:>1000',
    ],
    ['talkwalker', 'Luxemb* AND sourcetype:SOCIALMEDIA_TWITTER', 'Luxemb* AND network:x'],
  ])('%s: %s', (suite, text, expected) => {
    expect(port(suite, text)).toEqual({ query: expected, notes: [] });
    expect(printQuery(parseQuery(expected))).toBe(expected);
  });

  test.each([
    ['brandwatch', 'acme AND country:es', 'acme', 'country:es has no equivalent: left out'],
    ['brandwatch', 'title:"air acme"', '"air acme"', 'title: is looked for in title and text together'],
    ['brandwatch', 'air acme', 'air AND acme', 'terms side by side mean AND here'],
    [
      'brandwatch',
      'a NEAR/3 (b AND c)',
      'a AND (b AND c)',
      'NEAR/3 has more than terms beside it: written as AND, which finds more',
    ],
    [
      'brandwatch',
      'a NEAR/3 b NEAR/3 c',
      'a NEAR/3 b AND b NEAR/3 c',
      'NEAR/3 in a row: each term is near the one before it',
    ],
    ['meltwater', 'acme^9 OR late', 'acme OR late', 'the weight ^9 is left out'],
    ['meltwater', 'a NEAR/500 b', 'a AND b', 'NEAR/500 is farther than 100 words: written as AND, which finds more'],
    ['talkwalker', 'acme~1', 'acme', 'acme~1 finds no other spellings here'],
    ['brandwatch', 'country:es', null, 'country:es has no equivalent: left out'],
  ])('%s: %s, with a note', (suite, text, expected, note) => {
    expect(port(suite, text)).toEqual({ query: expected, notes: [note] });
  });

  test.each(['(a', 'a AND', 'a)', '"a', 'author:', 'a OR OR b', '<<<a', '('.repeat(200)])('refuses %s', (text) => {
    expect(() => port('brandwatch', text)).toThrow(QueryError);
    expect(() => port('brandwatch', text)).toThrow(expect.objectContaining({ kind: 'malformed-input' }));
  });
});
