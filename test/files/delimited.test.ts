import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { contentOf, scratch, zstdOf } from './scratch.js';

const seed = Date.now() % 2 ** 31;
const files = scratch();

const HEADER = ['id', 'text', 'author', 'likes'];
const ROWS = [
  ['1801234567890123456', 'La maleta llegó tarde, otra vez', 'marta', '3'],
  ['1801234567890123457', 'Línea uno\nlínea dos; con «comillas» y "más"', 'jordi', '0'],
  ['1801234567890123458', 'Très déçu | rien\tà dire', 'zoé', '12'],
];

const ENCODINGS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16le with mark': (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true }),
  'utf-16be with mark': (text: string) => iconv.encode(text, 'utf-16be', { addBOM: true }),
  'utf-16le': (text: string) => iconv.encode(text, 'utf-16le', { addBOM: false }),
  'utf-16be': (text: string) => iconv.encode(text, 'utf-16be', { addBOM: false }),
  'windows-1252': (text: string) => iconv.encode(text, 'windows-1252'),
} as const;
const PACKERS = {
  none: (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => gzipSync(bytes),
  // Two members, as pigz and log rotation write them.
  'gzip in parts': (bytes: Buffer) => Buffer.concat([gzipSync(bytes.subarray(0, 40)), gzipSync(bytes.subarray(40))]),
  zstd: (bytes: Buffer) => zstdOf(bytes),
} as const;
const DELIMITERS = [',', ';', '\t', '|'] as const;

describe('every encoding, compression and delimiter', () => {
  for (const [encoding, encode] of Object.entries(ENCODINGS))
    for (const [packing, pack] of Object.entries(PACKERS))
      test(`${encoding}, ${packing}`, async () => {
        for (const delimiter of DELIMITERS)
          for (const escaping of ['"', '\\'])
            for (const newline of ['\n', '\r\n']) {
              const text = stringify([HEADER, ...ROWS], { delimiter, escape: escaping, record_delimiter: newline });
              const file = await files.open('table.bin', pack(encode(text)));
              const setting = JSON.stringify({ delimiter, escaping, newline });
              expect(file.container, setting).toBe('delimited');
              expect(file.dialect, setting).toMatchObject({
                delimiter,
                quote: '"',
                skipLines: 0,
                newline,
                header: HEADER,
              });
              expect(file.dialect?.escape, setting).toBe(escaping);
              expect(file.encoding, setting).toBe(encoding.replace(' with mark', ''));
              expect(file.sample.rows, setting).toEqual(ROWS);
              expect(file.damage, setting).toBeNull();
              expect((await contentOf(file)).replace(/^\ufeff/, ''), setting).toBe(text);
              const located = await file.locate([2, 1]);
              expect([located.get(1)?.line, located.get(2)?.line], setting).toEqual([3, 5]);
              expect(file.spooled, setting).toBe(!encoding.startsWith('utf-8'));
            }
      });
});

test('a random table in a random dialect reads the same, and its records are where csv-parse says', async () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-z ,;|"'\n\tàéñ…\\]{0,12}$/),
    fc.integer().map(String),
    fc.constantFrom('', '"', '\n', '\r\n', ',', 'a\n\nb', '\\', 'say "no"'),
  );
  const table = fc
    .uniqueArray(fc.stringMatching(/^[a-z][a-z_]{1,10}$/), { minLength: 2, maxLength: 6 })
    .chain((header) => {
      const row = fc.array(cell, { minLength: header.length, maxLength: header.length });
      // A first row that tells which escape the file has: without one, both are right.
      const telling = header.map(() => 'say "no", twice');
      return fc.array(row, { maxLength: 12 }).map((rows) => ({ header, rows: [telling, ...rows] }));
    });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom('"', '\\'),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.nat({ max: 12 }), { maxLength: 3 }),
      fc.boolean(),
      async ({ header, rows }, delimiter, escaping, newline, blanks, known) => {
        const style = { delimiter, escape: escaping, record_delimiter: newline };
        const written = rows.map((row) => stringify([row], { ...style, quoted_match: /[\r\n"\\]/ }));
        for (const blank of blanks) if (blank < written.length) written[blank] = newline + (written[blank] ?? '');
        const text = stringify([header], style) + written.join('');
        const file = await files.open('random.csv', text, known ? { signatures: [header] } : {});
        expect(file.dialect).toMatchObject({ delimiter, header, escape: escaping, skipLines: 0 });
        expect(file.sample.rows).toEqual(rows);
        const located = await file.locate(rows.map((_, index) => index));
        const parsed = parse(text, { ...style, skip_empty_lines: true, info: true, raw: true, from: 2 }) as unknown as {
          record: string[];
          raw: string;
        }[];
        expect(parsed.map(({ record }) => record)).toEqual(rows);
        const lines = firstLines(written);
        for (const [index, { raw }] of parsed.entries()) {
          expect(located.get(index)?.text).toBe(raw.replace(/^[\r\n]+/, '').replace(/[\r\n]+$/, ''));
          expect(located.get(index)?.line).toBe(lines[index]);
        }
      },
    ),
    { seed, numRuns: 400 },
  );
});

