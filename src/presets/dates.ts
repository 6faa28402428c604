/** Reading dates as exports write them. All SQL here yields TIMESTAMP in UTC, or null where no form fits. */
import { sqlText } from '../core/engine.js';
import type { DateOrder } from './preset.js';

/** Dates that carry their zone. */
const ZONED = [
  '%a %b %d %H:%M:%S %z %Y',
  '%Y-%m-%d %H:%M:%S %z',
  '%Y-%m-%d %H:%M %z',
  '%a, %d %b %Y %H:%M:%S %z',
  '%Y/%m/%d %H:%M:%S %z',
  '%a, %d %b %Y %H:%M:%S %Z',
  '%a %b %d %Y %H:%M:%S GMT%z',
];

/** Dates that don't, and whose order is plain. */
const NAMED = [
  '%d-%b-%Y %I:%M%p',
  '%d-%b-%Y %I:%M %p',
  '%d-%b-%Y %H:%M',
  '%d-%b-%Y',
  '%a, %b %d, %Y',
  '%b %d, %Y',
  '%B %d, %Y',
  '%b %d, %Y %I:%M %p',
  '%b %d, %Y, %I:%M %p',
  '%b %d, %Y %H:%M:%S',
  '%B %d, %Y %I:%M %p',
  '%a %b %d %H:%M:%S %Y',
  '%d %b %Y',
  '%d %B %Y',
  '%d %b %Y %H:%M',
  '%d %B %Y %H:%M',
  '%d %b %Y %H:%M:%S',
  '%Y/%m/%d',
  '%Y/%m/%d %H:%M',
  '%Y/%m/%d %H:%M:%S',
  '%Y%m%d',
  '%Y%m%d %H:%M:%S',
  '%Y-%m-%dT%H:%M',
];

const CLOCKS = [
  '',
  ' %H:%M',
  ' %H:%M:%S',
  ' %I:%M %p',
  ' %I:%M:%S %p',
  ' %I:%M%p',
  ', %H:%M',
  ', %H:%M:%S',
  ', %I:%M %p',
  ', %I:%M:%S %p',
];

/** A date that is written with numbers only, day and month first: what they mean hangs on the order. */
export const NUMERIC_DATE = '^[0-9]{1,2}[/.-][0-9]{1,2}[/.-]([0-9]{4}|[0-9]{2})([ ,T\\x{00A0}\\x{202F}]|$)';
const SHORT_YEAR = '^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}([ ,T\\x{00A0}\\x{202F}]|$)';
export const NUMERIC_DATE_PARTS = '^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]';

function numericForms(order: DateOrder, year: '%Y' | '%y'): string[] {
  return CLOCKS.map((clock) => `${order === 'dmy' ? '%d/%m' : '%m/%d'}/${year}${clock}`);
}

function list(forms: readonly string[]): string {
  return `[${forms.map(sqlText).join(', ')}]`;
}

/**
 * SQL that reads a text as a moment. ISO 8601 comes first, since most files hold it; cheap looks at the text keep the
 * other forms from being tried in vain. A time without a zone is read in the engine's session zone, which the importer
 * sets for each file.
 */
