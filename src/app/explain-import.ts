/** `import --explain`: how a file was read, for people who want to know or to correct it. */

import { inputName } from '../files/input-name.js';
import type { OpenedFile } from '../files/opened-file.js';
import type { ReadFile } from './read-file.js';

export function explainImport(opened: OpenedFile, read: ReadFile): string[] {
  const { dialect } = opened;
  const lines = [
    inputName(opened.name),
    `  preset    ${read.preset.id === 'guessed' ? 'none; columns guessed' : `${read.preset.id} (${read.preset.title})`}`,
    `  file      ${opened.original}${opened.compression === 'none' ? '' : `, ${opened.compression}`}, ${opened.encoding}`,
  ];
  if (dialect !== null) {
    const marks = [
      `delimiter ${dialect.delimiter === '\t' ? 'tab' : dialect.delimiter === '\u001f' ? 'none' : `"${dialect.delimiter}"`}${dialect.guessed === undefined ? '' : ` (guessed: ${dialect.guessed})`}`,
      dialect.quote === ''
        ? 'no quotes'
        : `quote ${dialect.quote} (escaped by ${dialect.escape === '\\' ? 'a backslash' : 'doubling'})`,
      `header on line ${dialect.skipLines + 1}`,
      `line ends ${dialect.newline === '\r\n' ? 'CRLF' : dialect.newline === '\n' ? 'LF' : 'CR'}`,
    ];
    lines.push(`  dialect   ${marks.join(', ')}`);
  }
  lines.push('  mapping');
  const guessed = new Map(read.guesses.map((guess) => [guess.column as string, guess.because]));
  for (const { column, from } of read.mapping) {
    const why = guessed.get(column);
    lines.push(
      `    ${column.padEnd(18)} ${from.length === 0 ? '(always the same)' : from.join(' | ')}${why === undefined ? '' : `   guessed from ${why}`}`,
    );
  }
  lines.push(`  left over ${read.leftOver.length === 0 ? 'nothing' : `${read.leftOver.join(', ')} (kept in extras)`}`);
  const parts = [`${read.rows} posts`];
  if (read.replies > 0) parts.push(`${read.replies} replies of the owner`);
  if (read.leftOut > 0) parts.push(`${read.leftOut} rows that are no posts`);
  if (read.rejects.total > 0) parts.push(`${read.rejects.total} unreadable`);
  lines.push(`  rows      ${parts.join(', ')}`);
  for (const { column, rows, example } of read.rounded)
    lines.push(`  rounded   ${rows} values of ${column}, e.g. ${example}: not used`);
  for (const note of read.notes) lines.push(`  note      ${note}`);
  return lines;
}
