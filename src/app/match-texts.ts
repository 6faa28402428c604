/** The texts of posts against queries, without judging them. */
import type { Engine } from '../core/engine.js';
import { findRecords, MATCHES_PER_COLUMN, RECORD_SEPARATOR, RECORD_SQL } from '../judgement/batch.js';
import { TokenScan } from '../language/scan.js';
import type { Query } from '../query/ast.js';
import { compileQueries } from '../query/query-set.js';
import { BATCH_ROWS } from './judge-batches.js';

export interface TextMatching {
  /** A table or view with `rowid`, `title`, `text` and `lang`. */
  readonly from: string;
  /** Which of its rows. */
  readonly which: string;
  /** Each of the text alone. */
  readonly queries: readonly Query[];
  /** The table that is made: `row`, and the bits of the queries. */
  readonly into: string;
  readonly signal?: AbortSignal;
}

/** Makes the table, a batch at a time. */
export async function matchTexts(engine: Engine, { from, which, queries, into, signal }: TextMatching): Promise<void> {
  const width = Math.ceil(queries.length / MATCHES_PER_COLUMN);
  const names = ['row', ...Array.from({ length: width }, (_, column) => `matches${column}`)];
  await engine.run(`CREATE OR REPLACE TABLE ${into} (${names.map((name) => `${name} DOUBLE`).join(', ')})`);
  const [bounds] = await engine.rows(`SELECT min(rowid), max(rowid) FROM ${from} WHERE ${which}`);
  if (bounds?.[0] === null || bounds === undefined) return;
  const set = compileQueries(queries.map((ast) => ({ id: '', ast })));
  const scan = new TokenScan();
  for (let row = Number(bounds[0]); row <= Number(bounds[1]); row += BATCH_ROWS) {
    signal?.throwIfAborted();
    const [bytes] = await engine.blobs(`SELECT encode(string_agg(${RECORD_SQL}, chr(${RECORD_SEPARATOR})))
      FROM ${from} WHERE rowid >= ${row} AND rowid < ${row + BATCH_ROWS} AND ${which}`);
    if (bytes === undefined || bytes.length === 0) continue;
    const records = findRecords(bytes);
    const columns = names.map(() => new Float64Array(records.count));
    for (let record = 0; record < records.count; record++) {
      (columns[0] as Float64Array)[record] = records.row[record] as number;
      scan.scan(bytes, (records.langEnd[record] as number) + 1, records.end[record] as number);
      set.match(scan);
      for (let match = 0; match < set.matchedCount; match++) {
        const query = set.matched[match] as number;
        const column = columns[1 + Math.floor(query / MATCHES_PER_COLUMN)] as Float64Array;
        column[record] = (column[record] as number) + 2 ** (query % MATCHES_PER_COLUMN);
      }
    }
    await engine.append(into, columns, records.count);
  }
}
