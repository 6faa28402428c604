/** What runs did, as tables. */
import { fixedTable, type Table, type TableColumn } from '../../core/table.js';
import { listRuns, listSteps, type Run } from '../../store/runs.js';
import type { Store } from '../store/open-store.js';

const STATUS: readonly TableColumn[] = [
  { name: 'step', type: 'text', about: 'fetch, score, alerts, reports or retention', terminal: 1 },
  { name: 'name', type: 'text', about: 'the stream, the report', terminal: 2, hostile: true },
  { name: 'outcome', type: 'text', about: 'done, failed or skipped', terminal: 3 },
  { name: 'started_at', type: 'timestamp', about: 'when it began', terminal: 4 },
  { name: 'seconds', type: 'number', about: 'how long it took' },
  {
    name: 'detail',
    type: 'text',
    about: 'what it did or why it failed, as JSON',
    terminal: 5,
    wraps: true,
    hostile: true,
  },
];

const HISTORY: readonly TableColumn[] = [
  { name: 'run', type: 'integer', about: 'its number', terminal: 1 },
  { name: 'started_at', type: 'timestamp', about: 'when it began', terminal: 2 },
  {
    name: 'ended_at',
    type: 'timestamp',
    about: 'when it ended; null where it was cut short or is under way',
    terminal: 3,
  },
  { name: 'exit_code', type: 'integer', about: 'what it ended with', terminal: 4 },
  { name: 'failed', type: 'list', about: 'steps that failed or had no time left', terminal: 5, wraps: true },
  { name: 'version', type: 'text', about: 'version of brandwatch' },
  { name: 'host', type: 'text', about: 'machine' },
  { name: 'pid', type: 'integer', about: 'process' },
];

/** Runs that are listed unless told. */
const RUNS = 50;

/** The steps of the last run. */
export async function statusTable(store: Store): Promise<Table> {
  const [last] = await listRuns(store, 1);
  const steps = last === undefined ? [] : await listSteps(store, last.run);
  const rows = steps.map(({ step, name, outcome, startedAt, endedAt, detail }) => [
    step,
    name,
    outcome,
    startedAt,
    endedAt === null ? null : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000,
    detail,
  ]);
  const table = fixedTable({ id: 'run-status', title: 'Last run', columns: STATUS, rows });
  return { ...table, headline: [last === undefined ? 'there was no run yet' : ended(last)] };
}

function ended({ run, startedAt, endedAt, exitCode }: Run): string {
  if (endedAt === null || exitCode === null) return `run ${run} began ${startedAt} and has not ended`;
  return `run ${run} began ${startedAt} and ended ${endedAt} with ${exitCode}`;
}

/** The runs, newest first. */
export async function historyTable(store: Store, limit: number | null): Promise<Table> {
  const runs = await listRuns(store, limit ?? RUNS);
  const rows = await Promise.all(
    runs.map(async ({ run, startedAt, endedAt, exitCode, version, host, pid }) => {
      const steps = await listSteps(store, run);
      const failed = steps.flatMap(({ step, name, outcome }) =>
        outcome === 'done' ? [] : [step === name ? step : `${step} ${name}`],
      );
      return [run, startedAt, endedAt, exitCode, failed, version, host, pid];
    }),
  );
  return fixedTable({ id: 'run-history', title: 'Runs', columns: HISTORY, rows });
}
