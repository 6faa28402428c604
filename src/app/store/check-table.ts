/** What is wrong with a store, as a table. */
import { fixedTable, type Table, type TableColumn } from '../../core/table.js';
import type { Checked } from '../../store/check.js';

export { checkStore } from '../../store/check.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'where', type: 'text', about: 'table and column', terminal: 1 },
  { name: 'problem', type: 'text', about: 'what does not fit', terminal: 2, wraps: true },
  { name: 'rows', type: 'integer', about: 'how many rows are so', terminal: 3 },
];

export function checkTable({ problems }: Checked): Table {
  return fixedTable({
    id: 'store-check',
    title: 'Problems of the store',
    columns: COLUMNS,
    rows: problems.map(({ where, problem, rows }) => [where, problem, rows]),
  });
}
