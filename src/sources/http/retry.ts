/** What is tried again, and when. */
import { isSystemError } from '../../core/errors.js';

/** A request and its repetitions. */
export const TRIES = 5;

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** Full jitter: anywhere up to a bound that doubles. `tries` is how many there were, `random` is 0 up to 1. */
export function backoff(tries: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1)));
}

const TRANSIENT = [
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EPROXY',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'ERR_STREAM_PREMATURE_CLOSE',
  // A body that was cut or damaged on its way.
  'Z_BUF_ERROR',
  'Z_DATA_ERROR',
];

/** Whether a failure of the connection, or of the body, may go by. */
export function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  if (isSystemError(error, ...TRANSIENT)) return true;
  // The parser of HTTP, and the unpacker of brotli, have a code for each way of being cut.
  return isSystemError(error) && /^(?:HPE_|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(error.code ?? '');
}
