/** Tables that are UTF-8 but for a byte here and there, as files that were joined from several are. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FIXTURES, importFiles } from '../presets/importing.js';
import { scratch, zstdOf } from './scratch.js';

const files = scratch();
const HEADER = 'c1,c2,c3,c4,c5,c6,c7,date,author,text';

function table(rows: number, foul: (row: number) => string | null): Buffer {
  const lines = Array.from({ length: rows }, (_, row) => {
    const where = foul(row);
    const mark = (name: string): string => (where === name ? '\u0001' : '');
    return `a${mark('c1')},b,c,d,e,f,g,2026-10-${10 + (row % 20)}${mark('date')},user${row},très mauvais numéro ${row}${mark('text')}`;
  });
  const bytes = Buffer.from(`${HEADER}\n${lines.join('\n')}\n`);
  // An é of Windows-1252.
  for (let at = bytes.indexOf(1); at !== -1; at = bytes.indexOf(1, at)) bytes[at] = 0xe9;
  return bytes;
}

async function imported(name: string, bytes: Buffer, withExtras: boolean) {
  const options = { withExtras, maxRejects: 0.3 };
  const { loaded, posts } = await importFiles([await files.write(name, bytes)], options);
  return { posts, file: loaded.files[0] };
}

describe.each([true, false])(
  'a byte that is no UTF-8 costs its row and no other, other columns kept: %s',
  (withExtras) => {
    test.each(['text', 'date', 'c1'])('in the column %s', async (column) => {
      const { posts, file } = await imported(
        'foul.csv',
        table(300, (row) => (row === 77 ? column : null)),
        withExtras,
      );
      expect(posts.map(({ author_name }) => author_name)).not.toContain('user77');
      expect(posts).toHaveLength(299);
      expect(file?.rejects).toMatchObject({ total: 1, samples: [{ line: 79, reason: 'not valid UTF-8' }] });
      expect(posts[78]).toMatchObject({ text: 'très mauvais numéro 79' });
    });

    test('in a file of zstd, beyond its head', async () => {
      const bytes = table(40_000, (row) => (row === 39_000 ? 'text' : null));
      expect(bytes.length).toBeGreaterThan(2_000_000);
      const { posts, file } = await imported('far.csv.zst', zstdOf(bytes), withExtras);
      expect(posts).toHaveLength(39_999);
      expect(file?.rejects).toMatchObject({ total: 1, samples: [{ line: 39_002 }] });
    }, 60_000);
  },
);

describe.each([true, false])(
  'text right behind a closing quote costs its row, other columns kept: %s',
  (withExtras) => {
    test.each(['"two"é', '"never again"😡', '"muy"…', '"a ""b"" c"ñ d'])(
      'in the last of many columns: %s',
      async (cell) => {
        const row = (at: number): string => `a,b,c,d,e,f,g,2026-10-${10 + at},user${at},"très mauvais, numéro ${at}"\n`;
        const text = `${HEADER}\n${row(0)}${row(1)}a,b,c,d,e,f,g,2026-10-29,eve,${cell}\n${row(2)}${row(3)}`;
        const { posts, file } = await imported('behind.csv', Buffer.from(text), withExtras);
        expect(posts.map(({ author_name }) => author_name)).toEqual(['user0', 'user1', 'user2', 'user3']);
        expect(file?.rejects).toMatchObject({ total: 1, samples: [{ line: 4 }] });
      },
    );

    test('in the reply inside of the row of a review', async () => {
      const lines = readFileSync(`${FIXTURES}outscraper/reviews.csv`, 'utf8');
      const text = lines.replace('"Hello Hollis, sorry. Ask for ""Dee"" & we will fix it."', '"Hello"é');
      expect(text).not.toBe(lines);
      const whole = await imported('whole.csv', Buffer.from(lines), withExtras);
      const { posts, file } = await imported('reply.csv', Buffer.from(text), withExtras);
      expect(file?.rejects).toMatchObject({ total: 1, samples: [{ line: 2 }] });
      // The review and its reply are gone, the others are there.
      expect(posts).toHaveLength(whole.posts.length - 2);
    });
  },
);

test('several foul files in one go do not get into each other', async () => {
  const paths = [3, 5].map((row) =>
    files.write(
      `foul${row}.csv`,
      table(20 + row, (at) => (at === row ? 'text' : null)),
    ),
  );
  const { loaded, posts } = await importFiles(await Promise.all(paths), { withExtras: false, maxRejects: 0.1 });
  expect(loaded.files.map(({ rejects }) => rejects.samples[0]?.line)).toEqual([5, 7]);
  // The same post in both files is one.
  expect(posts.map(({ author_name }) => author_name).sort()).toEqual(
    Array.from({ length: 25 }, (_, row) => `user${row}`).sort(),
  );
});

test('a zero in the header is none in the name of a column', async () => {
  const text = 'da\0te,author,text,o\0dd\n2026-10-01,ann,the line was dead,x\n2026-10-02,bob,it is back,y\n';
  const { posts } = await imported('zero.csv', Buffer.from(text), true);
  expect(posts).toMatchObject([{ text: 'the line was dead', extras: { odd: 'x' } }, { text: 'it is back' }]);
});
