import { describe, expect, it } from 'vitest';
import { parseMoment, parseSpan, parseWindow } from '../../src/core/time.js';

const iso = (text: string, zone: string): string => new Date(parseMoment(text, zone, '--since')).toISOString();

describe('moments', () => {
  it.each([
    ['2026-10-01', 'UTC', '2026-10-01T00:00:00.000Z'],
    ['2026-10-01', 'Europe/Madrid', '2026-09-30T22:00:00.000Z'],
    ['2026-12-01', 'Europe/Madrid', '2026-11-30T23:00:00.000Z'],
    ['2026-10-01T12:30', 'America/New_York', '2026-10-01T16:30:00.000Z'],
    ['2026-10-01T12:30:15+05:30', 'Europe/Madrid', '2026-10-01T07:00:15.000Z'],
    ['2026-10-01 12:30Z', 'Europe/Madrid', '2026-10-01T12:30:00.000Z'],
    // The night of the clock change: 02:30 does not exist in spring, and is twice in autumn.
    ['2026-03-29T02:30', 'Europe/Madrid', '2026-03-29T01:30:00.000Z'],
    ['2026-03-30', 'Europe/Madrid', '2026-03-29T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Madrid', '2026-10-25T23:00:00.000Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(iso(text, zone)).toBe(expected);
  });

  it.each(['yesterday', '2026-02-30', '2026-13-01', '10/01/2026', '2026-10-01T25:00', ''])('refuses %s', (text) => {
    expect(() => parseMoment(text, 'UTC', '--since')).toThrow(/--since is/);
  });
});

describe('windows', () => {
  it('a span ends now, or where until says', () => {
    const now = Date.UTC(2026, 9, 10);
    expect(parseWindow({ last: '24h' }, 'UTC', now)).toEqual({ since: now - 86_400_000, until: now });
    expect(parseWindow({ last: '2d', until: '2026-10-03' }, 'UTC', now)).toEqual({
      since: Date.UTC(2026, 9, 1),
      until: Date.UTC(2026, 9, 3),
    });
  });

  it('refuses what contradicts itself', () => {
    expect(() => parseWindow({ last: '7d', since: '2026-10-01' }, 'UTC', 0)).toThrow(/exclude each other/);
    expect(() => parseWindow({ since: '2026-10-02', until: '2026-10-02' }, 'UTC', 0)).toThrow(/not before/);
    for (const span of ['7', 'd', '0d', '7y', '-1d'])
      expect(() => parseSpan(span, '--last')).toThrow(/expected a span/);
  });
});
