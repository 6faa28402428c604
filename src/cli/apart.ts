/** The same command line in a process of its own, for work that may take its process down. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunFailed } from './condition.js';
import type { CliContext } from './context.js';
import { leftovers } from './leftovers.js';

/** Set in that process, so that it does the work. */
const APART = 'BRANDWATCH_APART';

/** Whether the work is to be done here: nobody can be asked to do it, or this is who was asked. */
export function isApart({ env, again }: CliContext): boolean {
  return again === null || env[APART] !== undefined;
}

/**
 * Waits for the other process, which says what it finds to the same streams. False where it crashed, without a word.
 * Throws RunFailed with its code where it failed.
 */
export async function runApart({ again, env, signal }: CliContext): Promise<boolean> {
  const [program = '', ...args] = again ?? [];
  // Of its own, so that nothing of a crash stays.
  const temp = await mkdtemp(join(tmpdir(), 'brandwatch-'));
  leftovers.add(temp);
  try {
    const child = spawn(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...env, [APART]: '1', TMPDIR: temp },
    });
    const stop = (): void => void child.kill('SIGTERM');
    signal.addEventListener('abort', stop);
    const ended = await new Promise<{ code: number | null }>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code }));
    });
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
    if (ended.code === null) return false;
    if (ended.code !== 0) throw new RunFailed(ended.code);
    return true;
  } finally {
    await rm(temp, { recursive: true, force: true });
    leftovers.forget(temp);
  }
}