export function momentSql(value: string, order: DateOrder): string {
  const utc = (sql: string): string => `timezone('UTC', ${sql})`;
  const local = (sql: string): string => utc(`CAST(${sql} AS TIMESTAMPTZ)`);
  const slashed = `CASE WHEN contains(${value}, '/') THEN ${value} ELSE regexp_replace(${value}, '^([0-9]{1,2})[.-]([0-9]{1,2})[.-]', '\\1/\\2/') END`;
  const numeric = (year: '%Y' | '%y'): string => `try_strptime(${slashed}, ${list(numericForms(order, year))})`;
  // The cast that a name of a zone goes through keeps that zone for what follows: such texts have a cast of their own.
  const named = `(length(${value}) > 19 OR right(${value}, 1) > '9') AND NOT ends_with(${value}, 'Z') AND regexp_matches(substr(${value}, 12), '[A-Ya-y]')`;
  return `coalesce(
    CASE WHEN substr(${value}, 5, 1) = '-' THEN CASE
      WHEN ${named} THEN ${utc(`TRY_CAST(trim(${value}) AS TIMESTAMPTZ)`)}
      ELSE ${utc(`TRY_CAST(${value} AS TIMESTAMPTZ)`)}
    END END,
    CASE WHEN ${value} < ':' THEN CASE
      WHEN regexp_matches(${value}, ${sqlText(NUMERIC_DATE)}) THEN ${local(`CASE WHEN regexp_matches(${value}, ${sqlText(SHORT_YEAR)}) THEN ${numeric('%y')} ELSE ${numeric('%Y')} END`)}
      WHEN regexp_full_match(${value}, '[0-9]{9,10}(\\.[0-9]+)?') THEN ${utc(`to_timestamp(CAST(${value} AS DOUBLE))`)}
      WHEN regexp_full_match(${value}, '[0-9]{12,13}(\\.0+)?') THEN ${utc(`to_timestamp(CAST(${value} AS DOUBLE) / 1000.0)`)}
      WHEN regexp_full_match(${value}, '[0-9]{16}') THEN make_timestamp(CAST(${value} AS BIGINT))
      WHEN regexp_full_match(${value}, ${sqlText(SERIAL_DATE)}) THEN ${local(serialDate(value))}
    END END,
    CASE WHEN contains(${value}, ':') THEN ${utc(`try_strptime(${value}, ${list(ZONED)})`)} END,
    CASE WHEN regexp_matches(${value}, '[0-9]{4}') THEN ${local(`try_strptime(${value}, ${list(NAMED)})`)} END,
    CASE WHEN regexp_matches(${value}, '[0-9]{2}') THEN ${utc(`TRY_CAST(loose_date(${value}, ${order === 'dmy'}) AS TIMESTAMPTZ)`)} END
  )`;
}

/** Days since the end of 1899, with the time of day as their fraction: what a spreadsheet leaves of a date without a format. */
const SERIAL_DATE = '[2-7][0-9]{4}([.,][0-9]+)?';

/** To the second, since the fraction of a day rarely is a whole number of them. */
function serialDate(value: string): string {
  return `TIMESTAMP '1899-12-30 00:00:00' + to_seconds(CAST(round(CAST(replace(${value}, ',', '.') AS DOUBLE) * 86400) AS BIGINT))`;
}

/** What a whole column of numeric dates says about the order of day and month. */
export interface OrderEvidence {
  /** Rows whose first part is above 12, so that it must be a day. */
  readonly dayFirst: number;
  readonly monthFirst: number;
  readonly numeric: number;
}

export interface OrderDecision {
  readonly order: DateOrder;
  /** A sentence for the user, or null when there was nothing to decide. */
  readonly said: string | null;
}

/**
 * Decides the order for one column: a part above 12 settles it; without any, the preset's word, else day first, said.
 */
export function decideOrder(evidence: OrderEvidence, preset: DateOrder | null, given: DateOrder | null): OrderDecision {
  const name = (order: DateOrder): string => (order === 'dmy' ? 'day/month/year' : 'month/day/year');
  if (given !== null) return { order: given, said: null };
  if (evidence.numeric === 0) return { order: preset ?? 'dmy', said: null };
  const { dayFirst, monthFirst } = evidence;
  if (dayFirst === 0 && monthFirst === 0) {
    if (preset !== null) return { order: preset, said: null };
    return {
      order: 'dmy',
      said: `dates could be ${name('dmy')} or ${name('mdy')}: no part is above 12 in ${evidence.numeric} rows, read as ${name('dmy')} (--date-order mdy for the other)`,
    };
  }
  const order: DateOrder = dayFirst >= monthFirst ? 'dmy' : 'mdy';
  const against = Math.min(dayFirst, monthFirst);
  const telling = Math.max(dayFirst, monthFirst);
  const clash = against === 0 ? '' : `, though ${against === 1 ? '1 row says' : `${against} rows say`} otherwise`;
  if (preset === order && against === 0) return { order, said: null };
  return {
    order,
    said: `dates read as ${name(order)}: ${telling === 1 ? '1 row has' : `${telling} rows have`} a day above 12${clash}`,
  };
}
