/** Brandwatch Consumer Research: the posts that match a query. Six lines precede the header of its CSV. */
import {
  capture,
  choose,
  column,
  constant,
  first,
  lookup,
  namedNetwork,
  networkName,
  networkOrKind,
  nothing,
  total,
  when,
} from './expression.js';
import { handleInUrl, idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

/** The network of a page type that is one network. */
const page = lookup('Page Type', {
  twitter: 'x',
  x: 'x',
  reddit: 'reddit',
  facebook: 'facebook',
  facebook_public: 'facebook',
  instagram: 'instagram',
  instagram_public: 'instagram',
  linkedin: 'linkedin',
  youtube: 'youtube',
  tiktok: 'tiktok',
  threads: 'threads',
  bluesky: 'bluesky',
  tumblr: 'tumblr',
});

/** Networks whose posts have no headline: the tool repeats the text as their title. */
const feed = lookup(
  page,
  Object.fromEntries(
    ['x', 'facebook', 'instagram', 'linkedin', 'tiktok', 'threads', 'bluesky'].map((name) => [name, name]),
  ),
);

/** Networks on which `Author` is a handle and not a person's name. */
const handles = lookup(
  page,
  Object.fromEntries(
    ['x', 'reddit', 'instagram', 'tiktok', 'threads', 'bluesky', 'tumblr'].map((name) => [name, name]),
  ),
);

const text = column('Full Text', 'Snippet');
const answer = lookup(
  'Page Type',
  { twitter: 'reply', x: 'reply', threads: 'reply', bluesky: 'reply', forum: 'reply' },
  constant('comment'),
);
const shared = { retweet: 'repost', repost: 'repost', share: 'repost', quote: 'quote', comment: 'comment' };

export default definePreset({
  id: 'brandwatch',
  title: 'Brandwatch Consumer Research',
  summary: 'what matched a query, downloaded as CSV or XLSX',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [
    ['Query Id', 'Query Name', 'Page Type', 'Full Text', 'Thread Entry Type'],
    ['Query Id', 'Query Name', 'Page Type', 'Snippet', 'Thread Entry Type'],
  ],
  columns: {
    network: first(page, namedNetwork('Domain'), networkOrKind('Page Type'), networkName('Page Type')),
    id: first(idInUrl('Url'), 'Resource Id'),
    url: column('Url', 'Original Url'),
    kind: first(
      when({ filled: 'Twitter Retweet of' }, constant('repost')),
      lookup('Engagement Type', shared),
      when({ value: 'Engagement Type', is: 'reply' }, answer),
      lookup('Thread Entry Type', shared),
      when({ value: 'Thread Entry Type', is: 'reply' }, answer),
      when({ filled: 'Twitter Reply to' }, constant('reply')),
      lookup('Page Type', { news: 'article', blog: 'article', review: 'review' }, constant('post')),
    ),
    created_at: 'Date',
    text: first(text, 'Title'),
    title: when({ filled: text }, when({ filled: feed }, nothing, 'Title')),
    lang: 'Language',
    author_id: choose(page, {
      x: column('Twitter Author ID', 'X Author ID'),
      facebook: 'Facebook Author ID',
    }),
    author_handle: when({ filled: handles }, capture('Author', '^(?:/?u/)?(.+)$')),
    author_name: first('Full Name', when({ filled: handles }, nothing, 'Author')),
    author_followers: choose(page, {
      x: column('Twitter Followers', 'X Followers'),
      instagram: 'Instagram Followers',
    }),
    author_verified: choose(page, { x: 'Twitter Verified' }),
    author_location: column('Location Name', 'City'),
    thread: first(idInUrl('Thread URL'), capture('Thread Id', '^(?:t[13]_)?(.+)$')),
    parent: first(idInUrl('Twitter Reply to'), capture('Parent Post Id', '^(?:t[13]_)?(.+)$')),
    parent_author: handleInUrl('Twitter Reply to'),
    repost_of: idInUrl('Twitter Retweet of'),
    likes: first(
      choose(page, {
        x: 'Twitter Likes',
        facebook: 'Facebook Likes',
        instagram: 'Instagram Likes',
        linkedin: 'Linkedin Likes',
        reddit: 'Reddit Score',
      }),
      'Likes',
    ),
    reposts: first(
      choose(page, { x: 'Twitter Retweets', facebook: 'Facebook Shares', linkedin: 'Linkedin Shares' }),
      'Shares',
    ),
    replies: first(
      choose(page, {
        x: 'Twitter Reply Count',
        facebook: 'Facebook Comments',
        instagram: 'Instagram Comments',
        linkedin: 'Linkedin Comments',
        reddit: 'Reddit Comments',
      }),
      'Comments',
    ),
    // The tool writes 0 where a network shows no such count.
    views: first(
      choose(page, { linkedin: 'Linkedin Impressions', youtube: 'Youtube Views' }),
      when({ value: 'Impressions', is: '0' }, nothing, 'Impressions'),
    ),
    rating: 'Rating',
    place: choose(
      page,
      { reddit: 'Subreddit' },
      when({ filled: page }, nothing, column('Blog Name', 'Weblog Title', 'Domain')),
    ),
    place_reach: choose(
      page,
      { reddit: 'Subreddit Subscribers' },
      when({ filled: page }, nothing, 'Total Monthly Visitors'),
    ),
    vendor_sentiment: 'Sentiment',
    vendor_reach: column('Reach (new)', 'Estimated Reach'),
    vendor_engagement: choose(page, {
      instagram: total('Instagram Interactions Count'),
      linkedin: total('Linkedin Engagement'),
    }),
  },
  dates: { zone: 'account' },
  caution: 'its impressions count as views, though for some networks the tool works them out from followers',
});
