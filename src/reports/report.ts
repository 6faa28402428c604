import type { Engine } from '../core/engine.js';
import type { Table, TableColumn } from '../core/table.js';

/** Everything that a report may depend on besides the posts. */
export interface ReportContext {
  /** Names of the brands selected, as configured; none when the file is about one unnamed brand. */
  readonly brands: readonly string[];
  /** IANA zone in which days begin. */
  readonly timezone: string;
  /** Half-open window in UTC, ISO 8601; null where it is open. */
  readonly since: string | null;
  readonly until: string | null;
  readonly scorer: string;
  readonly limit: number | null;
  /** Order of `unhappy`. */
  readonly by: string | null;
}

export interface Report {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly columns: readonly TableColumn[];
  /** Comes last where several brands are selected, and only there. */
  readonly brandColumn?: TableColumn;
  /** Allowed values of `--by`, the first being the default; empty where it has no order to choose. */
  readonly orders: readonly string[];
  run(engine: Engine, context: ReportContext): Promise<Table>;
}

/** The columns of a report over so many brands. */
export function columnsOf({ columns, brandColumn }: Report, brands: number): readonly TableColumn[] {
  return brandColumn === undefined || brands < 2 ? columns : [...columns, brandColumn];
}

export function defineReport(report: Report): Report {
  return report;
}
