import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatById } from '../../src/formats/index.js';
import { holds, SEED } from './seed.js';
import { column, hostileText, table, written } from './table.js';

const markdown = formatById('markdown');
const COLUMNS = [column('author', 'text'), column('reach', 'integer'), column('text', 'text')];

/** The cells of a line as GitHub splits it: at pipes without a backslash. */
function cellsOf(line: string): string[] {
  const cells = line.match(/(?:\\[\s\S]|[^\\|])*\|/g) ?? [];
  return cells.slice(1).map((cell) => cell.slice(0, -1).trim());
}

describe(`markdown (seed ${SEED})`, () => {
  it('writes title, headline, series, table, count, stamp and notes', async () => {
    const text = await written(markdown, [
      table(
        COLUMNS,
        [
          ['a', 12, 'b'],
          [null, null, null],
        ],
        {
          headline: ['- 5 unhappy', '1. customers'],
          series: [{ title: 'per day', values: [0, 1] }],
          notes: [{ text: 'left out: <3' }],
          stamp: { reach: 'reach/1', scorer: '1.0' },
          total: 6120,
        },
      ),
    ]);
    expect(text).toBe(
      [
        '## Unhappy customers',
        '',
        '\\- 5 unhappy',
        '',
        '1\\. customers',
        '',
        'per day ▁█',
        '',
        '| author | reach | text |',
        '| --- | ---: | --- |',
        '| a | 12 | b |',
        '|  |  |  |',
        '',
        '2 rows of 6 120 · reach/1 · scorer 1.0',
        '',
        '- left out: &lt;3',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['a | b', 'a \\| b'],
    ['back\\slash \\| pipe', 'back\\\\slash \\\\\\| pipe'],
    ['two\nlines', 'two lines'],
    ['<img src=x onerror=y>', '&lt;img src=x onerror=y&gt;'],
    ['&lt;', '&amp;lt;'],
    ['[x](javascript:y)', '\\[x\\](javascript:y)'],
    ['![i](j)', '!\\[i\\](j)'],
    ['`code` *b* _i_ ~s~ $m$', '\\`code\\` \\*b\\* \\_i\\_ \\~s\\~ \\$m\\$'],
    ['https://example.org www.example.org', 'https\\://example.org www\\.example.org'],
  ])('%j is written %j', async (text, expected) => {
    const lines = (await written(markdown, [table([column('text', 'text')], [[text]])])).split('\n');
    expect(lines[4]).toBe(`| ${expected} |`);
  });

  it('links only columns of addresses, and only to the web', async () => {
    const rows = [
      ['https://example.org/a_b?c=d&e'],
      ['javascript:alert(1)'],
      ['https://example.org/|x'],
      ['http://e.org/<b>'],
    ];
    const lines = (await written(markdown, [table([column('url', 'text')], rows)])).split('\n');
    expect(lines.slice(4, 8)).toEqual([
      '| https://example.org/a_b?c=d&e |',
      '| javascript:alert(1) |',
      '| https\\://example.org/\\|x |',
      '| http\\://e.org/&lt;b&gt; |',
    ]);
  });

  it('keeps its cells and holds no markup, whatever the text', async () => {
    const rows = fc.array(fc.tuple(hostileText, fc.nat(), hostileText), { minLength: 1, maxLength: 5 });
    await holds(
      fc.asyncProperty(rows, hostileText, async (rows, line) => {
        const text = await written(markdown, [
          table(COLUMNS, rows, { title: line, headline: [line], notes: [{ text: line }] }),
        ]);
        expect(text).not.toMatch(/[<>]/);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
        // What is left without escapes is no markup.
        expect(text.replace(/\\[\s\S]/g, '')).not.toMatch(/[`*~[\]$]|:\/\/|&(?!(?:amp|lt|gt);)/);
        const lines = text.split('\n').filter((line) => line.startsWith('|'));
        expect(lines).toHaveLength(rows.length + 2);
        for (const [index, line] of lines.entries()) {
          expect(cellsOf(line)).toHaveLength(3);
          if (index > 1) expect(cellsOf(line)[1]).toBe(String(rows[index - 2]?.[1]));
        }
      }),
    );
  });
});
