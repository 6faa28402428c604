/** The reports of a configuration, checked before anything is done: a run of the night must not fail on a name. */
import type { Brand, EffectiveConfig, ReportEntry } from '../../config/config.js';
import { type CalendarWindow, lastPeriod, weekOf } from '../../core/calendar.js';
import { AppError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import type { Format } from '../../formats/format.js';
import { FORMATS, formatOfFile } from '../../formats/index.js';
import { REPORTS, reportById } from '../../reports/index.js';
import type { Report } from '../../reports/report.js';

export interface PlannedReport {
  readonly entry: ReportEntry;
  readonly report: Report;
  readonly format: Format;
  /** Null: all brands. */
  readonly brand: Brand | null;
  readonly window: CalendarWindow;
  /** Absolute, placeholders filled in; null: it is only sent. */
  readonly path: string | null;
  /** For people, e.g. `unhappy 2026-10-05`. */
  readonly name: string;
}

/** Throws AppError `configuration`. `now` in milliseconds. */
export function planReports(config: EffectiveConfig, now: number): PlannedReport[] {
  const planned = config.reports.map((entry, index) => plan(config, entry, `reports[${index}]`, now));
  const paths = new Set<string>();
  for (const { path, entry } of planned) {
    if (path === null) continue;
    if (paths.has(path)) {
      throw wrong(`two reports are written to ${entry.output}`, 'give each an output of its own');
    }
    paths.add(path);
  }
  return planned;
}

function plan(config: EffectiveConfig, entry: ReportEntry, where: string, now: number): PlannedReport {
  const report = reportById(entry.report);
  if (report === undefined)
    throw unknown(
      where,
      'report',
      entry.report,
      REPORTS.map(({ id }) => id),
    );
  if (entry.by !== null && !report.orders.includes(entry.by)) throw unknown(where, 'by', entry.by, report.orders);
  const brand = config.brands.find(({ name }) => name === entry.brand) ?? null;
  if (entry.brand !== null && brand === null) {
    throw unknown(
      where,
      'brand',
      entry.brand,
      config.brands.map(({ name }) => name),
    );
  }
  if (entry.output === null && entry.recipients.length === 0) {
    throw wrong(`${where} goes nowhere`, 'give it an output, or recipients');
  }
  if (entry.recipients.length > 0 && config.mail === null) {
    throw wrong(`${where} has recipients, but there is no mail server`, 'add mail: with host and from');
  }
  const window = lastPeriod(entry.period, now, brand?.timezone ?? config.timezone);
  return {
    entry,
    report,
    format: formatOf(entry, where),
    brand,
    window,
    path: entry.output === null ? null : filled(entry.output, window.date, entry.brand ?? ''),
    name: `${report.id}${brand === null ? '' : ` of ${brand.name}`} ${window.date}`,
  };
}

function formatOf({ format, output, excel }: ReportEntry, where: string): Format {
  const known = FORMATS.filter(({ id }) => id !== 'terminal');
  const asked = format === null ? undefined : known.find(({ id }) => id === format);
  if (format !== null && asked === undefined)
    throw unknown(
      where,
      'format',
      format,
      known.map(({ id }) => id),
    );
  const csv = known.find(({ id }) => id === 'csv') as Format;
  const chosen = asked ?? (output === null ? csv : (formatOfFile(output) ?? csv));
  if (excel && chosen !== csv) throw wrong(`${where} is for a spreadsheet, but not csv`, 'leave out excel, or format');
  return chosen;
}

/** What a name stands for is filled in as it is written in a file name: a brand may hold a slash. */
function filled(output: string, date: string, brand: string): string {
  const values: Readonly<Record<string, string>> = {
    date,
    week: weekOf(date),
    month: date.slice(0, 7),
    year: date.slice(0, 4),
    brand: brand.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase(),
  };
  return output.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

function unknown(where: string, key: string, value: string, known: readonly string[]): AppError {
  const close = nearest(value, known);
  const hint = close === null ? `known are ${known.join(', ') || 'none'}` : `did you mean ${close}?`;
  return wrong(`${where}.${key} is "${value}", which there is not`, hint);
}

function wrong(message: string, hint: string): AppError {
  return new AppError('configuration', message, { code: 'run.reports', hint });
}
