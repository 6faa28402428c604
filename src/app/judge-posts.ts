/** Judges every post in the engine that comes without a judgement, and makes the view `scored`. */

import type { Engine } from '../core/engine.js';
import { readSql } from '../core/sql-file.js';
import { type Judgements, RECORD_SEPARATOR, RECORD_SQL } from '../judgement/batch.js';
import { JudgePool } from '../judgement/pool.js';
import { createScored, createScores, scoreMacros, type TextSource, WHERE_MATCHES } from '../judgement/scored.js';
import { brandIndices, planOf, type Watch } from '../judgement/watch.js';
import type { LabelSet } from '../posts/post.js';
import { findStories, keepClusters, type Sketches } from '../posts/stories.js';
import { textParts } from '../query/parts.js';
import type { UserEntry } from '../sentiment/user-entry.js';
import { BATCH_ROWS, joined, judgeBatches, STORED_ROWS } from './judge-batches.js';
import { matchTexts } from './match-texts.js';

export interface JudgeRequest {
  readonly watch: Watch;
  /** Worker threads; 0 judges on this one. */
  readonly threads: number;
  readonly identifyLanguage: boolean;
  readonly lexicon?: readonly UserEntry[];
  /** Posts that were judged before: their sketches, for finding near copies. */
  readonly sketches?: readonly Sketches[];
  /** Where those stand that were not, `posts` unless told: a view with the columns of a record and `scorer`. */
  readonly unjudged?: string;
  /** Four unless told. */
  readonly labels?: LabelSet;
  /** Called with how many posts are done. */
  readonly onProgress?: (done: number) => void;
  /** Whether `posts` has the column `words`, so that no text need be read again. */
  readonly words?: boolean;
  readonly signal?: AbortSignal;
}

/** Fewer posts than this are judged before a thread would have started. */
const WORTH_A_THREAD = 20_000;

export async function judgePosts(engine: Engine, request: JudgeRequest): Promise<void> {
  await engine.run(readSql('reach/reach.sql'));
  await engine.run(scoreMacros());
  await createScores(engine, request.watch);
  const unjudged = request.unjudged ?? 'posts';
  const [bounds] = await engine.rows(`SELECT count(*), min(rowid), max(rowid) FROM ${unjudged} WHERE scorer IS NULL`);
  const count = Number(bounds?.[0] ?? 0);
  const pool = new JudgePool(
    {
      watched: planOf(request.watch).queries,
      brands: brandIndices(request.watch),
      identifyLanguage: request.identifyLanguage,
      ...(request.lexicon === undefined ? {} : { lexicon: request.lexicon }),
    },
    count < WORTH_A_THREAD ? 0 : request.threads,
  );
  const stop = (): void => void pool.close();
  request.signal?.addEventListener('abort', stop);
  const sketches: Sketches[] = [...(request.sketches ?? [])];
  try {
    let done = 0;
    if (count > 0) {
      await judgeBatches(
        pool,
        recordBatches(engine, unjudged, Number(bounds?.[1]), Number(bounds?.[2])),
        STORED_ROWS,
        async (judged) => {
          sketches.push(...judged.map((batch) => batch.sketches));
          done += await appendScores(engine, judged);
          request.onProgress?.(done);
        },
      );
    }
  } finally {
    request.signal?.removeEventListener('abort', stop);
    await pool.close();
  }
  await findStories(engine, sketches);
  await keepClusters(engine);
  await createScored(engine, request.watch, request.labels, await textSource(engine, request));
}

/** Answers what `watch.where` asks of the texts that were judged before. */
async function textSource(engine: Engine, { watch, words = false, signal }: JudgeRequest): Promise<TextSource> {
  const { where } = planOf(watch);
  const queries = where === null ? [] : textParts(where);
  if (queries.length === 0) return 'bits';
  if (words) return 'words';
  const known = await engine.rows('SELECT count(*) FROM posts WHERE scorer IS NOT NULL');
  if (Number(known[0]?.[0] ?? 0) === 0) return 'bits';
  const matching = { from: 'posts', which: 'scorer IS NOT NULL', queries, into: WHERE_MATCHES };
  await matchTexts(engine, signal === undefined ? matching : { ...matching, signal });
  return 'bits and matches';
}

async function* recordBatches(
  engine: Engine,
  from: string,
  first: number,
  last: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let row = first; row <= last; row += BATCH_ROWS) {
    const [bytes] = await engine.blobs(`SELECT encode(string_agg(${RECORD_SQL}, chr(${RECORD_SEPARATOR})))
      FROM ${from} WHERE rowid >= ${row} AND rowid < ${row + BATCH_ROWS} AND scorer IS NULL`);
    if (bytes !== undefined && bytes.length > 0) yield new Uint8Array(bytes);
  }
}

/** Puts judgements into `scores` and `toward`. */
export async function appendScores(engine: Engine, judged: readonly Judgements[]): Promise<number> {
  const scores = joined(judged.map((batch) => batch.scores));
  const rows = scores[0]?.length ?? 0;
  await engine.append('scores', scores, rows);
  const toward = joined(judged.map((batch) => batch.toward));
  if ((toward[0]?.length ?? 0) > 0) await engine.append('toward', toward, toward[0]?.length ?? 0);
  return rows;
}
