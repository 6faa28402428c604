import { AppError, type ErrorKind } from '../core/errors.js';

export interface QueryProblem {
  /** The whole query. */
  readonly query: string;
  /** 0-based UTF-16 offset of the first character that does not fit. */
  readonly position: number;
  /** What could have stood there, e.g. `a term`. */
  readonly expected: string;
  /** What stands there, quoted, or `the end`. */
  readonly found: string;
  readonly hint?: string | undefined;
}

/** A query that cannot be read. `problem` is the message without the query, for callers that have already named it. */
export class QueryError extends AppError {
  readonly position: number;
  readonly expected: string;
  readonly problem: string;

  constructor(kind: ErrorKind, { query, position, expected, found, hint }: QueryProblem) {
    // People count characters, and an emoji is one of them.
    const column = [...query.slice(0, position)].length + 1;
    const problem = `expected ${expected} at character ${column}, found ${found}`;
    super(kind, `cannot read the query '${query}': ${problem}`, {
      code: 'query.syntax',
      hint: hint ?? 'combine words, "phrases", #tags and @handles with AND, OR, NOT and parentheses',
    });
    this.name = 'QueryError';
    this.position = position;
    this.expected = expected;
    this.problem = problem;
  }
}
