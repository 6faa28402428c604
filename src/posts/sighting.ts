/** What a later sighting of a post may change: metrics are brought up to date, facts only filled in. */

export const METRICS = [
  'likes',
  'reposts',
  'replies',
  'quotes',
  'views',
  'author_followers',
  'place_reach',
  'vendor_reach',
  'vendor_engagement',
] as const;

export const FACTS = [
  'url',
  'title',
  'lang',
  'author_id',
  'author_handle',
  'author_name',
  'author_verified',
  'author_location',
  'thread',
  'parent',
  'parent_author',
  'repost_of',
  'rating',
  'place',
] as const;
