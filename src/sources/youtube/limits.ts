import { addDays, dateIn, startOf } from '../../core/calendar.js';
import { plainRateLimit, type RateLimitReader } from '../http/limits.js';

/** Where the days of a quota begin. */
const ZONE = 'America/Los_Angeles';

/** A used quota is refused with 403, like much else: only the reason in the body tells. */
export const youtubeRateLimit: RateLimitReader = (reply, now) => {
  if (reply.status !== 403) return plainRateLimit(reply, now);
  const reason = reasonIn(reply.text);
  if (reason === 'quotaExceeded' || reason === 'dailyLimitExceeded') {
    const midnight = startOf(addDays(dateIn(now, ZONE), 1), ZONE);
    return { remaining: 0, resetAt: midnight, refused: true };
  }
  const slow = reason === 'rateLimitExceeded' || reason === 'userRateLimitExceeded';
  return slow ? { remaining: null, resetAt: null, refused: true } : null;
};

/** The first reason of an error of Google's APIs; null where there is none. */
export function reasonIn(body: string): string | null {
  return /"reason"\s*:\s*"(\w{1,60})"/.exec(body)?.[1] ?? null;
}
