/** What every command that works on the store alone does around its work. */
import type { Store } from '../app/store/open-store.js';
import { inWorkspace, type Workspace } from '../app/workspace.js';
import type { EffectiveConfig } from '../config/config.js';
import type { CliContext } from './context.js';
import { leftovers } from './leftovers.js';
import { Messages } from './messages.js';
import { configWithStore, openStore } from './open-store.js';
import { type GlobalFlags, type StoreFlags, wantsColor } from './options.js';

export interface StoreSession {
  readonly config: EffectiveConfig;
  readonly messages: Messages;
  readonly workspace: Workspace;
  readonly threads: number;
  readonly store: Store;
}

/** Runs a command over the store. `command` is what others are told that has it. */
export async function withStore<T>(
  context: CliContext,
  flags: GlobalFlags & StoreFlags,
  mode: 'read' | 'write',
  command: string,
  action: (session: StoreSession) => Promise<T>,
): Promise<T> {
  const config = await configWithStore(context, flags);
  const messages = new Messages(context, config.quiet, wantsColor(config, context, context.stderr.isTTY === true));
  const threads = config.threads ?? context.cores;
  const { memory, timezone } = config;
  try {
    return await inWorkspace({ threads, memory, timezone, signal: context.signal, leftovers }, async (workspace) => {
      const store = await openStore(context, { workspace, config, flags, messages, mode, command });
      return action({ config, messages, workspace, threads, store }).finally(() => store.close());
    });
  } finally {
    await messages.done();
  }
}
