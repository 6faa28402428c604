/** What a run would do, as a table; nothing is asked of a network or written. */
import type { EffectiveConfig } from '../../config/config.js';
import { AppError } from '../../core/errors.js';
import { fixedTable, type Table, type TableColumn } from '../../core/table.js';
import { configuredStreams } from '../fetch/plan.js';
import { checkLimits } from '../fetch/spending.js';
import { planTelling } from './alert-recipients.js';
import { planReports } from './plan-reports.js';
import type { StepName } from './run.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'step', type: 'text', about: 'fetch, score, alerts, reports or retention', terminal: 1 },
  { name: 'name', type: 'text', about: 'the stream, the report', terminal: 2 },
  { name: 'would', type: 'text', about: 'what it would do', terminal: 3, wraps: true },
];

export interface PlanOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
  readonly only: readonly StepName[];
}

/** Throws AppError `configuration` for what a run could not do. */
export function describePlan(config: EffectiveConfig, { env, now, only }: PlanOptions): Table {
  if (config.file === null) {
    throw new AppError('configuration', 'there is nothing to run: no configuration was found', {
      code: 'run.nothing',
      hint: 'brandwatch init writes one to start from',
    });
  }
  checkLimits(config);
  const iso = (ms: number): string => new Date(ms).toISOString();
  const rows: [StepName, string, string][] = [
    ...configuredStreams(config, { env, limit: null }).map(({ request }): [StepName, string, string] => [
      'fetch',
      request.label,
      'ask for what is new since the last run',
    ]),
    ['score', 'score', 'judge the posts that are not judged yet'],
    ['alerts', 'alerts', 'look for what rises faster than it should'],
    ...planTelling(config).map(({ recipient, what, why }): [StepName, string, string] => [
      'alerts',
      'mail',
      recipient === null ? `tell nobody of ${what}: ${why}` : `send ${recipient} ${what}`,
    ]),
    ...planReports(config, now).map(({ name, window, path, entry }): [StepName, string, string] => [
      'reports',
      name,
      [
        `${iso(window.since)} up to ${iso(window.until)}`,
        ...(path === null ? [] : [`to ${path}`]),
        ...(entry.recipients.length === 0 ? [] : [`sent to ${entry.recipients.join(', ')}`]),
      ].join(', '),
    ]),
    ...(config.retention === null
      ? []
      : [
          ['retention', 'retention', `remove posts before ${iso(now - config.retention)}`] as [
            StepName,
            string,
            string,
          ],
        ]),
  ];
  return fixedTable({
    id: 'run-plan',
    title: 'A run would',
    columns: COLUMNS,
    rows: rows.filter(([step]) => only.length === 0 || only.includes(step)),
  });
}
