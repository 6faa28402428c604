/** Pages of text as wide as the reader's screen. */
import { plainText } from '../../core/plain-text.js';
import type { CliContext } from '../context.js';

/** Columns of the terminal, but never so many that lines are hard to read; 80 where there is none. */
export function pageWidth(context: CliContext): number {
  return Math.min(context.stdout.columns ?? 80, 100);
}

/** A page written at any width, wrapped anew: a line that was broken for being long is one line again. */
export function page(text: string, width: number): string {
  return joined(text.split('\n'), width)
    .flatMap((line) => wrapLine(line, width))
    .join('\n');
}

/** One line, harmless, its columns kept, in as many as it takes; all but the first are indented to the last column. */
export function wrapLine(text: string, width: number): string[] {
  const plain = plainText(text).replaceAll('\n', ' ').trimEnd();
  if (plain.length <= width) return [plain];
  const indent = hangingIndent(plain, width);
  const last = plain.lastIndexOf(' ', width);
  // A word that is longer than the line, such as an address, stays whole.
  const cut = last > indent ? last : plain.indexOf(' ', width);
  if (cut === -1) return [plain];
  const lines = [plain.slice(0, cut)];
  let line = '';
  for (const word of plain.slice(cut).trim().split(/ +/)) {
    if (line !== '' && indent + line.length + 1 + word.length > width) {
      lines.push(' '.repeat(indent) + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, ' '.repeat(indent) + line];
}

/** Where the last column begins; in running text the indent of the line. */
function hangingIndent(line: string, width: number): number {
  const own = line.length - line.trimStart().length;
  const gaps = [...line.matchAll(/\S {2,}(?=\S)/g)];
  const last = gaps.at(-1);
  const column = last === undefined ? own : last.index + last[0].length;
  return column < width * 0.6 ? column : own + 2;
}

function joined(lines: readonly string[], width: number): string[] {
  const whole: string[] = [];
  let before = '';
  for (const line of lines) {
    const continues = before.length > width && line.trim() !== '' && !/\S {2,}\S/.test(line);
    if (continues) whole.push(`${whole.pop() ?? ''} ${line.trim()}`);
    else whole.push(line);
    before = line;
  }
  return whole;
}
