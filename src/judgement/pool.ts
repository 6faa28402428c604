/** Judges batches on worker threads, or on this thread when none are wanted. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../core/errors.js';
import { type SharedLexicons, shareLexicons } from '../sentiment/load.js';
import type { Judgements } from './batch.js';
import { Judge, type JudgeOptions } from './judge.js';
import type { WorkerData } from './worker.js';

interface Reply {
  readonly id: number;
  readonly judgements: Judgements;
}

interface Waiting {
  resolve(judgements: Judgements): void;
  reject(error: unknown): void;
}

export class JudgePool {
  readonly #judge: Judge | null;
  readonly #workers: Worker[];
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #failure: Error | null = null;

  /** `threads` workers; with 0 the batches are judged here, which is right for a few thousand posts. */
  constructor(options: JudgeOptions, threads: number) {
    this.#judge = threads === 0 ? new Judge(options) : null;
    const lexicons: SharedLexicons = threads === 0 ? new Map() : shareLexicons();
    this.#workers = Array.from({ length: threads }, () => this.#start({ options, lexicons }));
  }

  /** How many batches may be under way at once without one waiting for another. */
  get width(): number {
    return Math.max(1, this.#workers.length) + 1;
  }

  /** Takes the bytes over: they must not be used afterwards. */
  async judge(bytes: Uint8Array<ArrayBuffer>): Promise<Judgements> {
    if (this.#judge !== null) return this.#judge.judge(bytes);
    if (this.#failure !== null) throw this.#failure;
    const id = this.#next++;
    const worker = this.#workers[id % this.#workers.length] as Worker;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, bytes }, [bytes.buffer]);
    });
  }

  /** Ends the threads; batches still under way are given up. */
  async close(): Promise<void> {
    this.#fail(new AppError('interrupted', 'interrupted', { code: 'judgement.closed' }));
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(workerData: WorkerData): Worker {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
    worker.on('message', ({ id, judgements }: Reply) => {
      this.#waiting.get(id)?.resolve(judgements);
      this.#waiting.delete(id);
    });
    worker.on('error', (error) => this.#fail(error));
    return worker;
  }

  #fail(error: unknown): void {
    this.#failure = error instanceof Error ? error : new Error(String(error));
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}
