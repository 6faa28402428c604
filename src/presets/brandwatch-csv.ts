import { capture } from './expression.js';
import { definePreset } from './preset.js';

/** Keys in our own files are whole (`x:123`), where a preset gives the part after the network. */
function bare(name: string) {
  return capture(name, '^[^:]+:(.+)$');
}

export default definePreset({
  id: 'brandwatch-csv',
  title: 'brandwatch-cli, CSV',
  summary: 'posts as this tool writes them with --format csv, scored or not',
  evidence: 'own',
  shape: 'table',
  signatures: [['key', 'network', 'created_at', 'text']],
  columns: {
    network: 'network',
    id: 'id',
    url: 'url',
    kind: 'kind',
    created_at: 'created_at',
    text: 'text',
    title: 'title',
    lang: 'lang',
    author_id: 'author_id',
    author_handle: 'author_handle',
    author_name: 'author_name',
    author_followers: 'author_followers',
    author_verified: 'author_verified',
    author_location: 'author_location',
    author_role: 'author_role',
    thread: bare('thread'),
    parent: bare('parent'),
    parent_author: 'parent_author',
    repost_of: bare('repost_of'),
    likes: 'likes',
    reposts: 'reposts',
    replies: 'replies',
    quotes: 'quotes',
    views: 'views',
    rating: 'rating',
    place: 'place',
    place_reach: 'place_reach',
    vendor_sentiment: 'vendor_sentiment',
    vendor_reach: 'vendor_reach',
    vendor_engagement: 'vendor_engagement',
  },
  scores: {
    sentiment: 'sentiment',
    label: 'label',
    confidence: 'confidence',
    signals: 'signals',
    brands: 'brands',
    topics: 'topics',
    reach: 'reach',
    reach_basis: 'reach_basis',
    cluster: 'cluster',
    scorer: 'scorer',
  },
  dates: { zone: 'utc' },
  // Made again on the way in.
  private: ['key', 'source', 'collected_at'],
});
