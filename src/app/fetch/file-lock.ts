/**
 * One run at a time on a file of posts. A file beside it says who has it; it is made in one step, so of two runs that begin
 * together one is the second. What a dead process left behind is recognised by its number and by when that process began.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readFile, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { AppError, isSystemError } from '../../core/errors.js';
import { describeHolder, type Holder, isElsewhere } from '../../store/holder.js';

export interface LockOptions {
  readonly pid: number;
  /** What others are told that has it. */
  readonly command: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether there is a process of this number on this machine. */
  readonly isAlive: (pid: number) => boolean;
  /** Milliseconds that another run is waited for. */
  readonly wait: number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onWait?: (holder: string) => void;
}

/** `born`: when the process began, as the system counts it; null where it does not say. */
type FileHolder = Holder & { readonly born: string | null };

const RETRY_MS = 500;
/** An empty lock is one that is being written just now; after so many looks whoever wrote it is dead. */
const LOOKS = 400;
const LOOK_MS = 25;

export class FileLock {
  readonly #path: string;
  readonly #written: string;

  private constructor(path: string, written: string) {
    this.#path = path;
    this.#written = written;
  }

  /** Throws `temporary` where another run has the file, `cannot-create` where there can be no lock. */
  static async take(file: string, options: LockOptions): Promise<FileLock> {
    const { now } = options;
    const end = now() + options.wait;
    for (let told = false; ; ) {
      const taken = await FileLock.#try(`${file}.lock`, options);
      if (taken instanceof FileLock) return taken;
      const who = describeHolder(taken, now());
      if (now() >= end) throw busy(file, who, taken);
      if (!told) options.onWait?.(who);
      told = true;
      await options.sleep(Math.min(RETRY_MS, Math.max(1, end - now())));
    }
  }

  /** The lock, or who has it and is alive. */
  static async #try(path: string, options: LockOptions): Promise<FileLock | FileHolder> {
    const { pid, command, now } = options;
    const since = new Date(now()).toISOString();
    const written = `${JSON.stringify({ pid, host: hostname(), since, command, born: bornAt(pid), once: randomUUID() })}\n`;
    for (;;) {
      if (await create(path, written)) return new FileLock(path, written);
      const text = await read(path, options);
      if (text === null) continue;
      const holder = holderIn(text);
      if (holder !== null && !isDead(holder, options)) return holder;
      await FileLock.#clear(path, text, options);
    }
  }

  /**
   * Takes a dead lock away. Only who holds the lock on the lock may: between looking and removing, another run could have
   * done both and put a living one there.
   */
  static async #clear(path: string, text: string, options: LockOptions): Promise<void> {
    const guard = await FileLock.#try(`${path}.lock`, options);
    if (!(guard instanceof FileLock)) return options.sleep(LOOK_MS);
    try {
      if ((await readFile(path, 'utf8').catch(() => null)) === text) await unlink(path);
    } finally {
      await guard.release();
    }
  }

  /** Never throws: a lock that stays is that of a dead process. */
  async release(): Promise<void> {
    const text = await readFile(this.#path, 'utf8').catch(() => null);
    if (text === this.#written) await unlink(this.#path).catch(() => undefined);
  }
}

/** Whether it was made, and not there before. */
async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw new AppError('cannot-create', `cannot create ${path}: ${isSystemError(error) ? error.code : String(error)}`, {
      code: 'output.create',
      hint: 'choose another place with -o',
      cause: error,
    });
  }
}

/** Null where the lock is gone. */
async function read(path: string, { sleep }: LockOptions): Promise<string | null> {
  for (let looks = 1; ; looks++) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text !== '' || looks >= LOOKS) return text;
    await sleep(LOOK_MS);
  }
}

/** Null where it says nothing that we know. */
function holderIn(text: string): FileHolder | null {
  try {
    const { pid, host, since, command, born }: Partial<FileHolder> = JSON.parse(text);
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'string') return null;
    return { pid, host, since, command: String(command ?? ''), born: typeof born === 'string' ? born : null };
  } catch {
    return null;
  }
}

/** Numbers of processes are used again: one that began at another time is not the one that is meant. */
function isDead(holder: FileHolder, { isAlive }: LockOptions): boolean {
  if (isElsewhere(holder)) return false;
  if (!isAlive(holder.pid)) return true;
  const born = bornAt(holder.pid);
  return born !== null && holder.born !== null && born !== holder.born;
}

/** Clock ticks from the start of the system to that of a process; null where the system does not tell. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Its second field, the name, may hold anything but ends at the last parenthesis; ours is the 22nd.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function busy(file: string, who: string, holder: FileHolder): AppError {
  const far = isElsewhere(holder) ? `; if it is dead, delete ${file}.lock` : '';
  return new AppError('temporary', `${file} is being written by another run (${who}${far})`, {
    code: 'fetch.busy',
    hint: 'run it again when that one has ended, or wait for it with --wait',
  });
}
