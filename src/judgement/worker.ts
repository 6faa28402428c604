/** A worker thread that judges batches. */
import { parentPort, workerData } from 'node:worker_threads';
import { adoptLexicons, type SharedLexicons } from '../sentiment/load.js';
import type { JudgeOptions } from './judge.js';

export interface WorkerData {
  readonly options: JudgeOptions;
  readonly lexicons: SharedLexicons;
}

export interface Batch {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const port = parentPort;
if (port === null) throw new Error('not a worker thread');
const { options, lexicons } = workerData as WorkerData;
// Before the scorer is imported, which loads the first of them.
adoptLexicons(lexicons);
const { Judge } = await import('./judge.js');
const judge = new Judge(options);
port.on('message', (batch: Batch) => {
  const judgements = judge.judge(batch.bytes);
  const { rows, high, low } = judgements.sketches;
  const buffers = [...judgements.scores, ...judgements.toward, rows, ...high, ...low].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
  port.postMessage({ id: batch.id, judgements }, buffers);
});
