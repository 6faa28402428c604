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

export class Budget {
  readonly limit: number;
  #spent = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Spent, or set aside for requests of which nobody knows yet; never less than what will be charged. */
  get spent(): number {
    return this.#spent;
  }

  get left(): number {
    return Math.max(0, this.limit - this.#spent);
  }

  /** Sets aside what a request may cost. Throws AppError `temporary` where that could be more than is left. */
  reserve(most: number): void {
    if (most > this.left + ROUNDING) throw spent(this);
    this.#spent += most;
  }

  /** A request has come to its end and did cost this. */
  settle(most: number, cost: number): void {
    this.#spent += cost - most;
  }
}

export function dollars(amount: number): string {
  // Rounded up: less than a cent is not nothing.
  return `$${(Math.ceil(amount * 100 - 1e-6) / 100).toFixed(2)}`;
}

function spent({ limit, spent: gone }: Budget): AppError {
  return new AppError(
    'temporary',
    `the next request could exceed the spend limit of ${dollars(limit)} (${dollars(gone)} are spent)`,
    {
      code: 'fetch.spend',
      hint: 'allow more with --max-spend: with -o or --store it goes on where it stopped',
    },
  );
}