/** The line on which each record begins, counted from what was written after a header of one line. */
function firstLines(written: readonly string[]): number[] {
  let line = 2;
  return written.map((record) => {
    const begin = line + (/^(?:\r?\n)*/.exec(record)?.[0].split('\n').length ?? 1) - 1;
    line += record.split('\n').length - 1;
    return begin;
  });
}

describe('headers', () => {
  test('of a tiny table are not left out for the sake of one column more', async () => {
    const file = await files.open('tiny.csv', 'm_t_p__|q_t__b__t\n"say \\"no\\", twice"|"say \\"no\\", twice"\n0|,,\n');
    expect(file.dialect).toMatchObject({ delimiter: '|', skipLines: 0, header: ['m_t_p__', 'q_t__b__t'] });
  });
  test('over a few rows with terminal sequences are those of a text', async () => {
    const file = await files.open(
      'escapes.csv',
      'text,label\n"\u001b[31mterrible\u001b[0m \u001b]0;pwn\u0007",negative\nx,\u001b[31mangry\n',
    );
    expect(file.dialect).toMatchObject({ delimiter: ',', header: ['text', 'label'] });
  });
  test('a preamble of six lines, one of them blank', async () => {
    const text =
      'Report:,Acme\nBrand:,Acme\nFrom:,2026-01-01\nTo:,2026-01-31\nLabel:,"all, of it"\n\nQuery Id,Full Text,Author\n1,late again,marta\n2,"a, b",jordi\n';
    for (const signatures of [[], [['Full Text', 'query id']]]) {
      const file = await files.open('preamble.csv', text, { signatures });
      expect(file.dialect).toMatchObject({ skipLines: 6, header: ['Query Id', 'Full Text', 'Author'], delimiter: ',' });
      expect(file.sample.rows).toEqual([
        ['1', 'late again', 'marta'],
        ['2', 'a, b', 'jordi'],
      ]);
      expect((await file.locate([1])).get(1)).toEqual({ line: 9, text: '2,"a, b",jordi' });
    }
  });

  test('an empty first line, a title with a blank, the padded preamble of a spreadsheet', async () => {
    for (const [preamble, skipped] of [
      ['\n', 1],
      ['Agents report\n\n', 2],
      ['Report for March;;\n;;\n', 2],
    ] as const) {
      const file = await files.open('title.csv', `${preamble}Agent name;Handled;Waiting\nMarta;3;4\nJordi;5;6\n`);
      expect(file.dialect).toMatchObject({ skipLines: skipped, header: ['Agent name', 'Handled', 'Waiting'] });
      expect(file.sample.rows).toHaveLength(2);
    }
  });

  test('Excel says its delimiter itself', async () => {
    const file = await files.open('sep.csv', 'sep=;\r\nid;text\r\n1;one, two, three\r\n2;four, five, six\r\n');
    expect(file.dialect).toMatchObject({ delimiter: ';', skipLines: 1, header: ['id', 'text'], newline: '\r\n' });
  });

  test('a signature wins over a more even delimiter', async () => {
    const text = 'a,b;text\n1,2;x\n3,4;y\n5,6;z\n';
    const file = await files.open('rival.csv', text, { signatures: [['text', 'a,b']] });
    expect(file.dialect).toMatchObject({ delimiter: ';', header: ['a,b', 'text'] });
  });

  test('one column: commas in its texts split nothing, blank lines are records', async () => {
    const texts = ['Hello, world', 'no reply since Monday', '', 'three, commas, here, now', 'quoted "inside"'];
    const file = await files.open('one.csv', `text\n${texts.join('\n')}\n`);
    expect(file.dialect?.header).toEqual(['text']);
    expect(file.sample.rows.flat()).toEqual(texts);
    expect((await file.locate([2, 3])).get(3)).toEqual({ line: 5, text: 'three, commas, here, now' });
    const even = await files.open('even.csv', 'Comentario\nuno, dos\ntres, cuatro\ncinco, seis\n');
    expect(even.dialect?.header).toEqual(['Comentario']);
  });

  test('no header is said, and every record kept', async () => {
    const file = await files.open('bare.csv', '1,2026-01-01,3\n2,2026-01-02,4\n');
    expect(file.dialect?.header).toBeNull();
    expect(file.sample.rows).toHaveLength(2);
    expect((await file.locate([0])).get(0)?.line).toBe(1);
  });

  test('repeated and empty names stay', async () => {
    const file = await files.open('names.csv', ',text,text\n0,a,b\n1,c,d\n');
    expect(file.dialect?.header).toEqual(['', 'text', 'text']);
  });

  test('a few broken rows do not change the dialect', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => (index % 20 === 0 ? 'broken' : `${index};t, x;${index}`));
    const file = await files.open('broken.csv', `id;text;likes\n${rows.join('\n')}\n`);
    expect(file.dialect).toMatchObject({ delimiter: ';', header: ['id', 'text', 'likes'] });
    expect((await file.locate([20])).get(20)).toEqual({ line: 22, text: 'broken' });
  });

  test('quotes that are plain characters', async () => {
    const file = await files.open('plain.tsv', 'id\ttext\n1\t"so called" service\n2\t"never again\n3\tfine\n');
    expect(file.dialect).toMatchObject({ delimiter: '\t', quote: '' });
    expect(file.sample.rows.map((row) => row[1])).toEqual(['"so called" service', '"never again', 'fine']);
  });
});

