import { expect, test } from 'vitest';
import { ZoneClock } from '../../src/alerts/zone-clock.js';

const at = (iso: string): number => Date.parse(iso);
const madrid = new ZoneClock('Europe/Madrid');

test('an ordinary hour', () => {
  // Wednesday, 12:00 in Madrid.
  expect(madrid.weekHour(at('2026-07-01T10:59:59Z'))).toBe(3 * 24 + 12);
  expect(new ZoneClock('UTC').weekHour(at('1969-12-31T23:00:00Z'))).toBe(3 * 24 + 23);
  expect(new ZoneClock('Asia/Kolkata').weekHour(at('2026-07-01T18:30:00Z'))).toBe(4 * 24);
});

test('a day of 23 hours skips one, a day of 25 meets one twice', () => {
  const hours = (from: string, count: number): number[] =>
    Array.from({ length: count }, (_, hour) => madrid.weekHour(at(from) + hour * 3_600_000));
  expect(hours('2026-03-28T23:00:00Z', 23)).toEqual([0, 1, ...Array.from({ length: 21 }, (_, hour) => hour + 3)]);
  expect(madrid.weekHour(at('2026-03-29T22:00:00Z'))).toBe(24);
  expect(hours('2026-10-24T22:00:00Z', 25)).toEqual([0, 1, 2, 2, ...Array.from({ length: 21 }, (_, hour) => hour + 3)]);
  expect(madrid.weekHour(at('2026-10-25T23:00:00Z'))).toBe(24);
});

test('a zone that changes by half an hour', () => {
  const howe = new ZoneClock('Australia/Lord_Howe');
  expect(howe.offsetMs(at('2026-04-04T14:59:00Z'))).toBe(11 * 3_600_000);
  expect(howe.offsetMs(at('2026-04-04T15:00:00Z'))).toBe(10.5 * 3_600_000);
});

test('what clocks show, as a moment', () => {
  const wall = (iso: string): number => at(`${iso}Z`);
  expect(madrid.utcOf(wall('2026-07-01T12:00:00'), null)).toBe(at('2026-07-01T10:00:00Z'));
  expect(madrid.utcOf(wall('2026-10-25T02:30:00'), null)).toBe(at('2026-10-25T00:30:00Z'));
  expect(madrid.utcOf(wall('2026-10-25T02:30:00'), at('2026-10-25T00:30:00Z'))).toBe(at('2026-10-25T01:30:00Z'));
  expect(madrid.utcOf(wall('2026-03-29T02:30:00'), null)).toBe(at('2026-03-29T01:30:00Z'));
});
