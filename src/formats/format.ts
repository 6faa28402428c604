import type { Table } from '../core/table.js';

/** What a format may know of where its text goes. */
export interface FormatContext {
  /** Columns of the terminal, or 80 where there is none. */
  readonly width: number;
  readonly color: boolean;
  /** CSV for a spreadsheet: BOM, CRLF, cells that would run as formulas made inert. */
  readonly excel: boolean;
  /** IANA zone in which a person reads times; files always hold UTC. */
  readonly timezone: string;
}

export interface Format {
  readonly id: string;
  readonly summary: string;
  /** File endings that choose it, without the dot. */
  readonly endings: readonly string[];
  /** Whether several tables can follow each other in one output. */
  readonly many: boolean;
  /** The bytes or text of one or more tables, in bounded pieces. */
  write(tables: readonly Table[], context: FormatContext): AsyncIterable<string>;
}

export function defineFormat(format: Format): Format {
  return format;
}
