/** How many rows of each input could be read, while they pass. */
import type { AppError } from '../../core/errors.js';
import type { Reject } from '../rejects.js';
import { type RejectLimit, tooManyRejects } from '../too-many-rejects.js';

interface FileTally {
  rows: number;
  /** Rows that are not in the output, and rows that are in it though they did not fit. */
  bad: number;
  first: Reject | undefined;
  readonly causes: Map<string, number>;
}

export class RowTally {
  readonly #files = new Map<string, FileTally>();
  /** Rows that are in the output. */
  rows = 0;
  /** Rows that are not. */
  rejected = 0;
  /** Rows that are in the output though they did not fit the header. */
  misfits = 0;

  read(file: string, rows: number): void {
    this.#of(file).rows += rows;
    this.rows += rows;
  }

  reject(reject: Reject): void {
    this.#of(reject.file).rows++;
    this.rejected++;
    this.#note(reject);
  }

  misfit(reject: Reject): void {
    this.misfits++;
    this.#note(reject);
  }

  /** The error for the first input of which more could not be read than is allowed, else null. */
  refusal(limit: RejectLimit): AppError | null {
    for (const [file, { rows, bad, first, causes }] of this.#files) {
      const [cause = ''] = [...causes].sort((a, b) => b[1] - a[1])[0] ?? [];
      const error = tooManyRejects('score', { file, rejected: bad, rows, cause, first }, limit);
      if (error !== null) return error;
    }
    return null;
  }

  #note(reject: Reject): void {
    const tally = this.#of(reject.file);
    tally.bad++;
    tally.first ??= reject;
    // Counts differ from row to row where the cause is one.
    const cause = reject.reason.replace(/\d+/g, '0');
    tally.causes.set(cause, (tally.causes.get(cause) ?? 0) + 1);
  }

  #of(file: string): FileTally {
    const tally = this.#files.get(file) ?? { rows: 0, bad: 0, first: undefined, causes: new Map() };
    this.#files.set(file, tally);
    return tally;
  }
}
