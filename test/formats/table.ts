import fc from 'fast-check';
import type { Cell, CellType, Table, TableColumn } from '../../src/core/table.js';
import type { Format, FormatContext } from '../../src/formats/format.js';

export const CONTEXT: FormatContext = { width: 100, color: false, excel: false, timezone: 'Europe/Madrid' };

/** A column with the parts that a test is about. */
export function column(name: string, type: CellType, more: Partial<TableColumn> = {}): TableColumn {
  return { name, type, about: `what ${name} is`, ...more };
}

/** A table of these rows, in blocks of two. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  more: Partial<Table> = {},
): Table {
  return {
    id: 'unhappy',
    title: 'Unhappy customers',
    columns,
    rows: blocks(rows),
    total: rows.length,
    headline: [],
    series: [],
    notes: [],
    stamp: {},
    ...more,
  };
}

async function* blocks(rows: readonly (readonly Cell[])[]) {
  for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
  yield [];
}

export async function written(
  format: Format,
  tables: readonly Table[],
  context: Partial<FormatContext> = {},
): Promise<string> {
  let text = '';
  for await (const piece of format.write(tables, { ...CONTEXT, ...context })) text += piece;
  return text;
}

/** Texts as strangers write them: anything, seasoned with what breaks formats and terminals. */
export const hostileText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)) },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          ...['"', '""', ',', ';', '\t', '\n', '\r', '\r\n', '\\', '\\n', '|', '\\|', '<b>', '</td>', '&amp;', '`'],
          ...[
            '[a](http://example.org)',
            '![x](y)',
            '<script>',
            '*',
            '_',
            '~~',
            'https://example.org',
            'www.example.org',
          ],
          ...['=1+1', '+1', '-1', '@who', '\t=1', '\u200b=1', '＝1', '1E5', '007', '123456789012345678', '3/4', 'MAR1'],
          ...[
            '\u001b[31m',
            '\u001b]0;title\u0007',
            '\u009b2J',
            '\u001b]8;;http://example.org\u001b\\',
            '\u0000',
            '\u0007',
          ],
          ...[
            '\u202e',
            '\u2066',
            '\u200b',
            '\u200d',
            '\ufeff',
            '\u2028',
            '\u0085',
            '\u034f\u034f',
            'e\u0301\u0301\u0301\u0301\u0301',
          ],
          ...['日本語', '한국어', '👩‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '🇪🇸', 'ｶﾞﾞﾞ', 'שלום', 'می‌خواهم', ' ', '  '],
        ),
      },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
