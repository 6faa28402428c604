/** Talkwalker: results of a topic, with the dotted names of its API as the header. */
import {
  capture,
  choose,
  column,
  constant,
  first,
  joined,
  lookup,
  namedNetwork,
  networkName,
  nothing,
  total,
  when,
} from './expression.js';
import { handleInUrl, hostOf, idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

/** The most exact of the types, e.g. `SOCIALMEDIA_TWITTER` of `SOCIALMEDIA,SOCIALMEDIA_TWITTER`. */
const type = capture('source_type', '([^,]+)$');
const social = capture('source_type', '(?i)^(socialmedia)');
const network = first(namedNetwork(type), namedNetwork(hostOf(column('domain_url', 'url'))));
const text = column('content', 'content_snippet');
const repost = capture(text, '^(RT @)');
const author = (name: string): string => `extra_author_attributes.${name}`;
const article = (name: string): string => `article_extended_attributes.${name}`;
const followers = (name: string): string => `source_extended_attributes.${name}_followers`;

export default definePreset({
  id: 'talkwalker',
  title: 'Talkwalker',
  summary: 'results of a topic, downloaded as CSV or XLSX',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['search_indexed', 'content_snippet', 'source_type', 'domain_url', 'matched_profile']],
  columns: {
    network: first(network, networkName(type)),
    id: idInUrl('url'),
    url: 'url',
    kind: first(
      when({ filled: repost }, constant('repost')),
      when({ filled: 'parent_url' }, choose(network, { x: constant('reply') }, constant('comment'))),
      lookup(networkName(type), { news: 'article', blog: 'article', review: 'review' }, constant('post')),
    ),
    created_at: 'published',
    text: first(text, 'title'),
    title: when({ filled: text }, column('title', 'title_snippet')),
    lang: 'lang',
    author_id: author('id'),
    author_handle: author('short_name'),
    author_name: author('name'),
    author_followers: choose(network, {
      x: followers('twitter'),
      facebook: followers('facebook'),
      instagram: followers('instagram'),
      pinterest: followers('pinterest'),
    }),
    author_location: first(
      joined(author('world_data.city'), ', ', author('world_data.country')),
      author('world_data.country'),
    ),
    parent: when({ filled: repost }, nothing, idInUrl('parent_url')),
    parent_author: when({ filled: repost }, nothing, handleInUrl('parent_url')),
    repost_of: when({ filled: repost }, idInUrl('parent_url')),
    likes: choose(network, {
      x: article('twitter_likes'),
      facebook: article('facebook_likes'),
      instagram: article('instagram_likes'),
      youtube: article('youtube_likes'),
      pinterest: article('pinterest_likes'),
    }),
    reposts: choose(network, {
      x: column(article('twitter_retweets'), article('twitter_shares')),
      facebook: article('facebook_shares'),
      linkedin: article('linkedin_shares'),
      pinterest: article('pinterest_repins'),
    }),
    replies: article('num_comments'),
    views: choose(network, { youtube: article('youtube_views') }),
    place: when({ filled: social }, nothing, first('extra_source_attributes.name', hostOf('domain_url'))),
    place_reach: when({ filled: social }, nothing, 'source_extended_attributes.alexa_unique_visitors'),
    vendor_sentiment: 'sentiment',
    vendor_reach: 'reach',
    vendor_engagement: total('engagement'),
  },
  dates: { zone: 'account' },
});
