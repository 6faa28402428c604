import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideOrder, momentSql } from '../../src/presets/dates.js';
import type { DateOrder } from '../../src/presets/preset.js';
import { scratch } from '../files/scratch.js';
import { holds } from '../formats/seed.js';
import { testEngine } from './engine.js';
import { type ImportOptions, importFiles } from './importing.js';

const sql = testEngine();
const files = scratch();

async function moments(texts: readonly string[], order: DateOrder = 'dmy', zone = 'UTC'): Promise<unknown[]> {
  await sql.engine.run(`SET TimeZone = '${zone}'`);
  return sql.each(texts, momentSql('x', order));
}

describe('a date', () => {
  test.each([
    ['2023-06-01 12:00:00', '2023-06-01T12:00:00.000Z'],
    ['2023-06-01', '2023-06-01T00:00:00.000Z'],
    ['2023-06-01 12:00', '2023-06-01T12:00:00.000Z'],
    ['2023-06-01T12:00', '2023-06-01T12:00:00.000Z'],
    ['2023-06-01T12:00:00Z', '2023-06-01T12:00:00.000Z'],
    ['2023-06-01T12:00:00.123Z', '2023-06-01T12:00:00.123Z'],
    ['2023-06-01T12:00:00.123456+02:00', '2023-06-01T10:00:00.123Z'],
    ['2023-06-01T12:00:00+0200', '2023-06-01T10:00:00.000Z'],
    ['2023-06-01 12:00:00 UTC', '2023-06-01T12:00:00.000Z'],
    ['2023-06-01 12:00:00 -0800', '2023-06-01T20:00:00.000Z'],
    ['2026-08-15 13:12 +0000', '2026-08-15T13:12:00.000Z'],
    ['Wed Oct 10 20:19:24 +0000 2018', '2018-10-10T20:19:24.000Z'],
    ['Tue Oct 31 22:10:47 +0530 2017', '2017-10-31T16:40:47.000Z'],
    ['Mon, 05 Jun 2023 12:00:00 +0200', '2023-06-05T10:00:00.000Z'],
    ['Mon, 05 Jun 2023 12:00:00 GMT', '2023-06-05T12:00:00.000Z'],
    ['Sat Oct 03 2026 08:15:27 GMT+0200', '2026-10-03T06:15:27.000Z'],
    ['06-Feb-2026 03:03PM', '2026-02-06T15:03:00.000Z'],
    ['06-Feb-2026 12:03AM', '2026-02-06T00:03:00.000Z'],
    ['Fri, Jun 5, 2026', '2026-06-05T00:00:00.000Z'],
    ['June 5, 2026', '2026-06-05T00:00:00.000Z'],
    ['5 Jun 2026', '2026-06-05T00:00:00.000Z'],
    ['Jun 5, 2026, 3:04 PM', '2026-06-05T15:04:00.000Z'],
    ['2026/06/05 12:00', '2026-06-05T12:00:00.000Z'],
    ['20260605', '2026-06-05T00:00:00.000Z'],
    ['1790020000', '2026-09-21T19:46:40.000Z'],
    ['1790020000.5', '2026-09-21T19:46:40.500Z'],
    ['1790020000123', '2026-09-21T19:46:40.123Z'],
  ])('%s means the same in either order', async (text, moment) => {
    expect(await moments([text], 'dmy')).toEqual([moment]);
    expect(await moments([text], 'mdy')).toEqual([moment]);
  });

  test.each([
    ['2026-08-15 3:12 PM', '2026-08-15T15:12:00.000Z'],
    ['2026.10.01 14:00', '2026-10-01T14:00:00.000Z'],
    ['2026-10-01T10:00Z', '2026-10-01T10:00:00.000Z'],
    ['2026-10-01 10:00+02', '2026-10-01T08:00:00.000Z'],
    ['20261001T100000Z', '2026-10-01T10:00:00.000Z'],
    ['20261001100000', '2026-10-01T10:00:00.000Z'],
    ['Oct 1, 2026 at 3:04 PM', '2026-10-01T15:04:00.000Z'],
    ['October 1st, 2026 at 3:04pm', '2026-10-01T15:04:00.000Z'],
    ['Thursday, October 1, 2026 12:04 AM', '2026-10-01T00:04:00.000Z'],
    ['Thu Oct 01 2026 10:00:00 GMT+0200 (Central European Summer Time)', '2026-10-01T08:00:00.000Z'],
    ['Thu Oct 01 10:00:00 CEST 2026', '2026-10-01T08:00:00.000Z'],
    ['Thu, 1 Oct 2026 10:00:00 EST', '2026-10-01T15:00:00.000Z'],
    ['1 Oct 2026, 14:03:22', '2026-10-01T14:03:22.000Z'],
    ['Oct 1 2026', '2026-10-01T00:00:00.000Z'],
    ['28-Sep-26', '2026-09-28T00:00:00.000Z'],
    ['28-Sep-26 10:05', '2026-09-28T10:05:00.000Z'],
    ['28-Sep-99', '1999-09-28T00:00:00.000Z'],
    ['28/Sep/2026:10:00:00 +0000', '2026-09-28T10:00:00.000Z'],
    ['2026-10-01 10:00:00 CEST', '2026-10-01T08:00:00.000Z'],
    ['2026-10-01 10:00 UTC+2', '2026-10-01T08:00:00.000Z'],
    ['2026-10-01T10:00:00−0200', '2026-10-01T12:00:00.000Z'],
    ['\u200e2026-10-01 10:00', '2026-10-01T10:00:00.000Z'],
    ['46293', '2026-09-28T00:00:00.000Z'],
    ['46293.75', '2026-09-28T18:00:00.000Z'],
    ['46293,5857291667', '2026-09-28T14:03:27.000Z'],
    ['1790020000.0', '2026-09-21T19:46:40.000Z'],
    ['1790020000123.0', '2026-09-21T19:46:40.123Z'],
    ['1790020000123456', '2026-09-21T19:46:40.123Z'],
  ])('%s as people, programs and spreadsheets write it', async (text, moment) => {
    expect(await moments([text], 'dmy')).toEqual([moment]);
    expect(await moments([text], 'mdy')).toEqual([moment]);
  });

  test.each([
    ['fr', ['5 juin 2026', '1er août 2026 à 14:03', '28 sept. 2026 14h03', 'mar. 6 oct. 2026', '9 juil. 2026']],
    [
      'es',
      [
        '5 de junio de 2026',
        '1 de agosto de 2026, 14:03',
        '28 sept 2026 14:03',
        'martes, 6 de octubre de 2026',
        '9-jul-2026',
      ],
    ],
    [
      'ca',
      [
        '5 de juny de 2026',
        "1 d'agost de 2026 14:03",
        '28 de set. de 2026 a les 14:03',
        'dimarts, 6 d’octubre del 2026',
        '9 jul. 2026',
      ],
    ],
    [
      'de',
      [
        '5. Juni 2026',
        '1. August 2026 um 14:03 Uhr',
        '28. Sept. 2026, 14:03',
        'Dienstag, 6. Oktober 2026',
        '9. Juli 2026',
      ],
    ],
    [
      'it',
      ['5 giugno 2026', '1 agosto 2026 alle 14:03', '28 settembre 2026 14:03', 'martedì 6 ottobre 2026', '9 lug 2026'],
    ],
    [
      'pt',
      [
        '5 de junho de 2026',
        '1 de agosto de 2026 às 14:03',
        '28 de set. de 2026 14:03',
        'terça-feira, 6 de outubro de 2026',
        '9 jul 2026',
      ],
    ],
    ['nl', ['5 juni 2026', '1 augustus 2026 om 14:03', '28 sep. 2026 14:03', 'dinsdag 6 oktober 2026', '9 juli 2026']],
    [
      'en',
      [
        '5 June 2026',
        'August 1, 2026 2:03 p.m.',
        '28th Sept 2026 14:03',
        'Tuesday 6th of October 2026',
        'July 9, 2026',
      ],
    ],
  ])('with its month in words, %s', async (_, texts) => {
    expect(await moments(texts)).toEqual([
      '2026-06-05T00:00:00.000Z',
      '2026-08-01T14:03:00.000Z',
      '2026-09-28T14:03:00.000Z',
      '2026-10-06T00:00:00.000Z',
      '2026-07-09T00:00:00.000Z',
    ]);
  });

  test.each([
    ['20/09/2013 13:15', '2013-09-20T13:15:00.000Z', null],
    ['09/28/2026 18:12', null, '2026-09-28T18:12:00.000Z'],
    ['05/06/2026', '2026-06-05T00:00:00.000Z', '2026-05-06T00:00:00.000Z'],
    ['5/6/2026 3:04 PM', '2026-06-05T15:04:00.000Z', '2026-05-06T15:04:00.000Z'],
    ['05/06/2026 15:04:05', '2026-06-05T15:04:05.000Z', '2026-05-06T15:04:05.000Z'],
    ['05/06/2026, 15:04', '2026-06-05T15:04:00.000Z', '2026-05-06T15:04:00.000Z'],
    ['5.6.2026 07:08', '2026-06-05T07:08:00.000Z', '2026-05-06T07:08:00.000Z'],
    ['05-06-2026', '2026-06-05T00:00:00.000Z', '2026-05-06T00:00:00.000Z'],
    ['05/06/26', '2026-06-05T00:00:00.000Z', '2026-05-06T00:00:00.000Z'],
    ['05/06/2026, 3:04:05\u202fPM', '2026-06-05T15:04:05.000Z', '2026-05-06T15:04:05.000Z'],
    ['05/06/2026 3:04 p. m.', '2026-06-05T15:04:00.000Z', '2026-05-06T15:04:00.000Z'],
    ['05/06/2026\u00a015:04:05.250', '2026-06-05T15:04:05.250Z', '2026-05-06T15:04:05.250Z'],
    ['05/06/2026 15:04 +0200', '2026-06-05T13:04:00.000Z', '2026-05-06T13:04:00.000Z'],
    ['Fri 05/06/2026 15.04', '2026-06-05T15:04:00.000Z', '2026-05-06T15:04:00.000Z'],
    ['05-06-26 07:08', '2026-06-05T07:08:00.000Z', '2026-05-06T07:08:00.000Z'],
  ])('%s hangs on the order', async (text, dayFirst, monthFirst) => {
    expect(await moments([text], 'dmy')).toEqual([dayFirst]);
    expect(await moments([text], 'mdy')).toEqual([monthFirst]);
  });

  test('that is none is null, never a guess', async () => {
    const texts = [
      'Lifetime',
      'garbage',
      '',
      '2026-13-40',
      '30/02/2026',
      '31/31/2026',
      '25:61',
      'yesterday',
      '12',
      '-',
      '1.79E+09',
      '2026-10-01 25:00',
      '2026-10-01 13:00 PM',
      '5 Foo 2026',
      '31 juin 2026',
      'May be 5 of 2026',
      '2026-10-01 10:00 Nowhere/Land',
      '2026-10-01 10:00 IST',
      '123456',
      '12026',
    ];
    expect(await moments(texts)).toEqual(texts.map(() => null));
    expect(await moments(texts, 'mdy')).toEqual(texts.map(() => null));
  });

  test('reads back in every form in which it can be written', () =>
    holds(
      fc.asyncProperty(
        fc.date({ min: new Date('2001-09-09T01:46:40Z'), max: new Date('2037-12-31T00:00:00Z'), noInvalidDate: true }),
        fc.constantFrom<DateOrder>('dmy', 'mdy'),
        async (date, order) => {
          const iso = `${date.toISOString().slice(0, 19)}.000Z`;
          const [day, clock] = [iso.slice(0, 10), iso.slice(11, 19)];
          const [year, month, dayOfMonth] = day.split('-');
          const parts = order === 'dmy' ? [dayOfMonth, month] : [month, dayOfMonth];
          const names = date.toUTCString();
          const written = [
            iso,
            `${day} ${clock}`,
            `${day} ${clock} +0000`,
            `${parts.join('/')}/${year} ${clock}`,
            `${parts.map(Number).join('.')}.${year} ${clock}`,
            `${parts.join('-')}-${year?.slice(2)} ${clock}`,
            names,
            `${names.slice(0, 3)} ${names.slice(8, 11)} ${names.slice(5, 7)} ${clock} +0000 ${year}`,
            String(Date.parse(iso) / 1000),
            String(Date.parse(iso)),
          ];
          expect(await moments(written, order)).toEqual(written.map(() => iso));
        },
      ),
      60,
    ));
});

