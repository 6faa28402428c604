/** Judges every post in the engine that comes without a judgement, and makes the view `scored`. */

import type { Engine } from '../core/engine.js';
import { readSql } from '../core/sql-file.js';
import { type Judgements, RECORD_SEPARATOR, RECORD_SQL } from '../judgement/batch.js';
import { JudgePool } from '../judgement/pool.js';
import { createScored, createScores, scoreMacros } from '../judgement/scored.js';
import { brandIndices, type Watch } from '../judgement/watch.js';
import type { LabelSet } from '../posts/post.js';
import { findStories, type Sketches } from '../posts/stories.js';
import type { UserEntry } from '../sentiment/user-entry.js';

export interface JudgeRequest {
  readonly watch: Watch;
  /** Worker threads; 0 judges on this one. */
  readonly threads: number;
  readonly identifyLanguage: boolean;
  readonly lexicon?: readonly UserEntry[];
  /** Four unless told. */
  readonly labels?: LabelSet;
  /** Called with how many posts are done. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Posts that travel together: enough that messages cost nothing, few enough that they stay small. */
const BATCH_ROWS = 32_768;
/** Judgements that are written together. */
const STORED_ROWS = 8 * BATCH_ROWS;
/** Fewer posts than this are judged before a thread would have started. */
const WORTH_A_THREAD = 20_000;

export async function judgePosts(engine: Engine, request: JudgeRequest): Promise<void> {
  await engine.run(readSql('reach/reach.sql'));
  await engine.run(scoreMacros());
  await createScores(engine, request.watch.entries.length);
  const [bounds] = await engine.rows('SELECT count(*), min(rowid), max(rowid) FROM posts WHERE scorer IS NULL');
  const count = Number(bounds?.[0] ?? 0);
  const pool = new JudgePool(
    {
      watched: request.watch.entries.map(({ name, query }) => ({ id: name, ast: query })),
      brands: brandIndices(request.watch),
      identifyLanguage: request.identifyLanguage,
      ...(request.lexicon === undefined ? {} : { lexicon: request.lexicon }),
    },
    count < WORTH_A_THREAD ? 0 : request.threads,
  );
  const stop = (): void => void pool.close();
  request.signal?.addEventListener('abort', stop);
  const sketches: Sketches[] = [];
  try {
    if (count > 0)
      await judgeRange(engine, pool, Number(bounds?.[1]), Number(bounds?.[2]), sketches, request.onProgress);
  } finally {
    request.signal?.removeEventListener('abort', stop);
    await pool.close();
  }
  await findStories(engine, sketches);
  await createScored(engine, request.watch, request.labels);
}

async function judgeRange(
  engine: Engine,
  pool: JudgePool,
  first: number,
  last: number,
  sketches: Sketches[],
  onProgress: ((done: number) => void) | undefined,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const judged: Judgements[] = [];
  let done = 0;
  // Reading and writing take turns: an append beside a running query would hold this thread up until the query ends. And
  // each append costs the engine the same, whether it brings many rows or few.
  const store = async (least: number): Promise<void> => {
    if (judged.reduce((sum, { rows }) => sum + rows, 0) < least) return;
    const batches = judged.splice(0);
    const scores = joined(batches.map((batch) => batch.scores));
    await engine.append('scores', scores, scores[0]?.length ?? 0);
    const toward = joined(batches.map((batch) => batch.toward));
    if ((toward[0]?.length ?? 0) > 0) await engine.append('toward', toward, toward[0]?.length ?? 0);
    done += scores[0]?.length ?? 0;
    onProgress?.(done);
  };
  for (let from = first; from <= last; from += BATCH_ROWS) {
    const [bytes] = await engine.blobs(`SELECT encode(string_agg(${RECORD_SQL}, chr(${RECORD_SEPARATOR})))
      FROM posts WHERE rowid >= ${from} AND rowid < ${from + BATCH_ROWS} AND scorer IS NULL`);
    if (bytes === undefined || bytes.length === 0) continue;
    const batch = pool.judge(new Uint8Array(bytes)).then((judgements) => {
      judged.push(judgements);
      sketches.push(judgements.sketches);
    });
    const settled: Promise<void> = batch.finally(() => underWay.delete(settled));
    underWay.add(settled);
    // The first failure is thrown below; those of the batches beside it must not count as unhandled.
    settled.catch(() => undefined);
    // What is read ahead is bounded, so that memory is.
    if (underWay.size >= pool.width) await Promise.race(underWay);
    await store(STORED_ROWS);
  }
  await Promise.all(underWay);
  await store(1);
}

/** Columns of several batches, one after the other. */
function joined(batches: readonly (readonly Float64Array[])[]): Float64Array[] {
  return (batches[0] ?? []).map((_, column) => {
    const parts = batches.flatMap((batch) => batch.slice(column, column + 1));
    const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  });
}