describe('encodings', () => {
  test('stray bytes in UTF-8 stay UTF-8, and are told', async () => {
    const text = Buffer.concat([Buffer.from('id,text\n1,déjà vu, à côté\n2,'), Buffer.from([0xe9]), Buffer.from('\n')]);
    const file = await files.open('stray.csv', text);
    expect(file.encoding).toBe('utf-8');
    expect(file.notes.join()).toContain('byte 0xE9 at line 3');
  });

  test('Windows-1252 is found although the first megabyte is ASCII', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index},nothing to see here`);
    const text = `id,text\n${rows.join('\n')}\n60000,café crème\n`;
    const bytes = iconv.encode(text, 'windows-1252');
    expect(bytes.length).toBeGreaterThan(1_300_000);
    const file = await files.open('late.csv', bytes);
    expect(file.encoding).toBe('windows-1252');
    expect(file.notes.join()).toContain('byte 0xE9 at line 60002');
    expect((await file.locate([60_000])).get(60_000)?.text).toBe('60000,café crème');
  });

  test('Western text in Windows-1252 is never taken for UTF-8', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-zA-Z ,.àâäáãçéèêëíìîïñóòôöõßúùûüÀÉÈÑÖÜ€“”’–¿¡]{1,80}$/), {
          minLength: 1,
          maxLength: 20,
        }),
        async (lines) => {
          const text = `id,text\n${lines.map((line, index) => `${index},"${line}"`).join('\n')}\nx,él\n`;
          const file = await files.open('western.csv', iconv.encode(text, 'windows-1252'));
          // Two letters that happen to be one character in UTF-8 ("Ã©") may not outnumber the others.
          expect(file.encoding).toBe('windows-1252');
          expect(await contentOf(file)).toBe(text);
        },
      ),
      { seed, numRuns: 150 },
    ));

  test('an encoding can be told', async () => {
    const text = 'id;text\n1;Багаж потерян\n';
    const file = await files.open('told.csv', iconv.encode(text, 'windows-1251'), { encoding: 'windows-1251' });
    expect(await contentOf(file)).toBe(text);
    await expect(files.open('told.csv', 'id\n1\n', { encoding: 'klingon' })).rejects.toThrow(
      'unknown encoding klingon',
    );
  });
});

describe('what the engine would refuse is rewritten', () => {
  test('lines that end in different ways, and both escapes', async () => {
    const mixed = await files.open('mixed.csv', 'id,text\r\n1,"a\nb"\n2,c\n');
    expect(await contentOf(mixed)).toBe('id,text\n1,"a\nb"\n2,c\n');
    expect(mixed.dialect).toMatchObject({ newline: '\n', header: ['id', 'text'] });
    expect((await mixed.locate([1])).get(1)?.line).toBe(4);
    const both = await files.open('both.csv', 'id,text\n1,"a \\"b\\" c"\n2,"d ""e"" \\\\"\n3,"f"\n');
    expect(await contentOf(both)).toBe('id,text\n1,"a ""b"" c"\n2,"d ""e"" \\"\n3,"f"\n');
    expect(both.dialect?.escape).toBe('"');
  });

  test('on demand, with the same records', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.stringMatching(/^[a-z ,"\n\\]{0,10}$/), { minLength: 2, maxLength: 2 }), { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('"', '\\'),
        async (random, newline, escaping) => {
          const rows = [['say "no", twice', '"'], ...random];
          const style = { escape: escaping, record_delimiter: newline, quoted: true };
          const text = stringify([['id', 'text'], ...rows], style);
          const file = await files.open('rewrite.csv', text, { rewrite: true });
          expect(file.dialect).toMatchObject({ escape: '"', newline: '\n' });
          expect(parse(await contentOf(file), { from: 2 })).toEqual(rows);
        },
      ),
      { seed, numRuns: 200 },
    ));
});

test('lines of byte offsets', async () => {
  const text = 'id,text\n1,"a\nb"\n2,é\n';
  const file = await files.open('offsets.csv', text);
  const at = (part: string): number => Buffer.byteLength(text.slice(0, text.indexOf(part)));
  expect(await file.lineOfByte([at('2,'), 0, at('b"'), Buffer.byteLength(text)])).toEqual([4, 1, 3, 4]);
  // The engine may point at the line end before a record.
  expect(await file.lineOfByte([at('2,') - 1])).toEqual([4]);
});

describe('a header above short records', () => {
  const good = ['1,ana,2026-01-01,awful', '2,bob,2026-01-02,lovely', '3,cid,2026-01-03,meh', '4,dan,2026-01-04,bad'];
  const short = ['5,eve', '6,fay', '7,gus'];
  const signatures = [['id', 'conversation_id', 'author', 'text']];
  test.each([
    ['last', [...good, ...short]],
    ['first', [...short, ...good]],
  ])('%s', async (_, rows) => {
    for (const header of ['id,author,created_at,text', 'Nummer,Autor,Erstellt am,Inhalt']) {
      const file = await files.open('short.csv', [header, ...rows, ''].join('\n'), { signatures });
      expect(file.dialect).toMatchObject({ delimiter: ',', skipLines: 0, header: header.split(',') });
      expect(file.notes).toEqual([]);
      expect(file.dialect?.guessed).toBe('57 % of the first records have 4 fields');
    }
  });

  test('known names hold whatever stands under them; plain words do not', async () => {
    const rows = [...short, ...short, '8,hal', '9,ida,2026-01-04,late'].join('\n');
    const known = await files.open('known.csv', `id,author,created_at,text\n${rows}\n`, { signatures });
    expect(known.dialect?.header).toEqual(['id', 'author', 'created_at', 'text']);
    const plain = await files.open('plain.csv', `Well, sorry, folks, bye\n${rows}\n`, { signatures });
    expect(plain.dialect?.header).not.toEqual(['Well', ' sorry', ' folks', ' bye']);
  });
});
