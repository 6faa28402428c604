/** The embedded engine: DuckDB, told to stay within its memory, its threads and this machine. */
import { createRequire } from 'node:module';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Engine, NumberColumn, Prepared, SqlRow, SqlValue, TextColumn } from '../core/engine.js';
import { sqlName, sqlText } from '../core/engine.js';
import { AppError } from '../core/errors.js';
import { readSql } from '../core/sql-file.js';

export interface EngineOptions {
  readonly threads: number;
  /** Upper bound for the engine's own memory, e.g. `768MB`; past it, tables spill to `tempDir`. */
  readonly memory: string;
  readonly tempDir: string;
  /** IANA zone in which times without a zone are read. */
  readonly timezone: string;
}

/** Rows that one data chunk holds at most. */
const CHUNK_ROWS = 2048;
/** Rows of a result that are in memory at a time. */
const BLOCK_ROWS = 4 * CHUNK_ROWS;

export class DuckDbEngine implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #writer: DuckDBConnection;
  /** Of its own, so that appending never waits for a query. */
  #appending: Promise<DuckDBConnection> | null = null;
  readonly #open = new Set<DuckDBConnection>();
  #interrupted = false;
  #results = 0;

  private constructor(instance: DuckDBInstance, writer: DuckDBConnection) {
    this.#instance = instance;
    this.#writer = writer;
    this.#open.add(writer);
  }

  /** Opens an engine that lives as long as the process. Nothing is ever downloaded or loaded into it. */
  static async open(options: EngineOptions): Promise<DuckDbEngine> {
    const { DuckDBInstance } = loadDuckDb();
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: options.memory,
      temp_directory: options.tempDir,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // Nothing here outlives the process, so no commit has to wait for a checkpoint.
      checkpoint_threshold: '1TB',
    });
    const engine = new DuckDbEngine(instance, await instance.connect());
    await engine.run(`SET GLOBAL TimeZone = ${sqlText(options.timezone)}`);
    await engine.run(readSql('store/dialect.sql'));
    return engine;
  }

  async run(sql: string): Promise<void> {
    await this.#guard(() => this.#writer.run(sql));
  }

  async rows(sql: string): Promise<SqlRow[]> {
    const reader = await this.#guard(() => this.#writer.runAndReadAll(sql));
    const values = loadDuckDb();
    return reader.getRows().map((row) => row.map((value) => toSqlValue(value, values)));
  }

  async *stream(sql: string): AsyncGenerator<SqlRow[]> {
    const table = await this.#keep(sql);
    const columns = (await this.rows(`DESCRIBE ${table.name}`)).map(([name]) => sqlName(String(name)));
    // One JSON text for many rows: taking values out of the engine one by one is ten times as slow.
    const block = `encode(string_agg(CAST(json_array(${columns.join(', ')}) AS VARCHAR), ',' ORDER BY rowid))`;
    try {
      for (let from = 0; from < table.rows; from += BLOCK_ROWS) {
        const range = `rowid >= ${from} AND rowid < ${from + BLOCK_ROWS}`;
        const [bytes] = await this.blobs(`SELECT ${block} FROM ${table.name} WHERE ${range}`);
        const rows: SqlRow[] = JSON.parse(`[${Buffer.from(bytes ?? []).toString('utf8')}]`);
        yield rows;
      }
    } finally {
      await this.#drop(table.name);
    }
  }

  async *numbers(sql: string): AsyncGenerator<NumberColumn[]> {
    const table = await this.#keep(sql);
    try {
      for (let from = 0; from < table.rows; from += BLOCK_ROWS) {
        const range = `SELECT * FROM ${table.name} WHERE rowid >= ${from} AND rowid < ${from + BLOCK_ROWS}`;
        const result = await this.#guard(() => this.#writer.run(range));
        for (;;) {
          const chunk = await this.#guard(() => result.fetchChunk());
          if (chunk === null || chunk.rowCount === 0) break;
          yield Array.from({ length: chunk.columnCount }, (_, index) => numbersOf(chunk, index));
        }
      }
    } finally {
      await this.#drop(table.name);
    }
  }

  async blobs(sql: string): Promise<Uint8Array[]> {
    const values = loadDuckDb();
    const result = await this.#guard(() => this.#writer.runAndReadAll(sql));
    return blobsOf(result.getRows()[0] ?? [], values);
  }

  async prepare(sql: string): Promise<Prepared> {
    const values = loadDuckDb();
    const statement = await this.#guard(() => this.#writer.prepare(sql));
    return {
      run: async () => {
        await this.#guard(() => statement.run());
      },
      blobs: async () => {
        const result = await this.#guard(() => statement.runAndReadAll());
        return blobsOf(result.getRows()[0] ?? [], values);
      },
      close: () => statement.destroySync(),
    };
  }

  async append(table: string, columns: readonly NumberColumn[], rows: number): Promise<void> {
    const { DOUBLE } = loadDuckDb();
    await this.#append(table, new Array(columns.length).fill(DOUBLE), rows, (chunk, from, size) => {
      columns.forEach((column, index) => {
        const vector = chunk.getColumnVector(index);
        const part = column.subarray(from, from + size);
        // The vector's own typed array takes a block at once; value by value costs 140 ns a cell.
        const items: unknown = Reflect.get(vector, 'items');
        if (items instanceof Float64Array) items.set(part);
        else for (const [row, value] of part.entries()) vector.setItem(row, value);
        vector.flush();
      });
    });
  }

  async appendTexts(table: string, columns: readonly TextColumn[], rows: number): Promise<void> {
    const { VARCHAR } = loadDuckDb();
    await this.#append(table, new Array(columns.length).fill(VARCHAR), rows, (chunk, from, size) => {
      columns.forEach((column, index) => {
        chunk.setColumnValues(index, rows === size ? column : column.slice(from, from + size));
      });
    });
  }

  /** Appends rows in chunks, each of which `fill` fills from a row on. */
  async #append(
    table: string,
    types: readonly DuckDBType[],
    rows: number,
    fill: (chunk: DuckDBDataChunk, from: number, size: number) => void,
  ): Promise<void> {
    const { DuckDBDataChunk } = loadDuckDb();
    this.#appending ??= this.#connect();
    const appender = await (await this.#appending).createAppender(table);
    try {
      for (let from = 0; from < rows; from += CHUNK_ROWS) {
        const size = Math.min(CHUNK_ROWS, rows - from);
        const chunk = DuckDBDataChunk.create(types, size);
        fill(chunk, from, size);
        appender.appendDataChunk(chunk);
      }
      await this.#guard(async () => appender.flushSync());
    } finally {
      appender.closeSync();
    }
  }

  /**
   * A query's result as a table, in its order. The engine's own streaming results are not used: over joins they were seen
   * to wait for ever, and they end early when something else runs. A table spills to disk where memory is short.
   */
  async #keep(sql: string): Promise<{ name: string; rows: number }> {
    const name = `result_${++this.#results}`;
    await this.run(`CREATE TABLE ${name} AS ${sql}`);
    const [row] = await this.rows(`SELECT count(*) FROM ${name}`);
    return { name, rows: Number(row?.[0] ?? 0) };
  }

  async #drop(name: string): Promise<void> {
    // After an interrupt the whole engine goes, and its tables with it.
    if (!this.#interrupted) await this.run(`DROP TABLE ${name}`);
  }

  /** Stops whatever is running: its promise rejects with kind `interrupted`. */
  interrupt(): void {
    this.#interrupted = true;
    for (const connection of this.#open) connection.interrupt();
  }

  close(): void {
    for (const connection of this.#open) connection.closeSync();
    this.#open.clear();
    this.#instance.closeSync();
  }

  async #connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect();
    this.#open.add(connection);
    return connection;
  }

  async #guard<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw translate(error, this.#interrupted);
    }
  }
}

