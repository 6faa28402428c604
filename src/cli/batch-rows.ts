import type { CliContext } from './context.js';

/** Rows that become safe together, where a test wants them fewer than they are: it is not told to users. */
export function batchRows({ env }: CliContext): { readonly batchRows?: number } {
  const rows = Number(env['BRANDWATCH_TEST_BATCH_ROWS']);
  return Number.isInteger(rows) && rows > 0 ? { batchRows: rows } : {};
}
