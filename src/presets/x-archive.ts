/**
 * The archive that X gives to an account's owner: `data/tweets.js`, a script that assigns a list. It is cut at the
 * first `=` and read as JSON, never run. Read from the zip, its posts know whose they are.
 */
import { capture, constant, prefixed, when } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'x-archive',
  title: 'X archive',
  summary: "tweets.js of the account's own archive: the brand's side of its conversations",
  evidence: 'S',
  shape: 'json',
  signatures: [['tweet.id_str', 'tweet.full_text', 'tweet.created_at']],
  columns: {
    network: constant('x'),
    id: 'tweet.id_str',
    // The archive has no addresses; this one leads to the post whoever wrote it.
    url: prefixed('https://x.com/i/web/status/', 'tweet.id_str'),
    kind: when(
      { filled: capture('tweet.full_text', '^(RT @)') },
      constant('repost'),
      when(
        { filled: 'tweet.in_reply_to_status_id_str' },
        constant('reply'),
        when({ filled: 'tweet.in_reply_to_screen_name' }, constant('reply'), constant('post')),
      ),
    ),
    created_at: 'tweet.created_at',
    text: 'tweet.full_text',
    lang: 'tweet.lang',
    // From account.js of the whole archive; tweets.js alone does not say whose they are.
    author_id: 'account.accountId',
    author_handle: 'account.username',
    author_name: 'account.accountDisplayName',
    author_role: constant('brand'),
    parent: 'tweet.in_reply_to_status_id_str',
    parent_author: 'tweet.in_reply_to_screen_name',
    likes: 'tweet.favorite_count',
    reposts: 'tweet.retweet_count',
  },
});
