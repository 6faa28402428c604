/**
 * The suites. Operators and fields as their public guides name them: Brandwatch's advanced query operators (2016) and API
 * filters, Meltwater's Boolean help pages, Talkwalker's manual and search syntax.
 */
import {
  anywhere,
  chosen,
  language,
  link,
  numeric,
  type PortedField,
  SENTIMENTS,
  type Suite,
  site,
  valued,
} from './suite.js';

const KINDS = {
  retweet: 'repost',
  repost: 'repost',
  reply: 'reply',
  quote: 'quote',
  comment: 'comment',
  review: 'review',
  original: 'post',
};

const NETWORKS = {
  twitter: 'x',
  x: 'x',
  reddit: 'reddit',
  facebook: 'facebook',
  instagram: 'instagram',
  youtube: 'youtube',
  tiktok: 'tiktok',
  tumblr: 'tumblr',
  linkedin: 'linkedin',
  bluesky: 'bluesky',
};

const network = chosen('network', NETWORKS);
const tag = (value: string): PortedField => ({ query: `#${value.replace(/^#/u, '')}` });
const handle = (value: string): PortedField => ({ query: `@${value.replace(/^@/u, '')}` });
const raw = (value: string): PortedField => ({ query: `raw:"${value.replace(/["\\]/gu, '\\$&')}"` });
const verified = chosen('has', { true: 'verified' });

const brandwatch: Suite = {
  id: 'brandwatch',
  title: 'Brandwatch',
  nearDefault: null,
  fields: {
    author: valued('author'),
    authorfollowers: numeric('followers'),
    authorverified: verified,
    engagementtype: chosen('kind', KINDS),
    hashtags: tag,
    at_mentions: handle,
    atmentions: handle,
    language,
    lang: language,
    links: link,
    pagetype: network,
    rating: numeric('rating'),
    raw,
    sentiment: chosen('label', SENTIMENTS),
    site,
    subreddit: valued('place'),
    title: anywhere('title:'),
    url: valued('url'),
  },
};

const meltwater: Suite = {
  id: 'meltwater',
  title: 'Meltwater',
  nearDefault: 4,
  fields: {
    author: valued('author'),
    authorname: valued('author'),
    hashtag: tag,
    ingress: anywhere('ingress:'),
    lang: language,
    language,
    reach: numeric('reach'),
    sentiment: chosen('label', SENTIMENTS),
    site,
    source: network,
    title: anywhere('title:'),
    url: valued('url'),
  },
};

const talkwalker: Suite = {
  id: 'talkwalker',
  title: 'Talkwalker',
  nearDefault: null,
  fields: {
    author: valued('author'),
    comments: numeric('replies'),
    content: anywhere('content:'),
    domain_url: site,
    followers: numeric('followers'),
    host_url: site,
    lang: language,
    likes: numeric('likes'),
    reach: numeric('reach'),
    sentiment: chosen('label', SENTIMENTS),
    shares: numeric('reposts'),
    site,
    sourcetype: (value) => network(value.replace(/^socialmedia_/iu, '')),
    title: anywhere('title:'),
    url: valued('url'),
    views: numeric('views'),
  },
};

export const SUITES: readonly Suite[] = [brandwatch, meltwater, talkwalker];
