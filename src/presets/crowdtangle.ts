import { capture, column, constant, except, joined, lookup, networkName, total } from './expression.js';
import { idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

/** Times end in the abbreviation of the zone that the dashboard was set to. */
const OFFSETS = {
  UTC: '+0000',
  GMT: '+0000',
  BST: '+0100',
  CET: '+0100',
  CEST: '+0200',
  EST: '-0500',
  EDT: '-0400',
  CST: '-0600',
  CDT: '-0500',
  MST: '-0700',
  MDT: '-0600',
  PST: '-0800',
  PDT: '-0700',
};

const moment = capture('Post Created', '^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]+)');

export default definePreset({
  id: 'crowdtangle',
  title: 'CrowdTangle',
  summary: 'CSV of posts on Facebook or Instagram, from archives of the tool that closed in 2024',
  evidence: 'S',
  shape: 'table',
  signatures: [
    ['User Name', 'Facebook Id', 'Followers at Posting', 'Post Created', 'Total Interactions', 'Message', 'URL'],
    ['Account', 'User Name', 'Followers at Posting', 'Post Created', 'Photo', 'Description', 'URL'],
  ],
  columns: {
    network: networkName('URL'),
    kind: constant('post'),
    id: idInUrl('URL'),
    url: 'URL',
    created_at: joined(moment, ' ', lookup(capture('Post Created', ' ([A-Z]{3,4})$'), OFFSETS)),
    text: column('Message', 'Description'),
    title: 'Title',
    author_id: 'Facebook Id',
    author_handle: 'User Name',
    author_name: column('Page Name', 'Account'),
    author_followers: 'Followers at Posting',
    likes: total('Likes', 'Love', 'Wow', 'Haha', 'Sad', 'Angry', 'Care'),
    reposts: 'Shares',
    replies: 'Comments',
    // Counted for videos only: anything else has 0, which is no count.
    views: except(column('Post Views', 'Views'), '0'),
    place: 'Group Name',
    // A count, written 1,234.
    vendor_engagement: total('Total Interactions'),
  },
  dates: { zone: 'account' },
});
