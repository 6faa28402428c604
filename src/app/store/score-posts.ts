/** Judges what is new in the store, a batch at a time. */
import type { Engine } from '../../core/engine.js';
import { sqlText } from '../../core/engine.js';
import { readSql } from '../../core/sql-file.js';
import { type Judgements, RECORD_SEPARATOR, RECORD_SQL } from '../../judgement/batch.js';
import { JudgePool } from '../../judgement/pool.js';
import {
  brandsSql,
  createScores,
  LABEL_SQL,
  LANG_SQL,
  needsPosts,
  scoreMacros,
  topicsSql,
  towardSql,
} from '../../judgement/scored.js';
import { brandIndices, planOf, type Watch } from '../../judgement/watch.js';
import { SCORER_VERSION } from '../../sentiment/scorer.js';
import type { UserEntry } from '../../sentiment/user-entry.js';
import { versionWith } from '../../sentiment/user-lexicon.js';
import { appendSketches, createSketches } from '../../store/sketches.js';
import type { Store } from '../../store/store.js';
import { BATCH_ROWS, judgeBatches, STORED_ROWS } from '../judge-batches.js';
import { appendScores } from '../judge-posts.js';
import { watchId } from './watch-id.js';

export interface ScoreOptions {
  readonly watch: Watch;
  readonly lexicon: readonly UserEntry[];
  readonly threads: number;
  /** Whether posts that another version judged, or that were judged for other brands and topics, are judged again. */
  readonly again: boolean;
  /** Whether there is no time for another batch; what is left is judged by the next call. */
  readonly isLate?: () => boolean;
  /** Called when a batch is safe. */
  readonly onScored?: (posts: number) => void;
  readonly signal?: AbortSignal;
  /** Posts whose judgements are safe together; STORED_ROWS unless told. */
  readonly batchRows?: number;
}

const WORTH_A_THREAD = 20_000;

/** Number of posts judged. What is stored batch by batch is not done again by the next call. */
export async function scorePosts(store: Store, options: ScoreOptions): Promise<number> {
  const { engine } = store;
  const scorer = versionWith(SCORER_VERSION, options.lexicon);
  const watch = watchId(options.watch);
  const pending = await findPending(engine, options.again ? { scorer, watch } : null);
  if (pending === 0) return 0;
  await engine.run(readSql('reach/reach.sql'));
  await engine.run(scoreMacros());
  await createScores(engine, options.watch);
  const pool = new JudgePool(
    {
      watched: planOf(options.watch).queries,
      brands: brandIndices(options.watch),
      identifyLanguage: false,
      lexicon: options.lexicon,
    },
    pending < WORTH_A_THREAD ? 0 : options.threads,
  );
  const stop = (): void => void pool.close();
  options.signal?.addEventListener('abort', stop);
  let done = 0;
  try {
    const step = Math.min(options.batchRows ?? BATCH_ROWS, BATCH_ROWS);
    const keepFrom = options.batchRows ?? STORED_ROWS;
    await judgeBatches(pool, recordBatches(engine, pending, step, options.isLate), keepFrom, async (judged) => {
      await keepScores(store, judged, { scorer, watch, watched: options.watch });
      done += judged.reduce((sum, { rows }) => sum + rows, 0);
      options.onScored?.(done);
    });
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await pool.close();
    await engine.run('DROP TABLE pending; DROP TABLE scores; DROP TABLE toward');
  }
  return done;
}

/** Makes the table `pending (row)` of what is to be judged, in order; returns how many. */
async function findPending(engine: Engine, now: { scorer: string; watch: string } | null): Promise<number> {
  const current = now === null ? '' : ` WHERE scorer = ${sqlText(now.scorer)} AND watch = ${sqlText(now.watch)}`;
  await engine.run(`CREATE OR REPLACE TABLE pending AS SELECT row FROM store.posts
    WHERE row NOT IN (SELECT row FROM store.scores${current}) ORDER BY row`);
  const [row] = await engine.rows('SELECT count(*) FROM pending');
  return Number(row?.[0] ?? 0);
}

async function* recordBatches(
  engine: Engine,
  pending: number,
  step: number,
  isLate: () => boolean = () => false,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < pending && !isLate(); from += step) {
    const part = `SELECT row FROM pending WHERE rowid >= ${from} AND rowid < ${from + step}`;
    const [bounds] = await engine.rows(`SELECT min(row), max(row) FROM (${part})`);
    // The bounds let the engine pass over the rest of the file.
    const [bytes] = await engine.blobs(`SELECT encode(string_agg(${RECORD_SQL}, chr(${RECORD_SEPARATOR})))
      FROM (SELECT row AS rowid, title, text, lang FROM store.posts
        WHERE row BETWEEN ${Number(bounds?.[0])} AND ${Number(bounds?.[1])} AND row IN (${part}))`);
    if (bytes !== undefined && bytes.length > 0) yield new Uint8Array(bytes);
  }
}

async function keepScores(
  store: Store,
  judged: readonly Judgements[],
  { scorer, watch, watched }: { scorer: string; watch: string; watched: Watch },
): Promise<void> {
  const { engine } = store;
  await appendScores(engine, judged);
  await createSketches(engine);
  for (const { sketches } of judged) await appendSketches(engine, sketches);
  await store.transaction(async () => {
    await engine.run('DELETE FROM store.scores WHERE row IN (SELECT CAST(row AS BIGINT) FROM scores)');
    await engine.run(`INSERT INTO store.scores
      SELECT CAST(s.row AS BIGINT), ${sqlText(scorer)}, ${sqlText(watch)}, ${LANG_SQL}, sentiment_of(s.verdict), ${LABEL_SQL},
        confidence_of(s.verdict), mask_of(s.verdict), ${brandsSql(watched)}, ${topicsSql(watched)}, k.band0, k.band1, k.band2
      FROM scores AS s LEFT JOIN sketches AS k ON k.row = s.row ${towardSql(watched, 's.row')}
        ${needsPosts(watched) ? 'JOIN store.posts AS p ON p.row = s.row' : ''} ORDER BY s.row`);
  });
  await engine.run('DELETE FROM scores; DELETE FROM toward; DROP TABLE sketches');
  await store.tidy();
}
