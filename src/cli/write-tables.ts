/** Tables to where the user wants them, in the format that the flags, the ending or the terminal choose. */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseColumns } from '../app/columns.js';
import type { EffectiveConfig } from '../config/config.js';
import { AppError } from '../core/errors.js';
import type { Table } from '../core/table.js';
import type { Format } from '../formats/format.js';
import { formatById, formatOfFile } from '../formats/index.js';
import type { CliContext } from './context.js';
import { type OutputFlags, wantsColor } from './options.js';
import { checkEnding } from './output-ending.js';
import { createError } from './output-errors.js';
import { checkPlace, spareInputs } from './output-place.js';
import { openSink, writeTo } from './sink.js';

export interface Destination {
  readonly format: Format;
  /** Null is stdout. */
  readonly path: string | null;
  /** A folder that takes a file for each table. */
  readonly folder: boolean;
}

/** Decided, and refused, before any work is done. `pipe` is the format of a pipe or of a file whose ending says nothing. */
export async function destinationOf(
  context: CliContext,
  config: EffectiveConfig,
  flags: OutputFlags,
  pipe: 'csv' | 'ndjson' = 'csv',
  /** Files that must not be written over. */
  inputs: readonly string[] = [],
): Promise<Destination> {
  const path = flags.output === undefined || flags.output === '-' ? null : flags.output;
  const folder = path !== null && (path.endsWith('/') || (await isFolder(path)));
  const asked = flags.format === undefined ? null : formatById(flags.format);
  const ending = path === null || folder ? null : formatOfFile(path);
  // What the configuration says is weaker than a telling ending, and no format for a pipe if it is the terminal's.
  const configured = config.format === null || config.format === 'terminal' ? null : formatById(config.format);
  const toTerminal = path === null && context.stdout.isTTY === true;
  const fallback = toTerminal && !flags.excel ? formatById('terminal') : formatById(flags.excel ? 'csv' : pipe);
  const format = asked ?? ending ?? configured ?? fallback;
  if (flags.excel === true && format.id !== 'csv') {
    throw new AppError('usage', `--excel goes with csv, not with ${format.id}`, {
      code: 'output.excel',
      hint: 'add -f csv',
    });
  }
  if (path !== null && !folder && asked === null && ending === null) checkEnding(path);
  if (path !== null) {
    await checkPlace(path, folder);
    if (!folder) await spareInputs(path, inputs);
  }
  return { format, path, folder };
}

/** The names that `--columns` gives, none where it is not given. */
export function columnNames(flags: OutputFlags): readonly string[] {
  return flags.columns?.split(',').map((name) => name.trim()) ?? [];
}

/** One format for several tables, or, in a folder, a file for each. Returns the paths of the files written. */
export async function writeTables(
  tables: readonly Table[],
  destination: Destination,
  context: CliContext,
  config: EffectiveConfig,
  flags: OutputFlags,
): Promise<string[]> {
  const names = columnNames(flags);
  const chosen = names.length === 0 ? tables : tables.map((table) => chooseColumns(table, names));
  const { format, path, folder } = destination;
  const formatting = {
    width: context.stdout.columns ?? 80,
    color: wantsColor(config, context, path === null && context.stdout.isTTY === true),
    excel: flags.excel ?? false,
    timezone: config.timezone,
  };
  if (!folder) {
    await writeTo(await openSink(path, context), format.write(chosen, formatting));
    return path === null ? [] : [path];
  }
  const parent = path ?? '.';
  try {
    await mkdir(parent, { recursive: true });
  } catch (error) {
    throw createError(parent, error);
  }
  const written: string[] = [];
  for (const table of chosen) {
    const file = join(parent, `${table.id}.${format.endings[0] ?? 'txt'}`);
    await writeTo(await openSink(file, context), format.write([table], formatting));
    written.push(file);
  }
  return written;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
