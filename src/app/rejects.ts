/** Rows that could not be read: counted, explained, and written aside where the user can see them. */
import type { Engine, SqlRow } from '../core/engine.js';
import type { OpenedFile } from '../files/opened-file.js';

export interface Reject {
  readonly file: string;
  /** Physical line in the file as the user gave it, from 1. */
  readonly line: number;
  /** What is wrong with it, lower case. */
  readonly reason: string;
  /** The record as it stands in the file. */
  readonly text: string;
}

export interface RejectCount {
  /** Records that could not be taken apart, and records of which a value could not be read. */
  readonly total: number;
  /** How many of them had come as far as the posts table. */
  readonly inTable: number;
  /** How many for each kind of reason, most first. */
  readonly causes: readonly (readonly [string, number])[];
  /** The first few, in order of lines; all of them where `all` was asked. */
  readonly samples: readonly Reject[];
}

export interface RejectContext {
  /** Row of the posts table at which the file's rows begin. */
  readonly firstRow: number;
  readonly all: boolean;
}

const SAMPLES = 3;

/**
 * Collects the rejects of the file that was read last. The reader's own are in its table `reject_errors`; the posts
 * table holds those with a value that makes no sense. Rows that are no posts by their preset are not counted here.
 */
export async function collectRejects(engine: Engine, file: OpenedFile, context: RejectContext): Promise<RejectCount> {
  const limit = context.all ? '' : ` LIMIT ${SAMPLES}`;
  // The reader notes a record once for each field that is missing or too many: the last of them tells how many it has.
  const noted = !(await hasNotes(engine))
    ? []
    : await engine.rows(
        `SELECT byte, CAST(kind AS VARCHAR), CASE kind WHEN 'MISSING COLUMNS' THEN fewest WHEN 'TOO MANY COLUMNS' THEN most END, message, line
     FROM (SELECT coalesce(line_byte_position, byte_position, 1) AS byte, arg_min(error_type, rank) AS kind,
         min(found) AS fewest, max(found) AS most, arg_min(error_message, rank) AS message, min(csv_line) AS line
       FROM (SELECT *, CASE WHEN error_type IN ('MISSING COLUMNS', 'TOO MANY COLUMNS') THEN 1 ELSE 0 END AS rank,
           TRY_CAST(regexp_extract(error_message, 'Found: ([0-9]+)', 1) AS INTEGER) AS found
         FROM reject_errors)
       GROUP BY coalesce(line_byte_position, byte_position, 1))
     ORDER BY byte`,
      );
  const inTable = await engine.rows(
    `SELECT rowid - ${context.firstRow}, reject FROM posts
     WHERE rowid >= ${context.firstRow} AND reject IS NOT NULL AND reject <> '' ORDER BY rowid${limit}`,
  );
  const [[tableCount = 0] = []] = await engine.rows(
    `SELECT count(*) FROM posts WHERE rowid >= ${context.firstRow} AND reject IS NOT NULL AND reject <> ''`,
  );
  const refused = noted.map(([byte]) => Number(byte) - 1);
  // Zeros and an end-of-file mark, as disks and old programs leave them behind a text, are no rows.
  const broken = noted.filter(([, , , , line]) => !/^[\0\u001a\s]+$/.test(String(line ?? '')));
  const offsets = broken.map(([byte]) => Number(byte) - 1);
  const shown = context.all ? offsets : offsets.slice(0, SAMPLES);
  const lines = shown.length === 0 ? [] : await file.lineOfByte(shown);
  const located =
    inTable.length === 0
      ? new Map()
      : await file.locate(
          inTable.map(([record]) => Number(record)),
          refused,
        );
  const samples: Reject[] = [
    ...shown.map((_, index) => ({
      file: file.name,
      line: lines[index] ?? 0,
      reason: explain(broken[index] ?? []),
      // The reader begins a record at the end of the line before it.
      text: String(broken[index]?.[4] ?? '').replace(/^[\r\n]+/, ''),
    })),
    ...inTable.map(([record, reason]) => {
      const place = located.get(Number(record));
      return { file: file.name, line: place?.line ?? 0, reason: String(reason), text: place?.text ?? '' };
    }),
  ].sort((a, b) => a.line - b.line);
  const causes = new Map<string, number>();
  for (const row of broken) {
    const cause = explain(row);
    causes.set(cause, (causes.get(cause) ?? 0) + 1);
  }
  const kinds = await engine.rows(
    `SELECT regexp_replace(reject, ' ".*', ''), count(*) FROM posts
     WHERE rowid >= ${context.firstRow} AND reject IS NOT NULL AND reject <> '' GROUP BY 1`,
  );
  for (const [cause, count] of kinds) causes.set(String(cause), Number(count));
  return {
    total: broken.length + Number(tableCount),
    inTable: Number(tableCount),
    causes: [...causes].sort((a, b) => b[1] - a[1]),
    samples: context.all ? samples : samples.slice(0, SAMPLES),
  };
}

/** Only the reader of delimited text and JSON keeps notes; that of Parquet makes no table for them. */
async function hasNotes(engine: Engine): Promise<boolean> {
  const [[tables = 0] = []] = await engine.rows(
    "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'",
  );
  return Number(tables) > 0;
}

/** Forgets what the reader noted of the files so far. */
export async function forgetRejects(engine: Engine): Promise<void> {
  await engine.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans');
}

/** The reader's words in ours. */
function explain([, kind, found, message]: SqlRow): string {
  switch (kind) {
    case 'MISSING COLUMNS':
    case 'TOO MANY COLUMNS': {
      const expected = /Expected Number of Columns: (\d+)/.exec(String(message))?.[1] ?? 'another number';
      return `has ${found} ${Number(found) === 1 ? 'field' : 'fields'}, expected ${expected}`;
    }
    case 'UNQUOTED VALUE':
      return 'a quote is not closed, or stands inside a value';
    case 'INVALID ENCODING':
    case 'INVALID UNICODE':
      return 'not valid UTF-8';
    case 'LINE SIZE OVER MAXIMUM':
      return 'record longer than 16 MB';
    default:
      return String(message).split('\n', 1)[0]?.toLowerCase() ?? 'cannot be read';
  }
}
