/** A bucket of requests per host and scope: limits are kept before they are hit. */
import type { Rate } from '../source.js';
import type { RateLimit } from './limits.js';

/** A refusal that does not say how long: a minute, and twice as long each time, as GitHub wants it. */
const REFUSAL_MS = 60_000;

/**
 * Whose wait it is: one that the host asked for, one after a refusal that told no time, or our own, so that its limits are
 * kept.
 */
export type Waiting = 'asked' | 'silent' | 'pace';

export class Bucket {
  readonly #rate: Rate;
  readonly #burst: number;
  /** May be below zero: requests that already wait. */
  #tokens: number;
  #filledAt: number;
  #closedUntil = 0;
  #closedBy: Waiting = 'asked';
  #refusals = 0;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#burst = rate.burst ?? Math.max(1, Math.floor(rate.requests / 10));
    this.#tokens = this.#burst;
    this.#filledAt = now;
  }

  /** Refusals in a row. */
  get refusals(): number {
    return this.#refusals;
  }

  /** Milliseconds until a request may go. */
  delay(now: number): number {
    this.#fill(now);
    return Math.max(this.#forToken(), this.#closedUntil - now, 0);
  }

  /** Why it is that long. */
  reason(now: number): Waiting {
    this.#fill(now);
    return this.#closedUntil > now && this.#closedUntil - now >= this.#forToken() ? this.#closedBy : 'pace';
  }

  /** Counts a request that goes now, or after its delay. */
  take(now: number): void {
    this.#fill(now);
    this.#tokens -= 1;
  }

  /** What a reply said. `random` spreads those who wait for the same moment. */
  learn(limit: RateLimit | null, now: number, random: number): void {
    if (limit === null || !limit.refused) this.#refusals = 0;
    if (limit === null) return;
    if (limit.refused) {
      const growing = REFUSAL_MS * 2 ** Math.min(this.#refusals, 6);
      this.#refusals += 1;
      const isTold = limit.resetAt !== null && limit.resetAt > now;
      this.#close((isTold ? (limit.resetAt ?? now) : now + growing) + random * 1000, isTold ? 'asked' : 'silent');
    } else if (limit.remaining !== null && limit.remaining <= 0 && limit.resetAt !== null) {
      this.#close(limit.resetAt + random * 1000, 'asked');
    } else if (limit.remaining !== null) {
      this.#fill(now);
      this.#tokens = Math.min(this.#tokens, limit.remaining);
    } else if (limit.resetAt !== null && limit.resetAt > now) {
      // Asked to pause without a refusal.
      this.#close(limit.resetAt, 'asked');
    }
  }

  #close(until: number, by: Waiting): void {
    if (until <= this.#closedUntil) return;
    this.#closedUntil = until;
    this.#closedBy = by;
  }

  #forToken(): number {
    const perToken = this.#rate.perMs / this.#rate.requests;
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) * perToken);
  }

  #fill(now: number): void {
    const gained = ((now - this.#filledAt) / this.#rate.perMs) * this.#rate.requests;
    if (gained > 0) this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#filledAt = now;
  }
}
