/** Rival IQ: posts by a company and its competitors. */
import { capture, constant, lookup, networkName, total, when } from './expression.js';
import { idInUrl } from './post-url.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'rival-iq',
  title: 'Rival IQ',
  summary: 'posts of the companies of a landscape',
  evidence: 'S',
  shape: 'table',
  signatures: [['presence_handle', 'company', 'channel', 'applause', 'conversation', 'amplification', 'post_link']],
  columns: {
    network: networkName('channel'),
    id: idInUrl('post_link'),
    url: 'post_link',
    kind: lookup(
      'post_type',
      { retweet: 'repost', repost: 'repost', share: 'repost', quote: 'quote', reply: 'reply' },
      constant('post'),
    ),
    created_at: 'published_at',
    text: 'message',
    author_handle: 'presence_handle',
    author_name: 'company',
    // Ours or a rival's: no customer says any of it.
    author_role: constant('brand'),
    author_followers: 'audience',
    likes: 'applause',
    reposts: 'amplification',
    replies: 'conversation',
    // Only a video is viewed; other posts have an empty cell or a 0 there.
    views: when({ filled: capture('post_type', '(?i)(video|reel|live|short)') }, 'video_views'),
    vendor_engagement: total('engagement_total'),
  },
  dates: { zone: 'account' },
  caution: 'these are posts by the companies themselves, not by their customers',
});
