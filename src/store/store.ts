/** The embedded database file that remembers posts between runs, attached to the engine as `store`. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { type Engine, sqlText } from '../core/engine.js';
import { AppError, isSystemError } from '../core/errors.js';
import { describeHolder, isElsewhere, readHolder, removeHolder, writeHolder } from './holder.js';
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrate.js';
import { isRewriteDue, removeAside, rewrite } from './rewrite.js';

export interface StoreOptions {
  readonly path: string;
  /** What it is opened for; `read` shares it with other readers, `write` with nobody. */
  readonly mode: 'read' | 'write';
  /** Milliseconds that another process is waited for; 0 gives up at once. */
  readonly wait: number;
  readonly pid: number;
  /** What others are told that it is used for, e.g. `run`. */
  readonly command: string;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Called once when it has to wait, with whom it waits for. */
  readonly onWait?: (holder: string) => void;
}

/** A log longer than this is put into the file: it would have to be read again at every start. */
const LOG_BYTES = 64 * 1024 * 1024;
const RETRY_MS = 250;
/** How long a store is waited for that was ours until its file was written anew. */
const REATTACH_MS = 60_000;

export class Store {
  readonly engine: Engine;
  readonly path: string;
  readonly #options: StoreOptions;
  readonly #writes: boolean;
  #nextRow: number | null = null;

  private constructor(engine: Engine, options: StoreOptions) {
    this.engine = engine;
    this.path = options.path;
    this.#options = options;
    this.#writes = options.mode === 'write';
  }

  /**
   * Opens a store; one to write is made where there is none. Throws `input-missing` where there is none to read,
   * `temporary` where another process has it, `malformed-input` where it is no store or a newer version's.
   */
  static async open(engine: Engine, options: StoreOptions): Promise<Store> {
    const { path, mode } = options;
    if (mode === 'read' && !existsSync(path)) {
      throw new AppError('input-missing', `there is no store at ${path}`, {
        code: 'store.missing',
        hint: 'fill one with: brandwatch import export.csv --store',
      });
    }
    if (mode === 'write') makeFolder(dirname(path));
    await attachWaiting(engine, options);
    const store = new Store(engine, options);
    try {
      await store.#bringForward(options);
      if (mode === 'write') await store.#finishRewrite();
    } catch (error) {
      // Why it could not be opened matters more than whether it can be closed.
      await store.close().catch(() => undefined);
      throw notAStore(path, error);
    }
    return store;
  }

  async #bringForward(options: StoreOptions): Promise<void> {
    const version = await schemaVersion(this.engine, this.path);
    if (version === SCHEMA_VERSION) {
      if (this.#writes) writeHolder(this.path, holderOf(options));
      return;
    }
    if (this.#writes) {
      writeHolder(this.path, holderOf(options));
      await migrate(this.engine, version);
      return;
    }
    // Only who writes can bring it forward; then it is read as asked.
    await this.engine.run('DETACH store');
    const writer = await Store.open(this.engine, { ...options, mode: 'write' });
    await writer.close();
    await attachWaiting(this.engine, options);
  }

