import { plainLine } from '../../core/plain-text.js';
import type { Cell, TableColumn } from '../../core/table.js';
import { grouped } from '../text/row-count.js';

/** A cell as people read it, and how it should make them feel. */
export interface Shown {
  readonly text: string;
  readonly tone: 'bad' | 'good' | null;
}

/** What unknown looks like. */
const UNKNOWN: Shown = { text: '–', tone: null };

/** Longer than any terminal shows of one cell; what is beyond is not even looked at. */
const LONGEST = 4000;

/** Units that names of columns end in, as people write them. */
const UNITS: readonly (readonly [string, string])[] = [
  ['_seconds', ' s'],
  ['_minutes', ' min'],
  ['_hours', ' h'],
  ['_days', ' d'],
];

/**
 * The cells of one column. They are taken together because numbers of a column share their decimals. Times are shown in
 * the zone; whole numbers from 100 000 as `412 k`; the minus is a true one.
 */
export function shownCells(column: TableColumn, cells: readonly (Cell | undefined)[], timezone: string): Shown[] {
  const tonal = column.tone ?? /(?:^|_)(?:sentiment|mood)$/.test(column.name);
  const write = writerOf(column, tonal, cells, timezone);
  return cells.map((cell) => {
    if (cell === null || cell === undefined) return UNKNOWN;
    if (typeof cell === 'boolean') return { text: cell ? 'yes' : 'no', tone: null };
    if (typeof cell === 'number') {
      if (!Number.isFinite(cell)) return UNKNOWN;
      const text = write(cell);
      const tone = tonal && /[1-9]/.test(text) ? (cell < 0 ? 'bad' : 'good') : null;
      return { text, tone };
    }
    if (typeof cell !== 'string') return { text: plainLine(cell.join(', ').slice(0, LONGEST)), tone: null };
    const time = column.type === 'timestamp' ? localTime(cell, timezone) : null;
    return { text: time ?? plainLine(cell.slice(0, LONGEST)), tone: null };
  });
}

function writerOf(
  column: TableColumn,
  tonal: boolean,
  cells: readonly (Cell | undefined)[],
  timezone: string,
): (value: number) => string {
  if (column.type === 'timestamp') return (value) => localTime(value, timezone) ?? '–';
  const numbers = cells.filter((cell) => typeof cell === 'number').filter(Number.isFinite);
  if (column.type === 'share') {
    const places = numbers.some((value) => value !== 0 && Math.abs(value) < 0.0995) ? 1 : 0;
    return (value) => `${decimal(value * 100, places)}%`;
  }
  const unit = UNITS.find(([ending]) => column.name.endsWith(ending))?.[1] ?? '';
  const places = column.type === 'integer' ? 0 : placesFor(numbers, tonal);
  return (value) => humanised(value, places) + unit;
}

/** Decimals that tell the numbers of a column apart: none over 100, one over 10, else two; for small ones, two digits. */
function placesFor(numbers: readonly number[], tonal: boolean): number {
  if (numbers.every(Number.isInteger)) return 0;
  const highest = numbers.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
  if (highest >= 100) return 0;
  if (highest >= 10 || tonal) return 1;
  if (highest >= 0.1) return 2;
  return Math.min(6, 1 - Math.floor(Math.log10(highest)));
}

/** `−0.8`, `4031`, `48 213`, `412 k`, `9.4 M`, `1.2 G`. */
function humanised(value: number, places: number): string {
  const size = Math.abs(value);
  if (size < 99_999.5) return decimal(value, places);
  if (size < 999_500) return `${decimal(value / 1e3, 0)} k`;
  const [unit, name] = size < 999_500_000 ? [1e6, 'M'] : [1e9, 'G'];
  return `${decimal(value / unit, size / unit < 99.95 ? 1 : 0)} ${name}`;
}

function decimal(value: number, places: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(places).split('.');
  // A year or a count of four digits reads better in one piece.
  const digits = whole.length > 4 && /^\d+$/.test(whole) ? grouped(Number(whole)) : whole;
  const text = fraction === undefined ? digits : `${digits}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

const CLOCKS = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DD HH:mm` in the zone, or null where it is no time. */
export function localTime(time: string | number, timezone: string): string | null {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return null;
  let clock = CLOCKS.get(timezone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    CLOCKS.set(timezone, clock);
  }
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
