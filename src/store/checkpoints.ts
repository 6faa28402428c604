/** How far each stream of posts has been read. */
import { sqlText } from '../core/engine.js';
import type { Store } from './store.js';

/** What is written with the posts that it stands for, in their transaction. */
export interface StreamState {
  /** Names what is read, e.g. `import /data/acme.csv`. */
  readonly stream: string;
  /** JSON. */
  readonly state: string;
}

/** Null where nothing of the stream has been read. */
export async function readCheckpoint({ engine }: Store, stream: string): Promise<string | null> {
  const [row] = await engine.rows(`SELECT state FROM store.checkpoints WHERE stream = ${sqlText(stream)}`);
  return typeof row?.[0] === 'string' ? row[0] : null;
}

/** Part of a transaction. `now` in milliseconds. */
export async function writeCheckpoint({ engine }: Store, { stream, state }: StreamState, now: number): Promise<void> {
  await engine.run(`DELETE FROM store.checkpoints WHERE stream = ${sqlText(stream)};
    INSERT INTO store.checkpoints VALUES (${sqlText(stream)}, epoch_ms(CAST(${Math.floor(now)} AS BIGINT)), ${sqlText(state)})`);
}

/** Part of a transaction. */
export async function dropCheckpoint({ engine }: Store, stream: string): Promise<void> {
  await engine.run(`DELETE FROM store.checkpoints WHERE stream = ${sqlText(stream)}`);
}