  /** What a writer before this one deleted, and was stopped before it was out of the file. */
  async #finishRewrite(): Promise<void> {
    removeAside(this.path);
    if (!(await isRewriteDue(this))) return;
    try {
      await rewrite(this);
    } catch (error) {
      // Without the space for a second file the work can go on all the same; the next writer tries again.
      if (!(error instanceof AppError) || error.kind !== 'input-output') throw error;
    }
  }

  /** After its file was replaced by another one. Another process may have been quicker: it is waited for. */
  async reattach(): Promise<void> {
    this.#nextRow = null;
    await attachWaiting(this.engine, { ...this.#options, wait: Math.max(this.#options.wait, REATTACH_MS) });
    if (this.#writes) writeHolder(this.path, holderOf(this.#options));
  }

  /** Runs statements that write to the store and to nothing else: all of them or none. */
  async transaction<T>(action: () => Promise<T>): Promise<T> {
    await this.engine.run('BEGIN');
    try {
      const result = await action();
      await this.engine.run('COMMIT');
      return result;
    } catch (error) {
      this.#nextRow = null;
      try {
        await this.engine.run('ROLLBACK');
      } catch {
        // What failed may have ended the transaction already; the first error is the one that tells.
      }
      throw error;
    }
  }

  /** Numbers for so many new rows: the first of them. Numbers are given once, whatever is deleted later. */
  async takeRows(count: number): Promise<number> {
    if (this.#nextRow === null) {
      const [row] = await this.engine.rows(`SELECT greatest(
        (SELECT coalesce(max(row), -1) FROM store.posts),
        (SELECT coalesce(max(CAST(value AS BIGINT)), -1) FROM store.meta WHERE name = 'last_row')) + 1`);
      this.#nextRow = Number(row?.[0] ?? 0);
    }
    const first = this.#nextRow;
    this.#nextRow += count;
    return first;
  }

  /** Puts a long log into the file. Called between transactions. */
  async tidy(): Promise<void> {
    if (logBytes(this.path) > LOG_BYTES) await this.engine.run('CHECKPOINT store');
  }

  async close(): Promise<void> {
    try {
      if (this.#writes && logBytes(this.path) > 0) await this.engine.run('CHECKPOINT store');
      await this.engine.run('DETACH store');
    } finally {
      if (this.#writes) removeHolder(this.path);
    }
  }
}

function holderOf({ pid, command, now }: StoreOptions): Parameters<typeof writeHolder>[1] {
  return { pid, host: hostname(), since: new Date(now()).toISOString(), command };
}

function logBytes(path: string): number {
  try {
    return statSync(`${path}.wal`).size;
  } catch {
    return 0;
  }
}

/** What tells a file from another of the same name; null where there is none. */
function fileNumber(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new AppError(
      'cannot-create',
      `cannot create ${folder}: ${isSystemError(error) ? (error.code ?? 'failed') : 'failed'}`,
      { code: 'store.folder', hint: 'choose another place with --store', cause: error },
    );
  }
}

async function attachWaiting(engine: Engine, options: StoreOptions): Promise<void> {
  const { path, mode, wait, now, sleep } = options;
  const end = now() + wait;
  let told = false;
  for (;;) {
    const holder = await attach(engine, path, mode, now());
    if (holder === null) return;
    if (now() >= end) {
      throw new AppError('temporary', `the store ${path} is in use (${holder})`, {
        code: 'store.locked',
        hint: 'try again when it has ended, or wait for it with --wait 10m',
      });
    }
    if (!told) options.onWait?.(holder);
    told = true;
    await sleep(Math.min(RETRY_MS, Math.max(1, end - now())));
  }
}

/** Null when it is attached, else whose it is. */
async function attach(engine: Engine, path: string, mode: 'read' | 'write', now: number): Promise<string | null> {
  const holder = readHolder(path);
  if (mode === 'write' && holder !== null && isElsewhere(holder)) {
    return `${describeHolder(holder, now)}; if it is dead, delete ${path}.lock`;
  }
  try {
    for (;;) {
      const before = fileNumber(path);
      await engine.run(`ATTACH ${sqlText(path)} AS store (${mode === 'read' ? 'READ_ONLY' : 'READ_WRITE'})`);
      // Where a writer has just put a new file in its place, it may be the old one that was opened.
      if (before === null || before === fileNumber(path)) return null;
      await engine.run('DETACH store');
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/could not set lock/i.test(message)) {
      const pid = /\(PID (\d+)\)/.exec(message)?.[1];
      if (holder !== null && String(holder.pid) === pid) return describeHolder(holder, now);
      return pid === undefined ? 'another process' : `read by pid ${pid} on ${hostname()}`;
    }
    throw notAStore(path, error);
  }
}

/** What the engine says of a file that cannot be read, in terms of the store; any other error as it is. */
export function notAStore(path: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : '';
  if (error instanceof AppError && error.code === 'engine.damaged') {
    return new AppError('malformed-input', `${path} is no store, or it is damaged`, {
      code: 'store.damaged',
      hint: 'name another file with --store, or bring the file back from a copy',
      cause: error,
    });
  }
  if (/newer version|storage version|version number/i.test(message)) {
    return new AppError('malformed-input', `cannot open ${path}: a newer version of the engine wrote it`, {
      code: 'store.newer',
      hint: 'update brandwatch, or name another file with --store',
      cause: error,
    });
  }
  return error;
}
