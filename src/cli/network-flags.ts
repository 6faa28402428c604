/** Flags of everything that asks a network. */
import type { Command } from 'commander';
import type { NetworkOptions } from '../app/collect.js';
import type { Spending } from '../config/config.js';
import { AppError } from '../core/errors.js';
import { type Budget, dollars } from '../sources/http/budget.js';
import { proxiesIn } from '../sources/http/proxies.js';
import type { Source } from '../sources/source.js';
import type { CliContext } from './context.js';
import type { Messages } from './messages.js';
import { spanOf } from './span.js';
import { packageVersion } from './version.js';

export interface NetworkFlags {
  readonly maxWait?: string;
  readonly maxTime?: string;
  readonly follow?: boolean;
  readonly maxSpend?: string;
  readonly debug?: boolean;
}

const DEFAULT_WAIT = '15m';
const DEFAULT_TIME = '12h';

export function addNetworkOptions(command: Command): Command {
  return command
    .option('--max-wait <span>', `longest wait, asked for by a network or between tries (default ${DEFAULT_WAIT})`)
    .option('--max-time <span>', `longest that all of it may take (default ${DEFAULT_TIME})`)
    .option(
      '--max-spend <dollars>',
      'most that a source that costs money may spend (default: the configuration, else what sources says)',
    );
}

export function networkOptions(
  context: CliContext,
  flags: NetworkFlags,
  messages: Messages,
  spending: Spending,
): NetworkOptions {
  return {
    userAgent: `brandwatch-cli/${packageVersion()} (public posts about a brand; npm package brandwatch-cli)`,
    maxWaitMs: spanOf(flags.maxWait ?? DEFAULT_WAIT, '--max-wait'),
    maxTimeMs:
      flags.follow === true && flags.maxTime === undefined ? null : spanOf(flags.maxTime ?? DEFAULT_TIME, '--max-time'),
    signal: context.signal,
    proxies: proxiesIn(context.env),
    onWait: (source, ms, host) => {
      const text = `${source.id}: waiting ${Math.ceil(ms / 1000)} s for ${host}`;
      // Short ones keep the pace and are no news.
      if (ms >= 5000) messages.step(text);
      else messages.tick(text);
    },
    spend: { maxSpend: flags.maxSpend === undefined ? null : amountOf(flags.maxSpend), spending },
    onSpend: (source, budget, when) => messages.say(`${source.id}: ${spendText(source, budget, when)}`),
    onDebug: flags.debug === true ? (line) => void context.stderr.write(`debug: ${line}\n`) : null,
  };
}

/** What a run may spend, or has spent, and what the month comes to where that is remembered. */
export function spendText({ price }: Source, budget: Budget, when: 'before' | 'after'): string {
  const { spent, limit, left, month } = budget;
  const run =
    when === 'before'
      ? `this may cost up to ${dollars(left)} (${price?.about ?? 'it is charged for'}; --max-spend changes it)`
      : `this has cost at most ${dollars(spent)} of ${dollars(limit)}`;
  if (month === null) return run;
  const most = month.limit === null ? '' : ` of ${dollars(month.limit)}`;
  return `${run}; in ${month.name} ${dollars(month.before + spent)}${most} ${when === 'before' ? 'so far' : 'in all'}`;
}

function amountOf(text: string): number {
  if (/^\d{1,6}(?:\.\d{1,2})?$/.test(text)) return Number(text);
  throw new AppError('usage', `--max-spend is "${text}", expected an amount in US dollars such as 2.50`, {
    code: 'fetch.max-spend',
  });
}
