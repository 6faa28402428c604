/** Exports that went through a spreadsheet before they came to us. */
import { describe, expect, test } from 'vitest';
import { explainImport } from '../../src/app/explain-import.js';
import { scratch } from '../files/scratch.js';
import { importFiles } from './importing.js';

const files = scratch();
let count = 0;

async function read(lines: readonly string[], options = {}) {
  const path = await files.write(`sheet${count++}.csv`, `${lines.join('\r\n')}\r\n`);
  const { loaded, posts } = await importFiles([path], options);
  const [file] = loaded.files;
  const [opened] = loaded.opened;
  if (file === undefined || opened === undefined) throw new Error('nothing was read');
  return { file, posts, explained: explainImport(opened, file) };
}

const HEADER = 'Date;Author;Comment;Likes;Region';
const ROWS = [
  '01/10/2026 10:00;Ana;Nobody answers the phone;1.234;North',
  '13/10/2026 11:00;José;All fine, thanks;12;South',
  '14/10/2026 12:00;Zoë;Three days without a line;7;North',
];

describe('rows without a filled cell', () => {
  test('are no posts, however many, and no unreadable ones', async () => {
    const { file, posts, explained } = await read([HEADER, ';;;;', ...ROWS, ...Array<string>(300).fill(';;;;')]);
    expect(posts.map(({ author_name }) => author_name)).toEqual(['Ana', 'José', 'Zoë']);
    expect(file).toMatchObject({ rows: 3, leftOut: 301, rejects: { total: 0 } });
    expect(explained.find(({ about }) => about === 'rows')?.value).toBe('3 posts, 301 rows that are no posts');
  });

  test('are told from rows with something that is no post', async () => {
    const { file, posts } = await read([HEADER, ...ROWS, ';;;;', ';;;;West', ';;;;'], { maxRejects: 0.5 });
    expect(posts).toHaveLength(3);
    expect(file.leftOut).toBe(2);
    expect(file.rejects).toMatchObject({ total: 1, samples: [{ line: 6, reason: 'no text', text: ';;;;West' }] });
  });

  test('are told from them without the columns that nobody asked for, too', async () => {
    const { file } = await read([HEADER, ...ROWS, ';;;;', ';;;;West'], { maxRejects: 0.5, withExtras: false });
    expect(file).toMatchObject({ rows: 3, leftOut: 1, rejects: { total: 1 } });
  });

  test('do not shift the lines that are told of rows after them', async () => {
    const more = ROWS.map((row) => row.replace(/\d\d:/, '22:'));
    const { file } = await read([HEADER, ';;;;', ...ROWS, 'soon;Eva;Still waiting;3;North', ';;;;', ...more], {
      maxRejects: 0.5,
    });
    expect(file.rejects.samples).toMatchObject([{ line: 6, reason: 'cannot read the date "soon"' }]);
  });
});

test('counts below zero are unknown, but for the score of a post', async () => {
  const { posts } = await read([
    'Text;Author;Followers;Views;Reach;Likes;Shares',
    'The line was dead;Ann;-1;-1;-5;-3;-1',
    'It is back;Bob;0;0;0;0;0',
  ]);
  expect(posts[0]).toMatchObject({ likes: -3 });
  for (const name of ['author_followers', 'views', 'vendor_reach', 'reposts']) {
    expect(posts[0]).not.toHaveProperty(name);
    expect(posts[1]).toMatchObject({ [name]: 0 });
  }
});

describe('a line of totals', () => {
  test.each(['Total;;;1.253;', 'TOTAL :;;;1.253;', 'Gesamt;;3 rows;1.253;', ';Grand total;;1.253;', 'Somme;;;1.253;'])(
    '%s is no post',
    async (totals) => {
      const { file, posts } = await read([HEADER, ...ROWS, totals]);
      expect(posts).toHaveLength(3);
      expect(file).toMatchObject({ rows: 3, leftOut: 1, rejects: { total: 0 } });
      expect(file.guesses.map(({ column }) => column)).toContain('created_at');
    },
  );

  test('is not what somebody called Total says, nor a post about one', async () => {
    const { posts } = await read([
      HEADER,
      ...ROWS,
      '15/10/2026 12:00;Total;Sum of all fears;1;North',
      ';Sum;Total mess;2;',
    ]);
    expect(posts.map(({ text }) => text).slice(3)).toEqual(['Sum of all fears', 'Total mess']);
  });
});
