/** The command tree. Commands are declared here by their files; what they do is loaded only when one runs. */
import { Command, CommanderError, Option } from 'commander';
import { AppError } from '../core/errors.js';
import { plainLine } from '../core/plain-text.js';
import { COMMANDS } from './commands/index.js';
import { ConditionHolds, RunFailed } from './condition.js';
import { type CliContext, Stopped } from './context.js';
import { EXIT_CODES } from './exit.js';
import { pageWidth } from './help/page.js';
import { HINTS } from './hints.js';
import { explainUsage } from './usage-error.js';
import { packageVersion } from './version.js';

const ABOUT = `
Audits what people say about a brand in public: imports posts, scores them with a multilingual lexicon, and ranks
unhappy customers by the reach of what they say. Local and private: posts are judged on this machine and stay there.

Not connected in any way with the company and product named Brandwatch.`.trim();

/** Runs one command line and returns its exit code. Nothing in here ends the process. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  const program = buildProgram(context);
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, program, argv, context);
  }
}

export function buildProgram(context: CliContext): Command {
  const program = new Command('brandwatch');
  program
    .description(ABOUT)
    .optionsGroup('General:')
    .version(packageVersion(), '-V, --version', 'print the version')
    // In a group of its own, so that what a command can do comes before what all of them can.
    .addHelpOption(new Option('-h, --help', 'show help').helpGroup('General:'))
    .helpCommand(false)
    .exitOverride()
    .configureHelp({
      minWidthToWrap: 20,
      // Descriptions are broken where our lines end; the reader's end elsewhere.
      commandDescription: (command) => command.description().replace(/(?<!\n)\n(?!\n)/g, ' '),
    })
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      // Errors are worded and written in one place, below.
      writeErr: () => undefined,
      getOutHelpWidth: () => pageWidth(context),
      getErrHelpWidth: () => 80,
      getOutHasColors: () => false,
    });
  // Only program.command() passes exitOverride and configureOutput on.
  for (const declare of COMMANDS) declare(program, context);
  program.addHelpText('after', '\nStart with: brandwatch audit export.csv');
  return program;
}

function report(error: unknown, program: Command, argv: readonly string[], context: CliContext): number {
  const debug = argv.includes('--debug');
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const { message, hint } = explainUsage(error, program, argv);
    write(context, message, hint);
    return EXIT_CODES.usage;
  }
  const stopped =
    context.signal.reason instanceof Stopped ? context.signal.reason : error instanceof Stopped ? error : null;
  if (stopped !== null) {
    if (stopped.exitCode !== 0) write(context, stopped.message, undefined);
    return stopped.exitCode;
  }
  if (error instanceof ConditionHolds) {
    write(context, error.message, undefined);
    return error.exitCode;
  }
  if (error instanceof RunFailed) return error.exitCode;
  if (error instanceof AppError) {
    const hidden = debug && error.kind === 'internal';
    write(context, error.message, error.hint ?? (hidden ? undefined : HINTS[error.kind]));
    if (debug && error.stack !== undefined) context.stderr.write(`${error.stack}\n${causeOf(error)}`);
    return EXIT_CODES[error.kind];
  }
  const message = error instanceof Error ? error.message : String(error);
  write(context, `internal error: ${message}`, debug ? undefined : HINTS.internal);
  if (debug && error instanceof Error) context.stderr.write(`${error.stack ?? ''}\n`);
  return EXIT_CODES.internal;
}

function causeOf(error: AppError): string {
  return error.cause instanceof Error ? `caused by ${error.cause.stack ?? error.cause.message}\n` : '';
}

/** One line each: a file's name or a column's may hold anything. */
function write(context: CliContext, message: string, hint: string | undefined): void {
  context.stderr.write(`brandwatch: ${plainLine(message)}\n`);
  if (hint !== undefined && hint !== '') context.stderr.write(`hint: ${plainLine(hint)}\n`);
}
