/** The configured day: fetch, score, alerts, reports, retention. Each step is in the store's record of the run. */
import type { EffectiveConfig } from '../../config/config.js';
import { AppError } from '../../core/errors.js';
import { prunePosts } from '../../store/prune.js';
import { beginRun, endRun, lastDone, type Outcome, recordStep } from '../../store/runs.js';
import { raiseAlerts } from '../alerts/raise-alerts.js';
import type { Store } from '../store/open-store.js';
import { scorePosts } from '../store/score-posts.js';
import { readUserLexicon } from '../user-lexicon.js';
import { watchOf } from '../watch.js';
import type { Workspace } from '../workspace.js';
import { describeAlert } from './describe-alert.js';
import { type FetchDeps, fetchStreams } from './fetch-streams.js';
import { planReports } from './plan-reports.js';
import type { RunLog } from './run-log.js';
import { sendAlerts } from './send-alerts.js';
import { sendReport } from './send-report.js';
import { writeReport } from './write-reports.js';

export const STEPS = ['fetch', 'score', 'alerts', 'reports', 'retention'] as const;
export type StepName = (typeof STEPS)[number];

export interface RunOptions {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly config: EffectiveConfig;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly only: readonly StepName[];
  /** Where fetching begins; null: where the run before ended. */
  readonly since: number | null;
  readonly threads: number;
  readonly now: () => number;
  readonly version: string;
  readonly host: string;
  readonly pid: number;
  readonly network: FetchDeps['network'];
  readonly log: RunLog;
  /** Ends it from outside: an interrupt. */
  readonly signal: AbortSignal;
  /** Moment (milliseconds) after which no step begins, and fetching ends; null: never. */
  readonly deadline: number | null;
  readonly place: (path: string, pieces: AsyncIterable<string>) => Promise<boolean>;
}

export interface RunResult {
  readonly failures: readonly AppError[];
  readonly alerts: number;
}

/** What a step did, for the record and the log. */
interface Done {
  readonly said: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Never throws for what a step cannot do: that is among the failures, and the other steps go on. */
export async function run(options: RunOptions, exitCodeOf: (result: RunResult) => number): Promise<RunResult> {
  const { store, now } = options;
  const { version, host, pid } = options;
  const id = await beginRun(store, { now: now(), version, host, pid });
  const steps = new Steps(options, id);
  await steps.all();
  const result = { failures: steps.failures, alerts: steps.alerts };
  await endRun(store, id, exitCodeOf(result), now());
  return result;
}

class Steps {
  readonly failures: AppError[] = [];
  alerts = 0;
  readonly #options: RunOptions;
  readonly #run: number;
  #position = 0;

  constructor(options: RunOptions, run: number) {
    this.#options = options;
    this.#run = run;
  }

  async all(): Promise<void> {
    const { only } = this.#options;
    const wanted = (step: StepName): boolean => only.length === 0 || only.includes(step);
    const lexicon = await readUserLexicon(this.#options.config, this.#options.cwd);
    const watch = watchOf(this.#options.config.brands);
    if (wanted('fetch')) await this.#fetch();
    if (wanted('score')) {
      await this.#step('score', 'score', async () => {
        const { store, threads, signal } = this.#options;
        const posts = await scorePosts(store, {
          watch,
          lexicon,
          threads,
          again: false,
          signal,
          isLate: () => this.#isLate(),
        });
        return { said: `${posts} ${posts === 1 ? 'post' : 'posts'} judged`, detail: { posts } };
      });
    }
    if (wanted('alerts')) {
      await this.#alerts(lexicon);
      await this.#tell();
    }
    if (wanted('reports')) await this.#reports(lexicon);
    if (wanted('retention')) await this.#retention();
  }

  async #fetch(): Promise<void> {
    const { config, env, store, network, signal, since, deadline, now, log } = this.#options;
    const began = now();
    if (this.#isLate()) return this.#late('fetch', 'fetch');
    const results = await fetchStreams(
      { config, env, store, since },
      {
        network: { ...network, maxTimeMs: deadline === null ? network.maxTimeMs : Math.max(1, deadline - began) },
        signal,
        now,
        log,
      },
    );
    for (const { name, error, detail, said } of results) {
      const outcome: Outcome = error === null ? 'done' : 'failed';
      if (error === null) log.info('fetch', `${name}: ${said}`);
      else this.#failed('fetch', name, error);
      await this.#record('fetch', name, began, outcome, error === null ? detail : { ...detail, error: error.message });
    }
  }

