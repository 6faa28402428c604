/** The process: signals, streams, errors, exit codes. The only place that knows of all of them. */
import { fstatSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isSystemError } from '../core/errors.js';
import { type CliContext, Stopped } from './context.js';
import { EXIT_CODES } from './exit.js';
import { HINTS } from './hints.js';
import { leftovers } from './leftovers.js';
import { writeError } from './output-errors.js';
import { packageVersion } from './version.js';

/** Node's exit code where the top level still waits and nothing is left to do. */
const UNSETTLED = 13;

const [, , ...args] = process.argv;
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Answered before anything else is loaded.
  process.stdout.write(`${packageVersion()}\n`);
} else {
  await start(args);
}

async function start(argv: readonly string[]): Promise<void> {
  const stop = new AbortController();
  const stopFor = (reason: Stopped): void => {
    if (!stop.signal.aborted) stop.abort(reason);
  };
  let unwritten: NodeJS.ErrnoException | null = null;
  process.once('exit', () => leftovers.removeNow());
  process.once('SIGINT', () => {
    stopFor(new Stopped('interrupted'));
    // The second time nothing is waited for.
    process.once('SIGINT', () => process.exit(130));
  });
  process.once('SIGTERM', () => stopFor(new Stopped('terminated')));
  process.once('uncaughtException', (error) => {
    // Node would exit with 1, which means something else here.
    const more = argv.includes('--debug') ? (error.stack ?? '') : `hint: ${HINTS.internal}`;
    process.stderr.write(`brandwatch: internal error: ${error.message}\n${more}\n`);
    process.exit(EXIT_CODES.internal);
  });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') stopFor(new Stopped('reader left'));
    else unwritten = error;
  });
  process.stderr.on('error', () => undefined);
  const context: CliContext = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: workingFolder(),
    now: () => new Date(),
    cores: availableParallelism(),
    pid: process.pid,
    isAlive,
    again: [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    nothingPiped: isDevice(0),
    signal: stop.signal,
  };
  let ended = false;
  process.once('exit', (code) => {
    if (ended || (code !== UNSETTLED && process.exitCode !== UNSETTLED)) return;
    // Something waits for what can no longer come. Node would exit without a word.
    process.exitCode = EXIT_CODES.internal;
    process.stderr.write(`brandwatch: internal error: nothing is left to wait for\nhint: ${HINTS.internal}\n`);
  });
  const { runCli } = await import('./program.js');
  const code = await runCli(argv, context);
  ended = true;
  const { reason } = stop.signal;
  process.exitCode = reason instanceof Stopped ? reason.exitCode : code;
  // Pages of help are written without waiting.
  process.once('beforeExit', () => {
    if (unwritten === null || process.exitCode !== 0) return;
    process.exitCode = EXIT_CODES['input-output'];
    const { message, hint = HINTS['input-output'] } = writeError('standard output', unwritten);
    process.stderr.write(`brandwatch: ${message}\nhint: ${hint}\n`);
  });
  // A pipe that nobody closes must not keep the process alive, nor one that nobody reads when it is to end.
  process.stdin.unref?.();
  if (stop.signal.aborted && process.stdout.writableLength > 0) process.stderr.write('', () => process.exit());
}

/** Whether a descriptor is a character device (a terminal is one too), or is closed. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}

/** A folder that is gone has nothing to read; absolute paths work all the same. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

function isAlive(pid: number): boolean {
  try {
    // Asks, and sends nothing.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Of somebody else.
    return isSystemError(error, 'EPERM');
  }
}
