/** What the store makes of sightings, in batches of any size and order, beside a simple model. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sqlText } from '../../src/core/engine.js';
import { appendIncoming, createIncoming, INCOMING } from '../../src/store/append.js';
import type { Store } from '../../src/store/store.js';
import { withStore } from './opened.js';
import { random, seedOf } from './random.js';

const folder = mkdtempSync(join(tmpdir(), 'upsert-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
let stores = 0;

interface Sighting {
  readonly id: string | null;
  readonly url: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly followers: number | null;
  readonly likes: number | null;
  readonly views: number | null;
  readonly title: string | null;
  readonly place: string | null;
}

const BLANK: Sighting = {
  ...{
    id: null,
    url: null,
    text: '',
    author: null,
    followers: null,
    likes: null,
    views: null,
    title: null,
    place: null,
  },
};

function literal(value: string | number | null): string {
  return value === null ? 'NULL' : typeof value === 'number' ? String(value) : sqlText(value);
}

const keyOf = ({ id, url }: Sighting): string => `x:${id ?? url}`;

async function append(store: Store, batch: readonly Sighting[], now: number) {
  await createIncoming(store.engine);
  const rows = batch.map(
    (each) =>
      `(${[keyOf(each), 'x', each.id, each.url, each.text, each.author, each.followers, each.likes, each.views, each.title, each.place].map(literal).join(', ')}, TIMESTAMP '2026-10-01')`,
  );
  await store.engine.run(`INSERT INTO ${INCOMING} (key, network, id, url, text, author_id, author_followers, likes, views, title, place, created_at)
    VALUES ${rows.join(', ')}`);
  return appendIncoming(store, now);
}

const DAY = 86_400_000;
const START = Date.UTC(2026, 9, 1);

function fresh<T>(action: (store: Store) => Promise<T>): Promise<T> {
  return withStore(join(folder, `${stores++}.duckdb`), 'write', action);
}

describe('a later sighting', () => {
  test('wins with its metrics; the first one keeps its words; what was before is kept as history', async () => {
    await fresh(async (store) => {
      const { engine } = store;
      expect(
        await append(store, [{ ...BLANK, id: '1', text: 'first', author: 'a', followers: 10, views: 5 }], START),
      ).toEqual({ added: 1, met: 0 });
      const second = {
        ...BLANK,
        id: '1',
        text: 'edited',
        author: 'a',
        followers: 30,
        views: 9,
        likes: 2,
        title: 'late',
      };
      expect(await append(store, [second], START + DAY)).toEqual({ added: 0, met: 1 });
      // Unknown is not zero, and a sighting that says nothing new leaves nothing behind.
      await append(
        store,
        [
          { ...BLANK, id: '1', text: 'again', author: 'a' },
          { ...second, text: 'same' },
        ],
        START + 2 * DAY,
      );
      expect(
        await engine.rows('SELECT text, title, views, likes, author_followers, epoch_ms(updated_at) FROM store.posts'),
      ).toEqual([['first', 'late', 9n, 2n, 30n, BigInt(START + DAY)]]);
      expect(await engine.rows('SELECT epoch_ms(until), views, likes FROM store.post_history')).toEqual([
        [BigInt(START + DAY), 5n, null],
      ]);
      expect(await engine.rows('SELECT id, followers, epoch_ms(followers_at) FROM store.authors')).toEqual([
        ['a', 30n, BigInt(START + DAY)],
      ]);
      expect(await engine.rows('SELECT epoch_ms(until), followers FROM store.author_history')).toEqual([
        [BigInt(START + DAY), 10n],
      ]);
    });
  });

  test('by address, then by id, is the same post; also the other way round', async () => {
    const byUrl = { ...BLANK, url: 'https://x.example/1', text: 'by address', views: 3 };
    const byId = { ...BLANK, id: '1', url: 'https://x.example/1', text: 'by id', likes: 4 };
    for (const order of [
      [byUrl, byId],
      [byId, byUrl],
    ]) {
      await fresh(async (store) => {
        for (const [index, each] of order.entries()) await append(store, [each], START + index * DAY);
        const rows = await store.engine.rows('SELECT key, id, text, views, likes FROM store.posts');
        expect(rows).toEqual([['x:1', '1', order[0]?.text, 3n, 4n]]);
        // Known by its id from now on.
        expect(await append(store, [{ ...BLANK, id: '1', text: '', likes: 9 }], START + 5 * DAY)).toEqual({
          added: 0,
          met: 1,
        });
      });
    }
  });

  test('gets its numbers once: what is removed leaves a gap', async () => {
    const { prunePosts } = await import('../../src/store/prune.js');
    await fresh(async (store) => {
      await append(
        store,
        ['1', '2', '3'].map((id) => ({ ...BLANK, id, text: id })),
        START,
      );
      expect((await prunePosts(store, START + DAY)).posts).toBe(3);
      await append(store, [{ ...BLANK, id: '4', text: '4' }], START + DAY);
      expect(await store.engine.rows('SELECT row FROM store.posts')).toEqual([[3n]]);
    });
  });
});

interface Modelled {
  readonly first: Sighting;
  id: string | null;
  likes: number | null;
  views: number | null;
  followers: number | null;
  title: string | null;
  place: string | null;
  readonly before: string[];
}

/** What the store promises, post by post. */
class Model {
  readonly posts: Modelled[] = [];
  readonly followers = new Map<string, { now: number | null; before: number[] }>();

