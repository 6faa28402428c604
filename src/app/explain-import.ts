/** `import --explain`: how a file was read, for people who want to know or to correct it. */

import { type Cell, fixedTable, type Table, type TableColumn } from '../core/table.js';
import { inputName } from '../files/input-name.js';
import type { OpenedFile } from '../files/opened-file.js';
import type { ReadFile } from './read-file.js';

export interface Explanation {
  readonly file: string;
  readonly about: 'preset' | 'file' | 'dialect' | 'mapping' | 'left over' | 'rows' | 'rounded' | 'note';
  /** The column of a post that a mapping fills; null for all else. */
  readonly column: string | null;
  readonly value: string;
  /** What a guess rests on; null where nothing was guessed. */
  readonly because: string | null;
}

export const EXPLANATION_COLUMNS: readonly TableColumn[] = [
  { name: 'file', type: 'text', about: 'the file', terminal: 1, hostile: true },
  {
    name: 'about',
    type: 'text',
    about: 'preset, file, dialect, mapping, left over, rows, rounded or note',
    terminal: 2,
  },
  { name: 'column', type: 'text', about: 'the column of a post that a mapping fills', terminal: 3 },
  { name: 'value', type: 'text', about: 'what was found or done', terminal: 4, wraps: true, hostile: true },
  { name: 'because', type: 'text', about: 'what a guess rests on; null where nothing was guessed', terminal: 5 },
];

export function explanationTable(explained: readonly Explanation[]): Table {
  return fixedTable({
    id: 'explanation',
    title: 'How the files were read',
    columns: EXPLANATION_COLUMNS,
    rows: explained.map(({ file, about, column, value, because }): readonly Cell[] => [
      file,
      about,
      column,
      value,
      because,
    ]),
  });
}

/** What there is to say of one file, in the order in which it is read. */
export function explainImport(opened: OpenedFile, read: ReadFile): Explanation[] {
  const file = inputName(opened.name);
  const { dialect } = opened;
  const packed = opened.compression === 'none' ? '' : `, ${opened.compression}`;
  const explained: Explanation[] = [];
  const say = (
    about: Explanation['about'],
    value: string,
    column: string | null = null,
    because: string | null = null,
  ) => void explained.push({ file, about, column, value, because });
  say('preset', read.preset.id === 'guessed' ? 'none; columns guessed' : `${read.preset.id} (${read.preset.title})`);
  say('file', `${opened.original}${packed}, ${opened.encoding}`);
  if (dialect !== null) say('dialect', dialectText(dialect));
  const guessed = new Map(read.guesses.map((guess) => [guess.column as string, guess.because]));
  for (const { column, from } of read.mapping) {
    say('mapping', from.length === 0 ? '(always the same)' : from.join(' | '), column, guessed.get(column) ?? null);
  }
  say(
    'left over',
    read.leftOver.length === 0
      ? 'nothing'
      : `${read.leftOver.map((name) => name.trim() || 'a column without a name').join(', ')} (kept in extras)`,
  );
  const parts = [`${read.rows} posts`];
  if (read.replies > 0) parts.push(`${read.replies} replies of the owner`);
  if (read.leftOut > 0)
    parts.push(read.leftOut === 1 ? '1 row that is no post' : `${read.leftOut} rows that are no posts`);
  if (read.rejects.total > 0) parts.push(`${read.rejects.total} unreadable`);
  say('rows', parts.join(', '));
  for (const { column, rows, example } of read.rounded)
    say('rounded', `${rows === 1 ? '1 value' : `${rows} values`} of ${column}, e.g. ${example}: not used`);
  for (const note of read.notes) say('note', note);
  return explained;
}

function dialectText(dialect: NonNullable<OpenedFile['dialect']>): string {
  const { delimiter, quote, newline, skipLines, guessed } = dialect;
  const mark = delimiter === '\t' ? 'tab' : delimiter === '\u001f' ? 'none' : `"${delimiter}"`;
  return [
    `delimiter ${mark}${guessed === undefined ? '' : ` (guessed: ${guessed})`}`,
    quote === '' ? 'no quotes' : `quote ${quote} (escaped by ${dialect.escape === '\\' ? 'a backslash' : 'doubling'})`,
    `header on line ${skipLines + 1}`,
    `line ends ${newline === '\r\n' ? 'CRLF' : newline === '\n' ? 'LF' : 'CR'}`,
  ].join(', ');
}

/** The same as lines for people. */
export function explanationLines(explained: readonly Explanation[]): string[] {
  const lines: string[] = [];
  let before: Explanation | null = null;
  for (const one of explained) {
    if (before?.file !== one.file || one.about === 'preset') lines.push(one.file);
    if (one.about === 'mapping') {
      if (before?.about !== 'mapping') lines.push('  mapping');
      const because =
        one.because === null ? '' : `   guessed ${one.because.endsWith('name') ? 'from' : 'because'} ${one.because}`;
      lines.push(`    ${(one.column ?? '').padEnd(18)} ${one.value}${because}`);
    } else {
      // A file in which no column was found has an empty mapping.
      if (one.about === 'left over' && before?.about !== 'mapping') lines.push('  mapping');
      lines.push(`  ${one.about.padEnd(9)} ${one.value}`);
    }
    before = one;
  }
  return lines;
}
