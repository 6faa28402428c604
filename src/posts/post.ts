/** The post: one table, the contract between everything. The names are the same in files, in SQL and in code. */

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'json' | 'list' | 'brands';

export interface PostColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** For docs/columns.md: what it holds, its unit, what null means. */
  readonly about: string;
}

export const POST_KINDS = [
  'post',
  'reply',
  'repost',
  'quote',
  'comment',
  'review',
  'question',
  'answer',
  'article',
  'message',
] as const;

/** What a source says of a post. Null is unknown, 0 is zero: they are never mixed. */
export const POST_COLUMNS = [
  {
    name: 'key',
    type: 'text',
    about:
      'network:id, the identity of the post; made from the URL, or from author, time and text, where there is no id',
  },
  { name: 'network', type: 'text', about: 'where it was said, e.g. x, reddit, appstore' },
  {
    name: 'id',
    type: 'text',
    about: "the network's own id, always text; null where the file had none or a spreadsheet had rounded it",
  },
  { name: 'url', type: 'text', about: 'address of the post; never opened by brandwatch' },
  {
    name: 'kind',
    type: 'text',
    about: 'post, reply, repost, quote, comment, review, question, answer, article or message',
  },
  { name: 'created_at', type: 'timestamp', about: 'when it was written, UTC' },
  {
    name: 'text',
    type: 'text',
    about: 'plain text with its line breaks; HTML and entities were removed on the way in',
  },
  { name: 'title', type: 'text', about: 'headline or subject' },
  {
    name: 'lang',
    type: 'text',
    about: 'language, BCP 47 primary tag: as the source claims it, after scoring as identified',
  },
  { name: 'author_id', type: 'text', about: "the network's id of the author" },
  { name: 'author_handle', type: 'text', about: 'handle without the @' },
  { name: 'author_name', type: 'text', about: 'display name' },
  { name: 'author_followers', type: 'integer', about: 'followers of the author when the post was collected' },
  { name: 'author_verified', type: 'boolean', about: 'whether the network vouches for the author' },
  { name: 'author_location', type: 'text', about: 'where the author says they are' },
  {
    name: 'author_role',
    type: 'text',
    about:
      'brand where the source itself says that the author speaks for the brand (an owner reply, a support agent), else null',
  },
  { name: 'thread', type: 'text', about: 'key of the first post of the conversation' },
  { name: 'parent', type: 'text', about: 'key of the post that this one answers' },
  { name: 'parent_author', type: 'text', about: 'handle of whom it answers' },
  { name: 'repost_of', type: 'text', about: 'key of the post that this one repeats or quotes' },
  { name: 'likes', type: 'integer', about: 'likes, favourites, reactions, upvotes' },
  { name: 'reposts', type: 'integer', about: 'reposts, retweets, shares' },
  { name: 'replies', type: 'integer', about: 'replies, comments' },
  { name: 'quotes', type: 'integer', about: 'quotes' },
  { name: 'views', type: 'integer', about: 'times that it was shown, as the network counts them' },
  { name: 'rating', type: 'number', about: 'stars, 1 to 5' },
  { name: 'place', type: 'text', about: 'subreddit, forum, app, product page, instance' },
  { name: 'place_reach', type: 'integer', about: 'subscribers or monthly visitors of the place' },
  {
    name: 'vendor_sentiment',
    type: 'text',
    about: "an imported tool's own judgement, as it wrote it; never mixed with ours",
  },
  { name: 'vendor_reach', type: 'integer', about: "an imported tool's own reach" },
  { name: 'vendor_engagement', type: 'number', about: "an imported tool's own engagement" },
  { name: 'extras', type: 'json', about: 'columns of the file that have no name here' },
  { name: 'source', type: 'text', about: 'the file or fetch that brought it' },
  { name: 'collected_at', type: 'timestamp', about: 'when it was brought, UTC' },
] as const satisfies readonly PostColumn[];

/** What scoring adds. `lang` is replaced by the identified language. */
export const SCORE_COLUMNS = [
  { name: 'sentiment', type: 'number', about: 'how the post feels, −1 to 1' },
  { name: 'label', type: 'text', about: 'negative, neutral, positive or mixed' },
  { name: 'confidence', type: 'number', about: 'how sure the label is, 0 to 1' },
  {
    name: 'signals',
    type: 'list',
    about: 'what the post does: complaint, question, request, praise, churn, outage, safety, legal',
  },
  { name: 'brands', type: 'brands', about: 'brands that it names, each with the sentiment toward it' },
  { name: 'topics', type: 'list', about: 'configured topics that it matches' },
  { name: 'reach', type: 'integer', about: 'people that it can be expected to have reached; null where nothing tells' },
  {
    name: 'reach_basis',
    type: 'text',
    about: 'what the reach rests on: views, followers, vendor, place, engagement or unknown',
  },
  {
    name: 'cluster',
    type: 'text',
    about: 'key of the first post of the same story (near copies), null for a post on its own',
  },
  { name: 'scorer', type: 'text', about: 'version of the scorer' },
] as const satisfies readonly PostColumn[];

/** What `score --explain` adds behind them. No column of a post: reports have no use for it. */
export const EXPLANATION_COLUMN = {
  name: 'explanation',
  type: 'text',
  about:
    'the three strongest entries that fired, in the order of the text, each with its weight after the rules: no answer −2.5; refund −1.0; thanks +1.2; null where none did',
} as const satisfies PostColumn;

export type PostColumnName = (typeof POST_COLUMNS)[number]['name'];

export const LABELS = ['negative', 'neutral', 'positive', 'mixed'] as const;
export type Label = (typeof LABELS)[number];

/** Three: mixed is folded into the others by the sign of the sentiment. */
export type LabelSet = 'four' | 'three';

/** What a post does. The order is the order of the bits in a signal mask, and never changes. */
export const SIGNALS = ['complaint', 'question', 'request', 'praise', 'churn', 'outage', 'safety', 'legal'] as const;
export type Signal = (typeof SIGNALS)[number];

export const REACH_BASES = ['views', 'followers', 'vendor', 'place', 'engagement', 'unknown'] as const;
