/** The typed table that a report yields and that any format can write. */

export type CellType = 'text' | 'integer' | 'number' | 'share' | 'timestamp' | 'boolean' | 'list';

/** A timestamp travels as ISO 8601 text in UTC with milliseconds; a list as texts; null is unknown. */
export type Cell = string | number | boolean | null | readonly string[];

export interface TableColumn {
  /** snake_case, stable: the header in CSV and the key in JSON. */
  readonly name: string;
  readonly type: CellType;
  /** For docs/columns.md: meaning, unit, what null means. */
  readonly about: string;
  /** Header on a terminal where it differs from the name. */
  readonly short?: string;
  /** Whether strangers wrote it: formats then trust it even less. */
  readonly hostile?: boolean;
  /**
   * The terminal shows columns in order of this rank while they fit; absent means never on a terminal, only in files.
   */
  readonly terminal?: number;
  /** On a terminal this column takes the width that is left and wraps. At most one. */
  readonly wraps?: boolean;
  /** On a terminal, the column whose text comes behind an arrow after this one's. */
  readonly leadsTo?: string;
  /** Whether below zero is bad and above is good, from −1 to 1: shown in red and green, with one decimal. */
  readonly tone?: boolean;
}

export interface Note {
  readonly text: string;
}

/** A series over time, shown as a sparkline where the format can. */
export interface Series {
  readonly title: string;
  /** Equal steps, in order; null is a gap. */
  readonly values: readonly (number | null)[];
}

/** What a report yields: any format can write it. */
export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** Blocks of rows, each row in the order of the columns. May be consumed once. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>;
  /** How many rows there are in all, where known before they are written. */
  readonly total: number | null;
  /** One or two lines that say what matters, for people. */
  readonly headline: readonly string[];
  readonly series: readonly Series[];
  readonly notes: readonly Note[];
  /** Versions and window, for reproducing it: formulas, scorer, time zone, from, until. */
  readonly stamp: Readonly<Record<string, string>>;
}

/** A table whose rows are known already. */
export function fixedTable(
  table: Pick<Table, 'id' | 'title' | 'columns'> & {
    readonly rows: readonly (readonly Cell[])[];
    readonly total?: number;
  },
): Table {
  const { rows } = table;
  async function* blocks(): AsyncGenerator<readonly (readonly Cell[])[]> {
    if (rows.length > 0) yield rows;
  }
  return {
    headline: [],
    series: [],
    notes: [],
    stamp: {},
    ...table,
    total: table.total ?? rows.length,
    rows: blocks(),
  };
}
