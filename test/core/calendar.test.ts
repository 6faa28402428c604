import { describe, expect, test } from 'vitest';
import { addDays, dateIn, lastPeriod, startOf, weekOf } from '../../src/core/calendar.js';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);

describe('the last whole period before a moment', () => {
  test.each([
    // The clocks of Madrid go forward on 29 March 2026 and back on 25 October 2026.
    ['day', '2026-03-30T06:00:00Z', 'Europe/Madrid', '2026-03-29', 23],
    ['day', '2026-10-26T06:00:00Z', 'Europe/Madrid', '2026-10-25', 25],
    ['day', '2026-10-26T06:00:00Z', 'UTC', '2026-10-25', 24],
    ['day', '2026-10-25T22:30:00Z', 'Europe/Madrid', '2026-10-24', 24],
    ['week', '2026-11-25T12:00:00Z', 'UTC', '2026-11-16', 7 * 24],
    ['week', '2026-11-23T00:00:00Z', 'UTC', '2026-11-16', 7 * 24],
    ['week', '2026-11-22T23:59:59Z', 'UTC', '2026-11-09', 7 * 24],
    ['week', '2026-10-28T00:00:00Z', 'Europe/Madrid', '2026-10-19', 7 * 24 + 1],
    ['month', '2026-03-01T00:00:00Z', 'UTC', '2026-02-01', 28 * 24],
    ['month', '2026-04-15T00:00:00Z', 'Europe/Madrid', '2026-03-01', 31 * 24 - 1],
    ['month', '2027-01-01T00:30:00+01:00', 'Europe/Madrid', '2026-12-01', 31 * 24],
    [7, '2026-11-25T12:00:00Z', 'UTC', '2026-11-18', 7 * 24],
    // Midnight of 6 September 2026 is skipped in Santiago: its first moment is one o'clock.
    ['day', '2026-09-07T12:00:00Z', 'America/Santiago', '2026-09-06', 23],
    ['day', '2026-11-25T12:00:00Z', 'Asia/Kathmandu', '2026-11-24', 24],
  ] as const)('%s before %s in %s', (period, now, zone, date, hours) => {
    const window = lastPeriod(period, at(now), zone);
    expect(window.date).toBe(date);
    expect((window.until - window.since) / HOUR).toBe(hours);
    expect(dateIn(window.since, zone)).toBe(date);
    expect(dateIn(window.since - 1, zone)).toBe(addDays(date, -1));
    expect(window.until).toBeLessThanOrEqual(at(now));
  });

  test('days follow each other without a gap, in every zone, through a whole year', () => {
    for (const zone of [
      'Europe/Madrid',
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
    ]) {
      let date = '2026-01-01';
      while (date < '2027-01-01') {
        const next = addDays(date, 1);
        const hours = (startOf(next, zone) - startOf(date, zone)) / HOUR;
        expect([23, 23.5, 24, 24.5, 25], `${date} in ${zone}`).toContain(hours);
        date = next;
      }
    }
  });
});

test.each([
  ['2026-01-01', '2026-W01'],
  ['2027-01-01', '2026-W53'],
  ['2024-12-30', '2025-W01'],
  ['2026-11-25', '2026-W48'],
])('the week of %s is %s', (date, week) => {
  expect(weekOf(date)).toBe(week);
});
