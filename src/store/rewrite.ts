/**
 * Writes the store's file anew: what is deleted stays in the old blocks until they are used again, and a file does not
 * shrink by itself. The new file is made beside the old one and renamed over it; a crash at any moment leaves one of the two.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { sqlText } from '../core/engine.js';
import { AppError } from '../core/errors.js';
import type { Store } from './store.js';

const DUE = 'rewrite_due';
/** Blocks that stand empty, from which on a file is worth writing anew. */
const WORTHWHILE_SHARE = 0.2;

function asideOf(path: string): string {
  return `${path}.new`;
}

/** Called by who has the store for writing: what a rewrite that was cut short left beside it. */
export function removeAside(path: string): void {
  for (const leftover of [asideOf(path), `${asideOf(path)}.wal`]) rmSync(leftover, { force: true });
}

/** Part of a transaction: whatever happens then, this process or the next writer writes the file anew. */
export async function markRewriteDue({ engine }: Store): Promise<void> {
  await engine.run(`DELETE FROM store.meta WHERE name = '${DUE}'; INSERT INTO store.meta VALUES ('${DUE}', 'yes')`);
}

export async function isRewriteDue({ engine }: Store): Promise<boolean> {
  const [row] = await engine.rows(`SELECT count(*) FROM store.meta WHERE name = '${DUE}'`);
  return Number(row?.[0] ?? 0) > 0;
}

/** Whether enough of the file stands empty. Called between transactions. */
export async function hasEmptyBlocks({ engine }: Store): Promise<boolean> {
  await engine.run('CHECKPOINT store');
  const [row] = await engine.rows(
    "SELECT free_blocks, total_blocks FROM pragma_database_size() WHERE database_name = 'store'",
  );
  const [free = 0, total = 0] = (row ?? []).map(Number);
  return total > 0 && free / total >= WORTHWHILE_SHARE;
}

/** Writes the file anew. The store stays open; nothing may be under way. */
export async function rewrite(store: Store): Promise<void> {
  const { engine, path } = store;
  const aside = asideOf(path);
  removeAside(path);
  // What a log holds would be played over the new file.
  await engine.run('CHECKPOINT store');
  try {
    await engine.run(`ATTACH ${sqlText(aside)} AS fresh`);
    try {
      await engine.run('COPY FROM DATABASE store TO fresh');
      await engine.run(`DELETE FROM fresh.meta WHERE name = '${DUE}'`);
      await engine.run('CHECKPOINT fresh');
      for (const log of [`${path}.wal`, `${aside}.wal`]) {
        if (sizeOf(log) > 0) throw new AppError('internal', `${log} is not empty`, { code: 'store.rewrite' });
      }
      moveInto(aside, path);
      // In this order the new file is locked as long as the old one is: nobody comes between.
      await engine.run('DETACH store');
    } finally {
      await engine.run('DETACH fresh').catch(() => undefined);
    }
  } catch (error) {
    removeAside(path);
    throw error;
  }
  await store.reattach();
}

/** Puts a file in the place of another; whatever happens, one of the two is there whole. */
export function moveInto(aside: string, path: string): void {
  sync(aside);
  renameSync(aside, path);
  sync(dirname(path));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function sync(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    // Folders cannot be opened everywhere; there the rename is safe without it.
    return;
  }
  try {
    fsyncSync(file);
  } catch {
    // As above.
  } finally {
    closeSync(file);
  }
}
