/**
 * One run at a time on a file of posts. A file beside it says who has it; it is made in one step, so of two runs that begin
 * together one is the second. What a dead process left behind is recognised by its number and by when that process began.
 */
import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, unlink } from 'node:fs/promises';
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
/** A lock without words is one that is being written just now; after so many looks it is damaged. */
const LOOKS = 20;
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
    const path = `${file}.lock`;
    const { pid, command, now } = options;
    const end = now() + options.wait;
    const holder: FileHolder = {
      pid,
      host: hostname(),
      since: new Date(now()).toISOString(),
      command,
      born: bornAt(pid),
    };
    const written = `${JSON.stringify(holder)}\n`;
    for (let told = false; ; ) {
      if (await create(path, written)) return new FileLock(path, written);
      const found = await read(path, options);
      if (found === null) continue;
      if (isDead(found.holder, options)) {
        await remove(path, found.text, pid);
        continue;
      }
      const who = found.holder === null ? 'another run' : describeHolder(found.holder, now());
      if (now() >= end) throw busy(file, who, found.holder);
      if (!told) options.onWait?.(who);
      told = true;
      await options.sleep(Math.min(RETRY_MS, Math.max(1, end - now())));
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

interface Found {
  readonly text: string;
  /** Null where it says nothing that we know. */
  readonly holder: FileHolder | null;
}

/** Null where the lock is gone. */
async function read(path: string, { sleep }: LockOptions): Promise<Found | null> {
  for (let looks = 1; ; looks++) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) return null;
    const holder = holderIn(text);
    if (holder !== null || looks >= LOOKS) return { text, holder };
    await sleep(LOOK_MS);
  }
}

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
function isDead(holder: FileHolder | null, { isAlive }: LockOptions): boolean {
  if (holder === null) return true;
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

/** Takes a dead lock away, unless somebody else was quicker and has a living one there. */
async function remove(path: string, text: string, pid: number): Promise<void> {
  const aside = `${path}.${pid}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8').catch(() => text)) !== text) await link(aside, path).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
}

function busy(file: string, who: string, holder: FileHolder | null): AppError {
  const far = holder !== null && isElsewhere(holder) ? `; if it is dead, delete ${file}.lock` : '';
  return new AppError('temporary', `${file} is being written by another run (${who}${far})`, {
    code: 'fetch.busy',
    hint: 'run it again when that one has ended, or wait for it with --wait',
  });
}
