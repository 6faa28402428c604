/** Business hours: as people write them per weekday, and as minutes. */
import type { BusinessHours, Opening } from './config.js';
import { type Reader, Unfit } from './unfit.js';

export const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The weekdays (0 is Monday) that `mon`, `mon-fri` or `sat-mon` names, or null where it names none. */
export function readDays(text: string): number[] | null {
  const match = /^([a-z]{3})(?:\s*-\s*([a-z]{3}))?$/u.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const first = WEEKDAYS.indexOf(match[1] ?? '');
  const last = match[2] === undefined ? first : WEEKDAYS.indexOf(match[2]);
  if (first < 0 || last < 0) return null;
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, step) => (first + step) % 7);
}

/** `09:00-14:00, 16:00-19:00`, a list of such, or `closed`. */
export const readOpenings: Reader<readonly Opening[]> = (input) => {
  if (input === false || (typeof input === 'string' && input.trim().toLowerCase() === 'closed')) return [];
  const texts = Array.isArray(input) ? input : typeof input === 'string' ? input.split(',') : [];
  const openings: Opening[] = [];
  for (const text of texts) {
    const opening = readOpening(text);
    if (opening instanceof Unfit) return opening;
    const last = openings.at(-1);
    if (last !== undefined && opening.from < last.until) return new Unfit('hours in order that do not overlap');
    openings.push(opening);
  }
  return openings.length > 0 ? openings : new Unfit();
};

/** One line for people: `mon-fri 09:00-18:00; sat 10:00-14:00`. */
export function showHours(hours: BusinessHours): string {
  const runs: { first: number; last: number; openings: string }[] = [];
  hours.forEach((openings, day) => {
    const shown = openings.map(({ from, until }) => `${clock(from)}-${clock(until)}`).join(', ');
    const run = runs.at(-1);
    if (run !== undefined && run.openings === shown) run.last = day;
    else runs.push({ first: day, last: day, openings: shown });
  });
  const open = runs.filter(({ openings }) => openings !== '');
  if (open.length === 0) return 'closed';
  return open
    .map(({ first, last, openings }) => {
      const days = first === last ? WEEKDAYS[first] : `${WEEKDAYS[first]}-${WEEKDAYS[last]}`;
      return `${days} ${openings}`;
    })
    .join('; ');
}

function readOpening(text: unknown): Opening | Unfit {
  const match = typeof text === 'string' ? /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/u.exec(text.trim()) : null;
  if (match === null) return new Unfit();
  const from = minutes(match[1], match[2]);
  const until = minutes(match[3], match[4]);
  if (from === null || until === null) return new Unfit();
  if (from >= until) return new Unfit('hours that end after they begin; a night is two days, such as 22:00-24:00');
  return { from, until };
}

function minutes(hour: string | undefined, minute: string | undefined): number | null {
  const total = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && total <= 24 * 60 ? total : null;
}

function clock(total: number): string {
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
