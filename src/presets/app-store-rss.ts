/** Apple's feed of an app's customer reviews. Its first entry may be the app, which has no rating. */
import { capture, constant } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'app-store-rss',
  title: 'App Store reviews feed',
  summary: "the JSON of an app's customer reviews feed, which holds no developer replies",
  evidence: 'S',
  shape: 'json',
  records: 'feed.entry',
  signatures: [['id.label', 'im:rating.label', 'content.label', 'author.name.label']],
  columns: {
    network: constant('appstore'),
    id: 'id.label',
    kind: constant('review'),
    created_at: 'updated.label',
    text: 'content.label',
    title: 'title.label',
    author_id: capture('author.uri.label', '/id([0-9]+)$'),
    author_name: 'author.name.label',
    likes: 'im:voteSum.label',
    rating: 'im:rating.label',
    place: capture('link.attributes.href', '[?&/]id=?([0-9]+)'),
  },
  rowsWith: ['im:rating.label'],
});
