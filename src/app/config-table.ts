/** The effective configuration as a table. */
import type { EffectiveConfig } from '../config/config.js';
import { describeConfig } from '../config/describe.js';
import { fixedTable, type Table, type TableColumn } from '../core/table.js';
import { checkLimits } from './fetch/spending.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'key', type: 'text', about: 'path of the key', terminal: 1 },
  { name: 'value', type: 'text', about: 'value in effect; secrets are masked', terminal: 2, wraps: true },
  { name: 'origin', type: 'text', about: 'flag, environment variable, file and line, or default', terminal: 3 },
];

/** Throws AppError `configuration` for limits of what costs nothing. */
export function configTable(config: EffectiveConfig, limit: number | null): Table {
  checkLimits(config);
  const rows = describeConfig(config).map(({ key, value, origin }) => [key, value, origin]);
  return fixedTable({
    id: 'config',
    title: config.file === null ? 'Configuration (no file)' : 'Configuration',
    columns: COLUMNS,
    rows: limit === null ? rows : rows.slice(0, limit),
    total: rows.length,
  });
}
