import { AppError } from '../../core/errors.js';
import type { Table } from '../../core/table.js';

/**
 * The one table that a format with `many: false` writes, or null where there is none.
 * @throws AppError `format.one-table` when there are more: rows would be lost, or mixed with others, without a word.
 */
export function oneTable(id: string, tables: readonly Table[]): Table | null {
  if (tables.length > 1) {
    throw new AppError('usage', `${id} holds one report, not ${tables.length}`, {
      code: 'format.one-table',
      hint: 'use -f json or ask for one report',
    });
  }
  return tables[0] ?? null;
}
