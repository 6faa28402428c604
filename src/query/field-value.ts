/** Values of fields: read from the text behind `name:`, and written back. */
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { parseMoment, parseSpan } from '../core/time.js';
import type { Comparison, FieldTest } from './ast.js';
import { type FieldName, fieldShape } from './fields.js';

/** What ends a value that is not in quotes. */
export const VALUE_BREAK = /[\s()"“”„‟″]/u;

export type ReadTest = { readonly test: FieldTest } | { readonly expected: string; readonly hint?: string };

/** Dates are of a zone, spans end now. */
export interface QueryClock {
  /** IANA zone. */
  readonly timezone: string;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
}

export const UTC_CLOCK: QueryClock = { timezone: 'UTC', now: 0 };

/** Networks that people know by another name than the one in the data. */
const OTHER_NETWORKS: Readonly<Record<string, string>> = { twitter: 'x', fb: 'facebook', ig: 'instagram' };

const MAGNITUDES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };
const NUMBER = /^([-−]?\d{1,15}(?:\.\d{1,15})?)([kmb]?)$/iu;

/** What the text behind `name:` asks for, or what was expected there. */
export function readFieldTest(name: FieldName, text: string, quoted: boolean): ReadTest {
  const { type, values = [], example } = fieldShape(name);
  if (text.trim() === '') return { expected: `a value right after ${name}:`, hint: `such as ${example}` };
  switch (type) {
    case 'number':
      return quoted ? { expected: 'a number without quotes', hint: `such as ${example}` } : readNumber(name, text);
    case 'moment':
      return readMoment(name, text);
    case 'closed':
    case 'has': {
      const value = text.toLowerCase();
      if (values.includes(value)) return { test: { is: 'text', text: value } };
      const close = nearest(value, values);
      return {
        expected: `a ${name === 'has' ? 'thing that a post can have' : name}`,
        hint: close === null ? `known are ${values.join(', ')}` : `did you mean ${name}:${close}?`,
      };
    }
    case 'host': {
      const host = hostOf(text);
      if (host !== null) return { test: { is: 'text', text: host } };
      return { expected: 'a site such as reddit.com', hint: 'a part of an address goes with url:' };
    }
    case 'within':
      return text.replaceAll('*', '') === '' ? { expected: 'a piece of an address' } : { test: { is: 'text', text } };
    default:
      return readWhole(name, text);
  }
}

function readWhole(name: FieldName, text: string): ReadTest {
  const value = name === 'author' ? text.replace(/^@(?=.)/u, '') : text;
  const other = name === 'network' ? OTHER_NETWORKS[value.toLowerCase()] : undefined;
  if (other !== undefined)
    return { expected: `network:${other}, which is what the data calls it`, hint: `write network:${other}` };
  if (name === 'lang' && !/^[A-Za-z*?]{1,8}$/u.test(value)) {
    return { expected: 'a language tag of one part, such as pt', hint: 'write lang:pt for every kind of Portuguese' };
  }
  if (value.replace(/[*?]/gu, '') === '')
    return { expected: `a value of ${name} with letters`, hint: 'a wildcard needs letters beside it' };
  return { test: { is: 'text', text: value } };
}

function hostOf(text: string): string | null {
  const host = text
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//u, '')
    .replace(/^www\./u, '')
    .replace(/\/$/u, '');
  return /^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*$/u.test(host) ? host : null;
}

function readNumber(name: FieldName, text: string): ReadTest {
  const { example } = fieldShape(name);
  const range = text.split('..');
  if (range.length === 2) {
    const [from, to] = range.map(numberOf);
    if (from === null || to === null || from === undefined || to === undefined)
      return { expected: 'a range such as 100..500', hint: 'for an open one write >=100' };
    if (from > to)
      return {
        expected: 'a range from the lower to the higher number',
        hint: `write ${name}:${numberText(to)}..${numberText(from)}`,
      };
    return { test: { is: 'range', from, to } };
  }
  const match = /^([<>]=?|=)?(.*)$/su.exec(text);
  const value = numberOf(match?.[2] ?? '');
  if (value === null) {
    return { expected: 'a number, with >, >=, <, <= or = before it, or a range', hint: `such as ${example}` };
  }
  return { test: { is: 'number', comparison: (match?.[1] ?? '=') as Comparison, value } };
}

function numberOf(text: string): number | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const value = Number((match[1] ?? '').replace('−', '-')) * (MAGNITUDES[match[2]?.toLowerCase() ?? ''] ?? 1);
  // 1.1k is 1100, whatever floating point makes of it.
  return Number(value.toPrecision(15)) + 0;
}

function readMoment(name: FieldName, text: string): ReadTest {
  try {
    momentOf(text, UTC_CLOCK);
    return { test: { is: 'text', text } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      expected: 'a date such as 2026-10-01 or 2026-10-01T12:30, or a span such as 7d',
      hint: `such as ${fieldShape(name).example}`,
    };
  }
}

/** The moment that a value of since: or until: means. */
export function momentOf(text: string, clock: QueryClock): number {
  return /^\d{1,5}[hdw]$/iu.test(text)
    ? clock.now - parseSpan(text, 'span')
    : parseMoment(text, clock.timezone, 'date');
}

/** A number as a query and SQL read it: without an exponent. */
export function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/u, '') : text;
}
