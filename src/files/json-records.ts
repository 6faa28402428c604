import { atPath, underKeys } from './json-layout.js';
import { type JsonBreak, JsonSplitter } from './json-splitter.js';
import { LOCATED_TEXT_BYTES, type Location } from './opened-file.js';

export interface SplitOptions {
  /** Where the records are; null: every document is one. */
  readonly path: string | null;
  /** Whether the document is an object with a record under each of its keys. */
  readonly keyed?: boolean;
  /** A member that every record is given, e.g. whose posts they are: `"account":{…}`. */
  readonly member?: string;
  /** Whether the text is a script that assigns the JSON. */
  readonly prefix: boolean;
}

export interface SplitOutcome {
  records: number;
  /** Records too deep or too large. */
  dropped: number;
  /** Elements of the list that are no objects. */
  scalars: number;
  broken: JsonBreak | null;
}

const LINE_END = Buffer.from('\n');
const FLUSH_BYTES = 1_048_576;

/** Records as one line each, in blocks; the outcome is filled in as they come. */
export async function* splitRecords(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  options: SplitOptions,
  outcome: SplitOutcome,
): AsyncGenerator<Buffer> {
  const given = options.member === undefined ? null : Buffer.from(`{${options.member},`);
  let out: Buffer[] = [];
  let length = 0;
  const splitter = new JsonSplitter(
    {
      decide: options.keyed === true ? underKeys : atPath(options.path),
      record(pieces) {
        if (pieces === null) return;
        outcome.records += 1;
        for (const piece of given === null ? pieces : [given, ...withoutBrace(pieces)]) {
          out.push(piece);
          length += piece.length;
        }
        out.push(LINE_END);
        length += 1;
      },
    },
    { prefix: options.prefix },
  );
  for await (const chunk of chunks) {
    splitter.push(chunk);
    if (length >= FLUSH_BYTES) {
      yield Buffer.concat(out, length);
      out = [];
      length = 0;
    }
    if (splitter.broken !== null) break;
  }
  outcome.broken = splitter.end();
  outcome.dropped = splitter.dropped;
  outcome.scalars = splitter.scalars;
  if (length > 0) yield Buffer.concat(out, length);
}

/** The pieces of a record without the brace that opens it. */
function withoutBrace([first, ...rest]: readonly Buffer[]): Buffer[] {
  return first === undefined ? [] : [first.subarray(1), ...rest];
}

/** Finds records by their number in one pass. */
export async function locateRecords(
  chunks: AsyncIterable<Buffer>,
  options: SplitOptions,
  wanted: ReadonlySet<number>,
): Promise<Map<number, Location>> {
  const found = new Map<number, Location>();
  let record = 0;
  const splitter = new JsonSplitter(
    {
      decide: options.keyed === true ? underKeys : atPath(options.path),
      record(pieces, line) {
        if (pieces === null) return;
        if (wanted.has(record)) {
          const bytes = Buffer.concat(pieces);
          found.set(record, { line, text: bytes.subarray(0, LOCATED_TEXT_BYTES).toString('utf8') });
        }
        record += 1;
      },
    },
    { prefix: options.prefix },
  );
  for await (const chunk of chunks) {
    splitter.push(chunk);
    if (found.size === wanted.size || splitter.broken !== null) break;
  }
  return found;
}
