/** Determ, formerly Mediatoolkit. */
import { capture, choose, column, constant, first, joined, namedNetwork, nothing, when } from './expression.js';
import { hostOf, idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

const network = first(namedNetwork('social_network'), namedNetwork(hostOf('url')), namedNetwork('from'));
const handle = choose(network, { reddit: capture('author', '^(?:/?u/)?(.+)$') }, capture('author', '^@(.+)$'));

export default definePreset({
  id: 'determ',
  title: 'Determ (Mediatoolkit)',
  summary: 'the export of a query',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['mention_snippet', 'engagement_rate', 'from', 'author', 'reach', 'date', 'time']],
  columns: {
    network: first(network, constant('web')),
    id: idInUrl('url'),
    url: 'url',
    kind: when({ filled: network }, constant('post'), constant('article')),
    created_at: joined('date', ' ', 'time'),
    text: column('mention_snippet', 'title'),
    title: when({ filled: 'mention_snippet' }, 'title'),
    author_handle: handle,
    author_name: when({ filled: handle }, nothing, 'author'),
    place: when({ filled: network }, nothing, 'from'),
    vendor_reach: 'reach',
    vendor_engagement: 'engagement_rate',
  },
  dates: { zone: 'account' },
});
