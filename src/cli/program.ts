/** The command tree. Commands are declared here by their files; what they do is loaded only when one runs. */
import { Command, CommanderError } from 'commander';
import { AppError } from '../core/errors.js';
import { COMMANDS } from './commands/index.js';
import { type CliContext, Stopped } from './context.js';
import { EXIT_CODES } from './exit.js';
import { packageVersion } from './version.js';

const ABOUT = `Audits what people say about a brand in public: imports posts, scores them with a multilingual lexicon, and
ranks unhappy customers by the reach of what they say. Local and private: nothing leaves this machine.

Not connected in any way with the company and product named Brandwatch.`;

/** Runs one command line and returns its exit code. Nothing in here ends the process. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  const debug = argv.includes('--debug');
  try {
    await buildProgram(context).parseAsync([...argv], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error, context, debug);
  }
}

export function buildProgram(context: CliContext): Command {
  const program = new Command('brandwatch');
  program
    .description(ABOUT)
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      // Errors are worded and written in one place, below.
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(context.stdout.columns ?? 80, 100),
      getErrHelpWidth: () => 80,
      getOutHasColors: () => false,
    })
    .action(() => {
      program.outputHelp();
    });
  // Only program.command() passes exitOverride and configureOutput on.
  for (const declare of COMMANDS) declare(program, context);
  program.addHelpText(
    'after',
    `\nStart with: brandwatch audit export.csv   ·   brandwatch help exit-codes|formats|metrics|columns|queries`,
  );
  return program;
}

function report(error: unknown, context: CliContext, debug: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const [message = '', ...hints] = error.message.replace(/^error: /, '').split('\n');
    write(
      context,
      message.replace(/^./, (letter) => letter.toLowerCase()),
      hints.join(' ').replace(/^\(|\)$/g, '') || 'see brandwatch --help',
    );
    return EXIT_CODES.usage;
  }
  const stopped =
    context.signal.reason instanceof Stopped ? context.signal.reason : error instanceof Stopped ? error : null;
  if (stopped !== null) {
    if (stopped.exitCode !== 0) write(context, stopped.message, undefined);
    return stopped.exitCode;
  }
  if (error instanceof AppError) {
    write(context, error.message, error.hint);
    if (debug && error.stack !== undefined) context.stderr.write(`${error.stack}\n${causeOf(error)}`);
    return EXIT_CODES[error.kind];
  }
  const message = error instanceof Error ? error.message : String(error);
  write(
    context,
    `internal error: ${message}`,
    debug ? undefined : 'run it again with --debug, and report what it prints',
  );
  if (debug && error instanceof Error) context.stderr.write(`${error.stack ?? ''}\n`);
  return EXIT_CODES.internal;
}

function causeOf(error: AppError): string {
  return error.cause instanceof Error ? `caused by ${error.cause.stack ?? error.cause.message}\n` : '';
}

function write(context: CliContext, message: string, hint: string | undefined): void {
  context.stderr.write(`brandwatch: ${message}\n`);
  if (hint !== undefined && hint !== '') context.stderr.write(`hint: ${hint}\n`);
}
