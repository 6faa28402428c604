/** Rows of counts as equal steps: gaps are zero, and what comes too late is told. */
import type { Reject } from '../rejects.js';
import type { CountRow } from './read-counts.js';

export interface CountStep {
  /** As it is written in the row, else in the same manner. */
  readonly timestamp: string;
  readonly at: number;
  readonly value: number;
}

/** More steps than this without a row are a wrong timestamp rather than a gap. */
const LONGEST_GAP = 100_000;
/** Rows of which the step is told. */
const ENOUGH = 3;
const SAMPLE = 1000;

/** Steps as they become known. `onStep` is called once, before the first of them, with the milliseconds of a step. */
export async function* countSteps(
  blocks: AsyncIterable<readonly CountRow[]>,
  { onStep, onReject }: { readonly onStep: (stepMs: number) => void; readonly onReject: (reject: Reject) => void },
): AsyncGenerator<CountStep[]> {
  let waiting: CountRow[] = [];
  let grid: Grid | null = null;
  const begin = (): Grid => {
    const stepMs = stepOf(waiting.slice(0, SAMPLE));
    onStep(stepMs);
    return new Grid(stepMs, onReject);
  };
  for await (const rows of blocks) {
    waiting.push(...rows);
    if (grid === null && waiting.length < ENOUGH) continue;
    grid ??= begin();
    yield grid.place(waiting);
    waiting = [];
  }
  if (grid === null && waiting.length > 0) yield begin().place(waiting);
}

const HOUR_MS = 3_600_000;

/** The distance that is most common between rows, the shorter of two; an hour where there is none. */
function stepOf(rows: readonly CountRow[]): number {
  const counts = new Map<number, number>();
  for (const [index, { at }] of rows.entries()) {
    const distance = at - (rows[index - 1]?.at ?? at);
    if (distance > 0) counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  let best = HOUR_MS;
  let most = 0;
  for (const [distance, count] of counts) {
    if (count > most || (count === most && distance < best)) [best, most] = [distance, count];
  }
  return best;
}

class Grid {
  readonly #stepMs: number;
  readonly #onReject: (reject: Reject) => void;
  #last: CountRow | null = null;

  constructor(stepMs: number, onReject: (reject: Reject) => void) {
    this.#stepMs = stepMs;
    this.#onReject = onReject;
  }

  place(rows: readonly CountRow[]): CountStep[] {
    const steps: CountStep[] = [];
    for (const row of rows) {
      const wrong = this.#add(row, steps);
      if (wrong !== null) this.#onReject({ file: row.file, line: row.line, reason: wrong, text: row.text });
    }
    return steps;
  }

  /** What is wrong with the row, or null. A step may be a little shorter or longer: months, days when clocks change. */
  #add(row: CountRow, steps: CountStep[]): string | null {
    const last = this.#last;
    if (last !== null) {
      const ahead = Math.round((row.at - last.at) / this.#stepMs);
      if (ahead < 0 || row.at < last.at)
        return `is earlier (${row.timestamp}) than line ${last.line} (${last.timestamp})`;
      if (ahead === 0) return `is of the same step (${row.timestamp}) as line ${last.line} (${last.timestamp})`;
      if (ahead > LONGEST_GAP)
        return `is ${ahead} steps (${row.timestamp}) after line ${last.line} (${last.timestamp})`;
      for (let step = 1; step < ahead; step++) {
        const at = last.at + Math.round((step * (row.at - last.at)) / ahead);
        steps.push({ timestamp: writtenLike(row.timestamp, last.at, last.timestamp, at), at, value: 0 });
      }
    }
    steps.push({ timestamp: row.timestamp, at: row.at, value: row.value });
    this.#last = row;
    return null;
  }
}

/** A moment in the manner of a timestamp of which the moment is known: with its T or space, zone and seconds. */
function writtenLike(next: string, knownAt: number, known: string, at: number): string {
  if (/^\d+$/.test(known)) return String(known.length === 10 ? Math.floor(at / 1000) : at);
  const shape =
    /^\d{4}-\d{2}-\d{2}(?:([T ])(\d{2}):(\d{2})(?::(\d{2}))?(?:[.,](\d+))?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(known);
  if (shape === null || next === '') return new Date(at).toISOString();
  // What its clock was ahead of UTC.
  const wall = Date.parse(`${known.slice(0, 10)}T${known.slice(11, 16) || '00:00'}:${shape[4] ?? '00'}Z`);
  const iso = new Date(at + wall - Math.floor(knownAt / 1000) * 1000).toISOString();
  const [, between, , , seconds, fraction, zone = ''] = shape;
  if (between === undefined) return iso.slice(0, 10);
  const end = seconds === undefined ? iso.slice(11, 16) : iso.slice(11, 19);
  const parts =
    fraction === undefined ? '' : `.${iso.slice(20, 23).padEnd(fraction.length, '0').slice(0, fraction.length)}`;
  return `${iso.slice(0, 10)}${between}${end}${parts}${zone}`;
}
