import type { Command } from 'commander';
import type { CliContext } from '../context.js';

/** Adds one command to the program: its words, options and examples, and a handler that calls one use case. */
export type DeclareCommand = (program: Command, context: CliContext) => void;

/** Examples as help shows them; a long one goes on in the next line, as a shell reads it. */
export function examples(...lines: readonly string[]): string {
  const shown = lines.map((line) => {
    const [first = '', ...more] = broken(`  $ ${line}`);
    return [first, ...more.map((rest) => `      ${rest}`)].join(' \\\n');
  });
  return `\nExamples:\n${shown.join('\n')}`;
}

const WIDTH = 78;

/** Before an option or a pipe, where people break them too. */
function broken(line: string): string[] {
  if (line.length <= WIDTH) return [line];
  const place = lastPlace(line, / (?=\|)/g) ?? lastPlace(line, / (?=--?[a-z])/g);
  return place === undefined ? [line] : [line.slice(0, place), ...broken(line.slice(place + 1))];
}

function lastPlace(line: string, pattern: RegExp): number | undefined {
  return [...line.matchAll(pattern)].map(({ index }) => index).findLast((index) => index <= WIDTH);
}
