import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { randomOf } from '../../bench/alert-series.js';
import { type FindOptions, type Found, findAlerts } from '../../src/app/alerts/find-alerts.js';
import { judgePosts } from '../../src/app/judge-posts.js';
import { selectPosts } from '../../src/app/select-posts.js';
import { sqlText } from '../../src/core/engine.js';
import { NO_WATCH, type Watch } from '../../src/judgement/watch.js';
import { createPosts } from '../../src/posts/table.js';
import { parseQuery } from '../../src/query/parse.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';
import { EVERYTHING } from '../reports/posts.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-08-03T00:00:00Z');
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

interface Post {
  readonly at: number;
  readonly signals?: readonly string[];
  readonly label?: string;
  readonly topics?: readonly string[];
  readonly brands?: readonly string[];
  readonly followers?: number;
  readonly role?: 'brand';
  readonly kind?: string;
}

/** Two posts an hour, one in three of them a complaint, for so many weeks. */
function usual(weeks: number, seed = SEED): Post[] {
  const random = randomOf(seed);
  return Array.from({ length: weeks * 168 * 2 }, (_, index) => ({
    at: START + (index / 2) * HOUR_MS,
    ...(random() < 1 / 3 ? { signals: ['complaint'], label: 'negative' } : { label: 'neutral' }),
  }));
}

const burst = (at: number, count: number, post: Omit<Post, 'at'>, spanMs = HOUR_MS): Post[] =>
  Array.from({ length: count }, (_, index) => ({
    at: at + (index * spanMs) / count,
    followers: 1000 + 100 * index,
    ...post,
  }));

const BAD = { signals: ['complaint'], label: 'negative' };

async function found(
  posts: readonly Post[],
  options: Partial<FindOptions> = {},
  watch: Watch = NO_WATCH,
): Promise<Found> {
  const tempDir = mkdtempSync(join(tmpdir(), 'brandwatch-test-'));
  const timezone = options.timezone ?? 'UTC';
  const engine = await DuckDbEngine.open({ threads: 2, memory: '256MB', tempDir, timezone: 'UTC' });
  try {
    await createPosts(engine);
    const list = (values: readonly string[]): string => `CAST([${values.map(sqlText).join(', ')}] AS VARCHAR[])`;
    const rows = posts.map(
      ({ at, signals = [], label = 'neutral', topics = [], brands = [], followers, role, kind }, index) => {
        const named = brands.map((brand) => `{'brand': ${sqlText(brand)}, 'sentiment': -0.5}`).join(', ');
        return `('x:${index}', 'x', '${index}', '${kind ?? 'post'}', epoch_ms(CAST(${Math.round(at)} AS BIGINT)), 'post ${index}', 'author${index}',
        ${followers ?? 100}, ${role === undefined ? 'NULL' : sqlText(role)}, ${label === 'negative' ? -0.8 : 0}, ${sqlText(label)}, 0.9, ${list(signals)},
        CAST([${named}] AS STRUCT(brand VARCHAR, sentiment DOUBLE)[]), ${list(topics)}, 'given')`;
      },
    );
    for (let at = 0; at < rows.length; at += 1000) {
      await engine.run(`INSERT INTO posts (key, network, id, kind, created_at, text, author_handle, author_followers, author_role,
        sentiment, label, confidence, signals, brands, topics, scorer) VALUES ${rows.slice(at, at + 1000).join(', ')}`);
    }
    await judgePosts(engine, { watch, threads: 0, identifyLanguage: false });
    const topics = watch.entries.some(({ kind }) => kind === 'topic');
    await selectPosts(engine, { ...EVERYTHING, timezone, topics });
    return await findAlerts(engine, {
      brands: [],
      timezone,
      step: null,
      since: Number.NEGATIVE_INFINITY,
      until: null,
      earlier: [],
      ...options,
    });
  } finally {
    engine.close();
    rmSync(tempDir, { recursive: true, force: true });
  }
}

const BURST_AT = START + 5 * 7 * DAY_MS + 10 * HOUR_MS;

test('a burst is one alert, with its evidence', async () => {
  const { alerts, grid } = await found([...usual(6), ...burst(BURST_AT, 30, BAD)]);
  expect(grid.stepMs).toBe(HOUR_MS);
  expect(alerts, `seed ${SEED}`).toHaveLength(1);
  const [alert] = alerts;
  expect(alert).toMatchObject({ brand: null, topic: null, since: BURST_AT, until: BURST_AT + HOUR_MS, owner: null });
  expect(alert?.observed).toBeGreaterThanOrEqual(30);
  expect(alert?.expected).toBeLessThan(2);
  expect(alert?.posts).toBe(alert?.observed);
  expect(alert?.also).toHaveLength(1);
  // The widest posts are the last of the burst.
  const first = usual(6).length;
  expect(alert?.evidence).toEqual([29, 28, 27, 26, 25].map((index) => `x:${first + index}`));
  expect(alert?.shown[0]?.text).toBe(`post ${first + 29}`);
  expect(alert?.shareOfReach).toBeGreaterThan(0.9);
});

test('a first look raises nothing, a later one only what came since', async () => {
  const posts = [...usual(6), ...burst(BURST_AT, 30, BAD)];
  expect((await found(posts, { since: null })).alerts).toEqual([]);
  expect((await found(posts, { since: BURST_AT + HOUR_MS })).alerts).toEqual([]);
  expect((await found(posts, { since: BURST_AT })).alerts).toHaveLength(1);
  const short = await found([...usual(1).slice(0, 300), ...burst(START + 6 * DAY_MS, 30, BAD)]);
  expect(short).toMatchObject({ alerts: [], watched: false });
});

