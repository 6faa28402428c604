/** Kills the real binary at moments that nobody chose, until it has ended by itself. */
import type { ChildProcess } from 'node:child_process';
import { ended, type Ran } from '../cli/binary.js';

export interface Killing {
  start(): ChildProcess;
  /** 0 to 1, from a seed. */
  readonly next: () => number;
  /** Calls `mark` at each moment of interest of the process. */
  watch(child: ChildProcess, mark: () => void): void;
  /** How many marks a process that nobody kills makes. */
  readonly marks: number;
  /** Milliseconds from the start, and from a mark on, within which it is killed. */
  readonly early: number;
  readonly late: number;
  /** After so many kills it is left alone. */
  readonly most: number;
  /** Called after each kill. */
  check(ran: Ran): Promise<void>;
}

export interface Killed {
  readonly kills: number;
  /** How the last one ended, by itself. */
  readonly last: Ran;
}

/** One in three is killed while it starts, the others from one of the marks on. */
export async function killUntilDone({ start, next, watch, marks, early, late, most, check }: Killing): Promise<Killed> {
  for (let kills = 0; ; kills++) {
    const child = start();
    const running = ended(child);
    const at = next() < 0.33 ? 0 : 1 + Math.floor(next() * marks);
    const delay = next() * (at === 0 ? early : late);
    let timer: NodeJS.Timeout | undefined;
    const arm = (): void => {
      if (kills < most) timer ??= setTimeout(() => child.kill('SIGKILL'), delay);
    };
    let seen = 0;
    if (at === 0) arm();
    else {
      watch(child, () => {
        seen++;
        if (seen === at) arm();
      });
    }
    const ran = await running;
    clearTimeout(timer);
    if (ran.code !== null) return { kills, last: ran };
    await check(ran);
  }
}
