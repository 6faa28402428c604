/** What to say where an output cannot be made or written. */
import { AppError, isSystemError } from '../core/errors.js';

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['permission denied', 'choose another place'],
  EPERM: ['not permitted', 'choose another place'],
  EROFS: ['the file system is read-only', 'choose another place'],
  ENOENT: ['there is no such folder', 'make the folder first'],
  ENOTDIR: ['a part of the path is no folder', 'choose another place'],
  EISDIR: ['it is a folder', 'name a file in it'],
  EEXIST: ['a file of that name is in the way', 'choose another place'],
  ENOSPC: ['no space left on the disk', 'free some space, or choose another disk'],
  EDQUOT: ['the disk quota is used up', 'free some space, or choose another disk'],
};

export function createError(path: string, error: unknown): AppError {
  const code = isSystemError(error) ? (error.code ?? '') : '';
  const [reason, hint] = REASONS[code] ?? [code || String(error), 'choose another place'];
  const kind = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO' ? 'input-output' : 'cannot-create';
  return new AppError(kind, `cannot create ${path}: ${reason}`, { code: 'output.create', hint, cause: error });
}

export function writeError(path: string, error: unknown): AppError {
  const code = isSystemError(error) ? (error.code ?? '') : '';
  const [reason, hint] = REASONS[code] ?? [code || String(error), 'choose another place'];
  return new AppError('input-output', `cannot write ${path}: ${reason}`, { code: 'output.write', hint, cause: error });
}
