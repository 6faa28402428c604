import appstore from './appstore.js';
import bluesky from './bluesky.js';
import discourse from './discourse.js';
import feeds from './feeds.js';
import github from './github.js';
import hackernews from './hackernews.js';
import lemmy from './lemmy.js';
import mastodon from './mastodon.js';
import reddit from './reddit.js';
import type { Source } from './source.js';
import stackexchange from './stackexchange.js';
import steam from './steam.js';
import x from './x.js';
import youtube from './youtube.js';

/** Every source, in the order in which help and documentation list them. */
export const SOURCES: readonly Source[] = [
  mastodon,
  hackernews,
  feeds,
  appstore,
  steam,
  stackexchange,
  github,
  reddit,
  bluesky,
  lemmy,
  discourse,
  youtube,
  x,
];

const BY_ID = new Map(SOURCES.map((source) => [source.id, source]));

/** The source of this id, or undefined. */
export function sourceById(id: string): Source | undefined {
  return BY_ID.get(id);
}
