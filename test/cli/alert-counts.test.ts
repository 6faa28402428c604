import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { place } from './binary.js';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-01-05T00:00:00Z');

/** Hours from Monday on, five posts each, `changes` by hour. */
function hours(count: number, changes: Readonly<Record<number, number | null>> = {}): string {
  const rows = Array.from({ length: count }, (_, hour) => {
    const value = hour in changes ? changes[hour] : 4 + (hour % 3);
    const at = new Date(START + hour * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
    return value === null ? '' : `${at},${value}\n`;
  });
  return `timestamp,value\n${rows.join('')}`;
}

const rowsOf = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('alerts --counts', () => {
  test('every step with --all, else only the alerts', async () => {
    const here = place({ 'counts.csv': hours(400, { 350: 90 }) });
    const all = await here.call(['alerts', '--counts', 'counts.csv', '-f', 'csv', '--all']);
    expect(all.stderr).toBe('');
    expect(all.code).toBe(0);
    expect(all.stdout.split('\n')[0]).toBe('timestamp,value,score,alert');
    const rows = rowsOf(all.stdout);
    expect(rows).toHaveLength(400);
    expect(rows.filter(([, , , alert]) => alert !== '0')).toEqual([rows[350]]);
    const some = await here.call(['alerts', '--counts', 'counts.csv', '-f', 'csv']);
    expect(rowsOf(some.stdout)).toEqual([rows[350]]);
  });

  test('what it says of a step is the same when the file goes on', async () => {
    const here = place({ 'a.csv': hours(300, { 280: 90 }), 'b.csv': hours(420, { 280: 90, 390: 400 }) });
    const [a, b] = await Promise.all(
      ['a.csv', 'b.csv'].map((file) => here.call(['alerts', '--counts', file, '-f', 'csv', '--all'])),
    );
    expect(rowsOf(b?.stdout ?? '').slice(0, 300)).toEqual(rowsOf(a?.stdout ?? ''));
  });

  test('gaps are zero, in the manner of the other timestamps', async () => {
    const here = place({ 'counts.csv': hours(60, { 20: null, 21: null }) });
    const { stdout } = await here.call(['alerts', '--counts', 'counts.csv', '--all']);
    const rows = rowsOf(stdout);
    expect(rows).toHaveLength(60);
    expect(rows[20]?.slice(0, 2)).toEqual(['2026-01-05 20:00:00', '0']);
    expect(rows[22]?.slice(0, 2)).toEqual(['2026-01-05 22:00:00', '5']);
  });

  test('a pipe, compressed, without a header, with other delimiters and moments', async () => {
    const here = place();
    const plain = hours(60);
    const expected = rowsOf((await here.call(['alerts', '--counts', '--all'], { input: plain })).stdout);
    expect(expected).toHaveLength(60);
    const inputs: [Buffer | string, (stamp: string) => string][] = [
      [gzipSync(plain), (stamp) => stamp],
      [plain.replace(/.*\n/, ''), (stamp) => stamp],
      [`\uFEFF${plain.replaceAll(',', ';').replaceAll('\n', '\r\n')}`, (stamp) => stamp],
      [
        `value,note,timestamp\n${rowsOf(plain)
          .map(([at, value]) => `${value},"a, b",${at}`)
          .join('\n')}`,
        (stamp) => stamp,
      ],
      [
        `timestamp,value\n${rowsOf(plain)
          .map(([at, value]) => `${Date.parse(`${at}Z`) / 1000},${value}`)
          .join('\n')}`,
        (stamp) => String(Date.parse(`${stamp}Z`) / 1000),
      ],
    ];
    for (const [input, stamp] of inputs) {
      const ran = await here.call(['alerts', '--counts', '-', '--all'], { input });
      expect(ran.stderr).toBe('');
      expect(rowsOf(ran.stdout)).toEqual(expected.map(([at = '', ...rest]) => [stamp(at), ...rest]));
    }
  });

  test('rows that make no sense, or come too late, are told with line and hint, and the rest is used', async () => {
    const text = hours(200).split('\n');
    text.splice(50, 0, '2026-01-07 00:30:00,many');
    text.splice(90, 0, '2026-01-05 02:00:00,3');
    text.splice(120, 0, 'yesterday,3');
    const here = place({ 'counts.csv': text.join('\n') });
    const ran = await here.call(['alerts', '--counts', 'counts.csv', '--all', '--rejects', 'rejects.csv']);
    expect(ran.code).toBe(0);
    expect(rowsOf(ran.stdout)).toHaveLength(200);
    expect(ran.stderr).toContain('counts.csv: line 51 has the value "many", expected a number from 0');
    expect(ran.stderr).toMatch(/^hint: write counts as plain numbers/m);
    expect(ran.stderr).toContain('3 rows were left out, written to rejects.csv');
    const { stdout } = await here.shell('cut -d, -f1-2 rejects.csv');
    expect(stdout).toBe('file,line\ncounts.csv,51\ncounts.csv,91\ncounts.csv,121\n');
  });

  test('a file that is mostly wrong fails, as does one without the columns, or with two series', async () => {
    const here = place({
      'wrong.csv': `timestamp,value\n${'2026-01-01 00:00,x\n'.repeat(9)}2026-01-01 01:00,1\n`,
      'posts.csv': 'id,text\n1,hello\n',
      'counts.csv': hours(30),
    });
    const wrong = await here.call(['alerts', '--counts', 'wrong.csv', '-o', 'out.csv']);
    expect(wrong.code).toBe(65);
    expect(wrong.stderr).toContain('9 of 10 rows are unreadable: line 2 has the value "x"');
    expect((await here.shell('ls')).stdout).not.toContain('out.csv');
    const posts = await here.call(['alerts', '--counts', 'posts.csv']);
    expect(posts.code).toBe(65);
    expect(posts.stderr).toContain('it has no column "timestamp"');
    expect(posts.stderr).toMatch(/^hint: /m);
    expect((await here.call(['alerts', '--counts', 'counts.csv', 'posts.csv'])).code).toBe(64);
    expect((await here.call(['alerts', '--counts', 'none.csv'])).code).toBe(66);
  });

  test('--fail-on alert exits with 1 where there is one, and 0 where there is none', async () => {
    const here = place({ 'calm.csv': hours(300), 'burst.csv': hours(300, { 250: 90 }) });
    expect((await here.call(['alerts', '--counts', 'calm.csv', '--fail-on', 'alert'])).code).toBe(0);
    const burst = await here.call(['alerts', '--counts', 'burst.csv', '--fail-on', 'alert']);
    expect(burst.code).toBe(1);
    expect(rowsOf(burst.stdout)).toHaveLength(1);
    expect((await here.call(['alerts', '--counts', 'calm.csv', '--fail-on', 'empty'])).code).toBe(64);
  });

  test('hours of a zone: none is lost or doubled on the days of 23 and 25 hours', async () => {
    // What a wall clock in Madrid shows, hour by hour, around both changes.
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Madrid',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (const from of ['2026-03-27T00:00:00Z', '2026-10-23T00:00:00Z']) {
      const rows = Array.from(
        { length: 100 },
        (_, hour) => `${shown.format(Date.parse(from) + hour * HOUR_MS)},${hour}`,
      );
      const here = place({ 'counts.csv': `timestamp,value\n${rows.join('\n')}\n` });
      const ran = await here.call(['alerts', '--counts', 'counts.csv', '--all', '--timezone', 'Europe/Madrid']);
      expect(ran.stderr).toBe('');
      expect(rowsOf(ran.stdout).map(([at, value]) => `${at},${value}`)).toEqual(rows);
    }
  });
});
