/** What a reply says of the limits of its network. Each network has a dialect of its own, so each source reads its own. */
import { readMoment } from '../../posts/moment.js';

/** The part of a reply that limits are read from. */
export interface LimitReply {
  readonly status: number;
  /** A header by its name in lower case; null where there is none. */
  header(name: string): string | null;
  /** The body as text; empty where there is none. */
  readonly text: string;
}

export interface RateLimit {
  /** Requests that are left until `resetAt`; null is unknown. */
  readonly remaining: number | null;
  /** When there will be more, milliseconds since 1970; null is unknown. */
  readonly resetAt: number | null;
  /** Whether this reply is a refusal that means "slow down", whatever its status. */
  readonly refused: boolean;
}

/** Null where the reply says nothing of limits. `now` is milliseconds since 1970. */
export type RateLimitReader = (reply: LimitReply, now: number) => RateLimit | null;

/** For networks without a dialect: 429 and `Retry-After`. */
export const plainRateLimit: RateLimitReader = (reply, now) => {
  const resetAt = retryAfter(reply, now);
  const refused = reply.status === 429;
  return refused || resetAt !== null ? { remaining: null, resetAt, refused } : null;
};

/** `Retry-After` in seconds or as a date, as milliseconds since 1970; null where it is absent or makes no sense. */
export function retryAfter(reply: Pick<LimitReply, 'header'>, now: number): number | null {
  const value = reply.header('retry-after')?.trim();
  if (value === undefined) return null;
  if (/^\d{1,9}(?:\.\d+)?$/.test(value)) return now + Math.ceil(Number(value) * 1000);
  return readMoment(value);
}

/** The kinds of value that a reset header holds. */
export type ResetForm = 'epoch seconds' | 'seconds left' | 'iso';

/**
 * A reader of the usual headers under whatever prefix: `…limit`, `…remaining`, `…reset`. 429 is a refusal. `Retry-After`
 * beats the reset of a refusal.
 */
export function headerRateLimit(prefix: string, form: ResetForm): RateLimitReader {
  return (reply, now) => {
    const remaining = numberIn(reply.header(`${prefix}remaining`));
    const reset = reply.header(`${prefix}reset`);
    const refused = reply.status === 429;
    const waits = retryAfter(reply, now);
    if (remaining === null && reset === null && waits === null && !refused) return null;
    const resetAt = reset === null ? null : resetMoment(reset, form, now);
    return { remaining: remaining === null ? null : Math.floor(remaining), resetAt: waits ?? resetAt, refused };
  };
}

function resetMoment(value: string, form: ResetForm, now: number): number | null {
  if (form === 'iso') return readMoment(value);
  const number = numberIn(value);
  if (number === null) return null;
  return form === 'seconds left' ? now + number * 1000 : number * 1000;
}

function numberIn(value: string | null): number | null {
  return value !== null && /^\d{1,12}(?:\.\d{1,9})?$/.test(value.trim()) ? Number(value) : null;
}
