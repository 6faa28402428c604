/**
 * Who has a store open for writing. The lock itself is the engine's, on the file, and ends with the process whatever kills
 * it; beside it stands a small file that tells others whom they wait for.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** What it does, e.g. `run`. */
  readonly command: string;
}

function pathOf(store: string): string {
  return `${store}.lock`;
}

/** Null where nobody has said so, or where the file is not ours. */
export function readHolder(store: string): Holder | null {
  try {
    const { pid, host, since, command }: Partial<Holder> = JSON.parse(readFileSync(pathOf(store), 'utf8'));
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'string') return null;
    return { pid, host, since, command: typeof command === 'string' ? command : '' };
  } catch {
    return null;
  }
}

/** Called by who has the engine's lock: what a dead process left is written over. */
export function writeHolder(store: string, holder: Holder): void {
  writeFileSync(pathOf(store), `${JSON.stringify(holder)}\n`);
}

export function removeHolder(store: string): void {
  rmSync(pathOf(store), { force: true });
}

/** A holder on another host cannot be asked whether it lives, and not every shared disk passes the engine's lock on. */
export function isElsewhere(holder: Holder): boolean {
  return holder.host !== hostname();
}

/** `pid 4711 on web1, since 12 minutes`; `now` in milliseconds. */
export function describeHolder({ pid, host, since, command }: Holder, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(since)) / 1000));
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.round(seconds / 60), 'minute']
        : [Math.round(seconds / 3600), 'hour'];
  const what = command === '' ? '' : `${command}, `;
  return `${what}pid ${pid} on ${host}, for ${count} ${unit}${count === 1 ? '' : 's'}`;
}
