import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BANDS, Sketcher } from '../../src/judgement/sketch.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { findStories, type Sketches } from '../../src/posts/stories.js';
import { holds } from '../formats/seed.js';
import { testEngine } from '../presets/engine.js';
import { fillPosts } from './rows.js';

const sql = testEngine();
const scan = new TokenScan();
const sketcher = new Sketcher();

interface Told {
  readonly id: string;
  readonly text: string;
  readonly at?: string;
}

function sketchesOf(posts: readonly { readonly text: string }[]): Sketches {
  const told = posts.flatMap(({ text }, row) => {
    const bytes = roomFor(new Uint8Array(0), text.length);
    scan.scan(bytes, 0, encode(text, bytes));
    return sketcher.sketch(scan) ? [{ row, high: [...sketcher.high], low: [...sketcher.low] }] : [];
  });
  const bands = [...Array(BANDS).keys()];
  return {
    count: told.length,
    rows: Uint32Array.from(told, ({ row }) => row),
    high: bands.map((band) => Uint32Array.from(told, ({ high }) => high[band] ?? 0)),
    low: bands.map((band) => Uint16Array.from(told, ({ low }) => low[band] ?? 0)),
  };
}

/** The stories among these posts: for each post that has near copies its id and that of the first of them, sorted. */
async function stories(posts: readonly Told[]): Promise<[string, string][]> {
  const { engine } = sql;
  await engine.run('DROP TABLE IF EXISTS stories');
  await fillPosts(
    engine,
    posts.map(({ id, text, at }, index) => ({
      id,
      text,
      created_at: at ?? `2026-10-01 10:00:${String(index).padStart(2, '0')}`,
    })),
  );
  await findStories(engine, [sketchesOf(posts)]);
  const found = await engine.rows(
    `SELECT a.id, b.id FROM stories AS s JOIN posts AS a ON a.rowid = s.row JOIN posts AS b ON b.rowid = s.first ORDER BY 1`,
  );
  return found.map(([id, first]) => [String(id), String(first)]);
}

const OUTAGE =
  'Acme customers across Leeds report that their internet has been down since early this morning and nobody answers';
const PRICES =
  'Acme raises the price of its cheapest mobile plan by two euros a month from January for all existing customers';
const PRAISE =
  'what a lovely surprise the new router arrived a day early and the engineer who fitted it could not have been nicer';

describe('near copies', () => {
  test('are one story, told first by the earliest', async () => {
    expect(
      await stories([
        { id: '1', text: `${OUTAGE} https://news.example/1`, at: '2026-10-01 12:00:00' },
        { id: '2', text: PRICES },
        { id: '3', text: `😡 ${OUTAGE.toUpperCase()} 24!`, at: '2026-10-01 09:00:00' },
        { id: '4', text: `@bob ${OUTAGE}!!!`, at: '2026-10-01 11:00:00' },
      ]),
    ).toEqual([
      ['1', '3'],
      ['3', '3'],
      ['4', '3'],
    ]);
  });

  test('of several stories stay apart', async () => {
    expect(
      await stories([
        { id: '1', text: OUTAGE },
        { id: '2', text: PRICES },
        { id: '3', text: PRAISE },
        { id: '4', text: PRICES },
        { id: '5', text: OUTAGE },
      ]),
    ).toEqual([
      ['1', '1'],
      ['2', '2'],
      ['4', '2'],
      ['5', '1'],
    ]);
  });

  test('without a date take the first row', async () => {
    const { engine } = sql;
    const posts = [
      { id: '1', text: OUTAGE },
      { id: '2', text: OUTAGE },
    ];
    await stories(posts);
    await engine.run('UPDATE posts SET created_at = NULL; DROP TABLE stories');
    await findStories(engine, [sketchesOf(posts)]);
    expect(await engine.rows('SELECT CAST(row AS INTEGER), CAST(first AS INTEGER) FROM stories ORDER BY 1')).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });
});

describe('no story is made of', () => {
  test('different posts', async () => {
    expect(await stories([OUTAGE, PRICES, PRAISE].map((text, index) => ({ id: `${index}`, text })))).toEqual([]);
  });

  test('what everybody says', async () => {
    expect(await stories(Array.from({ length: 5 }, (_, index) => ({ id: `${index}`, text: 'Thanks a lot!' })))).toEqual(
      [],
    );
  });

  test('no posts', async () => {
    expect(await stories([])).toEqual([]);
  });
});

/** Nine words that no other number gives. */
function alone(index: number): string {
  const letter = String.fromCharCode(0x61 + index);
  return [...'bcdfghjkl'].map((second) => `${letter}${second}`).join(' ');
}

test('batches give the stories that one batch gives, in whatever order they come', async () => {
  const { engine } = sql;
  const posts = Array.from({ length: 24 }, (_, index) => ({
    id: `${index}`,
    text: [OUTAGE, PRICES, PRAISE, alone(index)][index % 4] ?? '',
  }));
  const whole = await stories(posts);
  expect(whole.length).toBe(18);
  const blocks = [0, 1, 2].map((block) => {
    const { rows, ...sketches } = sketchesOf(posts.slice(block * 8, block * 8 + 8));
    return { ...sketches, rows: rows.map((row) => row + block * 8) };
  });
  for (const order of [blocks, blocks.toReversed()]) {
    await engine.run('DROP TABLE stories');
    await findStories(engine, order);
    const found = await engine.rows(
      'SELECT a.id, b.id FROM stories AS s JOIN posts AS a ON a.rowid = s.row JOIN posts AS b ON b.rowid = s.first ORDER BY 1',
    );
    expect(found).toEqual(whole);
  }
});

test('the order of the rows changes no story', () =>
  holds(
    fc.asyncProperty(
      fc.shuffledSubarray([...Array(9).keys()], { minLength: 9, maxLength: 9 }),
      fc.array(fc.constantFrom('today', 'again', 'sadly', 'really'), { minLength: 9, maxLength: 9 }),
      async (order, words) => {
        const texts = [OUTAGE, PRICES, PRAISE];
        const posts = [...Array(9).keys()].map((index) => ({
          id: `${index}`,
          text: `${texts[index % 3]} ${words[index]}`,
          at: `2026-10-01 10:00:0${index}`,
        }));
        const shuffled = order.flatMap((index) => posts[index] ?? []);
        expect(await stories(shuffled)).toEqual(await stories(posts));
      },
    ),
    15,
  ));
