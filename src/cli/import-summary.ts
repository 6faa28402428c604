/** What an import has to say for itself, on stderr. */
import type { Loaded } from '../app/load-posts.js';
import type { ReadFile } from '../app/read-file.js';
import type { StoredPosts } from '../app/store/stored-posts.js';
import { inputName } from '../files/input-name.js';
import type { Messages } from './messages.js';

/** Warnings about what was guessed, rounded or left out; one line each, most important first. */
export function warnOfImport(loaded: Loaded, messages: Messages, rejectsFile: string | undefined): void {
  for (const file of loaded.files) {
    for (const line of warningsOf(file)) messages.warn(`${inputName(file.name)}: ${line}`);
  }
  const leftOut = loaded.files.reduce((sum, file) => sum + file.leftOut + file.rejects.total, 0) + loaded.merged;
  const unreadable = loaded.files.reduce((sum, file) => sum + file.rejects.total, 0);
  if (leftOut > 0) messages.say(leftOutLine(leftOut, loaded.merged, unreadable, rejectsFile));
}

function leftOutLine(leftOut: number, merged: number, unreadable: number, rejectsFile: string | undefined): string {
  const parts: string[] = [];
  if (merged > 0) parts.push(`${merged} seen before`);
  if (unreadable > 0) parts.push(`${unreadable} unreadable`);
  const where =
    unreadable === 0
      ? ''
      : rejectsFile === undefined
        ? ' (--rejects rejects.csv writes them)'
        : `, written to ${rejectsFile}`;
  return `${leftOut} ${leftOut === 1 ? 'row was' : 'rows were'} left out${parts.length === 0 ? '' : `: ${parts.join(', ')}`}${where}`;
}

function warningsOf(file: ReadFile): string[] {
  const lines: string[] = [];
  const first = file.rejects.samples[0];
  if (first !== undefined) lines.push(`line ${first.line} ${first.reason}`);
  for (const { column, rows, example } of file.rounded) {
    lines.push(
      `${rows} values of ${column} were rounded by a spreadsheet (${example}) and are not used; export them as text`,
    );
  }
  if (file.guesses.length > 0) {
    const text = file.guesses.find(({ column }) => column === 'text');
    lines.push(
      `columns guessed${text === undefined ? '' : `, text from "${text.from}"`}; see brandwatch import --explain`,
    );
  }
  for (const note of file.notes) lines.push(note);
  return lines;
}

/** What a report over the store rests on that the store does not keep. */
export function warnOfStore({ unjudged, stale }: StoredPosts, messages: Messages): void {
  if (unjudged > 0)
    messages.warn(`${unjudged} posts of the store were judged for this report only; brandwatch score --store keeps it`);
  if (stale > 0)
    messages.warn(
      `${stale} posts of the store were judged by another version, or for other brands and topics; brandwatch score --store --rescore`,
    );
}
