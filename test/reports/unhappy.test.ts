import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import unhappy from '../../src/reports/unhappy/unhappy.js';
import { EVERYTHING, type GivenPost, rowsOf, withPosts } from './posts.js';

const list = (posts: readonly GivenPost[], context = {}, options = {}) =>
  withPosts(posts, (engine) => rowsOf(unhappy, engine, context), options);

describe('who is in the list', () => {
  it('one row for each customer, widest reach first', async () => {
    const rows = await list([
      { id: '1', author: 'small', views: 10 },
      { id: '2', author: 'wide', views: 90_000 },
      { id: '3', author: 'wide', views: 400 },
      { id: '4', author: 'happy', sentiment: 0.9, views: 1_000_000 },
    ]);
    expect(rows.map(({ rank, author, posts, negative_posts }) => [rank, author, posts, negative_posts])).toEqual([
      [1, 'wide', 2, 2],
      [2, 'small', 1, 1],
    ]);
  });

  it('leaves out the brand, plain reposts, and posts without an author', async () => {
    const rows = await list([
      { id: '1', author: 'acme', role: 'brand' },
      { id: '2', author: 'fan', kind: 'repost', repostOf: 'x:3' },
      { id: '3', author: 'marta' },
      { id: '4', author: null },
    ]);
    expect(rows.map(({ author }) => author)).toEqual(['marta']);
  });

  it('counts accounts of the brand, of competitors and outlets as no customers', async () => {
    const watch = {
      entries: [],
      accounts: { brand: ['x:acmehelp'], competitor: ['x:globex'], outlet: ['x:dailynews'] },
      outletsAnywhere: ['bugle.example'],
    };
    const authors = ['AcmeHelp', 'Globex', 'DailyNews', 'bugle.example', 'marta'];
    const rows = await list(
      authors.map((author, index) => ({ id: String(index), author })),
      {},
      { watch },
    );
    expect(rows.map(({ author }) => author)).toEqual(['marta']);
  });

  it('takes an account for a competitor, although its file says that it speaks for a brand', async () => {
    const watch = {
      entries: [],
      accounts: { brand: [], competitor: ['x:globex'], outlet: [] },
      outletsAnywhere: [],
    };
    const parties = await withPosts(
      ['globex', 'acme'].map((author, index) => ({ id: String(index), author, role: 'brand' as const })),
      (engine) => engine.rows('SELECT party FROM scored ORDER BY row'),
      { watch },
    );
    expect(parties.flat()).toEqual(['competitor', 'brand']);
  });

  it('tells authors of two networks apart', async () => {
    const rows = await list([
      { id: '1', author: 'marta', network: 'x' },
      { id: '2', author: 'marta', network: 'reddit' },
    ]);
    expect(rows).toHaveLength(2);
  });

  it('takes one story told by many for one: the first telling counts, the copies carry it', async () => {
    const story = 'my new acme router caught fire last night and nobody at the hotline wants to hear about it';
    const rows = await withCopies(story);
    expect(rows.map(({ author }) => author)).toEqual(['first']);
    expect(rows[0]).toMatchObject({ posts: 1, negative_posts: 1 });
    expect(Number(rows[0]?.['amplification'])).toBe(Math.round(1000 * 0.15) * 2);
  });

  async function withCopies(story: string) {
    // Judged for real, since copies are found on the way.
    const posts: GivenPost[] = ['first', 'bot1', 'bot2'].map((author, index) => ({
      id: String(index),
      author,
      text: `${story}${index === 0 ? '' : ` https://spam.example/${index}`}`,
      at: `2026-10-01 1${index}:00:00`,
      followers: 1000,
    }));
    return withPosts([], async (engine) => {
      const { judgePosts } = await import('../../src/app/judge-posts.js');
      const { selectPosts } = await import('../../src/app/select-posts.js');
      const { NO_WATCH } = await import('../../src/judgement/watch.js');
      await engine.run(
        'DROP VIEW period; DROP VIEW previous; DROP VIEW selected; DROP TABLE figures; DROP TYPE network_word; DROP TYPE label_word; DROP TYPE kind_word; DROP TYPE basis_word; DROP TYPE party_word; DROP VIEW scored; DROP TABLE scores; DROP TABLE stories',
      );
      for (const post of posts) {
        await engine.run(`INSERT INTO posts (key, network, id, kind, created_at, text, lang, author_handle, author_followers)
          VALUES ('x:${post.id}', 'x', '${post.id}', 'post', TIMESTAMP '${post.at}', '${post.text}', 'en', '${post.author}', 1000)`);
      }
      await judgePosts(engine, { watch: NO_WATCH, threads: 0, identifyLanguage: false });
      await selectPosts(engine, EVERYTHING);
      return rowsOf(unhappy, engine);
    });
  }
});

describe('reach of a customer', () => {
  it('counts the own audience once and adds what passing it on brought', async () => {
    const [row] = await list([
      { id: '1', followers: 10_000, reposts: 2 },
      { id: '2', followers: 10_000, reposts: 3 },
    ]);
    expect(row).toMatchObject({ reach: 1500 + 60 * 5, amplification: 300, reach_basis: 'followers' });
  });

  it('adds reposts that are in the data where no count tells of them', async () => {
    const [row] = await list([
      { id: '1', author: 'marta', followers: 1000 },
      { id: '2', author: 'fan', kind: 'repost', repostOf: 'x:1', followers: 20_000 },
    ]);
    expect(row).toMatchObject({ author: 'marta', reach: 150 + 3000, amplification: 3000 });
  });

  it('is empty, not 0, where nothing tells, and sorts last', async () => {
    const rows = await list([
      { id: '1', author: 'unknown' },
      { id: '2', author: 'known', likes: 3 },
    ]);
    expect(rows.map(({ author, reach, reach_basis }) => [author, reach, reach_basis])).toEqual([
      ['known', 3, 'engagement'],
      ['unknown', null, 'unknown'],
    ]);
  });
});

