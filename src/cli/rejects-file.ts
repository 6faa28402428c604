/** `--rejects <file>`: unreadable rows with file, line and reason, as CSV (or what the ending says). */
import type { Reject } from '../app/rejects.js';
import { AppError } from '../core/errors.js';
import type { Table, TableColumn } from '../core/table.js';
import { formatById, formatOfFile } from '../formats/index.js';
import type { CliContext } from './context.js';
import { checkPlace, spareInputs } from './output-place.js';
import { openSink, type Sink, writeTo } from './sink.js';

export const REJECT_COLUMNS: readonly TableColumn[] = [
  { name: 'file', type: 'text', about: 'the file as it was named' },
  { name: 'line', type: 'integer', about: 'line in the file, from 1; the row of the sheet in a workbook' },
  { name: 'reason', type: 'text', about: 'what is wrong with the row', hostile: true },
  { name: 'row', type: 'text', about: 'the row as it stands in the file', hostile: true },
];

export class RejectsFile {
  readonly #path: string;
  readonly #sink: Sink;
  readonly #rows: (readonly [string, number, string, string])[][] = [];

  private constructor(path: string, sink: Sink) {
    this.#path = path;
    this.#sink = sink;
  }

  /** Opened before anything is read, so that a bad path is known at once. */
  static async open(path: string, inputs: readonly string[], context: CliContext): Promise<RejectsFile> {
    if (path === '-') {
      throw new AppError('usage', '--rejects takes a file, not standard output', {
        code: 'rejects.place',
        hint: 'for example --rejects rejects.csv',
      });
    }
    await checkPlace(path, false);
    await spareInputs(path, inputs);
    return new RejectsFile(path, await openSink(path, context));
  }

  add(rejects: readonly Reject[]): void {
    this.#rows.push(rejects.map(({ file, line, reason, text }) => [file, line, reason, text]));
  }

  get empty(): boolean {
    return this.#rows.length === 0;
  }

  /** Nothing of it stays. */
  discard(): Promise<void> {
    return this.#sink.discard();
  }

  /** Writes what was added, also when the import failed because of it. */
  async write(timezone: string): Promise<void> {
    const blocks = this.#rows;
    const table: Table = {
      id: 'rejects',
      title: 'Rejected rows',
      columns: REJECT_COLUMNS,
      rows: (async function* () {
        yield* blocks;
      })(),
      total: blocks.reduce((sum, block) => sum + block.length, 0),
      headline: [],
      series: [],
      notes: [],
      stamp: {},
    };
    const format = formatOfFile(this.#path) ?? formatById('csv');
    await writeTo(this.#sink, format.write([table], { width: 80, color: false, excel: false, timezone }));
  }
}