test('the same burst is not raised twice, unless it has clearly grown', async () => {
  const later = [
    ...usual(6),
    ...burst(BURST_AT, 30, BAD),
    ...burst(BURST_AT + HOUR_MS, 35, BAD),
    ...burst(BURST_AT + 2 * HOUR_MS, 150, BAD),
  ];
  const until = (minutes: number): Partial<FindOptions> => ({ until: BURST_AT + minutes * 60_000 });
  const first = await found(later, { since: BURST_AT - HOUR_MS, ...until(20) });
  expect(first.alerts, `seed ${SEED}`).toHaveLength(1);
  const second = await found(later, { since: BURST_AT + 20 * 60_000, ...until(70), earlier: first.alerts });
  expect(second.alerts, `seed ${SEED}`).toEqual([]);
  const forgetful = await found(later, { since: BURST_AT + 20 * 60_000, ...until(70) });
  expect(forgetful.alerts, `seed ${SEED}`).toHaveLength(1);
  const third = await found(later, { since: BURST_AT + 70 * 60_000, ...until(180), earlier: first.alerts });
  expect(third.alerts.length, `seed ${SEED}`).toBeGreaterThanOrEqual(1);
  expect(third.alerts[0]?.observed).toBeGreaterThan(100);
  const again = await found(later, {
    since: BURST_AT + 70 * 60_000,
    ...until(180),
    earlier: [...first.alerts, ...third.alerts],
  });
  expect(again.alerts, `seed ${SEED}`).toEqual([]);
});

const TOPICS: Watch = {
  ...NO_WATCH,
  entries: [
    { name: 'Acme', kind: 'brand', owner: null, query: parseQuery('acme') },
    { name: 'Globex', kind: 'brand', owner: null, query: parseQuery('globex') },
    { name: 'refunds', kind: 'topic', owner: 'billing', query: parseQuery('refund') },
  ],
};
const BRANDS = [
  { name: 'Acme', topics: [{ name: 'refunds', owner: 'billing' }] },
  { name: 'Globex', topics: [] },
];

test('by brand and topic: the topic of a burst and its owner are told', async () => {
  const posts = [
    ...usual(6).map((post, index) => ({ ...post, brands: [index % 2 === 0 ? 'Acme' : 'Globex'] })),
    ...burst(BURST_AT, 30, { ...BAD, brands: ['Acme'], topics: ['refunds'] }),
  ];
  const { alerts } = await found(posts, { brands: BRANDS }, TOPICS);
  expect(alerts, `seed ${SEED}`).toHaveLength(1);
  expect(alerts[0]).toMatchObject({ brand: 'Acme', topic: 'refunds', owner: 'billing', observed: 30 });
  expect(alerts[0]?.also).toHaveLength(3);
});

test('a signal that presses is told beside the complaints around it', async () => {
  const posts = [
    ...usual(6),
    ...burst(BURST_AT, 40, BAD),
    ...burst(BURST_AT, 12, { signals: ['complaint', 'safety'], label: 'negative' }),
  ];
  const { alerts } = await found(posts);
  expect(
    alerts.map(({ signal }) => signal),
    `seed ${SEED}`,
  ).toContain('safety');
  expect(alerts, `seed ${SEED}`).toHaveLength(2);
});

test('where nobody ever complained, twelve complaints are an alert and three are none', async () => {
  const calm = usual(4).map(({ at }) => ({ at }));
  const at = START + 26 * DAY_MS;
  expect((await found([...calm, ...burst(at, 3, BAD)], { step: HOUR_MS })).alerts).toEqual([]);
  expect((await found([...calm, ...burst(at, 12, BAD)], { step: HOUR_MS })).alerts).toHaveLength(1);
  expect((await found([...calm, ...burst(at, 12, BAD)])).alerts).toHaveLength(1);
});

test("reposts, the brand's own posts, and posts without a signal are not counted", async () => {
  const { alerts } = await found([
    ...usual(6),
    ...burst(BURST_AT, 40, { ...BAD, kind: 'repost' }),
    ...burst(BURST_AT, 40, { ...BAD, role: 'brand' }),
    ...burst(BURST_AT, 40, { label: 'positive' }),
  ]);
  expect(alerts, `seed ${SEED}`).toEqual([]);
});

test('few posts are counted by the day, and days are those of the zone', async () => {
  const timezone = 'Europe/Madrid';
  const days = Array.from({ length: 120 }, (_, day) => ({ at: START + day * DAY_MS + 9 * HOUR_MS, ...BAD }));
  // On 25 October 2026 clocks go back: the day has 25 hours, 22:00 UTC on the 24th up to 23:00 on the 25th.
  const long = Date.parse('2026-10-24T22:00:00Z');
  const { alerts, grid } = await found([...days, ...burst(long, 25, BAD, 25 * HOUR_MS)], { timezone });
  expect(grid.stepMs).toBe(DAY_MS);
  expect(alerts).toHaveLength(1);
  expect(alerts[0]).toMatchObject({ since: long, until: long + 25 * HOUR_MS, observed: 26 });
});

test('a post of another century makes no centuries of zeros', async () => {
  const odd = [Date.parse('1970-01-01T00:00:00Z'), Date.parse('2099-01-01T00:00:00Z')].map((at) => ({ at, ...BAD }));
  const { alerts } = await found([...odd, ...usual(6), ...burst(BURST_AT, 30, BAD)], { step: HOUR_MS });
  expect(alerts, `seed ${SEED}`).toHaveLength(1);
});
