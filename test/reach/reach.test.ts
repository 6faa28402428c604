import { describe, expect, it } from 'vitest';
import { type GivenPost, withPosts } from '../reports/posts.js';

const reachOf = (post: Omit<GivenPost, 'id'>) =>
  withPosts([{ ...post, id: '1' }], async (engine) => {
    const [row] = await engine.rows('SELECT reach, reach_basis FROM scored');
    return [row?.[0] === null ? null : Number(row?.[0]), row?.[1]];
  });

describe('reach/1', () => {
  const cases: readonly (readonly [string, Omit<GivenPost, 'id'>, number | null, string])[] = [
    ['views come first', { views: 1234, followers: 10, vendorReach: 99 }, 1234, 'views'],
    ['views of 0 are 0', { views: 0 }, 0, 'views'],
    ['followers below 100 000', { followers: 1000, vendorReach: 99 }, 150, 'followers'],
    ['followers with reposts', { followers: 1000, reposts: 10 }, 150 + 600, 'followers'],
    ['followers halfway', { followers: 5_050_000 }, Math.round(5_050_000 * 0.105), 'followers'],
    ['followers above 10 million', { followers: 20_000_000 }, 1_200_000, 'followers'],
    ["the vendor's figure", { vendorReach: 500, placeReach: 9000 }, 500, 'vendor'],
    ["a vendor's 0 is unknown", { vendorReach: 0, placeReach: 9000 }, 9000, 'place'],
    ['the place', { placeReach: 9000, likes: 3 }, 9000, 'place'],
    ['engagement', { likes: 3, reposts: 2 }, 5, 'engagement'],
    ['nothing', {}, null, 'unknown'],
    ['engagement of 0 tells nothing', { likes: 0 }, null, 'unknown'],
  ];
  for (const [name, post, reach, basis] of cases) {
    it(name, async () => {
      expect(await reachOf(post)).toEqual([reach, basis]);
    });
  }

  it('falls without a step from 0.15 to 0.06, and more followers never reach fewer', async () => {
    const followers = [0, 99_999, 100_000, 100_001, 9_999_999, 10_000_000, 10_000_001, 50_000_000];
    const reached = await withPosts(
      followers.map((count, index) => ({ id: String(index), followers: count })),
      async (engine) =>
        (await engine.rows('SELECT reach FROM scored ORDER BY author_followers')).map(([reach]) => Number(reach)),
    );
    expect(reached).toEqual([...reached].sort((a, b) => a - b));
    expect(reached[2]).toBe(15_000);
    expect(reached[5]).toBe(600_000);
  });
});
