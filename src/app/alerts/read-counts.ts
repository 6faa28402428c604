/** Rows of counts, `timestamp,value`, as they come. */
import { ZoneClock } from '../../alerts/zone-clock.js';
import { AppError } from '../../core/errors.js';
import { nameKey } from '../../files/header.js';
import { inputName } from '../../files/input-name.js';
import { looseFields, RecordSplitter } from '../../files/record-splitter.js';
import { TextStream, type TextStreamOptions } from '../../files/text-stream.js';
import { readMoment } from '../../posts/moment.js';
import type { Reject } from '../rejects.js';
import { inBatches } from '../score/batches.js';

export interface CountRow {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The row as it is written. */
  readonly text: string;
  /** As it is written. */
  readonly timestamp: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly value: number;
}

export interface CountsOptions extends TextStreamOptions {
  readonly delimiter: string | null;
  /** Zone of timestamps that name none. */
  readonly timezone: string;
  readonly onReject: (reject: Reject) => void;
}

const DELIMITERS = [',', ';', '\t', '|'];
const ZONED = /(?:Z|[+-]\d{2}(?::?\d{2})?|[A-Z]{2,5})$/i;
const NUMBER = /^\d{1,15}(?:\.\d{1,9})?(?:e[+-]?\d{1,2})?$/i;
const EPOCH = /^\d{10}(?:\d{3})?$/;

/** Blocks of rows. Throws `malformed-input` for what has no such columns. */
export async function* readCounts(name: string, options: CountsOptions): AsyncGenerator<CountRow[]> {
  const stream = await opened(name, options);
  try {
    const head = await stream.head((text) => /[\n\r]/.test(text));
    const newline = head.text.includes('\n') ? '\n' : '\r';
    const first = head.text.split(newline).find((line) => line.trim() !== '') ?? '';
    const delimiter = options.delimiter ?? DELIMITERS.find((mark) => first.includes(mark)) ?? ',';
    const dialect = { delimiter, quote: '"', escape: '"', newline } as const;
    const places = placesOf(name, looseFields(first.replace(/\r$/, ''), dialect));
    const splitter = new RecordSplitter(dialect, 1);
    const reader = new RowReader(options, places);
    let header = places.header;
    for await (const records of inBatches(stream, splitter)) {
      const rows: CountRow[] = [];
      for (const { text: written, line } of records) {
        const text = written.replace(/\r$/, '');
        if (text.trim() === '') continue;
        if (header) {
          header = false;
          continue;
        }
        const row = reader.read(looseFields(text, dialect));
        if (typeof row === 'string') options.onReject({ file: name, line, reason: row, text });
        else rows.push({ ...row, file: name, line, text });
      }
      yield rows;
    }
    if (stream.damage !== null)
      throw new AppError('malformed-input', `cannot read ${inputName(name)}: ${stream.damage}`, {
        code: 'counts.damaged',
        hint: 'make the file anew',
      });
  } finally {
    await stream.close();
  }
}

interface Places {
  readonly header: boolean;
  readonly timestamp: number;
  readonly value: number;
}

/** Columns are known by name; without a header they are the first two. */
function placesOf(name: string, first: readonly string[]): Places {
  const names = first.map(nameKey);
  const [timestamp, value] = [names.indexOf('timestamp'), names.indexOf('value')];
  if (timestamp !== -1 && value !== -1) return { header: true, timestamp, value };
  if (first.length >= 2 && isMoment(first[0]) && NUMBER.test(first[1]?.trim() ?? ''))
    return { header: false, timestamp: 0, value: 1 };
  const missing = timestamp === -1 ? 'timestamp' : 'value';
  throw new AppError('malformed-input', `cannot read ${inputName(name)}: it has no column "${missing}"`, {
    code: 'counts.columns',
    hint: 'its first line should be timestamp,value; posts go without --counts',
  });
}

function isMoment(text: string | undefined): boolean {
  return text !== undefined && (EPOCH.test(text.trim()) || readMoment(text) !== null);
}

class RowReader {
  readonly #clock: ZoneClock;
  readonly #places: Places;
  #previous: number | null = null;

  constructor({ timezone }: CountsOptions, places: Places) {
    this.#clock = new ZoneClock(timezone);
    this.#places = places;
  }

  /** A row, or what is wrong with it. */
  read(fields: readonly string[]): Pick<CountRow, 'timestamp' | 'at' | 'value'> | string {
    const timestamp = fields[this.#places.timestamp]?.trim();
    const value = fields[this.#places.value]?.trim();
    if (timestamp === undefined || value === undefined) {
      const expected = Math.max(this.#places.timestamp, this.#places.value) + 1;
      return `has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, expected ${expected}`;
    }
    const at = this.#moment(timestamp);
    if (at === null) return `has the timestamp "${timestamp}", expected one such as 2026-10-01 12:00:00`;
    if (!NUMBER.test(value)) return `has the value "${value}", expected a number from 0`;
    this.#previous = Math.max(at, this.#previous ?? at);
    return { timestamp, at, value: Number(value) };
  }

  #moment(text: string): number | null {
    if (EPOCH.test(text)) return Number(text) * (text.length === 10 ? 1000 : 1);
    const read = readMoment(text);
    if (read === null || (ZONED.test(text) && /\d[T ]+\d/i.test(text))) return read;
    return this.#clock.utcOf(read, this.#previous);
  }
}

async function opened(name: string, options: CountsOptions): Promise<TextStream> {
  try {
    return await TextStream.open(name, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'score.unstreamable') throw error;
    throw new AppError('malformed-input', `cannot read ${inputName(name)}: counts are read as CSV`, {
      code: 'counts.format',
      hint: 'save it as CSV with the columns timestamp and value',
      cause: error,
    });
  }
}
