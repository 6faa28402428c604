/** What every command that reads posts does around its work: configuration, messages, rejects, workspace. */
import type { AuditOptions } from '../app/audit.js';
import type { LoadOptions } from '../app/load-posts.js';
import { inWorkspace, type Workspace } from '../app/workspace.js';
import type { EffectiveConfig } from '../config/config.js';
import { selectBrands } from '../config/select.js';
import { AppError } from '../core/errors.js';
import { parseWindow } from '../core/time.js';
import { parseMapOption } from '../presets/map-option.js';
import type { CliContext } from './context.js';
import { Messages } from './messages.js';
import {
  configFor,
  type GlobalFlags,
  type InputFlags,
  type JudgeFlags,
  type OutputFlags,
  type SelectFlags,
} from './options.js';
import { RejectsFile } from './rejects-file.js';

export type ReadFlags = GlobalFlags & InputFlags & JudgeFlags & Partial<OutputFlags> & Partial<SelectFlags>;

export interface Session {
  readonly config: EffectiveConfig;
  readonly messages: Messages;
  readonly workspace: Workspace;
  readonly load: LoadOptions;
  readonly threads: number;
}

/** Runs a command over files of posts; afterwards nothing of it is left in memory or on disk but its output. */
export async function withSession<T>(
  context: CliContext,
  files: readonly string[],
  flags: ReadFlags,
  withExtras: boolean,
  action: (session: Session) => Promise<T>,
): Promise<T> {
  const config = await configFor(context, flags);
  const messages = new Messages(context, config.quiet);
  const map = flags.map === undefined ? null : parseMapOption(flags.map);
  const inputs = inputsOf(context, files);
  const rejects = flags.rejects === undefined ? null : await RejectsFile.open(flags.rejects, context);
  const threads = config.threads ?? context.cores;
  try {
    return await inWorkspace(
      { threads, memory: config.memory, timezone: config.timezone, signal: context.signal },
      (workspace) =>
        action({
          config,
          messages,
          workspace,
          threads,
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
            onFile: (name) => messages.step(`reading ${name}`),
            ...(rejects === null ? {} : { onRejects: async (found) => rejects.add(found) }),
            signal: context.signal,
          },
        }),
    );
  } finally {
    await messages.done();
    // Written when the import failed, too: then it is wanted most.
    await rejects?.write(config.timezone);
  }
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

/** The part of an audit that flags and configuration decide. */
export function auditOptions(session: Session, flags: ReadFlags & { by?: string }, context: CliContext): AuditOptions {
  const { config, messages, load, threads } = session;
  return {
    load,
    brands: selectBrands(config, flags.brand ?? []),
    brandsAsked: flags.brand ?? [],
    window: parseWindow(flags, config.timezone, context.now().getTime()),
    networks: flags.network ?? [],
    languages: flags.lang ?? [],
    timezone: config.timezone,
    threads,
    labels: config.labels,
    limit: config.limit,
    by: flags.by ?? null,
    onStep: (text) => messages.step(text),
    onTick: (text) => messages.tick(text),
  };
}