function numbersOf(chunk: DuckDBDataChunk, index: number): NumberColumn {
  const items: unknown = Reflect.get(chunk.getColumnVector(index), 'items');
  return items instanceof Float64Array ? items.slice() : Float64Array.from(chunk.getColumnValues(index), Number);
}

type DuckDb = typeof import('@duckdb/node-api');

const require = createRequire(import.meta.url);

/**
 * Loaded where it is needed: it costs tens of milliseconds that `--help` must not pay. By `require`, since an import of
 * CommonJS first scans all of its 180 files for the names they export, which takes longer than running them.
 */
function loadDuckDb(): DuckDb {
  return require('@duckdb/node-api');
}

function blobsOf(row: readonly DuckDBValue[], types: DuckDb): Uint8Array[] {
  return row.map((value) => (value instanceof types.DuckDBBlobValue ? value.bytes : new Uint8Array(0)));
}

function toSqlValue(value: DuckDBValue, types: DuckDb): SqlValue {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
  }
  if (value instanceof types.DuckDBTimestampValue) return new Date(Number(value.micros / 1000n)).toISOString();
  if (value instanceof types.DuckDBListValue) return value.items.map((item) => toSqlValue(item, types));
  if (value instanceof types.DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, entry]) => [key, toSqlValue(entry, types)]));
  }
  if (value instanceof types.DuckDBDecimalValue) return value.toDouble();
  return value.toString();
}

