/** What went wrong, in the terms of the exit table (`src/cli/exit.ts` maps every kind to a code). */
export type ErrorKind =
  | 'usage'
  | 'malformed-input'
  | 'input-missing'
  | 'source-unavailable'
  | 'temporary'
  | 'internal'
  | 'cannot-create'
  | 'input-output'
  | 'credentials'
  | 'configuration'
  | 'interrupted';

export interface ErrorDetails {
  /** Stable and documented, e.g. `import.too-many-rejects`. */
  readonly code: string;
  /** One action that would help. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** An error that a user can act on. Its message is lower case, holds the exact value, and never a secret. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string | undefined;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = details.code;
    this.hint = details.hint;
  }
}

/** Whether an error is one of Node's system errors with one of these codes, e.g. `ENOENT`. */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return codes.length === 0 || codes.includes(error.code);
}
