/** What people read on stderr: warnings, summaries, progress; nothing of it ever reaches stdout. */
import { plainLine } from '../core/plain-text.js';
import type { CliContext } from './context.js';

export class Messages {
  readonly #context: CliContext;
  readonly #quiet: boolean;
  readonly #color: boolean;
  #spinner: Promise<import('ora').Ora> | null = null;
  #lastStep = '';

  constructor(context: CliContext, quiet: boolean, color = false) {
    this.#context = context;
    this.#quiet = quiet;
    this.#color = color;
  }

  /** A line of summary; not with --quiet. */
  say(line: string): void {
    if (!this.#quiet) this.#write(line);
  }

  /** Something is not as it should be; not with --quiet. */
  warn(line: string): void {
    if (!this.#quiet) this.#write(`brandwatch: ${line}`);
  }

  /** What is being done now: animated on a terminal, one line a step elsewhere, silent with --quiet. */
  step(text: string): void {
    if (this.#quiet || text === this.#lastStep) return;
    this.#lastStep = text;
    const line = plainLine(text);
    if (this.#context.stderr.isTTY !== true) {
      this.#write(`brandwatch: ${line}`);
      return;
    }
    this.#spinner ??= this.#startSpinner(line);
    void this.#spinner.then((spinner) => {
      spinner.text = line;
    });
  }

  /** Like step, but only worth showing where it can be overwritten. */
  tick(text: string): void {
    if (this.#context.stderr.isTTY === true) this.step(text);
  }

  /** Ends the progress, so that nothing animated stays on the screen. */
  async done(): Promise<void> {
    const spinner = await this.#spinner;
    spinner?.stop();
    this.#spinner = null;
  }

  async #startSpinner(text: string): Promise<import('ora').Ora> {
    const { default: ora } = await import('ora');
    // Ora must neither swallow the user's input nor wait for it.
    return ora({
      text,
      stream: this.#context.stderr as NodeJS.WriteStream,
      discardStdin: false,
      color: this.#color ? 'cyan' : false,
    }).start();
  }

  #write(line: string): void {
    this.#context.stderr.write(`${plainLine(line)}\n`);
  }
}
