/** How people and spreadsheets bend CSV without breaking it. */
import { describe, expect, test } from 'vitest';
import { importFiles } from '../presets/importing.js';
import { contentOf, scratch } from './scratch.js';

const files = scratch();
const ROWS = Array.from({ length: 12 }, (_, index) => [
  `2026-10-${10 + index}`,
  `user${index}`,
  `bad, number ${index}`,
  String(index),
]);
const table = (row: (cells: readonly string[]) => string, header: string): string =>
  `${header}\n${ROWS.map((cells) => `${row(cells)}\n`).join('')}`;
const quoted = ([date, author, text, likes]: readonly string[]): string => `${date},${author},"${text}",${likes}`;
const sound = (count: number) =>
  ROWS.slice(0, count).map(([date, author, text, likes]) => ({
    created_at: `${date}T00:00:00.000Z`,
    author_name: author,
    text,
    likes: Number(likes),
  }));

async function imported(name: string, text: string, options = {}) {
  const { loaded, posts } = await importFiles([await files.write(name, text)], options);
  return { file: loaded.files[0], posts };
}

describe('delimiters at the end', () => {
  test.each([
    ['of the header alone', table(quoted, 'date,author,text,likes,')],
    ['of the header, several', table(quoted, 'date,author,text,likes,,,')],
    ['of the rows alone', table((row) => `${quoted(row)},`, 'date,author,text,likes')],
    ['of both', table((row) => `${quoted(row)},`, 'date,author,text,likes,')],
  ])('%s do no harm, and quotes stay quotes', async (_, text) => {
    const { posts, file } = await imported('ends.csv', text);
    expect(posts).toMatchObject(sound(12));
    expect(file?.rejects.total).toBe(0);
  });

  test('of rows that are too short are not made up by cutting a text in two', async () => {
    const text = table((row) => quoted(row).replace(/,\d+$/, ''), 'date,author,text,likes');
    await expect(imported('short.csv', text)).rejects.toThrow('line 2 has 3 fields, expected 4');
  });
});

describe('lines that are one quoted cell each', () => {
  const wrap = (line: string): string => `"${line.replaceAll('"', '""')}"`;
  const inner = (delimiter: string, newline: string): string =>
    ['date,author,text,likes', ...ROWS.map((row) => quoted(row))]
      .map((line) => line.replace(/,(?=[^ ])/g, delimiter))
      .map(wrap)
      .join(newline);

  test.each([
    [';', '\n'],
    [',', '\r\n'],
    ['\t', '\n'],
    ['|', '\r\n'],
  ])('are read without those quotes, delimiter %j, line end %j', async (delimiter, newline) => {
    const { posts, file } = await imported('wrapped.csv', inner(delimiter, newline) + newline);
    expect(posts).toMatchObject(sound(12));
    expect(file?.notes).toContain('every line stands in quotes: read without them');
  });

  test('keep their lines', async () => {
    const text = `${inner(';', '\n')}\n"soon;user99;late;3"\n`;
    const { file } = await imported('wrapped.csv', text, { maxRejects: 0.1 });
    expect(file?.rejects.samples).toMatchObject([{ line: 14, reason: 'cannot read the date "soon"' }]);
  });

  test('are told from a column of texts in quotes', async () => {
    const texts = ROWS.map(([, , text]) => `"${text}, or so; ""really"""`);
    const { posts } = await imported('texts.csv', `comment\n${texts.join('\n')}\n`);
    expect(posts[3]).toMatchObject({ text: 'bad, number 3, or so; "really"' });
  });
});

describe('spaces around quotes', () => {
  const spaced = ([date, author, text, likes]: readonly string[]): string =>
    `${date} ,  "${author}" , "${text}, ""so""\nnext line"  , ${likes}`;

  test('are no text', async () => {
    const { posts } = await imported('spaced.csv', table(spaced, 'date, "author" ,text , likes'));
    expect(posts).toMatchObject(sound(12).map((post) => ({ ...post, text: `${post.text}, "so"\nnext line` })));
    const file = await files.open('spaced.csv', table(spaced, 'date,author,text,likes'));
    expect((await contentOf(file)).split('\n')[1]).toBe('2026-10-10 ,"user0","bad, number 0, ""so""');
    expect((await file.locate([2])).get(2)?.line).toBe(6);
  });
});

describe('a first line that is a record like the others', () => {
  test.each([
    ['one text a line', 'this is bad, really bad 1\nthis is bad, really bad 2\nthis is bad, really bad 3\n'],
    ['a value that comes again', 'leeds,the line was dead\nleeds,nobody answers\nyork,it is back\nleeds,still dead\n'],
    [
      'quotes of another kind',
      "'date','author','text'\n'2026-10-01','ann','no, never; again'\n'2026-10-02','bob','a, b; c'\n",
    ],
  ])('(%s) is no header, and nothing is read as one', async (_, text) => {
    await expect(imported('headless.csv', text)).rejects.toThrow('its first line does not name the columns');
  });

  test('is a header where only whole copies of it come again', async () => {
    const one = table(quoted, 'date,author,text,likes');
    const { posts, file } = await imported('joined.csv', one + one);
    expect(posts).toHaveLength(12);
    expect(file?.rejects).toMatchObject({ total: 1 });
  });
});

describe('what stands behind a text', () => {
  test.each([
    ['zeros', '\0'.repeat(700)],
    ['an end-of-file mark', '\u001a'],
    ['both', '\u001a\0\0\0'],
  ])('(%s) is no row, in a table and in lines of JSON', async (_, tail) => {
    const rows = await imported('tail.csv', table(quoted, 'date,author,text,likes') + tail);
    expect(rows.posts).toMatchObject(sound(12));
    expect(rows.file?.rejects.total).toBe(0);
    const lines = sound(12).map((post) => JSON.stringify(post));
    const json = await imported('tail.ndjson', `${lines.join('\n')}\n${tail.replace('\u001a', '')}`);
    expect(json.posts).toMatchObject(sound(12));
    expect(json.file?.rejects.total).toBe(0);
  });

  test('is told from a row that is broken, whose line stays right', async () => {
    const text = `${table(quoted, 'date,author,text,likes')}2026-10-30,eva\n${'\0'.repeat(90)}`;
    const { file } = await imported('tail.csv', text, { maxRejects: 0.1 });
    expect(file?.rejects).toMatchObject({ total: 1, samples: [{ line: 14, reason: 'has 2 fields, expected 4' }] });
  });
});

test('a file that is read as another one says what it lacks', async () => {
  const { file, posts } = await imported('forced.csv', 'Date,Author,Comment\n2026-10-01,ann,The line was dead\n', {
    preset: 'brand24',
  });
  expect(file?.notes.join()).toMatch(/^read as brand24, although it lacks ID, Hrs, Content, /);
  expect(posts[0]).not.toHaveProperty('text');
  const { file: right } = await imported('right.csv', 'author,score,created,link,body\n', { preset: 'reddit-csv' });
  expect(right?.notes.join()).not.toContain('lacks');
});