describe('answered and waiting', () => {
  const complaint: GivenPost = { id: '1', author: 'marta', at: '2026-10-01 08:00:00', signals: ['complaint'] };
  const later: GivenPost = { id: '9', author: 'other', at: '2026-10-02 08:00:00', sentiment: 0 };

  it('cannot tell where no reply of the brand is in the data', async () => {
    const [row] = await list([complaint, later]);
    expect(row).toMatchObject({ answered: null, waiting_hours: null });
  });

  it('is yes after a reply to the post, or later in its thread', async () => {
    for (const reply of [{ parent: 'x:1' }, { thread: 'x:1' }]) {
      const [row] = await list([
        complaint,
        later,
        { id: '2', author: 'acme', role: 'brand', at: '2026-10-01 09:00:00', ...reply },
      ]);
      expect(row).toMatchObject({
        author: 'marta',
        answered: 'yes',
        waiting_hours: null,
        next: 'ask whether it is solved',
      });
    }
  });

  it('waits from the oldest post without an answer up to the end of the data', async () => {
    const [row] = await list([
      complaint,
      { ...complaint, id: '3', at: '2026-10-01 20:00:00' },
      later,
      { id: '2', author: 'acme', role: 'brand', parent: 'x:7', at: '2026-10-01 09:00:00' },
    ]);
    expect(row).toMatchObject({ answered: 'no', waiting_hours: 24 });
  });
});

describe('unhappiness', () => {
  type Said = Omit<GivenPost, 'id'>;
  /** How unhappy each of some customers is, of whom nobody says what another says. */
  const unhappinessOf = async <Name extends string>(
    customers: Readonly<Record<Name, readonly Said[]>>,
  ): Promise<Record<Name, number>> => {
    const found = Object.fromEntries(Object.keys(customers).map((author) => [author, 0])) as Record<Name, number>;
    const posts = Object.entries<readonly Said[]>(customers).flatMap(([author, said]) =>
      said.map((each): Said => ({ ...each, author })),
    );
    const rows = await list(
      posts.map((each, index) => ({
        ...each,
        id: String(index),
        text: Array.from({ length: 8 }, (_, word) => `w${(((index + 1) * 8 + word) * 7919).toString(36)}`).join(' '),
      })),
    );
    for (const { author, unhappiness } of rows) found[String(author) as Name] = Number(unhappiness);
    return found;
  };
  const post = fc.record({
    sentiment: fc.double({ min: -1, max: -0.11, noNaN: true }),
    confidence: fc.double({ min: 0.05, max: 1, noNaN: true }),
    signals: fc.subarray(['churn', 'outage', 'safety', 'legal', 'question']),
  });
  const seed = Math.floor(Math.random() * 2 ** 31);

  it(`is bounded, independent of order, and grows with each argument (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(post, { minLength: 1, maxLength: 5 }), fc.nat({ max: 4 }), async (posts, chosen) => {
        const index = chosen % posts.length;
        const worse = (change: (each: (typeof posts)[number]) => (typeof posts)[number]) =>
          posts.map((each, at) => (at === index ? change(each) : each));
        const { base, reversed, ...unhappier } = await unhappinessOf({
          base: posts,
          reversed: [...posts].reverse(),
          angrier: worse((each) => ({ ...each, sentiment: (each.sentiment - 1) / 2 })),
          surer: worse((each) => ({ ...each, confidence: (each.confidence + 1) / 2 })),
          leaving: worse((each) => ({ ...each, signals: ['churn', 'outage', 'safety', 'legal'] })),
          again: [...posts, { sentiment: -0.5, confidence: 0.5 }],
        });
        expect(base).toBeGreaterThanOrEqual(0);
        expect(base).toBeLessThanOrEqual(1);
        expect(reversed).toBeCloseTo(base, 3);
        for (const [how, unhappiness] of Object.entries(unhappier)) {
          expect(unhappiness, how).toBeGreaterThanOrEqual(base);
        }
      }),
      { numRuns: 20, seed },
    );
  });

  it('takes one mild post for no campaign, and ten strong ones for one', async () => {
    const { mild, ten, worst } = await unhappinessOf({
      mild: [{ sentiment: -0.3, confidence: 0.5 }],
      ten: Array.from({ length: 10 }, () => ({ sentiment: -0.8, confidence: 0.9 })),
      worst: [{ sentiment: -1, confidence: 1, signals: ['safety', 'legal', 'churn', 'outage'] }],
    });
    expect(mild).toBeLessThan(0.1);
    expect(ten).toBeGreaterThan(0.98);
    expect(worst).toBeLessThanOrEqual(0.5);
  });
});

describe('--by', () => {
  const posts: GivenPost[] = [
    { id: '1', author: 'wide', sentiment: -0.2, confidence: 0.4, views: 1_000_000, at: '2026-10-01 08:00:00' },
    { id: '2', author: 'furious', sentiment: -1, confidence: 1, views: 10, at: '2026-10-02 08:00:00' },
    { id: '3', author: 'latest', sentiment: -0.5, confidence: 0.5, views: 100, at: '2026-10-03 08:00:00' },
  ];
  for (const [by, first] of [
    ['reach', 'wide'],
    ['unhappiness', 'furious'],
    ['recent', 'latest'],
  ] as const) {
    it(by, async () => {
      expect((await list(posts, { by }))[0]?.['author']).toBe(first);
    });
  }
});