const DAMAGED =
  /corrupt database file|does not match stored checksum|not a valid DuckDB database file|database file appears to be corrupted|database has been invalidated/i;

/** The engine's errors in our terms. What it says about memory and disk is the user's to mend; the rest is ours. */
function translate(error: unknown, interrupted: boolean): unknown {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const firstLine = message.split('\n', 1)[0] ?? message;
  if (interrupted || /^INTERRUPT/i.test(message)) {
    return new AppError('interrupted', 'interrupted', { code: 'engine.interrupted', cause: error });
  }
  const [, file = null] = /file "([^"]+)"/.exec(message) ?? [];
  if (
    /no space left|disk full|ENOSPC|EDQUOT|quota exceeded/i.test(message) &&
    file !== null &&
    !/duckdb_temp/.test(file)
  ) {
    return new AppError('input-output', `cannot write ${file}: no space left on the disk`, {
      code: 'engine.disk-full',
      hint: 'free some space and run it again; what was stored before is safe',
      cause: error,
    });
  }
  if (/no space left|disk full|ENOSPC|max_temp_directory_size/i.test(message)) {
    return new AppError('input-output', 'no space left on the disk for temporary data', {
      code: 'engine.disk-full',
      hint: 'free some space, or point TMPDIR to a larger disk',
      cause: error,
    });
  }
  if (/out of memory/i.test(message)) {
    return new AppError('input-output', 'out of memory', {
      code: 'engine.memory',
      hint: 'allow more with --memory, e.g. --memory 2GB',
      cause: error,
    });
  }
  if (DAMAGED.test(message)) {
    // Of what comes after a fatal error only the end says why: `Original error: …`.
    const why = /original error: "?([^\n"]+)/i.exec(message)?.[1] ?? firstLine;
    return new AppError('malformed-input', `the store is damaged: ${why.replace(/^\w+ Error:\s*/i, '')}`, {
      code: 'engine.damaged',
      hint: 'see what is whole with brandwatch store check, and bring the file back from a copy',
      cause: error,
    });
  }
  if (/could not read enough bytes|serialization error/i.test(message)) {
    return new AppError('malformed-input', `a file ends before its end: ${firstLine.replace(/^\w+ Error:\s*/i, '')}`, {
      code: 'engine.damaged',
      hint: 'bring the file back from a copy',
      cause: error,
    });
  }
  if (/^IO Error/i.test(message)) {
    return new AppError('input-output', firstLine.replace(/^IO Error:\s*/i, ''), {
      code: 'engine.io',
      hint: 'check the disk of the file and of TMPDIR',
      cause: error,
    });
  }
  return new AppError('internal', firstLine, { code: 'engine.failed', cause: error });
}
