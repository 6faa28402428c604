import type { ErrorKind } from '../core/errors.js';

/** The action that helps with errors of a kind, where the error itself knows no better one. */
export const HINTS: Readonly<Record<ErrorKind, string>> = {
  usage: 'see brandwatch --help',
  'malformed-input': 'see how the file is read: brandwatch import --explain <file>',
  'input-missing': 'check its name and folder',
  'source-unavailable': 'try again later',
  internal: 'run it again with --debug, and report what it prints',
  'cannot-create': 'choose another place',
  'input-output': 'check the disk, and run it again',
  temporary: 'try again in a moment',
  credentials: 'check the environment variables with the credentials',
  configuration: 'see what is in effect: brandwatch config',
  // Whoever interrupts a run knows why.
  interrupted: '',
};
