/** What the address of a post or comment on Reddit tells. */
import type { Expressible, Expression } from './expression.js';
import { capture } from './expression.js';

export function redditPost(url: Expressible): Expression {
  return capture(url, '/comments/([0-9a-z]+)');
}

/** Null for the address of a post. */
export function redditComment(url: Expressible): Expression {
  return capture(url, '/comments/[0-9a-z]+/[^/?]*/([0-9a-z]+)');
}

export function subreddit(url: Expressible): Expression {
  return capture(url, '/r/([^/]+)/');
}
