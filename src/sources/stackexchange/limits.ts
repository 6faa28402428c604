/** Stack Exchange says in the body of a reply how long to wait, and refuses with 400. */
import { type RateLimitReader, retryAfter } from '../http/limits.js';

/** Added to what it asks for, which is whole seconds. */
const MARGIN_MS = 1000;

/** Not behind a backslash: then it stands in the text of a post. */
const BACKOFF = /(?<!\\)"backoff"\s*:\s*(\d{1,6})/;
const LEFT = /(?<!\\)"quota_remaining"\s*:\s*(\d{1,9})/;

export const stackexchangeRateLimit: RateLimitReader = (reply, now) => {
  if (reply.status >= 400) {
    const wait = /more requests available in (\d{1,9}) seconds/.exec(reply.text)?.[1];
    const refused = reply.status === 429 || reply.text.includes('throttle_violation');
    if (!refused) return null;
    const resetAt = wait === undefined ? retryAfter(reply, now) : now + Number(wait) * 1000;
    return { remaining: null, resetAt, refused };
  }
  const backoff = BACKOFF.exec(reply.text)?.[1];
  // A pause that a good answer asks for, of this method alone: the others have buckets of their own.
  if (backoff !== undefined) {
    return { remaining: null, resetAt: now + Number(backoff) * 1000 + MARGIN_MS, refused: false };
  }
  const left = LEFT.exec(reply.text)?.[1];
  // The last request of the day was this one: the refusal of the next one says until when.
  return left === undefined || left === '0' ? null : { remaining: Number(left), resetAt: null, refused: false };
};
