/** A worker thread that judges batches. */
import { parentPort, workerData } from 'node:worker_threads';
import { Judge, type JudgeOptions } from './judge.js';

export interface Batch {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const port = parentPort;
if (port === null) throw new Error('not a worker thread');
const judge = new Judge(workerData as JudgeOptions);
port.on('message', (batch: Batch) => {
  const judgements = judge.judge(batch.bytes);
  const { rows, high, low } = judgements.sketches;
  const buffers = [...judgements.scores, ...judgements.toward, rows, ...high, ...low].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
  port.postMessage({ id: batch.id, judgements }, buffers);
});
