import { column, constant, lookup, networkName, when } from './expression.js';
import { definePreset } from './preset.js';

/** A message that answers nothing, by where it was said: elsewhere it is a private message or a mail. */
const opening = lookup(
  networkName('source_type'),
  {
    facebook: 'post',
    instagram: 'post',
    x: 'post',
    linkedin: 'post',
    youtube: 'comment',
    googleplay: 'review',
    appstore: 'review',
    forum: 'post',
  },
  constant('message'),
);

export default definePreset({
  id: 'ringcentral-messages',
  title: 'RingCentral Engage Digital messages',
  summary: 'the messages export (formerly Dimelo), customers and agents, with who answers whom',
  evidence: 'S',
  shape: 'table',
  signatures: [
    ['source_type', 'content_thread_id', 'private_message', 'auto_submitted', 'intervention_id', 'in_reply_to_id'],
  ],
  columns: {
    network: networkName('source_type'),
    kind: when(
      { value: 'private_message', is: 'true' },
      constant('message'),
      when(
        { value: 'private_message', is: '1' },
        constant('message'),
        when({ filled: 'rating' }, constant('review'), when({ filled: 'in_reply_to_id' }, constant('reply'), opening)),
      ),
    ),
    // Not `foreign_id`, the network's own: `in_reply_to_id` speaks of this one, and who answered whom is the point.
    id: 'id',
    created_at: 'created_at',
    text: column('body_as_text', 'body'),
    title: 'title',
    lang: 'language',
    author_id: 'author_id',
    author_name: 'author_name',
    author_role: lookup(
      'status',
      { 'Agent message': 'brand', 'Agent reply': 'brand' },
      when({ filled: 'creator_id' }, constant('brand')),
    ),
    thread: 'content_thread_id',
    parent: 'in_reply_to_id',
    rating: 'rating',
    place: 'source_name',
  },
  dates: { order: 'dmy', zone: 'account' },
});
