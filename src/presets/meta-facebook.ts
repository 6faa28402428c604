/** Meta Business Suite: posts of the account's own Facebook pages. */
import { column, constant, lookup, total, when } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'meta-facebook',
  title: 'Meta Business Suite, Facebook',
  summary: 'posts of your own pages with their counts',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['Post ID', 'Page ID', 'Page name', 'Publish time', 'Permalink', 'Post type']],
  columns: {
    network: constant('facebook'),
    id: 'Post ID',
    url: 'Permalink',
    kind: lookup('Is share', { '1': 'repost', true: 'repost', yes: 'repost' }, constant('post')),
    created_at: 'Publish time',
    text: column('Description', 'Title'),
    title: when({ filled: 'Description' }, 'Title'),
    lang: 'Languages',
    author_id: 'Page ID',
    author_name: 'Page name',
    author_role: constant('brand'),
    likes: 'Reactions',
    reposts: 'Shares',
    replies: 'Comments',
    views: column('Views', 'Impressions'),
    vendor_reach: 'Reach',
    vendor_engagement: total('Reactions, Comments and Shares'),
  },
  dates: { order: 'mdy', zone: 'account' },
});
