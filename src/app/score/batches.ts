/** Rows in batches: full ones while they come fast, whatever is there when the input falls silent. */
import { IDLE_MS, LONGEST_WAIT_MS, type TextStream } from '../../files/text-stream.js';
import { IDLE } from '../../files/waiting.js';

/** Every batch costs the engine some 15 ms before its first row, most of it for compiling patterns. */
const BATCH_ROWS = 8192;

/** Cuts text into rows. */
export interface RowTaker<Row> {
  push(piece: string): void;
  /** The next whole row, or null where there is none yet. */
  next(ended: boolean): Row | null;
}

export async function* inBatches<Row>(stream: TextStream, taker: RowTaker<Row>): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  let since = 0;
  for (let ended = false; !ended; ) {
    const left = LONGEST_WAIT_MS - (performance.now() - since);
    const piece = await stream.next(rows.length === 0 ? null : Math.max(0, Math.min(IDLE_MS, left)));
    if (piece === IDLE) {
      yield rows;
      rows = [];
      continue;
    }
    ended = piece === null;
    if (piece !== null) taker.push(piece);
    for (let row = taker.next(ended); row !== null; row = taker.next(ended)) {
      if (rows.length === 0) since = performance.now();
      rows.push(row);
      if (rows.length < BATCH_ROWS) continue;
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}