  append(batch: readonly Sighting[]): { added: number; met: number } {
    // The last of several sightings in one batch counts; the others are not looked at.
    const last = new Map<string, Sighting>();
    for (const each of batch) {
      last.delete(keyOf(each));
      last.set(keyOf(each), each);
    }
    let added = 0;
    const known = [...this.posts];
    for (const each of last.values()) {
      const post = this.#find(each, known);
      if (post === null) {
        added += 1;
        const { id, likes, views, followers, title, place } = each;
        this.posts.push({ first: each, id, likes, views, followers, title, place, before: [] });
      } else {
        const changes = (name: 'likes' | 'views') => each[name] !== null && each[name] !== post[name];
        if ((changes('likes') || changes('views')) && (post.likes !== null || post.views !== null))
          post.before.push(`${post.likes} ${post.views}`);
        post.likes = each.likes ?? post.likes;
        post.views = each.views ?? post.views;
        post.followers = each.followers ?? post.followers;
        post.title ??= each.title;
        post.place ??= each.place;
        post.id ??= each.id;
      }
    }
    const heard = new Map<string, number | null>();
    for (const { author, followers } of last.values()) {
      if (author !== null) heard.set(author, followers ?? heard.get(author) ?? null);
    }
    for (const [author, count] of heard) {
      const about = this.followers.get(author);
      if (about === undefined) this.followers.set(author, { now: count, before: [] });
      else if (count !== null && count !== about.now) {
        if (about.now !== null) about.before.push(about.now);
        about.now = count;
      }
    }
    return { added, met: last.size - added };
  }

  #find(each: Sighting, known: readonly Modelled[]): Modelled | null {
    const byKey = known.find((post) =>
      each.id !== null ? post.id === each.id : post.id === null && post.first.url === each.url,
    );
    if (byKey !== undefined) return byKey;
    const byUrl = known.filter(
      (post) => each.url !== null && post.first.url === each.url && (post.id === null) !== (each.id === null),
    );
    return byUrl.length === 1 ? (byUrl[0] as Modelled) : null;
  }
}

test('random batches make what the model makes of them', { timeout: 240_000 }, async () => {
  const seed = seedOf();
  const next = random(seed);
  const upTo = (count: number): number => Math.floor(next() * count);
  const maybe = (value: () => number): number | null => (next() < 0.4 ? null : value());
  for (let round = 0; round < Number(process.env['ROUNDS'] ?? 12); round++) {
    const posts = 3 + upTo(12);
    await fresh(async (store) => {
      const model = new Model();
      for (let turn = 0; turn < 6; turn++) {
        const batch = Array.from({ length: 1 + upTo(8) }, (_, place): Sighting => {
          // Each post has one address; some sightings know only that, some only the id. Within a batch, one or the other.
          const number = 1 + upTo(posts);
          const byUrl = (number + turn) % 3 === 0;
          return {
            id: byUrl ? null : String(number),
            url: byUrl || next() < 0.9 ? `https://x.example/${number}` : null,
            text: `${turn}.${place}`,
            author: next() < 0.2 ? null : `author ${number % 4}`,
            followers: maybe(() => upTo(3)),
            likes: maybe(() => upTo(3)),
            views: maybe(() => upTo(3)),
            title: next() < 0.5 ? null : `title ${turn}.${place}`,
            place: next() < 0.5 ? null : `place ${turn}.${place}`,
          };
        });
        const why = `seed ${seed}, round ${round}, turn ${turn}: ${JSON.stringify(batch)}`;
        const made = model.append(batch);
        expect(await append(store, batch, START + turn * DAY), why).toEqual(made);
        const rows =
          await store.engine.rows(`SELECT text, id, url, CAST(likes AS INTEGER), CAST(views AS INTEGER), title, place,
            (SELECT list(concat(coalesce(CAST(h.likes AS VARCHAR), 'null'), ' ', coalesce(CAST(h.views AS VARCHAR), 'null')) ORDER BY h.until)
              FROM store.post_history AS h WHERE h.row = p.row)
          FROM store.posts AS p ORDER BY text`);
        const expected = model.posts
          .map((post) => [
            post.first.text,
            post.id,
            post.first.url,
            post.likes,
            post.views,
            post.title,
            post.place,
            post.before.length === 0 ? null : post.before,
          ])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
        // An address that came later is filled in, and may then lead to the post.
        expect(
          rows.map((row) => row.filter((_, index) => index !== 2)),
          why,
        ).toEqual(expected.map((row) => row.filter((_, index) => index !== 2)));
        const authors = await store.engine.rows(`SELECT id, CAST(followers AS INTEGER),
            (SELECT list(CAST(h.followers AS INTEGER) ORDER BY h.until) FROM store.author_history AS h WHERE h.author_hash = a.author_hash)
          FROM store.authors AS a ORDER BY id`);
        expect(authors, why).toEqual(
          [...model.followers]
            .map(([id, { now, before }]) => [id, now, before.length === 0 ? null : before])
            .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
        );
      }
    });
  }
});
