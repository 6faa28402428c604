/** Early warning over counts that somebody else made: `timestamp,value` in, `timestamp,value,score,alert` out. */
import { Detector } from '../../alerts/detector.js';
import { ZoneClock } from '../../alerts/zone-clock.js';
import type { Cell, Table, TableColumn } from '../../core/table.js';
import type { CountStep } from './count-steps.js';

export const COUNT_COLUMNS: readonly TableColumn[] = [
  { name: 'timestamp', type: 'text', about: 'start of the step, as the input writes it', terminal: 1 },
  { name: 'value', type: 'number', about: 'count of the step; 0 where the input has none', terminal: 2 },
  {
    name: 'score',
    type: 'number',
    about: '−log₁₀ of the chance of so many or more in the hour or six hours up to here, whichever is rarer',
    terminal: 3,
  },
  { name: 'alert', type: 'integer', about: '1 where an alert is raised, else 0', terminal: 4 },
];

export interface CountAlertOptions {
  /** Every step, or only those that raise an alert. */
  readonly all: boolean;
  readonly timezone: string;
  readonly limit: number | null;
  /** Called at every step that raises an alert. */
  readonly onAlert: () => void;
}

/** Says nothing of a step that depends on a later one; memory does not grow with the steps. */
export function countTable(
  steps: AsyncIterable<readonly CountStep[]>,
  stepMs: () => number,
  options: CountAlertOptions,
): Table {
  return {
    id: 'alerts',
    title: 'Alerts',
    columns: COUNT_COLUMNS,
    rows: limited(rowsOf(steps, stepMs, options), options.limit),
    total: null,
    headline: [],
    series: [],
    notes: [],
    stamp: { timezone: options.timezone },
  };
}

async function* rowsOf(
  steps: AsyncIterable<readonly CountStep[]>,
  stepMs: () => number,
  { all, timezone, onAlert }: CountAlertOptions,
): AsyncGenerator<Cell[][]> {
  const clock = new ZoneClock(timezone);
  let detector: Detector | null = null;
  for await (const block of steps) {
    const rows: Cell[][] = [];
    for (const { timestamp, at, value } of block) {
      detector ??= new Detector({ stepMs: stepMs() });
      const { score, alert } = detector.next(value, clock.slotOf(at, stepMs()));
      if (alert) onAlert();
      if (all || alert) rows.push([timestamp, value, Math.round(score * 1000) / 1000, alert ? 1 : 0]);
    }
    yield rows;
  }
}

/** All is read to the end, so that what is wrong further on is told. */
async function* limited(blocks: AsyncIterable<Cell[][]>, limit: number | null): AsyncGenerator<Cell[][]> {
  let left = limit ?? Number.POSITIVE_INFINITY;
  for await (const rows of blocks) {
    if (left > 0) yield rows.slice(0, left);
    left -= rows.length;
  }
}
