import { AppError, type ErrorDetails, type ErrorKind } from '../../core/errors.js';

/** A request that did not do. */
export class RequestFailure extends AppError {
  /** Status of the reply; null where there was none. */
  readonly status: number | null;
  /** Beginning of its body, without secrets; empty where there was none. */
  readonly body: string;

  constructor(
    kind: ErrorKind,
    message: string,
    details: ErrorDetails & { readonly status?: number | null; readonly body?: string },
  ) {
    super(kind, message, details);
    this.name = 'RequestFailure';
    this.status = details.status ?? null;
    this.body = details.body ?? '';
  }
}

/** Whether it was a reply with one of these statuses that failed. */
export function isStatus(error: unknown, ...statuses: readonly number[]): error is RequestFailure {
  return error instanceof RequestFailure && error.status !== null && statuses.includes(error.status);
}
