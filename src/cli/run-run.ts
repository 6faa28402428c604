/** The handlers of `run` and `watch`. */

import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkOptions } from '../app/collect.js';
import { describePlan } from '../app/run/describe-plan.js';
import { type RunResult, run, STEPS, type StepName } from '../app/run/run.js';
import { historyTable, statusTable } from '../app/run/run-tables.js';
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { parseMoment } from '../core/time.js';
import { ConditionHolds, RunFailed } from './condition.js';
import type { CliContext } from './context.js';
import { EXIT_CODES } from './exit.js';
import { Log, type LogFormat } from './log.js';
import { Messages } from './messages.js';
import { type NetworkFlags, networkOptions, spendText } from './network-flags.js';
import { configWithStore } from './open-store.js';
import type { GlobalFlags, KeepFlags, OutputFlags, StoreFlags } from './options.js';
import { placeFile } from './place-file.js';
import { spanOf } from './span.js';
import { withStore } from './store-session.js';
import { packageVersion } from './version.js';
import { destinationOf, writeTables } from './write-tables.js';

export type RunFlags = GlobalFlags &
  StoreFlags &
  NetworkFlags &
  OutputFlags &
  Partial<KeepFlags> & {
    readonly only?: string;
    readonly since?: string;
    readonly dryRun?: boolean;
    readonly status?: boolean;
    readonly history?: boolean;
    readonly log?: string;
    readonly failOn?: string;
    readonly every?: string;
  };

/** The worst first: what a run ends with when several things went wrong. */
const WORST = [70, 78, 77, 74, 73, 65, 66, 64, 69, 75] as const;

export async function runRun(context: CliContext, flags: RunFlags): Promise<void> {
  if (flags.status === true || flags.history === true) return showRuns(context, flags);
  if (flags.dryRun === true) return showPlan(context, flags);
  conclude(await once(context, flags), flags);
}

/** `run` again and again, each time at the start plus so many spans: what a run takes does not shift the next one. */
export async function runWatch(context: CliContext, flags: RunFlags): Promise<void> {
  const every = spanOf(flags.every ?? '5m', '--every');
  const log = logOf(context, flags);
  const start = context.now().getTime();
  // A session of a turn serves the next one: some networks allow few in a day.
  const kept = new Map<string, unknown>();
  for (let turn = 0; ; turn++) {
    try {
      await once(context, flags, kept);
    } catch (error) {
      // A store that is in use, a server that is away: the next turn tries again. What will be wrong then, too, ends it.
      if (!(error instanceof AppError) || !['temporary', 'input-output', 'source-unavailable'].includes(error.kind))
        throw error;
      log.error('watch', error.message, error.hint);
    }
    const now = context.now().getTime();
    const passed = Math.floor((now - start) / every);
    const next = start + Math.max(turn + 1, passed + 1) * every;
    turn = Math.max(turn, passed);
    await sleep(Math.max(0, next - now), undefined, { signal: context.signal }).catch(() => undefined);
    context.signal.throwIfAborted();
  }
}

async function once(context: CliContext, flags: RunFlags, kept = new Map<string, unknown>()): Promise<RunResult> {
  const only = stepsOf(flags.only);
  checkFailOn(flags);
  const log = logOf(context, flags);
  const quiet = new Messages(context, true);
  const began = context.now().getTime();
  const config = await configWithStore(context, flags);
  const network: NetworkOptions = {
    ...networkOptions(context, flags, quiet, config.spending),
    kept,
    onSpend: (source, budget, when) => log.info('fetch', `${source.id}: ${spendText(source, budget, when)}`),
  };
  const since = flags.since === undefined ? null : parseMoment(flags.since, config.timezone, '--since');
  // Wrong names are found before the store is opened, and before anything is asked of a network.
  describePlan(config, { env: context.env, now: began, only });
  return withStore(context, flags, 'write', 'run', async (session) => {
    const { store, workspace, threads } = session;
    const result = await run(
      {
        workspace,
        store,
        config: session.config,
        cwd: context.cwd,
        env: context.env,
        only,
        since,
        threads,
        now: () => context.now().getTime(),
        version: packageVersion(),
        host: hostname(),
        pid: context.pid,
        network,
        log,
        signal: context.signal,
        deadline: flags.maxTime === undefined ? null : began + spanOf(flags.maxTime, '--max-time'),
        place: (path, pieces) => placeFile(path, pieces, context),
      },
      (ended) => exitCodeOf(ended, flags),
    );
    log.info('run', result.failures.length === 0 ? 'done' : `${result.failures.length} failed`);
    return result;
  });
}

function exitCodeOf({ failures, alerts }: RunResult, flags: RunFlags): number {
  const codes = failures.map(({ kind }) => EXIT_CODES[kind]);
  const worst = WORST.find((code) => codes.includes(code)) ?? codes[0];
  return worst ?? (flags.failOn === 'alert' && alerts > 0 ? 1 : 0);
}

/** Each failure has had its line: what is left to say is the code. */
function conclude(result: RunResult, flags: RunFlags): void {
  const code = exitCodeOf(result, flags);
  if (code === 1) throw new ConditionHolds(`${result.alerts} alerts were raised (--fail-on alert)`);
  if (code !== 0) throw new RunFailed(code);
}

async function showRuns(context: CliContext, flags: RunFlags): Promise<void> {
  await withStore(context, flags, 'read', 'run', async ({ store, config, messages }) => {
    const destination = await destinationOf(context, config, flags);
    const table = flags.history === true ? await historyTable(store, config.limit) : await statusTable(store);
    await messages.done();
    await writeTables([table], destination, context, config, flags);
  });
}

async function showPlan(context: CliContext, flags: RunFlags): Promise<void> {
  const config = await configWithStore(context, flags);
  const table = describePlan(config, {
    env: context.env,
    now: context.now().getTime(),
    only: stepsOf(flags.only),
  });
  await writeTables([table], await destinationOf(context, config, flags), context, config, flags);
}

function stepsOf(only: string | undefined): readonly StepName[] {
  if (only === undefined) return [];
  return only.split(',').map((word) => {
    const step = STEPS.find((known) => known === word.trim().toLowerCase());
    if (step !== undefined) return step;
    const close = nearest(word, [...STEPS]);
    throw new AppError('usage', `--only is "${word}", expected ${STEPS.join(', ')}`, {
      code: 'run.only',
      hint: close === null ? 'several with commas: --only fetch,score' : `did you mean ${close}?`,
    });
  });
}

function checkFailOn({ failOn }: RunFlags): void {
  if (failOn === undefined || failOn === 'alert') return;
  throw new AppError('usage', `--fail-on is "${failOn}", expected alert`, {
    code: 'run.fail-on',
    hint: 'write --fail-on alert',
  });
}

function logOf(context: CliContext, flags: RunFlags): Log {
  const format = flags.log ?? 'text';
  if (format !== 'text' && format !== 'json') {
    throw new AppError('usage', `--log is "${format}", expected text or json`, {
      code: 'run.log',
      hint: 'write --log json',
    });
  }
  return new Log(context, format satisfies LogFormat, flags.quiet ?? false);
}
