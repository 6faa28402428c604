/** What is watched: by brand, by topic, and by what posts do. */

/** The most pressing first; `negative` is a label, the others are signals. The order is that of the bits in `what`. */
export const WATCHED = ['safety', 'legal', 'outage', 'churn', 'complaint', 'negative'] as const;

export interface WatchedTopic {
  readonly name: string;
  readonly owner: string | null;
}

export interface WatchedBrand {
  /** Null where no brand is configured: then all posts are about it. */
  readonly name: string | null;
  readonly topics: readonly WatchedTopic[];
}

export interface SeriesName {
  readonly brand: string | null;
  readonly topic: string | null;
  /** One of WATCHED. */
  readonly signal: string;
}

/** How many series are watched beside one another. */
export function seriesCount(brands: readonly WatchedBrand[]): number {
  return brands.reduce((sum, { topics }) => sum + (1 + topics.length) * WATCHED.length, 0);
}

export function isSameSeries(a: SeriesName, b: SeriesName): boolean {
  return a.brand === b.brand && a.topic === b.topic && a.signal === b.signal;
}

/** Signals that mean more than words; of the others each says much the same as the next. */
const PRESSING: readonly string[] = ['safety', 'legal', 'outage', 'churn'];

/**
 * Which stories two rises must share to be one burst: of complaints and negative posts of one topic, those of the smaller,
 * since they say much the same; of what is said of the whole brand, half of its own; else of the larger, since a topic
 * within a wider burst, or a signal that presses, is news to somebody.
 */
export function sharedBy(rise: SeriesName, other: SeriesName): 'ofFirst' | 'ofSmaller' | 'ofLarger' {
  const presses = PRESSING.includes(rise.signal);
  if (!presses && rise.topic === other.topic && !PRESSING.includes(other.signal)) return 'ofSmaller';
  return !presses && rise.topic === null ? 'ofFirst' : 'ofLarger';
}

/** Below 0 where the first tells more: a topic before the whole brand, what presses before what is common, the rarer. */
export function byTelling(a: SeriesName & { score: number }, b: SeriesName & { score: number }): number {
  const whole = Number(a.topic === null) - Number(b.topic === null);
  const rank = ({ signal }: SeriesName): number => PRESSING.indexOf(signal) + 1 || PRESSING.length + 1;
  return whole || rank(a) - rank(b) || b.score - a.score || (a.topic ?? '').localeCompare(b.topic ?? '', 'en');
}
