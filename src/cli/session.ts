/** What every command that reads posts does around its work: configuration, messages, rejects, workspace. */
import type { AuditOptions } from '../app/audit.js';
import type { LoadOptions } from '../app/load-posts.js';
import type { Store } from '../app/store/open-store.js';
import { readUserLexicon } from '../app/user-lexicon.js';
import { readWhere, type Where } from '../app/where.js';
import { inWorkspace, type Workspace } from '../app/workspace.js';
import type { EffectiveConfig } from '../config/config.js';
import { selectBrands } from '../config/select.js';
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { parseWindow } from '../core/time.js';
import { expandPaths } from '../files/expand-paths.js';
import { inputName } from '../files/input-name.js';
import { PRESETS, presetById } from '../presets/index.js';
import { parseMapOption } from '../presets/map-option.js';
import type { CliContext } from './context.js';
import { leftovers } from './leftovers.js';
import { Messages } from './messages.js';
import { openStore } from './open-store.js';
import {
  configFor,
  type GlobalFlags,
  type InputFlags,
  type JudgeFlags,
  type OutputFlags,
  type SelectFlags,
  type StoreFlags,
  type WhereFlags,
  wantsColor,
} from './options.js';
import { RejectsFile } from './rejects-file.js';

export type ReadFlags = GlobalFlags &
  WhereFlags &
  StoreFlags &
  InputFlags &
  JudgeFlags &
  Partial<OutputFlags> &
  Partial<SelectFlags>;

export interface Session {
  readonly config: EffectiveConfig;
  readonly messages: Messages;
  readonly workspace: Workspace;
  readonly load: LoadOptions;
  readonly threads: number;
  /** The store that the posts come from; null where they come from files. */
  readonly store: Store | null;
}

/** Whether a command that is given these files reads the store: files, a pipe and the store, in this order. */
export function readsStore(
  context: CliContext,
  files: readonly string[],
  flags: StoreFlags,
  config: EffectiveConfig,
): boolean {
  if (files.length > 0) return false;
  return flags.store !== undefined || (config.store !== null && context.nothingPiped);
}

/** Runs a command over files of posts; afterwards nothing of it is left in memory or on disk but its output. */
export async function withSession<T>(
  context: CliContext,
  files: readonly string[],
  flags: ReadFlags,
  withExtras: boolean,
  action: (session: Session) => Promise<T>,
  /** What others are told of a command that may read the store. */
  command: string | null = null,
): Promise<T> {
  const config = await configFor(context, flags);
  const messages = new Messages(context, config.quiet, wantsColor(config, context, context.stderr.isTTY === true));
  const map = flags.map === undefined ? null : parseMapOption(flags.map);
  checkPreset(flags.preset);
  const fromStore = command !== null && readsStore(context, files, flags, config);
  const inputs = fromStore ? [] : await expandPaths(inputsOf(context, files), context.cwd);
  const rejects = flags.rejects === undefined ? null : await RejectsFile.open(flags.rejects, inputs, context);
  const threads = config.threads ?? context.cores;
  let succeeded = false;
  try {
    const result = await inWorkspace(
      {
        threads,
        memory: config.memory,
        timezone: config.timezone,
        signal: context.signal,
        leftovers,
      },
      async (workspace) => {
        const use = { workspace, config, flags, messages, mode: 'read', command: command ?? '' } as const;
        const store = fromStore ? await openStore(context, use) : null;
        return action({
          config,
          messages,
          workspace,
          threads,
          store,
          load: {
            files: inputs,
            cwd: context.cwd,
            stdin: context.stdin,
            timezone: config.timezone,
            dateOrder: config.dateOrder === 'auto' ? null : config.dateOrder,
            map,
            preset: flags.preset ?? null,
            delimiter: flags.delimiter ?? null,
            encoding: flags.encoding ?? null,
            sheet: flags.sheet ?? null,
            withExtras,
            collectedAt: context.now().toISOString(),
            maxRejects: config.maxRejects,
            rejectsFile: flags.rejects,
            onFile: (name) => messages.step(`reading ${inputName(name)}`),
            ...(rejects === null ? {} : { onRejects: async (found) => rejects.add(found) }),
            signal: context.signal,
          },
        }).finally(() => store?.close());
      },
    );
    succeeded = true;
    return result;
  } finally {
    await messages.done();
    // Written when the import failed because of them, too: then they are wanted most.
    if (!context.signal.aborted && (succeeded || rejects?.empty === false)) await rejects?.write(config.timezone);
    else await rejects?.discard();
  }
}

/** Known before anything is read. */
function checkPreset(id: string | undefined): void {
  if (id === undefined || presetById(id) !== undefined) return;
  const close = nearest(
    id,
    PRESETS.map((preset) => preset.id),
  );
  throw new AppError('usage', `unknown preset "${id}"`, {
    code: 'import.preset',
    hint: close === null ? 'brandwatch presets lists them' : `did you mean ${close}?`,
  });
}

/** The files named, else a piped stdin. */
export function inputsOf(context: CliContext, files: readonly string[]): readonly string[] {
  if (files.length > 0) return files;
  if (context.stdin.isTTY !== true) return ['-'];
  throw new AppError('input-missing', 'no posts to read', {
    code: 'input.none',
    hint: 'name an export, e.g. brandwatch audit export.csv, or pipe one into it',
  });
}

/** What `--where` asks for, or null. Throws QueryError of the kind `usage`. */
export function whereOf({ where }: WhereFlags, config: EffectiveConfig, context: CliContext): Where | null {
  if (where === undefined) return null;
  return readWhere(where, { timezone: config.timezone, now: context.now().getTime() });
}

/** The part of an audit that flags and configuration decide. */
export async function auditOptions(
  session: Session,
  flags: ReadFlags & { by?: string },
  context: CliContext,
): Promise<AuditOptions> {
  const { config, messages, load, threads, store } = session;
  return {
    input: store === null ? { load } : { store },
    signal: context.signal,
    brands: selectBrands(config, flags.brand ?? []),
    brandsAsked: flags.brand ?? [],
    window: parseWindow(flags, config.timezone, context.now().getTime()),
    where: whereOf(flags, config, context),
    networks: flags.network ?? [],
    languages: flags.lang ?? [],
    timezone: config.timezone,
    threads,
    labels: config.labels,
    lexicon: await readUserLexicon(config, context.cwd),
    limit: config.limit,
    by: flags.by ?? null,
    onStep: (text) => messages.step(text),
    onTick: (text) => messages.tick(text),
  };
}
