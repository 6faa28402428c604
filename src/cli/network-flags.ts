/** Flags of everything that asks a network. */
import type { Command } from 'commander';
import type { NetworkOptions } from '../app/collect.js';
import type { CliContext } from './context.js';
import type { Messages } from './messages.js';
import { spanOf } from './span.js';
import { packageVersion } from './version.js';

export interface NetworkFlags {
  readonly maxWait?: string;
  readonly maxTime?: string;
  readonly debug?: boolean;
}

const DEFAULT_WAIT = '15m';
const DEFAULT_TIME = '12h';

export function addNetworkOptions(command: Command): Command {
  return command
    .option('--max-wait <span>', `longest wait that a network may ask for (default ${DEFAULT_WAIT})`)
    .option('--max-time <span>', `longest that all of it may take (default ${DEFAULT_TIME})`);
}

export function networkOptions(context: CliContext, flags: NetworkFlags, messages: Messages): NetworkOptions {
  return {
    userAgent: `brandwatch-cli/${packageVersion()} (public posts about a brand; npm package brandwatch-cli)`,
    maxWaitMs: spanOf(flags.maxWait ?? DEFAULT_WAIT, '--max-wait'),
    maxTimeMs: spanOf(flags.maxTime ?? DEFAULT_TIME, '--max-time'),
    signal: context.signal,
    onWait: (source, ms, host) => {
      const text = `${source.id}: waiting ${Math.ceil(ms / 1000)} s for ${host}`;
      // Short ones keep the pace and are no news.
      if (ms >= 5000) messages.step(text);
      else messages.tick(text);
    },
    onDebug: flags.debug === true ? (line) => void context.stderr.write(`debug: ${line}\n`) : null,
  };
}
