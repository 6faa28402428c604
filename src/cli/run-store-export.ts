/** `store export`: a folder that is there whole or not at all. */
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { exportPosts } from '../app/store/export-posts.js';
import { AppError, isSystemError } from '../core/errors.js';
import { parseWindow } from '../core/time.js';
import type { CliContext } from './context.js';
import { leftovers } from './leftovers.js';
import { createError } from './output-errors.js';
import type { StoreCommandFlags } from './store-options.js';
import { withStore } from './store-session.js';

export async function exportStore(context: CliContext, flags: StoreCommandFlags): Promise<void> {
  const { output, format: _format, ...rest } = flags;
  const format = flags.format ?? 'parquet';
  if (format !== 'parquet' && format !== 'ndjson') {
    throw new AppError('usage', `store export writes no ${format}`, {
      code: 'store.format',
      hint: 'it writes parquet or ndjson',
    });
  }
  if (output === undefined || output === '-') {
    throw new AppError('usage', 'store export needs a folder', {
      code: 'store.output',
      hint: 'for example brandwatch store export -o posts/',
    });
  }
  const target = resolve(context.cwd, output);
  const isThere = await refuseTaken(target, output, flags.force ?? false);
  await withStore(context, rest, 'read', 'store export', async ({ store, config, messages, threads }) => {
    const { timezone } = config;
    const window = parseWindow(flags, timezone, context.now().getTime());
    const into = await makeAside(target, output);
    leftovers.add(into);
    try {
      messages.step('writing posts');
      const posts = await exportPosts(store, { into, format, window, timezone, threads });
      context.signal.throwIfAborted();
      if (isThere) await moveAway(target);
      await rename(into, target);
      await messages.done();
      messages.say(`${posts} ${posts === 1 ? 'post' : 'posts'} in ${output} (days of ${timezone})`);
    } catch (error) {
      throw !(error instanceof AppError) && isSystemError(error) ? createError(output, error) : error;
    } finally {
      await rm(into, { recursive: true, force: true });
      leftovers.forget(into);
    }
  });
}

/** Whether a folder stands there that may be replaced: an empty one, or with force one that holds nothing but an export. */
async function refuseTaken(target: string, output: string, force: boolean): Promise<boolean> {
  let names: string[];
  try {
    names = await readdir(target);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return false;
    throw createError(output, error);
  }
  if (names.length === 0) return true;
  const isExport = names.every((name) => name.startsWith('day='));
  if (force && isExport) return true;
  throw new AppError('cannot-create', `cannot create ${output}: the folder is not empty`, {
    code: 'store.export-taken',
    hint: isExport ? 'replace the export with --force, or choose another folder' : 'choose another folder',
  });
}

async function makeAside(target: string, output: string): Promise<string> {
  try {
    return await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  } catch (error) {
    throw createError(output, error);
  }
}

async function moveAway(target: string): Promise<void> {
  const old = await mkdtemp(`${target}-old-`);
  leftovers.add(old);
  // A folder takes the place of an empty one.
  await rename(target, old);
  await rm(old, { recursive: true, force: true });
  leftovers.forget(old);
}
