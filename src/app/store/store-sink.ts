/** The store as a sink of pages: posts and checkpoint of a page in one transaction, whichever source they come from. */
import type { TextColumn } from '../../core/engine.js';
import { POST_COLUMNS } from '../../posts/post.js';
import type { PostRow } from '../../posts/row.js';
import { sqlType } from '../../posts/table.js';
import { createIncoming, INCOMING } from '../../store/append.js';
import { readCheckpoint } from '../../store/checkpoints.js';
import type { Store } from '../../store/store.js';
import type { OpenSink, PageSink, SinkPage, StreamCheckpoint } from '../fetch/page-sink.js';
import { type Keeping, type Kept, keepIncoming } from './keep-posts.js';

/** Sinks of several streams over one store, which take turns. `onKept` hears of every page that is safe. */
export function storeSinks(store: Store, keeping: Keeping, onKept: (kept: Kept) => void = () => undefined): OpenSink {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const mine = turn.then(action);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return async (streamKey): Promise<PageSink> => {
    const stream = `fetch ${streamKey}`;
    return {
      resume: () =>
        inTurn(async () => {
          const state = await readCheckpoint(store, stream);
          return state === null ? null : (JSON.parse(state) as StreamCheckpoint);
        }),
      write: (page) => inTurn(async () => onKept(await keepPage(store, keeping, stream, page))),
      done: () => inTurn(async () => undefined),
    };
  };
}

async function keepPage(
  store: Store,
  keeping: Keeping,
  stream: string,
  { posts, checkpoint }: SinkPage,
): Promise<Kept> {
  await fillIncoming(store, posts);
  return keepIncoming(store, keeping, { stream, state: JSON.stringify(checkpoint) });
}

const NAMES = POST_COLUMNS.map(({ name }) => name);

async function fillIncoming({ engine }: Store, posts: readonly PostRow[]): Promise<void> {
  await createIncoming(engine);
  if (posts.length === 0) return;
  await engine.run(`CREATE OR REPLACE TABLE page_rows (${NAMES.map((name) => `${name} VARCHAR`).join(', ')})`);
  const columns: TextColumn[] = NAMES.map((name) => posts.map((post) => textOf(post[name])));
  await engine.appendTexts('page_rows', columns, posts.length);
  const values = POST_COLUMNS.map(({ name, type }) => `CAST(${name} AS ${sqlType(type)})`);
  await engine.run(`INSERT INTO ${INCOMING} (${NAMES.join(', ')}) SELECT ${values.join(', ')} FROM page_rows ORDER BY rowid;
    DROP TABLE page_rows`);
}

function textOf(value: PostRow[keyof PostRow]): string | null {
  if (value === null) return null;
  // The engine reads a moment without its zone as it stands, and all of ours are UTC.
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
