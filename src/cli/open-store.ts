/** Opens the store that a command means. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openStoreIn, type Store } from '../app/store/open-store.js';
import type { Workspace } from '../app/workspace.js';
import type { EffectiveConfig } from '../config/config.js';
import { AppError } from '../core/errors.js';
import type { CliContext } from './context.js';
import type { Messages } from './messages.js';
import { configFor, type GlobalFlags, type StoreFlags } from './options.js';
import { spanOf } from './span.js';

export interface StoreUse {
  readonly workspace: Workspace;
  readonly config: EffectiveConfig;
  readonly flags: StoreFlags;
  readonly messages: Messages;
  readonly mode: 'read' | 'write';
  /** What others are told that has it. */
  readonly command: string;
}

/** Longer than any run: `--wait` without a span. */
const WAIT_MS = 24 * 3_600_000;

/** Throws `input-missing`, `temporary` or `malformed-input` where it cannot be opened. */
export async function openStore(context: CliContext, use: StoreUse): Promise<Store> {
  const { config, flags, messages, workspace, mode, command } = use;
  const path = config.store ?? (await configFor(context, { store: true })).store;
  if (path === null) throw new AppError('internal', 'a store without a place', { code: 'store.place' });
  return openStoreIn(workspace, {
    path,
    mode,
    wait: waitOf(flags.wait),
    pid: context.pid,
    command,
    now: () => Date.now(),
    sleep: (ms) => sleep(ms, undefined, { signal: context.signal }),
    onWait: (holder) => messages.warn(`waiting for the store (${holder})`),
  });
}

/** The configuration of a command that is nothing without a store. */
export async function configWithStore(context: CliContext, flags: GlobalFlags & StoreFlags): Promise<EffectiveConfig> {
  const config = await configFor(context, flags);
  return config.store === null ? configFor(context, { ...flags, store: true }) : config;
}

/** Milliseconds that --wait means. */
export function waitOf(wait: string | true | undefined): number {
  if (wait === undefined) return 0;
  return wait === true ? WAIT_MS : spanOf(wait, '--wait');
}
