/** An engine and a temporary folder that live for one command and leave nothing behind. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, isSystemError } from '../core/errors.js';
import { DuckDbEngine } from '../store/duckdb.js';

export interface WorkspaceOptions {
  readonly threads: number;
  /** Bytes. */
  readonly memory: number;
  readonly timezone: string;
  readonly signal?: AbortSignal;
  /** Learns of the folder, should the process end before it is removed. */
  readonly leftovers?: { add(path: string): void; forget(path: string): void };
}

export interface Workspace {
  readonly engine: DuckDbEngine;
  readonly tempDir: string;
}

/** Runs an action in a workspace. An abort interrupts the engine; the folder is removed whatever happens. */
export async function inWorkspace<T>(
  options: WorkspaceOptions,
  action: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const tempDir = await makeFolder();
  options.leftovers?.add(tempDir);
  let engine: DuckDbEngine | null = null;
  let insisting: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    engine?.interrupt();
    // Only a query that is running hears it; the next one must not run to its end instead.
    insisting ??= setInterval(interrupt, 50);
  };
  try {
    options.signal?.throwIfAborted();
    engine = await DuckDbEngine.open({
      threads: options.threads,
      memory: `${Math.floor(options.memory / 1e6)}MB`,
      tempDir,
      timezone: options.timezone,
    });
    options.signal?.throwIfAborted();
    options.signal?.addEventListener('abort', interrupt);
    return await action({ engine, tempDir });
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
    clearInterval(insisting);
    engine?.close();
    await rm(tempDir, { recursive: true, force: true });
    options.leftovers?.forget(tempDir);
  }
}

async function makeFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'brandwatch-'));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new AppError('input-output', `cannot make a temporary folder in ${tmpdir()}: ${error.code ?? 'failed'}`, {
      code: 'workspace.temp',
      hint: 'point TMPDIR to a folder that can be written',
      cause: error,
    });
  }
}
