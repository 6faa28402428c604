import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/core/errors.js';
import { parseMapOption } from '../../src/presets/map-option.js';
import { scratch } from '../files/scratch.js';
import { importFiles } from './importing.js';

const files = scratch();

const TABLE = [
  'Who,Said,When,How much,"With, comma",Where',
  'ann,it works,31/12/2026 10:30,4,extra one,Twitter',
  'bob,it does not,01/02/2026 09:05,2,extra two,reddit.com',
  '',
].join('\n');

async function mapped(map: string, content = TABLE) {
  const path = await files.write('answers.csv', content);
  return importFiles([path], { map: parseMapOption(map) });
}

function failure(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

describe('--map', () => {
  test('takes the columns that it names', async () => {
    const { posts, loaded } = await mapped('text=Said,author=Who,created_at=When:DD/MM/YYYY HH:mm,rating=How much');
    expect(posts).toMatchObject([
      { text: 'it works', author_name: 'ann', created_at: '2026-12-31T10:30:00.000Z', rating: 4 },
      { text: 'it does not', author_name: 'bob', created_at: '2026-02-01T09:05:00.000Z', rating: 2 },
    ]);
    expect(loaded.files[0]?.leftOver).toContain('With, comma');
    expect(posts[0]?.['extras']).toMatchObject({ 'With, comma': 'extra one' });
  });

  test('reads dates as it is told, in either order and in any form', async () => {
    const dates = async (form: string, written: string) => {
      const content = `Said,When\nfirst words,${written}\n`;
      return (await mapped(`text=Said,created_at=When:${form}`, content)).posts[0]?.['created_at'];
    };
    expect(await dates('DD/MM/YYYY', '01/02/2026')).toBe('2026-02-01T00:00:00.000Z');
    expect(await dates('MM/DD/YYYY', '01/02/2026')).toBe('2026-01-02T00:00:00.000Z');
    expect(await dates('YYYY.DD.MM', '2026.01.02')).toBe('2026-02-01T00:00:00.000Z');
    expect(await dates('DD.MM.YY HH:mm', '01.02.26 17:45')).toBe('2026-02-01T17:45:00.000Z');
    expect(await dates('D MMMM YYYY h:mm A', '1 February 2026 5:45 PM')).toBe('2026-02-01T17:45:00.000Z');
    expect(await dates('YYYYMMDD HHmmss', '20260201 174501')).toBe('2026-02-01T17:45:01.000Z');
    expect(await dates('DD/MM/YYYY HH:mm ZZ', '01/02/2026 17:45 +0100')).toBe('2026-02-01T16:45:00.000Z');
    // What does not fit the form is read like any other date.
    expect(await dates('DD/MM/YYYY', '2026-02-01')).toBe('2026-02-01T00:00:00.000Z');
  });

  test('gives every row the same text where it stands in quotes', async () => {
    const { posts } = await mapped('text=Said,network=\'trustpilot\',place="Acme, Leeds"');
    expect(posts).toMatchObject([
      { network: 'trustpilot', place: 'Acme, Leeds' },
      { network: 'trustpilot', place: 'Acme, Leeds' },
    ]);
  });

  test('calls networks by our names', async () => {
    const { posts } = await mapped('text=Said,network=Where');
    expect(posts.map(({ network }) => network)).toEqual(['x', 'reddit']);
  });

  test('finds names without regard to case, with commas and equals signs in them', async () => {
    const { posts } = await mapped('text=said,title=With\\, comma,author=WHO');
    expect(posts[0]).toMatchObject({ text: 'it works', title: 'extra one', author_name: 'ann' });
    const plain = await mapped('text=Said,title=With, comma');
    expect(plain.posts[0]).toMatchObject({ title: 'extra one' });
    const odd = await mapped('text=a=b', 'a=b,c\nhello there,1\nhello again,2\n');
    expect(odd.posts.map(({ text }) => text)).toEqual(['hello there', 'hello again']);
  });

  test('corrects a preset and leaves the rest of it', async () => {
    const file = 'trustpilot-service/reviews.csv';
    const plain = await importFiles([file]);
    const { posts, loaded } = await importFiles([file], { map: parseMapOption('place=Location Name') });
    expect(loaded.files[0]?.preset.id).toBe('trustpilot-service');
    expect(posts.map(({ text }) => text)).toEqual(plain.posts.map(({ text }) => text));
    expect(posts[0]?.['place']).toBe('Acme Leeds');
  });

  test('knows the short names', () => {
    const { from } = parseMapOption('author=A,user=B,handle=C,followers=D,date=E,language=F,sentiment=G');
    expect([...from]).toEqual([
      ['author_name', 'B'],
      ['author_handle', 'C'],
      ['author_followers', 'D'],
      ['created_at', 'E'],
      ['lang', 'F'],
      ['vendor_sentiment', 'G'],
    ]);
  });
});

describe('--map refuses', () => {
  test.each(['text', 'text=', '=Comment', 'text=Comment,author='])('%j, which is no pair', (text) => {
    const error = failure(() => parseMapOption(text));
    expect(error).toMatchObject({ kind: 'usage', code: 'map.pair' });
    expect(error.hint).toContain('--map text=Comment');
  });

  test('a column that posts do not have', () => {
    const error = failure(() => parseMapOption('texxt=Comment'));
    expect(error).toMatchObject({ kind: 'usage', code: 'map.column', hint: 'did you mean text?' });
    expect(error.message).toContain('"texxt"');
    for (const made of ['key', 'extras', 'source', 'collected_at'])
      expect(failure(() => parseMapOption(`${made}=A`)).code).toBe('map.column');
  });

  test('a column that the file does not have', async () => {
    await expect(mapped('text=Sayd')).rejects.toMatchObject({
      kind: 'usage',
      code: 'map.missing',
      message: expect.stringContaining('"Sayd"'),
      hint: 'did you mean "Said"?',
    });
  });
});
