/** All files of a command into the posts table, each post once. */
import { AppError } from '../core/errors.js';
import { readBytes } from '../files/bytes.js';
import { expandPaths } from '../files/expand-paths.js';
import { openFile } from '../files/open-file.js';
import type { OpenedFile } from '../files/opened-file.js';
import { mergeDuplicates } from '../posts/duplicates.js';
import { createPosts } from '../posts/table.js';
import { filledColumns } from '../presets/compile.js';
import { PRESETS } from '../presets/index.js';
import type { FilePlan } from './plan-columns.js';
import { planFile, type ReadFile, type ReadOptions, readFile } from './read-file.js';
import type { Reject } from './rejects.js';
import { type RejectLimit, tooManyRejects } from './too-many-rejects.js';
import type { Workspace } from './workspace.js';

export interface LoadOptions extends Omit<ReadOptions, 'allRejects'>, RejectLimit {
  /** Paths and globs; `-` is standard input. */
  readonly files: readonly string[];
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly delimiter: string | null;
  readonly encoding: string | null;
  readonly sheet: string | null;
  /** Receives every reject of a file before it is decided whether there were too many. */
  readonly onRejects?: (rejects: readonly Reject[]) => Promise<void>;
  readonly onFile?: (name: string) => void;
  readonly signal?: AbortSignal;
}

export interface Loaded {
  readonly files: readonly ReadFile[];
  /** The same files, as they were opened. */
  readonly opened: readonly OpenedFile[];
  /** Rows that were another sighting of a post already there. */
  readonly merged: number;
}

export async function loadPosts({ engine, tempDir }: Workspace, options: LoadOptions): Promise<Loaded> {
  const names = await expandPaths(options.files, options.cwd);
  const planned: Planned[] = [];
  for (const name of names) {
    options.signal?.throwIfAborted();
    const opened = await openNamed(name, tempDir, options, false);
    planned.push({ opened, plan: await planFile(engine, opened, options) });
  }
  const filled = planned.flatMap(({ plan }) => filledColumns(plan.preset, plan.columns, options.withExtras));
  await createPosts(engine, filled);
  const files: ReadFile[] = [];
  for (const each of planned) {
    options.signal?.throwIfAborted();
    options.onFile?.(each.opened.name);
    const read = await readPlanned(each, { engine, tempDir }, options);
    files.push(read);
    if (read.rejects.total > 0) await options.onRejects?.(read.rejects.samples);
    refuseBroken(read, options);
  }
  return { files, opened: planned.map(({ opened }) => opened), merged: await mergeDuplicates(engine) };
}

interface Planned {
  readonly opened: OpenedFile;
  readonly plan: FilePlan;
}

/** The engine gives up on mixed line ends that show only far down in a file; a copy with plain ones it can read. */
async function readPlanned(
  { opened, plan }: Planned,
  { engine, tempDir }: Workspace,
  options: LoadOptions,
): Promise<ReadFile> {
  const reading = { ...options, allRejects: options.onRejects !== undefined };
  try {
    return await readFile(engine, opened, plan, reading);
  } catch (error) {
    const gaveUp = error instanceof AppError && /state machine reached an invalid state/i.test(error.message);
    if (!gaveUp) throw error;
    // What was piped in is gone, but for the copy that was made of it, as UTF-8.
    const again = opened.name === '-' ? { ...options, stdin: readBytes(opened.path, '-'), encoding: null } : options;
    const copy = await openNamed(opened.name, tempDir, again, true);
    return readFile(engine, copy, await planFile(engine, copy, options), reading);
  }
}

function openNamed(name: string, tempDir: string, options: LoadOptions, rewrite: boolean): Promise<OpenedFile> {
  return openFile(name, {
    tempDir,
    rewrite,
    stdin: options.stdin,
    signatures: PRESETS.flatMap(({ signatures }) => signatures),
    recordsPaths: PRESETS.flatMap(({ records }) => records ?? []),
    ...(options.delimiter === null ? {} : { delimiter: options.delimiter }),
    ...(options.encoding === null ? {} : { encoding: options.encoding }),
    ...(options.sheet === null ? {} : { sheet: options.sheet }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

/** Throws where more of a file is unreadable than is allowed. */
function refuseBroken({ name, rows, leftOut, rejects }: ReadFile, limit: RejectLimit): void {
  const { total, causes, samples } = rejects;
  const share = {
    file: name,
    rejected: total,
    rows: rows + leftOut + total,
    cause: causes[0]?.[0] ?? '',
    first: samples[0],
  };
  const error = tooManyRejects('import', share, limit);
  if (error !== null) throw error;
}
