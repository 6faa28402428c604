/** Meltwater: the CSV of a search, which is often UTF-16 and tab-separated. */
import { capture, choose, column, constant, first, joined, namedNetwork, nothing, total, when } from './expression.js';
import { handleInUrl, hostOf, idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

const network = first(namedNetwork('Source'), namedNetwork(hostOf('URL')));
const text = column('Hit Sentence', 'Opening Text');
const repost = capture('Hit Sentence', '^(RT @)');
/** An influencer is a handle or, of an article and on some networks, a name. */
const handle = choose(network, { reddit: capture('Influencer', '^(?:/?u/)?(.+)$') }, capture('Influencer', '^@(.+)$'));
/** Long numbers come in quotes of their own, so that spreadsheets keep them. */
const unquoted = (name: string) => capture(name, '^"*([^"]+)"*$');

export default definePreset({
  id: 'meltwater',
  title: 'Meltwater',
  summary: 'the CSV download of a search',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['Hit Sentence', 'Input Name', 'Influencer', 'Opening Text', 'Key Phrases']],
  columns: {
    network: first(network, constant('news')),
    id: first(unquoted('Tweet Id'), idInUrl('URL'), 'Document ID'),
    url: 'URL',
    kind: first(
      when({ filled: repost }, constant('repost')),
      when({ filled: 'Parent URL' }, choose(network, { x: constant('reply') }, constant('comment'))),
      when({ filled: network }, constant('post'), constant('article')),
    ),
    created_at: 'Date',
    text: first(text, 'Headline'),
    title: when({ filled: text }, 'Headline'),
    lang: 'Language',
    author_id: unquoted('Twitter Id'),
    author_handle: first('Twitter Screen Name', handle),
    author_name: when({ filled: handle }, nothing, 'Influencer'),
    author_followers: 'Twitter Followers',
    author_verified: 'Is Verified',
    author_location: when({ filled: network }, first(joined('City', ', ', 'Country'), 'Country')),
    parent: when({ filled: repost }, nothing, idInUrl('Parent URL')),
    parent_author: when({ filled: repost }, nothing, handleInUrl('Parent URL')),
    repost_of: when({ filled: repost }, idInUrl('Parent URL')),
    likes: column('Likes', 'Reactions'),
    reposts: choose(network, { x: column('Retweets', 'Shares') }, column('Shares', 'Retweets')),
    replies: choose(network, { x: column('Replies', 'Comments') }, column('Comments', 'Replies')),
    views: 'Views',
    place: when({ filled: network }, nothing, 'Source'),
    vendor_sentiment: 'Sentiment',
    vendor_reach: 'Reach',
    vendor_engagement: total('Engagement'),
  },
  dates: { zone: 'account' },
});
