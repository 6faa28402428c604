/** The process: signals, streams, errors, exit codes. The only place that knows of all of them. */
import { availableParallelism } from 'node:os';
import { type CliContext, Stopped } from './context.js';
import { packageVersion } from './version.js';

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
    process.exitCode = reason.exitCode;
    if (!stop.signal.aborted) stop.abort(reason);
  };
  process.once('SIGINT', () => {
    stopFor(new Stopped('interrupted'));
    // The second time nothing is waited for.
    process.once('SIGINT', () => process.exit(130));
  });
  process.once('SIGTERM', () => stopFor(new Stopped('terminated')));
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') stopFor(new Stopped('reader left'));
  });
  process.stderr.on('error', () => undefined);
  const context: CliContext = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    cores: availableParallelism(),
    signal: stop.signal,
  };
  const { runCli } = await import('./program.js');
  const code = await runCli(argv, context);
  process.exitCode = stop.signal.reason instanceof Stopped ? stop.signal.reason.exitCode : code;
  // A pipe that nobody closes must not keep the process alive.
  process.stdin.unref?.();
}
