/** Moments as networks and feeds write them. Everything becomes milliseconds since 1970, UTC. */

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Zones that RFC 822 names, in hours. Others that letters name mean UTC, as its successor says. */
const ZONES: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  CET: 1,
  CEST: 2,
  BST: 1,
  JST: 9,
};

/** `2026-10-01`, `2026-10-01T12:30Z`, `2026-10-01 12:30:05.123456+0200`; also without day or month. */
const ISO =
  /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[A-Z]{1,5}|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?$/i;

/** `Thu, 01 Oct 2026 12:30:05 +0200`, `1 Oct 26 12:30 EST`, `Thursday, 1 October 2026 12:30:05 GMT`. */
const RFC822 =
  /^(?:[A-Z]{2,9},?\s+)?(\d{1,2})[\s-]([A-Z]{3,9})\.?[\s-](\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([A-Z]{1,5}|[+-]\d{2}:?\d{2})?(?:\s*\([^()]*\))?)?$/i;

/** `Thu Oct  1 12:30:05 2026` and `Thu Oct 01 12:30:05 +0000 2026`. */
const ASCTIME =
  /^[A-Z]{3}\s+([A-Z]{3})\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(?:([A-Z]{1,5}|[+-]\d{4})\s+)?(\d{4})$/i;

/**
 * A moment from text: ISO 8601 in its many shapes, RFC 822 with two-digit years and named zones, or C's. Without a zone
 * it is UTC. Null where it is none of them or no day of the calendar.
 */
export function readMoment(text: string): number | null {
  const given = text.trim().slice(0, 64);
  const iso = ISO.exec(given);
  if (iso !== null) {
    const [, year, month = '1', day = '1', hour, minute, second, fraction = '0', zone] = iso;
    const ms = Math.floor(Number(`0.${fraction}`) * 1000);
    return momentOf(Number(year), Number(month), Number(day), hour, minute, second, ms, zone);
  }
  const rfc = RFC822.exec(given);
  if (rfc !== null) {
    const [, day, month = '', year = '', hour, minute, second, zone] = rfc;
    return momentOf(fullYear(year), monthOf(month), Number(day), hour, minute, second, 0, zone);
  }
  const c = ASCTIME.exec(given);
  if (c !== null) {
    const [, month = '', day, hour, minute, second, zone, year] = c;
    return momentOf(Number(year), monthOf(month), Number(day), hour, minute, second, 0, zone);
  }
  return null;
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Two digits: 50 to 99 are of the last century, as RFC 2822 says. */
function fullYear(year: string): number {
  const number = Number(year);
  return year.length > 2 ? number : number + (number < 50 ? 2000 : 1900);
}

function momentOf(
  year: number,
  month: number,
  day: number,
  hour = '0',
  minute = '0',
  second = '0',
  ms: number,
  zone: string | undefined,
): number | null {
  // A leap second is the last of its minute to every clock we have.
  const seconds = Math.min(Number(second), 59);
  const wall = Date.UTC(year, month - 1, day, Number(hour), Number(minute), seconds, ms);
  const date = new Date(wall);
  const real =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60;
  return real ? wall - zoneMs(zone) : null;
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined) return 0;
  const numeric = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (numeric === null) return (ZONES[zone.toUpperCase()] ?? 0) * 3_600_000;
  const [, sign, hours, minutes = '0'] = numeric;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
