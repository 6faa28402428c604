/** `--columns a,b`: a table with only these columns, in this order. */
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { Cell, Table, TableColumn } from '../core/table.js';

/** Where the named columns stand. Throws a usage error for one that is not there; `id` says where it was looked for. */
export function columnPlaces(id: string, columns: readonly TableColumn[], names: readonly string[]): number[] {
  const known = columns.map((column) => column.name);
  return names.map((name) => {
    const place = known.indexOf(name);
    if (place !== -1) return place;
    const close = nearest(name, known);
    throw new AppError('usage', `${id} has no column "${name}"`, {
      code: 'columns.unknown',
      hint: close === null ? `its columns are ${known.join(', ')}` : `did you mean ${close}?`,
    });
  });
}

/** Throws a usage error for a column that the table does not have. */
export function chooseColumns(table: Table, names: readonly string[]): Table {
  const places = columnPlaces(table.id, table.columns, names);
  const pick = <T>(list: readonly T[]): T[] => places.flatMap((place) => list.slice(place, place + 1));
  async function* rows(): AsyncGenerator<readonly (readonly Cell[])[]> {
    for await (const block of table.rows) yield block.map(pick);
  }
  // Asked for by name, they are shown whatever their rank.
  const columns = pick(table.columns).map((column, index) => ({ ...column, terminal: index + 1 }));
  return { ...table, columns, rows: rows() };
}
