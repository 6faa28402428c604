import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlText } from '../../src/core/engine.js';
import { foldName, holdsPiece, matchesWhole, nameSql } from '../../src/query/text-pattern.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open({ threads: 1, memory: '300MB', tempDir: tmpdir(), timezone: 'UTC' });
});
afterAll(() => engine.close());

describe('a name', () => {
  test.each([
    ['jose', 'José', true],
    ['JOSÉ', 'jose', true],
    ['josé', 'Jose\u0301', true],
    ['strasse', 'Straße', true],
    ['Lukasz', 'łukasz', true],
    ['oeuvre*', 'Œuvres complètes', true],
    ['nand?', 'ñandú 🎉', false],
    ['nandu*', 'ñandú 🎉', true],
    ['и', 'й', true],
    // Marks that are letters.
    ['रम', 'राम', false],
    ['か', 'が', false],
    ['jose', 'José राम', false],
  ])('%s is %s: %s', async (pattern, text, expected) => {
    expect(matchesWhole(pattern)(text)).toBe(expected);
  });

  // But U+FEFF, which is lost on the way from the engine where a text begins with it.
  test('of any character is folded by the engine as here', async () => {
    const wrong: string[] = [];
    for (let from = 1; from < 0x110000; from += 0x8000) {
      const rows = await engine.rows(`SELECT CAST(i AS INTEGER), ${nameSql('c')}, ${nameSql("concat('x', c, 'é')")}
        FROM (SELECT i, chr(CAST(i AS INTEGER)) AS c FROM range(${from}, ${Math.min(from + 0x8000, 0x110000)}) AS r(i)
          WHERE i NOT BETWEEN 55296 AND 57343 AND i <> 65279)`);
      for (const [point, alone, within] of rows) {
        const char = String.fromCodePoint(Number(point));
        if (foldName(char) !== alone || foldName(`x${char}é`) !== within) wrong.push(Number(point).toString(16));
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('of null is null', async () => {
    expect(await engine.rows(`SELECT ${nameSql('CAST(NULL AS VARCHAR)')}, ${nameSql(sqlText(''))}`)).toEqual([
      [null, ''],
    ]);
  });
});

test('an address keeps its accents', () => {
  expect(holdsPiece('café')('https://x.example/Café')).toBe(true);
  expect(holdsPiece('cafe')('https://x.example/café')).toBe(false);
});
