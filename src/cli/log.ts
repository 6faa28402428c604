/** What a run says, for a log: one line each on stderr, with time and level. */
import type { RunLog } from '../app/run/run-log.js';
import { plainLine } from '../core/plain-text.js';
import type { CliContext } from './context.js';

export type LogFormat = 'text' | 'json';

type Level = 'info' | 'warn' | 'error';

export class Log implements RunLog {
  readonly #context: CliContext;
  readonly #format: LogFormat;
  readonly #quiet: boolean;

  /** Quiet: only errors. */
  constructor(context: CliContext, format: LogFormat, quiet: boolean) {
    this.#context = context;
    this.#format = format;
    this.#quiet = quiet;
  }

  info(step: string, text: string): void {
    if (!this.#quiet) this.#write('info', step, text);
  }

  warn(step: string, text: string): void {
    if (!this.#quiet) this.#write('warn', step, text);
  }

  error(step: string, text: string, hint?: string): void {
    this.#write('error', step, text, hint);
  }

  #write(level: Level, step: string, text: string, hint?: string): void {
    const time = this.#context.now().toISOString();
    const message = plainLine(text);
    const advice = hint === undefined ? undefined : plainLine(hint);
    const line =
      this.#format === 'json'
        ? JSON.stringify({ time, level, step, message, ...(advice === undefined ? {} : { hint: advice }) })
        : `${time} ${level} ${step}: ${message}${advice === undefined ? '' : ` (${advice})`}`;
    this.#context.stderr.write(`${line}\n`);
  }
}
