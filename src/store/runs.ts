/** What every run did, step by step, and how it ended. */
import { sqlText } from '../core/engine.js';
import type { Store } from './store.js';

export type Outcome = 'done' | 'failed' | 'skipped';

export interface RunStep {
  readonly step: string;
  readonly name: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Null: it was under way when the process ended. */
  readonly outcome: Outcome | null;
  readonly detail: string | null;
}

export interface Run {
  readonly run: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Null: it was cut short. */
  readonly exitCode: number | null;
  readonly version: string;
  readonly host: string;
  readonly pid: number;
}

function moment(ms: number): string {
  return `epoch_ms(CAST(${Math.floor(ms)} AS BIGINT))`;
}

/** Writes that a run has begun; gives its number. */
export async function beginRun(
  store: Store,
  { now, version, host, pid }: { now: number; version: string; host: string; pid: number },
): Promise<number> {
  const [row] = await store.engine.rows('SELECT coalesce(max(run), 0) + 1 FROM store.runs');
  const run = Number(row?.[0] ?? 1);
  await store.transaction(() =>
    store.engine.run(
      `INSERT INTO store.runs VALUES (${run}, ${moment(now)}, NULL, NULL, ${sqlText(version)}, ${sqlText(host)}, ${pid})`,
    ),
  );
  return run;
}

export async function endRun(store: Store, run: number, exitCode: number, now: number): Promise<void> {
  await store.transaction(() =>
    store.engine.run(`UPDATE store.runs SET ended_at = ${moment(now)}, exit_code = ${exitCode} WHERE run = ${run}`),
  );
}

/** Writes a step of a run when it has ended. `detail` is for people and never holds a secret. */
export async function recordStep(
  store: Store,
  run: number,
  position: number,
  step: { step: string; name: string; began: number; ended: number; outcome: Outcome; detail: string | null },
): Promise<void> {
  const { began, ended, outcome, detail } = step;
  await store.transaction(() =>
    store.engine.run(`INSERT INTO store.run_steps VALUES (${run}, ${position}, ${sqlText(step.step)}, ${sqlText(step.name)},
      ${moment(began)}, ${moment(ended)}, ${sqlText(outcome)}, ${detail === null ? 'NULL' : sqlText(detail)})`),
  );
}

/** Newest first. */
export async function listRuns({ engine }: Store, limit: number): Promise<Run[]> {
  const rows = await engine.rows(`SELECT run, iso_time(started_at), iso_time(ended_at), exit_code, version, host, pid
    FROM store.runs ORDER BY run DESC LIMIT ${limit}`);
  return rows.map(([run, startedAt, endedAt, exitCode, version, host, pid]) => ({
    run: Number(run),
    startedAt: String(startedAt),
    endedAt: endedAt === null ? null : String(endedAt),
    exitCode: exitCode === null ? null : Number(exitCode),
    version: String(version),
    host: String(host),
    pid: Number(pid),
  }));
}

export async function listSteps({ engine }: Store, run: number): Promise<RunStep[]> {
  const rows = await engine.rows(`SELECT step, name, iso_time(started_at), iso_time(ended_at), outcome, detail
    FROM store.run_steps WHERE run = ${run} ORDER BY position`);
  return rows.map(([step, name, startedAt, endedAt, outcome, detail]) => ({
    step: String(step),
    name: String(name),
    startedAt: String(startedAt),
    endedAt: endedAt === null ? null : String(endedAt),
    outcome: outcome === null ? null : (String(outcome) as Outcome),
    detail: detail === null ? null : String(detail),
  }));
}

/** When the step of this kind and name last began among those that were done, in milliseconds; null: never. */
export async function lastDone({ engine }: Store, step: string, name: string): Promise<number | null> {
  const [row] = await engine.rows(
    `SELECT epoch_ms(max(started_at)) FROM store.run_steps WHERE step = ${sqlText(step)} AND name = ${sqlText(name)} AND outcome = 'done'`,
  );
  return row?.[0] === null || row?.[0] === undefined ? null : Number(row[0]);
}
