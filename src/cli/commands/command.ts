import type { Command } from 'commander';
import type { CliContext } from '../context.js';

/** Adds one command to the program: its words, options and examples, and a handler that calls one use case. */
export type DeclareCommand = (program: Command, context: CliContext) => void;

/** Examples as help shows them. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
