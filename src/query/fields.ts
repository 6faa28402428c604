/** The fields of a query, in the order of help: what they are called, mean and take. The one list that code and docs read. */
import { LABELS, POST_KINDS, SIGNALS } from '../posts/post.js';

/** What text fields `has:` can ask for, and the class of token or the SQL that tells. */
export const HAS_VALUES = [
  'link',
  'hashtag',
  'mention',
  'emoji',
  'title',
  'url',
  'author',
  'verified',
  'followers',
  'location',
  'place',
  'rating',
  'views',
  'reach',
  'brand',
  'topic',
  'signal',
] as const;
export type HasValue = (typeof HAS_VALUES)[number];

export interface FieldShape {
  /**
   * `whole`: a text, compared as a whole without case and accents; * and ? are wildcards. `within`: a piece of a text, where only *
   * is one. `closed`: one of `values`. `number`, `moment`: as they sound. `host`: the host of an address, or what it ends
   * with. `has`: whether there is something.
   */
  readonly type: 'whole' | 'within' | 'closed' | 'number' | 'moment' | 'host' | 'has';
  /** Columns of the post that it looks at; a list column where any item may meet the condition. */
  readonly columns: readonly string[];
  readonly values?: readonly string[];
  /** Whether judging must have been there first. */
  readonly judged: boolean;
  readonly example: string;
  readonly about: string;
}

export const FIELDS = {
  author: {
    type: 'whole',
    columns: ['author_handle', 'author_name'],
    judged: false,
    example: 'author:marta_viaja',
    about: 'handle (without @) or display name of the author',
  },
  network: {
    type: 'whole',
    columns: ['network'],
    judged: false,
    example: 'network:(x OR reddit)',
    about: 'where it was said',
  },
  lang: {
    type: 'whole',
    columns: ['lang'],
    judged: false,
    example: 'lang:es',
    about: 'language: as identified once the post is scored, before that as the source claims it',
  },
  kind: {
    type: 'closed',
    columns: ['kind'],
    values: POST_KINDS,
    judged: false,
    example: 'kind:review',
    about: 'kind of post',
  },
  label: {
    type: 'closed',
    columns: ['label'],
    values: LABELS,
    judged: true,
    example: 'label:negative',
    about: 'label of the sentiment',
  },
  signal: {
    type: 'closed',
    columns: ['signals'],
    values: SIGNALS,
    judged: true,
    example: 'signal:churn',
    about: 'what the post does',
  },
  topic: { type: 'whole', columns: ['topics'], judged: true, example: 'topic:billing', about: 'configured topic' },
  brand: {
    type: 'whole',
    columns: ['brands'],
    judged: true,
    example: 'brand:"Air Acme"',
    about: 'configured brand or competitor that it names',
  },
  place: {
    type: 'whole',
    columns: ['place'],
    judged: false,
    example: 'place:travel*',
    about: 'subreddit, forum, app, product page, instance',
  },
  url: {
    type: 'within',
    columns: ['url'],
    judged: false,
    example: 'url:acme.com/help',
    about: 'a piece of the address of the post',
  },
  site: {
    type: 'host',
    columns: ['url'],
    judged: false,
    example: 'site:reddit.com',
    about: 'the site of that address: the host itself, or one below it (old.reddit.com)',
  },
  has: {
    type: 'has',
    columns: [],
    values: HAS_VALUES,
    judged: false,
    example: 'has:link',
    about: 'whether the text holds a link, hashtag, mention or emoji, or the post knows the rest',
  },
  since: {
    type: 'moment',
    columns: ['created_at'],
    judged: false,
    example: 'since:2026-10-01',
    about:
      'written then or later; a date in the zone of the run, with time 2026-10-01T12:30, or a span back: 7d, 24h, 2w',
  },
  until: {
    type: 'moment',
    columns: ['created_at'],
    judged: false,
    example: 'until:2026-11-01',
    about: 'written before that moment: the day itself is left out',
  },
  followers: {
    type: 'number',
    columns: ['author_followers'],
    judged: false,
    example: 'followers:>10k',
    about: 'followers of the author',
  },
  reach: { type: 'number', columns: ['reach'], judged: true, example: 'reach:>=1m', about: 'estimated reach' },
  sentiment: {
    type: 'number',
    columns: ['sentiment'],
    judged: true,
    example: 'sentiment:<-0.4',
    about: 'sentiment, −1 to 1',
  },
  confidence: {
    type: 'number',
    columns: ['confidence'],
    judged: true,
    example: 'confidence:>=0.6',
    about: 'how sure the label is, 0 to 1',
  },
  rating: { type: 'number', columns: ['rating'], judged: false, example: 'rating:<=2', about: 'stars, 1 to 5' },
  likes: { type: 'number', columns: ['likes'], judged: false, example: 'likes:100..500', about: 'likes' },
  reposts: { type: 'number', columns: ['reposts'], judged: false, example: 'reposts:>50', about: 'reposts' },
  replies: { type: 'number', columns: ['replies'], judged: false, example: 'replies:0', about: 'replies' },
  quotes: { type: 'number', columns: ['quotes'], judged: false, example: 'quotes:>5', about: 'quotes' },
  views: { type: 'number', columns: ['views'], judged: false, example: 'views:>100k', about: 'views' },
} as const satisfies Readonly<Record<string, FieldShape>>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

export function fieldShape(name: FieldName): FieldShape {
  return FIELDS[name];
}

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}

/** Columns of the engine that hold whole numbers. */
export const WHOLE_NUMBERS: ReadonlySet<string> = new Set([
  'author_followers',
  'reach',
  'likes',
  'reposts',
  'replies',
  'quotes',
  'views',
]);
