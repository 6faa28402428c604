/** Scores rows as they come, in memory that does not grow with them. */
import { AppError } from '../../core/errors.js';
import { TextStream } from '../../files/text-stream.js';
import type { Workspace } from '../workspace.js';
import { BatchJudge, type BatchJudgeOptions } from './batch-judge.js';
import { type Input, type InputOptions, openInput } from './input.js';
import type { JsonInput, JsonRow } from './json-input.js';
import type { Judgement } from './judgement.js';
import type { TableInput, TableRow } from './table-input.js';

export interface ScoreOptions extends InputOptions, BatchJudgeOptions {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly encoding: string | null;
  readonly signal: AbortSignal;
  /** Called when an input has been recognised. */
  readonly onInput?: (input: Input) => void;
  /** Called with how many rows of an input (by its name) come next. */
  readonly onRows?: (file: string, rows: number) => void;
}

/** Rows of one input in their order, with their judgements; the first of every input has none, and tells its header. */
export type ScoredBatch =
  | { readonly input: TableInput; readonly rows: readonly TableRow[]; readonly judgements: readonly Judgement[] }
  | { readonly input: JsonInput; readonly rows: readonly JsonRow[]; readonly judgements: readonly Judgement[] };

export async function* scoreStream({ engine }: Workspace, options: ScoreOptions): AsyncGenerator<ScoredBatch> {
  const judge = await BatchJudge.open(engine, options);
  // Reading is given up when nobody wants the rows any more, also while a silent pipe is waited for.
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  try {
    for (const name of options.files) {
      const stream = await TextStream.open(name, { stdin: options.stdin, encoding: options.encoding, signal });
      try {
        const input = await openInput(stream, options);
        options.onInput?.(input);
        await judge.prepare(input.plan.preset, input.plan.columns, () => input.rawNames(), options.map?.order ?? null);
        yield { input, rows: [], judgements: [] } as ScoredBatch;
        for await (const batch of scoreInput(input, judge)) {
          options.onRows?.(input.name, batch.rows.length);
          yield batch;
        }
        if (stream.damage !== null) options.onWarning(`${name}: ${stream.damage}`);
      } finally {
        await stream.close();
      }
    }
  } finally {
    stop.abort(new AppError('interrupted', 'interrupted', { code: 'score.stopped' }));
  }
}

function scoreInput(input: Input, judge: BatchJudge): AsyncGenerator<ScoredBatch> {
  return input.kind === 'table'
    ? overlapped(input.batches(), async (rows) => ({
        input,
        ...wanted(rows, await judge.judge(input.texts(rows), rows.length)),
      }))
    : overlapped(input.batches(), async (rows) => ({
        input,
        ...wanted(rows, await judge.judge(input.texts(rows), rows.length)),
      }));
}

/** The rows that are wanted, with their judgements. */
function wanted<Row>(
  rows: readonly Row[],
  judgements: readonly Judgement[],
): { readonly rows: readonly Row[]; readonly judgements: readonly Judgement[] } {
  if (judgements.every(({ unwanted }) => unwanted !== true)) return { rows, judgements };
  return {
    rows: rows.filter((_, index) => judgements[index]?.unwanted !== true),
    judgements: judgements.filter(({ unwanted }) => unwanted !== true),
  };
}

/** Works on one batch while the next is read. */
async function* overlapped<Batch, Result>(
  batches: AsyncGenerator<Batch>,
  work: (batch: Batch) => Promise<Result>,
): AsyncGenerator<Result> {
  const read = (): Promise<IteratorResult<Batch>> => {
    const reading = batches.next();
    // A failure is thrown where it is awaited, which may be after that of the work beside it.
    reading.catch(() => undefined);
    return reading;
  };
  let reading = read();
  for (;;) {
    const next = await reading;
    if (next.done === true) return;
    const working = work(next.value);
    reading = read();
    yield await working;
  }
}
