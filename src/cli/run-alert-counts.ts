/** The handler of `alerts --counts`. */
import { countTable } from '../app/alerts/alert-counts.js';
import { countSteps } from '../app/alerts/count-steps.js';
import { type CountRow, readCounts } from '../app/alerts/read-counts.js';
import { columnPlaces } from '../app/columns.js';
import type { Reject } from '../app/rejects.js';
import { AppError } from '../core/errors.js';
import type { Table } from '../core/table.js';
import { inputName } from '../files/input-name.js';
import type { AlertFlags } from './alert-flags.js';
import { ConditionHolds } from './condition.js';
import type { CliContext } from './context.js';
import { withSession } from './session.js';
import { columnNames, destinationOf, writeTables } from './write-tables.js';

export async function runAlertCounts(context: CliContext, files: readonly string[], flags: AlertFlags): Promise<void> {
  if (files.length > 1) {
    throw new AppError('usage', `--counts takes one file, not ${files.length}`, {
      code: 'counts.files',
      hint: 'a file of counts is one series: run it once for each',
    });
  }
  await withSession(context, files, flags, false, async ({ config, load, messages }) => {
    const destination = await destinationOf(context, config, flags, 'csv', load.files);
    const rejects = new Rejects(config.maxRejects, load.onRejects ?? (async () => undefined));
    const [name = '-'] = load.files;
    const rows = readCounts(name, {
      stdin: load.stdin,
      encoding: load.encoding,
      delimiter: load.delimiter,
      timezone: config.timezone,
      signal: context.signal,
      onReject: (reject) => rejects.add(reject, false),
    });
    let stepMs = 0;
    let alerts = 0;
    const steps = countSteps(rejects.counted(rows), {
      onReject: (reject) => rejects.add(reject, true),
      onStep: (ms) => (stepMs = ms),
    });
    const table = countTable(steps, () => stepMs, {
      all: flags.all ?? false,
      timezone: config.timezone,
      limit: config.limit,
      onAlert: () => alerts++,
    });
    columnPlaces(table.id, table.columns, columnNames(flags));
    const checked: Table = { ...table, rows: rejects.checked(table.rows, name) };
    await messages.done();
    const written = await writeTables([checked], destination, context, config, flags);
    for (const path of written) messages.say(`wrote ${path}`);
    rejects.warn(messages, name, flags.rejects);
    if (flags.failOn === 'alert' && alerts > 0)
      throw new ConditionHolds(`${alerts} ${alerts === 1 ? 'alert was' : 'alerts were'} raised (--fail-on alert)`);
  });
}

/** Rows that could not be used: the first one is told, all are counted. */
class Rejects {
  readonly #most: number;
  readonly #keep: (rejects: readonly Reject[]) => Promise<void>;
  #rows = 0;
  #count = 0;
  #first: Reject | null = null;
  #new: Reject[] = [];

  constructor(most: number, keep: (rejects: readonly Reject[]) => Promise<void>) {
    this.#most = most;
    this.#keep = keep;
  }

  /** `read`: whether it could be read, and only came too late. */
  add(reject: Reject, read: boolean): void {
    if (this.#first === null || reject.line < this.#first.line) this.#first = reject;
    if (!read) this.#rows += 1;
    this.#count += 1;
    this.#new.push(reject);
  }

  async *counted(blocks: AsyncIterable<readonly CountRow[]>): AsyncGenerator<readonly CountRow[]> {
    for await (const rows of blocks) {
      this.#rows += rows.length;
      yield rows;
    }
  }

  /** Throws at the end where too many were left out: then the file was probably read the wrong way. */
  async *checked<Block>(blocks: AsyncIterable<Block>, name: string): AsyncGenerator<Block> {
    for await (const block of blocks) {
      await this.#flush();
      yield block;
    }
    await this.#flush();
    const all = this.#rows;
    if (this.#first === null || this.#count <= all * this.#most) return;
    throw new AppError(
      'malformed-input',
      `cannot read ${inputName(name)}: ${this.#count} of ${all} rows are unreadable: line ${this.#first.line} ${this.#first.reason}`,
      { code: 'counts.too-many-rejects', hint: hintFor(this.#first) },
    );
  }

  warn(messages: { warn(line: string): void; say(line: string): void }, name: string, file: string | undefined): void {
    if (this.#first === null) return;
    messages.warn(`${inputName(name)}: line ${this.#first.line} ${this.#first.reason}`);
    messages.say(`hint: ${hintFor(this.#first)}`);
    const where = file === undefined ? ' (--rejects rejects.csv writes them)' : `, written to ${file}`;
    messages.say(`${this.#count} ${this.#count === 1 ? 'row was' : 'rows were'} left out${where}`);
  }

  async #flush(): Promise<void> {
    if (this.#new.length === 0) return;
    const rejects = this.#new;
    this.#new = [];
    await this.#keep(rejects.sort((a, b) => a.line - b.line));
  }
}

function hintFor({ reason }: Reject): string {
  if (/^is (?:earlier|of the same step)/.test(reason)) return 'sort the rows by timestamp, one for each step';
  if (reason.includes('steps (')) return 'check the timestamp, or begin another file after the gap';
  if (reason.includes('timestamp')) return 'write timestamps as 2026-10-01 12:00:00 or 2026-10-01T12:00:00Z';
  if (reason.includes('value')) return 'write counts as plain numbers, 0 where there was nothing';
  return 'the delimiter may be another: --delimiter ";" (or "," or tab)';
}
