import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatById } from '../../src/formats/index.js';
import { holds, SEED } from './seed.js';
import { column, hostileText, table, written } from './table.js';

const tsv = formatById('tsv');
const COLUMNS = [column('author', 'text'), column('text', 'text')];

function unescaped(cell: string): string {
  const meant: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
  return cell.replace(/\\(.)/g, (_, letter: string) => meant[letter] ?? expect.fail(`\\${letter}`));
}

describe(`tsv (seed ${SEED})`, () => {
  it('escapes what would break a line', async () => {
    const rows = [
      ['a\tb', 'c\\n\r\n"d"'],
      [null, ''],
    ];
    expect(await written(tsv, [table(COLUMNS, rows)])).toBe('author\ttext\na\\tb\tc\\\\n\\r\\n"d"\n\t\n');
  });

  it('is read back as it was, whatever the text', async () => {
    await holds(
      fc.asyncProperty(fc.array(fc.tuple(hostileText, hostileText), { maxLength: 5 }), async (rows) => {
        const lines = (await written(tsv, [table(COLUMNS, rows)])).split('\n');
        expect(lines.at(-1)).toBe('');
        expect(lines.slice(1, -1).map((line) => line.split('\t').map(unescaped))).toEqual(
          rows.map((row) => row.map((text) => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd'))),
        );
      }),
    );
  });
});
