import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { place } from './binary.js';

const POSTS = `id,network,author,followers,created_at,text
1,x,marta,1200,2026-10-01,"Third day without my suitcase, Acme nobody answers, refund now"
2,reddit,jon,50,2026-10-05,"Refunded quickly, thanks Acme!"
3,x,ona,99000,2026-10-20,"ACME: a disaster, never again"
`;

const csv = (text: string): Record<string, string>[] => parse(text, { columns: true }) as Record<string, string>[];

describe.concurrent('query', () => {
  test('marks what it finds, and says what one dropped part would add', async () => {
    const files = place({ 'posts.csv': POSTS });
    const found = await files.run(['query', 'refund* suitcase', 'posts.csv', '-f', 'csv']);
    expect(found.code, found.stderr).toBe(0);
    const same = await files.call(['query', 'test', 'refund* suitcase', '-', '-f', 'csv'], { input: POSTS });
    expect(same.stdout).toBe(found.stdout);
    const [match, miss, ...none] = csv(found.stdout);
    expect(none).toEqual([]);
    expect(match).toMatchObject({
      found: 'match',
      marked: 'Third day without my [suitcase], Acme nobody answers, [refund] now',
      hits: '21-29;52-58',
    });
    expect(match?.['text']?.slice(21, 29)).toBe('suitcase');
    expect(miss).toMatchObject({ found: 'near miss', without: 'suitcase', author: 'jon' });
    expect(found.stderr).toContain('1 of 3 posts match');
  });

  test('a page on a terminal', async () => {
    const files = place({ 'posts.csv': POSTS });
    const { stdout } = await files.call(['query', 'suitcase ONEAR/1 refund', 'posts.csv', '-f', 'terminal', '-q']);
    expect(stdout).toContain('0 of 3 posts match (0.0 %)\nsuitcase ONEAR/1 refund\n');
    expect(stdout).toContain('without ONEAR/1: 1 more post\n');
    expect(stdout).toMatch(/cost: 2 terms, 1 NEAR; \d/u);
  });

  test('judges where the query asks for it; --where narrows what is looked at', async () => {
    const files = place({ 'posts.csv': POSTS });
    const { stdout } = await files.call([
      'query',
      'acme sentiment:<0',
      'posts.csv',
      '--where',
      'network:x',
      '-f',
      'csv',
    ]);
    expect(csv(stdout).map(({ found, author }) => [found, author])).toEqual([
      ['match', 'marta'],
      ['match', 'ona'],
    ]);
  });

  test('port translates, and says what has no equivalent', async () => {
    const files = place();
    const ported = await files.call(['query', 'port', '--from', 'brandwatch', '(acme NEAR/3f router) AND country:es']);
    expect(ported).toMatchObject({ code: 0, stdout: 'acme ONEAR/3 router\n' });
    expect(ported.stderr).toBe('brandwatch: country:es has no equivalent: left out\n');
    expect(await files.call(['query', 'port', '--from', 'meltwater', '(acme'])).toMatchObject({ code: 65, stdout: '' });
    expect(await files.call(['query', 'port', '--from', 'melt', 'acme'])).toMatchObject({ code: 64, stdout: '' });
    expect(await files.call(['query', 'port', 'acme'])).toMatchObject({ code: 64, stdout: '' });
  });

  test('help lists every field', async () => {
    const { stdout } = await place().call(['help', 'queries']);
    for (const field of ['author:', 'signal:', 'until:', 'views:', 'confidence:', 'NEAR/5', '/* why */']) {
      expect(stdout).toContain(field);
    }
  });
});
