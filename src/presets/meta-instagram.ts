/** Meta Business Suite: posts of the account's own Instagram profiles. */
import { column, constant } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'meta-instagram',
  title: 'Meta Business Suite, Instagram',
  summary: 'posts of your own profiles with their counts',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['Post ID', 'Account ID', 'Account username', 'Publish time', 'Permalink', 'Post type']],
  columns: {
    network: constant('instagram'),
    id: 'Post ID',
    url: 'Permalink',
    kind: constant('post'),
    created_at: 'Publish time',
    text: 'Description',
    author_id: 'Account ID',
    author_handle: 'Account username',
    author_name: 'Account name',
    author_role: constant('brand'),
    likes: 'Likes',
    reposts: 'Shares',
    replies: 'Comments',
    views: column('Views', 'Impressions', 'Plays'),
    vendor_reach: 'Reach',
  },
  dates: { order: 'mdy', zone: 'account' },
});
