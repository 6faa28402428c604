import { PassThrough } from 'node:stream';
import type { CliContext } from '../../src/cli/context.js';

/** A context for what needs no process: the command tree and its help. */
export function fakeContext(): CliContext {
  return {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    env: {},
    cwd: '/',
    now: () => new Date(0),
    cores: 1,
    pid: 1,
    isAlive: () => true,
    again: null,
    nothingPiped: true,
    signal: new AbortController().signal,
  };
}
