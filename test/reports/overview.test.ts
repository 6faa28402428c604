import { describe, expect, it } from 'vitest';
import { moodChanged, volumeChanged } from '../../src/reports/overview/change.js';
import overview from '../../src/reports/overview/overview.js';
import { CONTEXT, type GivenPost, rowsOf, withPosts } from './posts.js';

const posts: GivenPost[] = [
  { id: '1', author: 'a', at: '2026-10-01 23:30:00', signals: ['complaint'] },
  { id: '2', author: 'b', at: '2026-10-02 10:00:00', sentiment: 0.8 },
  { id: '3', author: 'b', at: '2026-10-04 10:00:00', sentiment: 0, network: 'reddit', likes: 5 },
];

describe('overview', () => {
  it('counts in all, by network and by day', async () => {
    const rows = await withPosts(posts, (engine) => rowsOf(overview, engine));
    expect(rows.map(({ scope, name, posts: count }) => [scope, name, count])).toEqual([
      ['total', 'all', 3],
      ['network', 'x', 2],
      ['network', 'reddit', 1],
      ['day', '2026-10-01', 1],
      ['day', '2026-10-02', 1],
      ['day', '2026-10-04', 1],
    ]);
    expect(rows[0]).toMatchObject({
      authors: 3,
      negative: 1,
      positive: 1,
      neutral: 1,
      net_sentiment: 0,
      complaints: 1,
      reach: 5,
    });
  });

  it('begins days where the zone does', async () => {
    const rows = await withPosts(posts, (engine) => rowsOf(overview, engine), {
      selection: { timezone: 'Europe/Madrid' },
    });
    expect(rows.filter(({ scope }) => scope === 'day').map(({ name }) => name)).toEqual(['2026-10-02', '2026-10-04']);
  });

  it('shows days without posts as 0 in the series', async () => {
    const table = await withPosts(posts, (engine) => overview.run(engine, CONTEXT));
    expect(table.series).toEqual([{ title: 'complaints per day', values: [1, 0, 0, 0] }]);
  });

  it('compares with the period of equal length before', async () => {
    const september: GivenPost[] = Array.from({ length: 40 }, (_, i) => ({
      id: `s${i}`,
      author: `s${i}`,
      at: `2026-09-${10 + (i % 20)} 10:00:00`,
      sentiment: 0.8,
    }));
    const october: GivenPost[] = Array.from({ length: 40 }, (_, i) => ({
      id: `o${i}`,
      author: `o${i}`,
      at: `2026-10-${10 + (i % 20)} 10:00:00`,
    }));
    const window = { since: Date.UTC(2026, 9, 1), until: Date.UTC(2026, 9, 31) };
    const context = { since: '2026-10-01T00:00:00.000Z', until: '2026-10-31T00:00:00.000Z' };
    const [total] = await withPosts([...september, ...october], (engine) => rowsOf(overview, engine, context), {
      selection: { window },
    });
    expect(total).toMatchObject({
      posts: 40,
      posts_before: 40,
      posts_changed: false,
      net_sentiment: -100,
      net_sentiment_before: 100,
      net_sentiment_changed: true,
    });
  });
});

describe('more than noise', () => {
  it('needs enough posts to say anything', () => {
    expect(moodChanged({ mean: -1, variance: 0.1, posts: 5 }, { mean: 1, variance: 0.1, posts: 500 })).toBeNull();
    expect(volumeChanged([1, 2], [1])).toBeNull();
  });

  it('does not take a burst for a change where bursts are usual', () => {
    const bursts = [1, 60, 2, 1, 55, 3, 1];
    expect(volumeChanged(bursts, [2, 1, 70, 1, 2, 1, 3])).toBe(false);
    expect(volumeChanged([20, 22, 19, 21, 20, 18, 22], [10, 11, 9, 10, 12, 10, 9])).toBe(true);
  });

  it('has about the error rate that it claims when nothing changed', () => {
    // A linear congruential generator, so that the figure is the same everywhere.
    let state = 42;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const sample = () => {
      const moods = Array.from({ length: 200 }, () => (random() < 0.3 ? -1 : random() < 0.5 ? 1 : 0));
      const mean = moods.reduce((sum: number, mood) => sum + mood, 0) / moods.length;
      const variance = moods.reduce((sum: number, mood) => sum + (mood - mean) ** 2, 0) / moods.length ** 2;
      return { mean, variance, posts: moods.length };
    };
    const alarms = Array.from({ length: 1000 }, () => moodChanged(sample(), sample())).filter(
      (changed) => changed === true,
    ).length;
    expect(alarms).toBeGreaterThan(20);
    expect(alarms).toBeLessThan(80);
  });
});
