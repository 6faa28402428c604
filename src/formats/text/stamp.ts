import type { Table } from '../../core/table.js';

/** The stamp as short items, e.g. `reach/1`, `scorer 1.0`: a value that begins with its own key stands alone. */
export function stampItems(stamp: Table['stamp']): string[] {
  return Object.entries(stamp)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => (value.startsWith(`${key}/`) ? value : `${key.replaceAll('_', ' ')} ${value}`));
}
