/** What every layer may ask of the embedded engine; `src/store/duckdb.ts` is the one implementation. */

/** A value as SQL gives it: 64-bit integers as bigint, timestamps as ISO 8601 text in UTC. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly SqlValue[]
  | { readonly [key: string]: SqlValue };

export type SqlRow = readonly SqlValue[];

/** Numbers for a DOUBLE column, one for each row. */
export type NumberColumn = Float64Array;

/** Texts for a VARCHAR column, one for each row. */
export type TextColumn = readonly (string | null)[];

/** A statement that is planned once and run often: planning a long one takes tens of milliseconds. */
export interface Prepared {
  run(): Promise<void>;
  /** Like `Engine.blobs`. */
  blobs(): Promise<Uint8Array[]>;
  close(): void;
}

export interface Engine {
  /** Runs statements whose rows nobody wants. */
  run(sql: string): Promise<void>;
  /** All rows of a query: only for results whose size is known to be small. */
  rows(sql: string): Promise<SqlRow[]>;
  /**
   * Rows in blocks of a few thousand, in the order of the query, as they were when it was called. Integers come as
   * numbers, timestamps as the engine writes them.
   */
  stream(sql: string): AsyncIterable<SqlRow[]>;
  /** Blocks of a query whose columns are all DOUBLE without nulls, one array for each column; else like `stream`. */
  numbers(sql: string): AsyncIterable<NumberColumn[]>;
  /** The BLOBs of a query's first row, in the order of its columns; empty where null. */
  blobs(sql: string): Promise<Uint8Array[]>;
  prepare(sql: string): Promise<Prepared>;
  /** Appends rows to a table whose columns are all DOUBLE, in its order. */
  append(table: string, columns: readonly NumberColumn[], rows: number): Promise<void>;
  /** Appends rows to a table whose columns are all VARCHAR, in its order. */
  appendTexts(table: string, columns: readonly TextColumn[], rows: number): Promise<void>;
}

/** A text as an SQL literal. A zero, which a header of a damaged file may hold, would end the statement. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''").replaceAll('\0', '')}'`;
}

/** A name as an SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
