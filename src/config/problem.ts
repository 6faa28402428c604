import { AppError, type ErrorKind } from '../core/errors.js';
import { describeKey, isSecretPath, type Path, showPath } from './path.js';

/** How many problems one message lists. */
const SHOWN = 5;

/** One thing that is wrong with one value. */
export interface Problem {
  readonly path: Path;
  /** Without the place: `brands[0].timezone is "Madrid": expected …`. */
  readonly text: string;
}

/** `timezone is "Madrid": expected an IANA time zone …`. `source` is the value as it was written, where that is known. */
export function unfitProblem(path: Path, value: unknown, expected: string | null, source: string | null): Problem {
  const wanted = expected ?? describeKey(path)?.allowed ?? 'another value';
  const shown = isSecretPath(path) ? '(hidden)' : (source ?? preview(value));
  if (path.length === 0) return { path, text: `the file is ${shown}: expected keys such as timezone and brands` };
  return { path, text: `${showPath(path)} is ${shown}: expected ${wanted}` };
}

/** One error for all problems: a single one in the message itself, several on lines of their own. */
export function problemsError(
  kind: ErrorKind,
  subject: string,
  problems: readonly Problem[],
  line: (path: Path) => number | null,
  hint: string,
): AppError {
  const placed = problems.map(({ path, text }) => ({ at: line(path), text }));
  placed.sort((a, b) => (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER));
  const texts = placed.map(({ at, text }) => (at === null ? text : `line ${at}: ${text}`));
  const shown = texts.slice(0, SHOWN);
  if (texts.length > SHOWN) shown.push(`and ${texts.length - SHOWN} more`);
  const message = texts.length === 1 ? ` ${shown[0]}` : ` ${texts.length} problems\n  ${shown.join('\n  ')}`;
  return new AppError(kind, `cannot use ${subject}:${message}`, { code: 'config.invalid', hint });
}

/** A value in a few characters, however large it is. */
export function preview(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (value === undefined || value === null) return 'empty';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
}
