import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError } from '../core/errors.js';

/** Whether an argument has wildcards: `*`, `?`, `[…]`, and `**` for any depth of folders. */
export function isGlob(argument: string): boolean {
  return /[*?[]/.test(argument);
}

/**
 * Files that match a pattern, sorted by name, as the shell would list them: hidden ones only where the pattern
 * begins with a dot, links to folders not followed by `**`. Paths are written as the pattern is: relative or absolute.
 */
export async function glob(pattern: string, cwd: string): Promise<string[]> {
  const absolute = pattern.startsWith('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  const found = new Set<string>();
  await walk(absolute ? '/' : '', parts, cwd, found);
  return [...found].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

async function walk(folder: string, parts: readonly string[], cwd: string, found: Set<string>): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined) return;
  if (part === '**') {
    // No folder at all, or any number of them.
    await walk(folder, rest.length === 0 ? ['*'] : rest, cwd, found);
    for (const entry of await entries(folder, cwd))
      if (entry.isDirectory() && !entry.name.startsWith('.')) await walk(beside(folder, entry.name), parts, cwd, found);
    return;
  }
  if (!isGlob(part) && rest.length > 0) {
    await walk(beside(folder, part), rest, cwd, found);
    return;
  }
  const matcher = segmentMatcher(part);
  for (const entry of await entries(folder, cwd)) {
    if (!matcher.test(entry.name) || (entry.name.startsWith('.') && !part.startsWith('.'))) continue;
    const path = beside(folder, entry.name);
    if (rest.length > 0) {
      if (entry.isDirectory() || entry.isSymbolicLink()) await walk(path, rest, cwd, found);
    } else if (!entry.isDirectory()) found.add(path);
  }
}

function beside(folder: string, name: string): string {
  return folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

async function entries(folder: string, cwd: string): Promise<Dirent[]> {
  try {
    return await readdir(folder.startsWith('/') ? folder : join(cwd, folder), { withFileTypes: true });
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP')) return [];
    throw error;
  }
}

/** One segment of a pattern as a regular expression; a bracket without its end stands for itself. */
export function segmentMatcher(segment: string): RegExp {
  let source = '';
  for (let at = 0; at < segment.length; at += 1) {
    const char = segment.charAt(at);
    if (char === '*') {
      // Stars in a row are one: more would make the expression backtrack.
      if (segment[at + 1] !== '*') source += '.*';
    } else if (char === '?') source += '.';
    else if (char === '[') {
      const bracket = /^\[([!^]?)(\]?[^\]]*)\]/.exec(segment.slice(at));
      if (bracket === null) source += '\\[';
      else {
        source += `[${bracket[1] === '' ? '' : '^'}${(bracket[2] ?? '').replace(/[\\\]^[]/g, '\\$&')}]`;
        at += bracket[0].length - 1;
      }
    } else source += char.replace(/[.+^${}()|\\\]/]/g, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    // A range such as [z-a]: nothing matches it, as in a shell.
    return /(?!)/;
  }
}
