import { handleIn, nameIn } from './author-label.js';
import { column, constant, networkName, total } from './expression.js';
import { idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'sprout-posts',
  title: 'Sprout Social posts',
  summary: "CSV of the post performance report: the account's own posts",
  evidence: 'S-ind',
  shape: 'table',
  signatures: [
    ['Network', 'Profile', 'Date', 'Post Type', 'Content Type', 'Impressions', 'Engagements'],
    ['Network', 'Profile', 'Date', 'Post Type', 'Impressions', 'Engagement Rate (per Impression)'],
  ],
  columns: {
    network: networkName('Network'),
    kind: constant('post'),
    id: idInUrl(column('Link', 'Permalink')),
    url: column('Link', 'Permalink'),
    created_at: 'Date',
    text: column('Post', 'Text', 'Message'),
    author_handle: handleIn('Profile'),
    author_name: nameIn('Profile'),
    author_followers: 'Followers',
    author_role: constant('brand'),
    likes: column('Reactions', 'Likes'),
    reposts: 'Shares',
    replies: 'Comments',
    views: column('Impressions', 'Video Views'),
    vendor_reach: 'Reach',
    // A count, written 1,234.
    vendor_engagement: total('Engagements'),
  },
  dates: { zone: 'account' },
});
