import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FoldedText } from '../../src/language/folded.js';
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from '../../src/language/hash.js';
import { encode, roomFor, TOKEN, TokenScan } from '../../src/language/scan.js';

const seed = Math.floor(Math.random() * 2 ** 31);
const runs = Number(process.env['BRANDWATCH_RANDOM_CASES'] ?? 4000);
const scan = new TokenScan();
const folded = new FoldedText();
let buffer = new Uint8Array(1024);

function spelt(text: string): string[] {
  buffer = roomFor(buffer, text.length);
  scan.scan(buffer, 0, encode(text, buffer));
  return Array.from({ length: scan.count }, (_, index) => {
    folded.spell(scan, buffer, index);
    return String.fromCodePoint(...folded.points.subarray(0, folded.length));
  });
}

const piece = fc.constantFrom(
  ...[
    "l'",
    'd’',
    "all'",
    'Acme',
    'ACME',
    "'s",
    '’s',
    'é',
    'e\u0301',
    'œ',
    'ß',
    'ø',
    'l·l',
    'l.l',
    'ŀl',
    'ooo',
    'sss',
    '😡',
  ],
  ...[
    '👍🏽',
    '🇪🇸',
    '1️⃣',
    '#️⃣',
    '#Air',
    '#',
    '@',
    '@x',
    '_',
    '.',
    '-',
    ' ',
    '\n',
    '://',
    'http',
    'www.',
    '.com',
    'u/',
    'r/',
    '/',
  ],
  ...[
    '1,000.50',
    '24/7',
    '50%',
    '10€',
    '3º',
    ':-)',
    ':D',
    ';)',
    'xD',
    'XDDD',
    '<3',
    '^_^',
    '\u0327',
    '\u0310',
    '\u200d',
    '\u00ad',
  ],
  ...[
    '東',
    '京',
    'привет',
    'İ',
    'ı',
    '𝐀',
    'ＡＢ',
    'a',
    'b',
    's',
    'x',
    'd',
    'l',
    '7',
    "'",
    '*',
    '?',
    '|',
    '~',
    '\ud800',
    'ﬁ',
    'ĳ',
  ],
);
const texts = fc.oneof(
  fc.array(piece, { maxLength: 14 }).map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

describe('FoldedText', () => {
  test.each([
    ["L'Acmé’s refuuund", ["l'", 'acme', 'refund']],
    ['Straße CŒUR paraŀlel', ['strasse', 'coeur', 'parallel']],
    ['#NotHappy', ['nothappy', 'not', 'happy']],
    ['@Acme@x.social u/Bob jo.ann@x.com', ['acme', 'bob', 'jo']],
    [
      'see https://www.Acme.com/x?y or acme.co.uk/z, www.acme.info',
      ['see', 'acme.com', 'or', 'acme.co.uk', 'acme.info'],
    ],
    ['1,000.50€ 50% 👍🏽 XDDD :-))', ['1,000.50', '50%', '👍', 'xd', ':)']],
  ])('spells %s', (text, words) => {
    expect(spelt(text).filter((word) => word !== '')).toEqual(words);
  });

  test(`what is spelt has the hashes of the token (seed ${seed})`, () => {
    let tokens = 0;
    fc.assert(
      fc.property(texts, (text) => {
        spelt(text);
        for (let index = 0; index < scan.count; index++) {
          if ((scan.kind[index] ?? 0) >= TOKEN.mark) continue;
          folded.spell(scan, buffer, index);
          let hash = HASH_SEED;
          let check = CHECK_SEED;
          for (const point of folded.points.subarray(0, folded.length)) {
            hash = addToHash(hash, point);
            check = addToCheck(check, point);
          }
          tokens++;
          const token = `${scan.kind[index]} ${text.slice(0, 80)}`;
          expect([token, hash >>> 0, check >>> 0]).toEqual([token, scan.folded[index], scan.foldedCheck[index]]);
        }
      }),
      { seed, numRuns: runs },
    );
    expect(tokens).toBeGreaterThan(runs);
  });
});
