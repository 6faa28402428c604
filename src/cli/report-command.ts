/** The command line that writes the whole of a table of which a screen shows the beginning. */
import type { OutputFlags } from './options.js';
import type { ReadFlags } from './session.js';

type Flags = ReadFlags & OutputFlags & { by?: string };

/** Flags that decide what is counted, and how; the others say how it is shown. */
const COUNTED = [
  ['config', '--config'],
  ['timezone', '--timezone'],
  ['brand', '--brand'],
  ['since', '--since'],
  ['until', '--until'],
  ['last', '--last'],
  ['lang', '--lang'],
  ['network', '--network'],
  ['by', '--by'],
  ['labels', '--labels'],
  ['lexicon', '--lexicon'],
  ['map', '--map'],
  ['preset', '--preset'],
  ['dateOrder', '--date-order'],
  ['delimiter', '--delimiter'],
  ['encoding', '--encoding'],
  ['sheet', '--sheet'],
  ['maxRejects', '--max-rejects'],
] as const;

/** Beyond it nobody reads a command, and it is told in words. */
const LONGEST = 240;

/**
 * The command that writes a report of the same posts, for a POSIX shell. Null where it cannot be said in one line: what
 * came through a pipe is gone, and a name may hold what no line can show.
 */
export function reportCommand(
  report: string,
  files: readonly string[],
  flags: Partial<Flags>,
  output: string,
): string | null {
  if (files.length === 0 || files.includes('-')) return null;
  const words = ['brandwatch', 'report', report, ...files.map((file) => (file.startsWith('-') ? `./${file}` : file))];
  for (const [name, option] of COUNTED) {
    const value = flags[name];
    if (value === undefined) continue;
    for (const one of typeof value === 'string' ? [value] : value) words.push(option, one);
  }
  words.push('-o', output);
  if (words.some((word) => /\p{Cc}/u.test(word))) return null;
  const line = words.map(quoted).join(' ');
  return line.length > LONGEST ? null : line;
}

/** A word as a POSIX shell takes it literally. */
function quoted(word: string): string {
  return /^[\p{L}\p{N}_@%+:,./-][\p{L}\p{N}_@%+=:,./-]*$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
