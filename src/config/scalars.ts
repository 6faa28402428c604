/** Readers of single values. Flags and environment are always text, so each also reads its value from text. */
import { nearest } from '../core/nearest.js';
import { DEFAULT_PLACE } from './place.js';
import { type Reader, Unfit } from './unfit.js';

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};
const LEAST_MEMORY = 64e6;

export const readText: Reader<string> = (input) => {
  if (typeof input === 'number' || typeof input === 'boolean') return new Unfit('a text, so put it in quotes');
  if (typeof input !== 'string') return new Unfit('a text');
  const text = input.trim();
  if (/[\u0000-\u001f\u007f-\u009f]/u.test(text)) return new Unfit('a text of one line');
  return text === '' ? new Unfit() : text;
};

export function readChoice<const Value extends string>(values: readonly Value[]): Reader<Value> {
  return (input) => {
    const found = typeof input === 'string' ? values.find((value) => value === input.toLowerCase()) : undefined;
    return found ?? new Unfit();
  };
}

/** `--no-color` arrives as false, `--color` as true. */
export function readColor<const Value extends string>(values: readonly Value[]): Reader<Value> {
  const choice = readChoice(values);
  return (input) => choice(input === true ? 'always' : input === false ? 'never' : input);
}

export const readCount: Reader<number> = (input) => {
  const count = typeof input === 'string' && /^\d+$/u.test(input) ? Number(input) : input;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 1 ? count : new Unfit();
};

/** Bytes, from `800MB`, `1.5 GiB` or a plain number. */
export const readSize: Reader<number> = (input) => {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?i?b)?$/iu.exec(String(input).trim());
  const unit = UNITS[(match?.[2] ?? 'b').toLowerCase()];
  if (match === null || unit === undefined) return new Unfit();
  const bytes = Math.round(Number(match[1]) * unit);
  return bytes >= LEAST_MEMORY && Number.isSafeInteger(bytes) ? bytes : new Unfit();
};

/** 0 to 1, from `0.1` or `10%`. */
export const readShare: Reader<number> = (input) => {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*(%)?$/u.exec(String(input).trim());
  if (match === null) return new Unfit();
  const share = Number(match[1]) / (match[2] === undefined ? 1 : 100);
  return share <= 1 ? share : new Unfit();
};

const SPAN_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds, from `24h`, `400d` or `52w`; days are 24 hours. */
export const readSpan: Reader<number> = (input) => {
  const match = /^(\d{1,5})\s*([hdw])$/iu.exec(String(input).trim());
  const span = Number(match?.[1]) * (SPAN_MS[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN);
  return span > 0 ? span : new Unfit();
};

/** The path of a file, or `true` for where it is unless told. */
export const readPlace: Reader<string> = (input) => {
  if (input === true || input === 'true') return DEFAULT_PLACE;
  return readText(input);
};

export const readSwitch: Reader<boolean> = (input) => {
  if (typeof input === 'boolean') return input;
  const word = String(input).toLowerCase();
  if (word === 'true' || word === '1' || word === 'yes' || word === 'on') return true;
  if (word === 'false' || word === '0' || word === 'no' || word === 'off') return false;
  return new Unfit();
};

/** A zone of the time zone database, in its usual spelling; offsets such as +02:00 are none, they know no summer. */
export const readTimezone: Reader<string> = (input) => {
  if (typeof input !== 'string') return new Unfit();
  const given = input.trim();
  if (/^[A-Za-z]/u.test(given)) {
    try {
      const known = new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
      // The canonical name may be an older one (Asia/Calcutta): only its capitals are of use.
      return known.toLowerCase() === given.toLowerCase() ? known : given;
    } catch {
      // Not a zone: say which was meant.
    }
  }
  const zones = Intl.supportedValuesOf('timeZone');
  const place = given.toLowerCase().replaceAll(' ', '_');
  const meant = zones.find((zone) => zone.toLowerCase().endsWith(`/${place}`)) ?? nearest(given, zones);
  return new Unfit(meant === null ? null : `an IANA time zone; did you mean ${meant}?`);
};

/** An ISO date that the calendar has. */
export const readDate: Reader<string> = (input) => {
  const match = typeof input === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/u.exec(input.trim()) : null;
  if (match === null) return new Unfit();
  const date = new Date(`${match[0]}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(match[0])) {
    return new Unfit('a date that the calendar has');
  }
  return match[0];
};