  /** What the first look finds is the baseline, and raises nothing. */
  async #alerts(lexicon: Awaited<ReturnType<typeof readUserLexicon>>): Promise<void> {
    const { config, store, threads, now, workspace, signal, log } = this.#options;
    await this.#step('alerts', 'alerts', async () => {
      const { brands, timezone, labels } = config;
      const since = await lastDone(store, 'alerts', 'alerts');
      const raised = await raiseAlerts(workspace, {
        store,
        brands,
        timezone,
        labels,
        lexicon,
        threads,
        step: null,
        since,
        now: now(),
        signal,
      });
      this.alerts += raised.length;
      for (const alert of raised) log.warn('alerts', describeAlert(alert));
      const { length } = raised;
      return {
        said:
          since === null ? 'what is there is the baseline' : `${length} ${length === 1 ? 'alert' : 'alerts'} raised`,
        detail: { raised: length },
      };
    });
  }

  /** Also what an earlier run raised and could not send. */
  async #tell(): Promise<void> {
    const { store, config, env, now, signal } = this.#options;
    await this.#step('alerts', 'mail', async () => {
      const sent = await sendAlerts({ store, config, env, now, signal });
      const { letters, alerts } = sent;
      const to = `${letters} ${letters === 1 ? 'recipient' : 'recipients'}`;
      const said = letters === 0 ? 'nothing to send' : `${alerts} ${alerts === 1 ? 'alert' : 'alerts'} sent to ${to}`;
      return { said, detail: { letters, alerts } };
    });
  }

  async #reports(lexicon: Awaited<ReturnType<typeof readUserLexicon>>): Promise<void> {
    const { config, now, workspace, store, threads, signal, place, env, log } = this.#options;
    for (const planned of planReports(config, now())) {
      await this.#step('reports', planned.name, async () => {
        const written = await writeReport(planned, { workspace, store, config, lexicon, threads, signal, place });
        const { sent, refused } = await sendReport(planned, written.bytes, { store, config, env, now: now() });
        for (const address of refused) log.warn('reports', `${planned.name}: the mail server refuses ${address}`);
        const where =
          planned.path === null ? [] : [written.changed ? `wrote ${planned.path}` : `${planned.path} is unchanged`];
        const mailed = sent === 0 ? [] : [`sent to ${sent}`];
        return { said: [...where, ...mailed].join(', ') || 'unchanged', detail: { changed: written.changed, sent } };
      });
    }
  }

  async #retention(): Promise<void> {
    const { retention } = this.#options.config;
    if (retention === null) return;
    await this.#step('retention', 'retention', async () => {
      const { store, now } = this.#options;
      const { posts } = await prunePosts(store, now() - retention);
      return { said: `${posts} old posts removed`, detail: { posts } };
    });
  }

  async #step(step: StepName, name: string, action: () => Promise<Done>): Promise<void> {
    const { now, log, signal } = this.#options;
    signal.throwIfAborted();
    if (this.#isLate()) return this.#late(step, name);
    const began = now();
    try {
      const { said, detail } = await action();
      log.info(step, step === name ? said : `${name}: ${said}`);
      await this.#record(step, name, began, 'done', detail);
    } catch (error) {
      signal.throwIfAborted();
      const known =
        error instanceof AppError
          ? error
          : new AppError('internal', messageOf(error), { code: 'run.step', cause: error });
      this.#failed(step, name, known);
      await this.#record(step, name, began, 'failed', { error: known.message });
    }
  }

  #isLate(): boolean {
    const { deadline, now } = this.#options;
    return deadline !== null && now() >= deadline;
  }

  async #late(step: StepName, name: string): Promise<void> {
    const error = new AppError('temporary', 'there was no time left', {
      code: 'run.deadline',
      hint: 'the next run goes on from here; allow more with --max-time',
    });
    this.#failed(step, name, error);
    await this.#record(step, name, this.#options.now(), 'skipped', { error: error.message });
  }

  #failed(step: StepName, name: string, error: AppError): void {
    this.failures.push(error);
    this.#options.log.error(step, step === name ? error.message : `${name}: ${error.message}`, error.hint);
  }

  async #record(
    step: StepName,
    name: string,
    began: number,
    outcome: Outcome,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { store, now } = this.#options;
    const ended = now();
    await recordStep(store, this.#run, this.#position++, {
      step,
      name,
      began,
      ended,
      outcome,
      detail: JSON.stringify(detail),
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
