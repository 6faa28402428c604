import type { ErrorKind } from '../core/errors.js';

/** The exit table: every kind of error has one code, and nothing else sets codes. */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  usage: 64,
  'malformed-input': 65,
  'input-missing': 66,
  'source-unavailable': 69,
  internal: 70,
  'cannot-create': 73,
  'input-output': 74,
  temporary: 75,
  credentials: 77,
  configuration: 78,
  interrupted: 130,
};

/** `help exit-codes`. */
export const EXIT_HELP = `Exit codes

  0    done; also when nothing was found, and when the reader of a pipe left early
  1    ran well, and a --fail-on condition holds (fetch, run)
  64   wrong usage
  65   malformed input
  66   input missing
  69   source unavailable
  70   a fault of brandwatch itself
  73   cannot create the output
  74   reading or writing failed
  75   temporary: try again later
  77   credentials
  78   configuration
  130  interrupted
  143  terminated
`;