describe('a time without a zone', () => {
  test('is not read in the zone that a time before it names', async () => {
    const texts = [
      '2026-07-01 12:00:00 Asia/Tokyo',
      '2026-07-01 12:00:00',
      '2026-07-01 12:00:00 UTC',
      '2026-07-01 12:00:00',
      '2026-07-01T12:00',
      '2026-07-01 12:00 EST',
      '2026-07-01',
      '2026-07-01 12:00:00 Etc/GMT+5',
      '2026-07-01 12:00:00.5',
      'Thu, 01 Jul 2026 12:00:00 GMT',
      '01/07/2026 12:00',
    ];
    expect(await moments(texts, 'dmy', 'Europe/Madrid')).toEqual([
      '2026-07-01T03:00:00.000Z',
      '2026-07-01T10:00:00.000Z',
      '2026-07-01T12:00:00.000Z',
      '2026-07-01T10:00:00.000Z',
      '2026-07-01T10:00:00.000Z',
      '2026-07-01T17:00:00.000Z',
      '2026-06-30T22:00:00.000Z',
      '2026-07-01T17:00:00.000Z',
      '2026-07-01T10:00:00.500Z',
      '2026-07-01T12:00:00.000Z',
      '2026-07-01T10:00:00.000Z',
    ]);
  });

  test('is read in the zone of the file, summer and winter', async () => {
    const texts = ['2026-07-01 12:00:00', '2026-01-01 12:00:00', '01/07/2026 12:00', '06-Feb-2026 03:03PM'];
    expect(await moments(texts, 'dmy', 'Europe/Madrid')).toEqual([
      '2026-07-01T10:00:00.000Z',
      '2026-01-01T11:00:00.000Z',
      '2026-07-01T10:00:00.000Z',
      '2026-02-06T14:03:00.000Z',
    ]);
    expect(await moments(texts.slice(0, 1), 'dmy', 'America/Los_Angeles')).toEqual(['2026-07-01T19:00:00.000Z']);
  });

  test('stays in order on the days on which clocks change', async () => {
    expect(
      await moments(
        ['2026-03-29 01:59:00', '2026-03-29 02:30:00', '2026-03-29 03:00:00', '29/03/2026 03:00'],
        'dmy',
        'Europe/Madrid',
      ),
    ).toEqual([
      '2026-03-29T00:59:00.000Z',
      // Skipped by the clocks: read with the offset before it.
      '2026-03-29T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ]);
    expect(await moments(['2026-10-25 01:59:00', '2026-10-25 03:00:00'], 'dmy', 'Europe/Madrid')).toEqual([
      '2026-10-24T23:59:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
  });

  test('and one with a zone of its own do not meet', async () => {
    const texts = ['2026-07-01T12:00:00Z', 'Wed Jul 01 12:00:00 +0000 2026', '1782907200'];
    expect(await moments(texts, 'dmy', 'Asia/Tokyo')).toEqual(texts.map(() => '2026-07-01T12:00:00.000Z'));
  });
});

describe('the order of day and month', () => {
  let count = 0;
  async function read(dates: readonly string[], options: ImportOptions = {}) {
    const rows = dates.map((date, index) => `${index},"post number ${index} in words",${date}`);
    const path = await files.write(`dates${count++}.csv`, `id,text,created_at\n${rows.join('\n')}\n`);
    const { loaded, posts } = await importFiles([path], { maxRejects: 1, ...options });
    return {
      dates: posts.map((post) => String(post['created_at']).slice(0, 10)),
      notes: loaded.files[0]?.notes.filter((note) => note.startsWith('dates')) ?? [],
      rejects: loaded.files[0]?.rejects.total,
    };
  }

  test('is settled by one date with a part above 12, however late it comes', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `0${1 + (index % 9)}/05/2026`);
    const dayFirst = await read([...many, '28/09/2026']);
    expect(dayFirst.dates.at(0)).toBe('2026-05-01');
    expect(dayFirst.dates.at(-1)).toBe('2026-09-28');
    const monthFirst = await read([...many, '09/28/2026']);
    expect(monthFirst.dates.at(0)).toBe('2026-01-05');
    expect(monthFirst.dates.at(-1)).toBe('2026-09-28');
    expect(monthFirst.notes).toEqual([expect.stringContaining('month/day/year')]);
  });

  test('is day first where nothing tells, and said', async () => {
    const { dates, notes } = await read(['01/02/2026', '03/04/2026']);
    expect(dates).toEqual(['2026-02-01', '2026-04-03']);
    expect(notes).toEqual([expect.stringContaining('--date-order mdy')]);
  });

  test('is what the user says', async () => {
    const { dates, notes } = await read(['01/02/2026', '03/04/2026'], { dateOrder: 'mdy' });
    expect(dates).toEqual(['2026-01-02', '2026-03-04']);
    expect(notes).toEqual([]);
  });

  test('of a column that contradicts itself is that of most, and the others are rejected, not swapped', async () => {
    const { dates, notes, rejects } = await read(['28/09/2026', '27/09/2026', '09/26/2026', '01/02/2026']);
    expect(dates).toEqual(['2026-09-28', '2026-09-27', '2026-02-01']);
    expect(rejects).toBe(1);
    expect(notes).toEqual([expect.stringMatching(/day\/month\/year.*1 row says otherwise/)]);
  });

  test('does not matter for dates that say it themselves', async () => {
    const { dates, notes } = await read(['2026-09-02', 'Fri, Jun 5, 2026', '1790020000'].map((date) => `"${date}"`));
    expect(dates).toEqual(['2026-09-02', '2026-06-05', '2026-09-21']);
    expect(notes).toEqual([]);
  });

  test('follows the preset only where the column does not speak', () => {
    const none = { dayFirst: 0, monthFirst: 0, numeric: 5 };
    expect(decideOrder(none, 'mdy', null)).toEqual({ order: 'mdy', said: null });
    expect(decideOrder(none, null, null)).toMatchObject({ order: 'dmy', said: expect.stringContaining('5 rows') });
    expect(decideOrder({ ...none, dayFirst: 1 }, 'mdy', null).order).toBe('dmy');
    expect(decideOrder({ ...none, monthFirst: 2 }, 'mdy', null)).toEqual({ order: 'mdy', said: null });
    expect(decideOrder({ ...none, monthFirst: 2 }, 'dmy', 'dmy')).toEqual({ order: 'dmy', said: null });
    expect(decideOrder({ dayFirst: 0, monthFirst: 0, numeric: 0 }, null, null)).toEqual({ order: 'dmy', said: null });
  });

  test('--timezone moves what has no zone, and leaves the rest', async () => {
    const path = await files.write(
      'zones.csv',
      'id,text,created_at\n1,one or the other,2026-10-24 23:30:00\n2,and another one,2026-10-25T23:30:00Z\n',
    );
    const { posts } = await importFiles([path], { timezone: 'Europe/Madrid' });
    expect(posts.map(({ created_at }) => created_at)).toEqual(['2026-10-24T21:30:00.000Z', '2026-10-25T23:30:00.000Z']);
  });

  test('--timezone does not touch files whose times are UTC by their preset', async () => {
    const inMadrid = await importFiles(['trustpilot-service/reviews.csv'], { timezone: 'Europe/Madrid' });
    const inUtc = await importFiles(['trustpilot-service/reviews.csv']);
    expect(inMadrid.posts).toEqual(inUtc.posts);
    const zendesk = await importFiles(['zendesk-tickets/tickets.csv'], { timezone: 'Europe/Madrid' });
    const asUtc = await importFiles(['zendesk-tickets/tickets.csv']);
    const shift = (index: number): number =>
      Date.parse(String(asUtc.posts[index]?.['created_at'])) - Date.parse(String(zendesk.posts[index]?.['created_at']));
    expect(zendesk.posts.map((_, index) => shift(index) / 3_600_000)).toEqual(zendesk.posts.map(() => 2));
  });
});
