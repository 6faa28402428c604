/** How a table of text is written. */
export interface Dialect {
  /** One character. A file with a single column has `\u001f`, which never splits its text. */
  readonly delimiter: string;
  /** Empty where the file does not quote at all. */
  readonly quote: '"' | '';
  /** What makes a quote inside quotes a plain character: the quote doubled, or a backslash. */
  readonly escape: '"' | '\\' | '';
  /** Physical lines before the header (or before the first record, if there is no header). */
  readonly skipLines: number;
  /** Names as they are written, empty and repeated ones too; null when the first record is no header. */
  readonly header: readonly string[] | null;
  readonly newline: '\n' | '\r\n' | '\r';
  /** What speaks for the delimiter where nobody said which it is. */
  readonly guessed?: string;
}

/** The first records, at most 200. A value is null where the record does not have it. */
export interface Sample {
  /** The header, or for JSON the dotted paths of all values, in order of appearance; empty without a header. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Where a record stands in the file that the user gave. */
export interface Location {
  /** Physical line, from 1; the row of the sheet for XLSX. */
  readonly line: number;
  /** The record as it is written, at most 64 kB of it. */
  readonly text: string;
}

type Container = 'delimited' | 'lines' | 'parquet';
export type Compression = 'none' | 'gzip' | 'zstd';
type OriginalKind = 'csv' | 'json' | 'ndjson' | 'xlsx' | 'parquet' | 'tweets-js';

/** A file made ready for an engine that reads UTF-8 CSV, one JSON record a line, or Parquet. */
export interface OpenedFile {
  /** As the user gave it, `-` for standard input: for messages. */
  readonly name: string;
  /** What the engine reads: the user's file, or a copy in the temporary folder. */
  readonly path: string;
  readonly spooled: boolean;
  readonly container: Container;
  /** Of `path`. */
  readonly compression: Compression;
  /** Of the original text, as iconv names it: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, or what was asked for. */
  readonly encoding: string;
  readonly original: OriginalKind;
  /** Only for `delimited`. */
  readonly dialect: Dialect | null;
  /** Empty for Parquet. */
  readonly sample: Sample;
  /** What was guessed and what was odd, for `--explain`. */
  readonly notes: readonly string[];
  /** What is missing because the file is cut off or broken, else null; the records before that are readable. */
  readonly damage: string | null;
  /**
   * Finds data records (from 0, after the header) in one pass over the file, in constant memory. Blank lines do not
   * count, except in a file of one column, where the engine reads them as records without a value. Nor do the records
   * that the engine refused, if `refused` has their byte offsets in `path`: so the numbers are those of the rows that it
   * delivered. Numbers beyond the last record are left out.
   */
  locate(records: readonly number[], refused?: readonly number[]): Promise<Map<number, Location>>;
  /**
   * Physical lines of the original for byte offsets in the (decompressed) text of `path`, in the order asked. An offset
   * at a line end stands for what comes after it: that is where the engine says that a refused record begins.
   */
  lineOfByte(offsets: readonly number[]): Promise<number[]>;
}

export interface OpenOptions {
  /** A folder that exists; its owner removes it with everything in it. */
  readonly tempDir: string;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Bytes of text to look at for a guess; 1 MiB unless told. */
  readonly maxHead?: number;
  /** Header names of known exports: a header that holds all names of one of them wins over any statistics. */
  readonly signatures?: readonly (readonly string[])[];
  readonly delimiter?: string;
  readonly encoding?: string;
  /** Name of a sheet, or its number from 1. */
  readonly sheet?: string;
  /** Dotted paths at which known JSON exports keep their list, e.g. `feed.entry`. */
  readonly recordsPaths?: readonly string[];
  /** Writes a copy of a table in plain CSV (quotes doubled, `\n`), for an engine that refused the original. */
  readonly rewrite?: boolean;
  readonly signal?: AbortSignal;
}

export const SAMPLE_RECORDS = 200;
export const LOCATED_TEXT_BYTES = 65_536;
