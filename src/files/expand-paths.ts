import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError, isSystemError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { directoryError, readError } from './bytes.js';
import { glob, isGlob } from './glob.js';

/**
 * The files that arguments name, in their order, each once; patterns that no shell has expanded are expanded here, `-`
 * stays. A file that exists under the literal name of a pattern is that file. Fails for what is missing or a directory.
 */
export async function expandPaths(args: readonly string[], cwd: string): Promise<string[]> {
  const paths = new Map<string, string>();
  const add = (path: string): void => {
    const key = path === '-' ? path : resolve(cwd, path);
    if (!paths.has(key)) paths.set(key, path);
  };
  for (const argument of args) {
    if (argument === '-') {
      add(argument);
      continue;
    }
    const kind = await kindOf(argument, cwd);
    if (kind === 'file') add(argument);
    else if (kind === 'directory') throw directoryError(argument);
    else if (isGlob(argument)) {
      const matches = await glob(argument, cwd);
      if (matches.length === 0)
        throw new AppError('input-missing', `no file matches ${argument}`, {
          code: 'file.no-match',
          hint: 'check the pattern and the working directory',
        });
      for (const match of matches) add(match);
    } else throw await missing(argument, cwd);
  }
  return [...paths.values()];
}

async function kindOf(path: string, cwd: string): Promise<'file' | 'directory' | 'missing'> {
  try {
    return (await stat(resolve(cwd, path))).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE')) return 'missing';
    throw readError(path, error);
  }
}

async function missing(argument: string, cwd: string): Promise<AppError> {
  const near = await nearestFile(argument, cwd);
  return new AppError('input-missing', `cannot read ${argument}: no such file`, {
    code: 'file.missing',
    hint: near === null ? 'check its name and folder' : `did you mean ${near}?`,
  });
}

/** The file in the same folder whose name is nearest, if it is near enough to be a slip. */
async function nearestFile(argument: string, cwd: string): Promise<string | null> {
  try {
    const name = nearest(basename(argument), await readdir(resolve(cwd, dirname(argument))));
    return name === null || dirname(argument) === '.' ? name : join(dirname(argument), name);
  } catch {
    // A folder that cannot be listed has no hint to give.
    return null;
  }
}
