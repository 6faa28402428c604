/** Files into the store, a batch at a time; an import that was cut short goes on where it was. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { printQuery } from '../../query/print.js';
import { dropCheckpoint, readCheckpoint } from '../../store/checkpoints.js';
import type { Store } from '../../store/store.js';
import { type Loaded, type LoadOptions, loadPosts } from '../load-posts.js';
import { keepWhere, type Where } from '../where.js';
import type { Workspace } from '../workspace.js';
import { type Keeping, keepPosts } from './keep-posts.js';

export interface ImportOptions extends Keeping {
  readonly load: LoadOptions;
  /** Only posts that it finds; all unless told. */
  readonly where?: Where | null;
  /** Called when a batch is safe, with how many posts of this import are in the store by now. */
  readonly onKept?: (posts: number) => void;
  /** Rows of the input that are safe together; BATCH_ROWS unless told. */
  readonly batchRows?: number;
}

export interface Imported {
  readonly loaded: Loaded;
  readonly added: number;
  readonly met: number;
  readonly forgotten: number;
  /** Posts that an earlier import of the same files, cut short, had stored already. */
  readonly resumed: number;
}

/** A row group of the engine: whole ones go straight into the file, the rest through its log first. */
const BATCH_ROWS = 122_880;

export async function importPosts(workspace: Workspace, store: Store, options: ImportOptions): Promise<Imported> {
  const { engine } = workspace;
  const loaded = await loadPosts(workspace, options.load);
  const where = options.where ?? null;
  if (where !== null) await keepWhere(engine, where, options.load.signal);
  const stream = await streamOf(options.load, where);
  const [bounds] = await engine.rows('SELECT min(rowid), max(rowid) FROM posts');
  const [first, last] = [Number(bounds?.[0] ?? 0), Number(bounds?.[1] ?? -1)];
  const from = stream === null ? first : Math.max(first, await resumeAt(store, stream));
  const resumed = await countOf(engine, from);
  const counts = { added: 0, met: 0, forgotten: 0 };
  let done = resumed;
  const step = options.batchRows ?? BATCH_ROWS;
  for (let at = from; at <= last; at += step) {
    options.load.signal?.throwIfAborted();
    const next = at + step;
    const checkpoint = stream === null ? null : { stream, state: JSON.stringify({ next }) };
    const kept = await keepPosts(
      store,
      (names) => `SELECT ${names} FROM posts WHERE rowid >= ${at} AND rowid < ${next}`,
      options,
      checkpoint,
    );
    counts.added += kept.added;
    counts.met += kept.met;
    counts.forgotten += kept.forgotten;
    done += kept.added + kept.met + kept.forgotten;
    options.onKept?.(done);
  }
  if (stream !== null) await store.transaction(() => dropCheckpoint(store, stream));
  return { loaded, ...counts, resumed };
}

async function countOf(engine: Workspace['engine'], before: number): Promise<number> {
  const [row] = await engine.rows(`SELECT count(*) FROM posts WHERE rowid < ${before}`);
  return Number(row?.[0] ?? 0);
}

async function resumeAt(store: Store, stream: string): Promise<number> {
  const state = await readCheckpoint(store, stream);
  if (state === null) return 0;
  const { next }: { next?: unknown } = JSON.parse(state);
  return typeof next === 'number' ? next : 0;
}

/**
 * Names these files read in this way: the same ones, unchanged, give the same rows in the same order. Null for what is
 * piped in, which nobody can look at again.
 */
async function streamOf(load: LoadOptions, where: Where | null): Promise<string | null> {
  if (load.files.includes('-')) return null;
  const files = await Promise.all(
    load.files.map(async (path) => {
      const { size, mtimeMs } = await stat(path);
      return [path, size, mtimeMs];
    }),
  );
  const { timezone, dateOrder, map, preset, delimiter, encoding, sheet } = load;
  const how = JSON.stringify([
    ...[files, timezone, dateOrder, map, preset, delimiter, encoding, sheet],
    ...(where === null ? [] : [printQuery(where.query)]),
  ]);
  return `import ${createHash('sha256').update(how).digest('hex').slice(0, 32)}`;
}
