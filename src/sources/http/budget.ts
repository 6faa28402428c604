/** Money that a run may spend on a source that charges for what it gives. US dollars. */
import { AppError } from '../../core/errors.js';

/** Sums of prices such as 0.005 are never quite what they should be. */
const ROUNDING = 1e-9;

/** What a request costs. */
export interface Cost {
  /** At most, however much comes. */
  readonly most: number;
  /** What it did cost, by the value of its reply. */
  of(value: unknown): number;
}

/** A calendar month in UTC, as far as it is remembered. */
export interface Month {
  /** `2026-11` */
  readonly name: string;
  /** What earlier runs spent in it. */
  readonly before: number;
  /** What all runs may spend in it; null is no limit. */
  readonly limit: number | null;
  /** Remembers what this run has spent. When it resolves, that is safe, even from a kill. */
  readonly save: (spent: number) => Promise<void>;
}

export class Budget {
  readonly limit: number;
  /** Null where nothing remembers what was spent. */
  readonly month: Month | null;
  #spent = 0;

  constructor(limit: number, month: Month | null = null) {
    this.limit = limit;
    this.month = month;
  }

  /** Spent, or set aside for requests of which nobody knows yet; never less than what will be charged. */
  get spent(): number {
    return this.#spent;
  }

  get left(): number {
    return Math.max(0, Math.min(this.limit - this.#spent, this.#leftInMonth()));
  }

  /**
   * Sets aside what a request may cost, and remembers it before the request is made: a run that is killed has spent it.
   * Throws AppError `temporary` where that could be more than is left.
   */
  async reserve(most: number): Promise<void> {
    if (most > this.left + ROUNDING) throw spent(this);
    this.#spent += most;
    await this.month?.save(this.#spent);
  }

  /** A request has come to its end and did cost this. */
  settle(most: number, cost: number): void {
    this.#spent += cost - most;
  }

  /** All requests have come to their end. */
  async close(): Promise<void> {
    await this.month?.save(this.#spent);
  }

  #leftInMonth(): number {
    const { limit = null, before = 0 } = this.month ?? {};
    return limit === null ? Number.POSITIVE_INFINITY : limit - before - this.#spent;
  }
}

export function dollars(amount: number): string {
  // Rounded up: less than a cent is not nothing.
  return `$${(Math.ceil(amount * 100 - 1e-6) / 100).toFixed(2)}`;
}

function spent({ limit, spent: gone, month }: Budget): AppError {
  const isMonth = month?.limit != null && month.limit - month.before <= limit;
  const message = isMonth
    ? `the next request could exceed the spend limit of ${dollars(month.limit ?? 0)} for ${month.name} (${dollars(month.before + gone)} are spent)`
    : `the next request could exceed the spend limit of ${dollars(limit)} (${dollars(gone)} are spent)`;
  return new AppError('temporary', message, {
    code: 'fetch.spend',
    hint: isMonth
      ? 'run it again next month, or allow more with spending: in the configuration: it goes on where it stopped'
      : 'allow more with --max-spend: with -o or --store it goes on where it stopped',
  });
}
