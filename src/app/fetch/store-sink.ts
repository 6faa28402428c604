/** Pages into the store: the posts of a page and its checkpoint are one transaction. */
import { sqlText } from '../../core/engine.js';
import { POST_COLUMNS } from '../../posts/post.js';
import type { PostRow } from '../../posts/row.js';
import { sqlType } from '../../posts/table.js';
import { createIncoming, INCOMING } from '../../store/append.js';
import { readCheckpoint, writeCheckpoint } from '../../store/checkpoints.js';
import { type Keeping, keepIncoming } from '../store/keep-posts.js';
import type { Store } from '../store/open-store.js';
import type { OpenSink, StreamCheckpoint } from './page-sink.js';
import type { SpendLedger } from './spending.js';

export interface StoreCounts {
  added: number;
  /** Posts that were there already, and are now brought up to date. */
  met: number;
  /** Posts of authors who are to stay forgotten. */
  forgotten: number;
}

/** Sinks into one store, and what was spent on them; all that is written takes turns. `counts` grows with each page. */
export function storeSinks(
  store: Store,
  keeping: Keeping,
  counts: StoreCounts,
): { readonly openSink: OpenSink; readonly ledger: SpendLedger } {
  let turn: Promise<void> = Promise.resolve();
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const done = turn.then(action);
    turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  };
  const openSink: OpenSink = async (streamKey) => {
    const stream = `fetch ${streamKey}`;
    return {
      resume: () =>
        inTurn(async () => {
          const state = await readCheckpoint(store, stream);
          return state === null ? null : (JSON.parse(state) as StreamCheckpoint);
        }),
      write: ({ posts, checkpoint }) =>
        inTurn(async () => {
          await createIncoming(store.engine);
          if (posts.length > 0) await store.engine.run(insertion(posts));
          const kept = await keepIncoming(store, keeping, { stream, state: JSON.stringify(checkpoint) });
          counts.added += kept.added;
          counts.met += kept.met;
          counts.forgotten += kept.forgotten;
        }),
      done: async () => undefined,
    };
  };
  const nameOf = (source: string, month: string): string => `spent ${source} ${month}`;
  const ledger: SpendLedger = {
    spentIn: (source, month) =>
      inTurn(async () => {
        const state = await readCheckpoint(store, nameOf(source, month));
        const { spent } = JSON.parse(state ?? '{}') as { readonly spent?: unknown };
        return typeof spent === 'number' && spent > 0 ? spent : 0;
      }),
    record: (source, month, spent) =>
      inTurn(() => {
        const state = { stream: nameOf(source, month), state: JSON.stringify({ spent: Number(spent.toFixed(6)) }) };
        return store.transaction(() => writeCheckpoint(store, state, keeping.now()));
      }),
  };
  return { openSink, ledger };
}

function insertion(posts: readonly PostRow[]): string {
  const names = POST_COLUMNS.map(({ name }) => name).join(', ');
  const rows = posts.map((post) => `(${POST_COLUMNS.map(({ name, type }) => literal(post[name], type)).join(', ')})`);
  return `INSERT INTO ${INCOMING} (${names}) VALUES ${rows.join(', ')}`;
}

function literal(value: PostRow[keyof PostRow], type: (typeof POST_COLUMNS)[number]['type']): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return sqlText(JSON.stringify(value));
  // The engine reads no zone into a TIMESTAMP, which is in UTC.
  if (type === 'timestamp') return `CAST(${sqlText(value.replace('T', ' ').replace('Z', ''))} AS ${sqlType(type)})`;
  return sqlText(value);
}
