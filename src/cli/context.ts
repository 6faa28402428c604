/** Everything of the outside world that a command may touch; tests make their own. */
export interface CliContext {
  readonly stdin: NodeJS.ReadableStream & AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  readonly cores: number;
  readonly pid: number;
  /** Whether there is a process of this number on this machine. */
  readonly isAlive: (pid: number) => boolean;
  /** The words that run this very command line again; null where it is no process of its own. */
  readonly again: readonly string[] | null;
  /** Whether stdin is a device such as /dev/null: nothing was piped in. Cron gives commands no other. */
  readonly nothingPiped: boolean;
  /** Aborts when the user interrupts, the system terminates, or the reader of stdout leaves. */
  readonly signal: AbortSignal;
}

/** Why a run was stopped from outside, with the code that it exits with. */
export class Stopped extends Error {
  readonly exitCode: number;

  constructor(reason: 'interrupted' | 'terminated' | 'reader left') {
    super(reason);
    this.exitCode = reason === 'interrupted' ? 130 : reason === 'terminated' ? 143 : 0;
  }
}
