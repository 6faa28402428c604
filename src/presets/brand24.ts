/** Brand24: its workbook has an empty first row, and its `Source` is the address. */
import {
  capture,
  column,
  constant,
  first,
  joined,
  lookup,
  namedNetwork,
  networkOrKind,
  nothing,
  when,
} from './expression.js';
import { handleInUrl, idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

const network = namedNetwork('Domain');
const kind = networkOrKind('Category');
/** Addresses of comments under a post. */
const comment = capture('Source', '(/comments/[0-9a-z]+/[^/?]*/[0-9a-z]+|[?&](?:lc|comment_id)=)');

export default definePreset({
  id: 'brand24',
  title: 'Brand24',
  summary: 'the workbook of a project, sheet Mentions',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['ID', 'Date', 'Hrs', 'Content', 'Source', 'Domain', 'Category', 'Sentiment']],
  columns: {
    network: first(network, kind, constant('web')),
    id: first(idInUrl('Source'), 'ID'),
    url: 'Source',
    kind: first(
      when({ filled: comment }, constant('comment')),
      when({ filled: network }, constant('post')),
      lookup(kind, { forum: 'post', review: 'review' }, constant('article')),
    ),
    created_at: joined('Date', ' ', 'Hrs'),
    text: column('Content', 'Title'),
    title: when({ filled: 'Content' }, 'Title'),
    author_handle: handleInUrl('Source'),
    place: when({ filled: network }, nothing, 'Domain'),
    vendor_sentiment: 'Sentiment',
  },
  dates: { zone: 'account' },
});
