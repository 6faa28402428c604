/** Commander's complaints about a command line, in our words. */
import type { Command, CommanderError } from 'commander';
import { nearest } from '../core/nearest.js';

export interface Complaint {
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with `argv`, and one thing that would help. */
export function explainUsage(error: CommanderError, program: Command, argv: readonly string[]): Complaint {
  const [first = ''] = argv;
  const command = program.commands.find((known) => known.name() === first);
  const help = `see brandwatch ${command === undefined ? '' : `${first} `}--help`;
  const [line = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  switch (error.code) {
    case 'commander.help':
      return { message: 'no command given', hint: help };
    case 'commander.unknownCommand':
      return { message: `unknown command "${first}"`, hint: insteadOf(first, program) };
    case 'commander.unknownOption': {
      const option = quoted(line);
      if (command === undefined) {
        const late = argv.find((argument) => program.commands.some((known) => known.name() === argument));
        if (late !== undefined) {
          return { message: `${option} before the command`, hint: `write it behind: brandwatch ${late} … ${option}` };
        }
      }
      const close = /Did you mean (.+?)\?/.exec(suggestion ?? '')?.[1];
      return { message: `unknown option "${option}"`, hint: close === undefined ? help : `did you mean ${close}?` };
    }
    case 'commander.optionMissingArgument':
      return { message: `${quoted(line).replace(/^-\w, /, '')} needs a value`, hint: help };
    case 'commander.excessArguments':
      return { message: `too many words: ${line.replace(/^.*?Expected/, 'expected').replace(/\.$/, '')}`, hint: help };
    default:
      return { message: line.replace(/^./, (letter) => letter.toLowerCase()), hint: help };
  }
}

/** A file where a command should be is probably one to audit. */
function insteadOf(word: string, program: Command): string {
  if (/[./\\]/.test(word)) return `to audit a file: brandwatch audit ${word}`;
  const close = nearest(
    word,
    program.commands.map((command) => command.name()),
  );
  return close === null ? 'see brandwatch --help' : `did you mean ${close}?`;
}

function quoted(line: string): string {
  return /'([^']*)'/.exec(line)?.[1] ?? line;
}
