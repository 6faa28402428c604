/** The words that misled the scorer. */
import type { Origin } from '../../sentiment/entry.js';
import { type LabelledPost, type PostJudge, sideOf } from './labelled-post.js';

/** A learnt entry has something to say of nearly every word; what weighs less did not mislead anybody. */
const LEAST_WEIGHT = 0.2;
/** A word that misled once is no pattern. */
const LEAST_POSTS = 2;
const MOST_SHOWN = 10;

export interface MisleadingEntry {
  readonly entry: string;
  readonly origin: Origin;
  /** Mean weight after the rules where it misled. */
  readonly weight: number;
  /** Posts judged wrongly in which it spoke for the wrong side, and posts judged rightly in which it fired. */
  readonly wrong: number;
  readonly right: number;
}

interface Counted {
  readonly entry: string;
  readonly origin: Origin;
  /** Sum over the wrong posts. */
  weight: number;
  wrong: number;
  right: number;
}

/**
 * The entries that fired most in wrongly judged posts beyond what would be expected of the share of those, each by its
 * weight, the worst first, ten at most.
 */
export function misleadingEntries(posts: readonly LabelledPost[], judge: PostJudge): MisleadingEntry[] {
  const counts = new Map<string, Counted>();
  let wrongPosts = 0;
  for (const post of posts) {
    const { label, trace } = judge.trace(post);
    const way = Math.sign(sideOf(label) - sideOf(post.given));
    if (label !== post.given) wrongPosts++;
    const seen = new Set<string>();
    for (const { entry, origin, weight } of trace.entries) {
      const key = `${origin} ${entry}`;
      if (Math.abs(weight) < LEAST_WEIGHT || seen.has(key)) continue;
      seen.add(key);
      const misled = label !== post.given && Math.sign(weight) === way;
      if (label !== post.given && !misled) continue;
      const count = counts.get(key) ?? { entry, origin, weight: 0, wrong: 0, right: 0 };
      counts.set(key, count);
      if (!misled) count.right++;
      else {
        count.wrong++;
        count.weight += weight;
      }
    }
  }
  const share = posts.length === 0 ? 0 : wrongPosts / posts.length;
  const excess = ({ wrong, right }: Counted): number => wrong - share * (wrong + right);
  // What stands beside a heavy word has misled nobody.
  const blame = (count: Counted): number => (excess(count) * Math.abs(count.weight)) / count.wrong;
  return [...counts.values()]
    .filter((count) => count.wrong >= LEAST_POSTS && excess(count) > 0)
    .sort((a, b) => blame(b) - blame(a) || (a.entry < b.entry ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map((count) => ({ ...count, weight: count.weight / count.wrong }));
}
