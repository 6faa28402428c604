import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../src/formats/format.js';
import { FORMATS, formatById, formatOfFile } from '../../src/formats/index.js';
import { column, table, written } from './table.js';

const FOLDER = new URL('../../src/formats/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !['format.ts', 'index.ts'].includes(name));

describe('formats', () => {
  it('has some', () => expect(FILES.length).toBeGreaterThanOrEqual(6));

  it.each(FILES)('%s is registered under its own name', async (file) => {
    const { default: format }: { default: Format } = await import(new URL(file, FOLDER).href);
    expect(FORMATS).toContain(format);
    expect(`${format.id}.ts`).toBe(file);
    expect(formatById(format.id)).toBe(format);
  });

  it('has no ending twice', () => {
    const endings = FORMATS.flatMap((format) => format.endings);
    expect(new Set(endings).size).toBe(endings.length);
  });

  it.each([
    ['report.csv', 'csv'],
    ['/a.b/Report.CSV', 'csv'],
    ['x.tsv', 'tsv'],
    ['x.json', 'json'],
    ['x.jsonl', 'ndjson'],
    ['x.ndjson', 'ndjson'],
    ['README.md', 'markdown'],
    ['report', null],
    ['.csv', null],
    ['report.csv/out', null],
    ['report.doc', null],
  ])('the format of %s is %s', (path, id) => {
    expect(formatOfFile(path)?.id ?? null).toBe(id);
  });

  it('says which formats there are', () => {
    expect(() => formatById('xml')).toThrow('there is no format "xml"');
    expect(() => formatById('xml')).toThrow(
      expect.objectContaining({ kind: 'usage', hint: expect.stringMatching(/terminal, csv/) }),
    );
  });

  it.each(FORMATS.map((format) => [format.id, format] as const))('%s writes no rows and many', async (_, format) => {
    const columns = [column('text', 'text', { terminal: 1 }), column('likes', 'integer', { terminal: 2 })];
    const many = Array.from({ length: 5000 }, (_, index) => [`post ${index}`, index] as const);
    expect(await written(format, [table(columns, [])])).not.toMatch(/post/);
    const text = await written(format, [table(columns, many)]);
    expect(text.match(/post \d+/g)).toEqual(many.map(([post]) => post));
    expect(text.endsWith('\n')).toBe(true);
  });

  it.each(FORMATS.map((format) => [format.id, format] as const))(
    '%s does what it says of two tables',
    async (_, format) => {
      const two = () => [
        table([column('a', 'text', { terminal: 1 })], [['one']]),
        table([column('b', 'text')], [['two']]),
      ];
      if (format.many) expect(await written(format, two())).toMatch(/one[\s\S]*two/);
      else await expect(written(format, two())).rejects.toMatchObject({ code: 'format.one-table' });
    },
  );

  it.each(['csv', 'tsv', 'json', 'ndjson', 'markdown'])('%s asks for a block only when it is wanted', async (id) => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked++;
        yield [['again and again']];
      }
    }
    const columns = [column('text', 'text')];
    let pieces = 0;
    for await (const _ of formatById(id).write([table(columns, [], { rows: endless() })], {
      width: 80,
      color: false,
      excel: false,
      timezone: 'UTC',
    })) {
      if (++pieces === 20) break;
    }
    expect(pieces).toBe(20);
    expect(asked).toBeLessThanOrEqual(20);
  });
});
