/** Whether a file may be made at a place. */
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../core/errors.js';
import { openFileSink } from './file-sink.js';
import { createError } from './output-errors.js';

/** Refuses, before any work is done, a place where no file can be made: the only sure way to know is to make one. */
export async function checkPlace(path: string, folder: boolean): Promise<void> {
  const known = await kindOf(path);
  if (!folder && known === 'folder') throw createError(path, systemError('EISDIR'));
  // Opening a pipe would wait for its reader.
  if (known === 'device' && !folder) return;
  // A folder is made with its parents; the nearest one that is there must take it.
  let place = path;
  while (folder && (await kindOf(place)) === null) place = dirname(resolve(place));
  if (folder && (await kindOf(place)) !== 'folder') throw createError(path, systemError('ENOTDIR'));
  try {
    await (await openFileSink(folder ? join(place, 'report') : place)).discard();
  } catch (error) {
    throw createError(path, error instanceof AppError ? error.cause : error);
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'device' | null> {
  try {
    // Without the slash at its end, which would hide what is there.
    const stats = await stat(resolve(path));
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'device';
  } catch {
    return null;
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Refuses to write over a file that is read. */
export async function spareInputs(path: string, inputs: readonly string[]): Promise<void> {
  const target = await realpath(path).catch(() => null);
  if (target === null) return;
  for (const input of inputs) {
    if (input === '-' || (await realpath(input).catch(() => null)) !== target || !(await stat(target)).isFile())
      continue;
    throw new AppError('usage', `${path} is read and cannot be written over`, {
      code: 'output.input',
      hint: 'write to another file',
    });
  }
}
