/** GitHub refuses with 403 as often as with 429, and 403 may just as well mean that something is forbidden. */
import { headerRateLimit, type RateLimitReader, retryAfter } from '../http/limits.js';

const headers = headerRateLimit('x-ratelimit-', 'epoch seconds');

/**
 * A refusal without `Retry-After` whose headers still have requests left is of its secondary limits, which say no time:
 * then it is a minute, and twice as long each time.
 */
export const githubRateLimit: RateLimitReader = (reply, now) => {
  const limit = headers(reply, now);
  const wait = retryAfter(reply, now);
  const refused =
    reply.status === 429 ||
    // GraphQL refuses within a good reply. In the text of a post these quotes would be behind backslashes.
    (reply.status === 200 && /"type"\s*:\s*"RATE_LIMITED"/.test(reply.text)) ||
    (reply.status === 403 &&
      (wait !== null || limit?.remaining === 0 || /rate limit exceeded|secondary rate limit/i.test(reply.text)));
  if (!refused) return limit;
  return {
    remaining: limit?.remaining ?? null,
    resetAt: wait ?? (limit?.remaining === 0 ? limit.resetAt : null),
    refused,
  };
};
