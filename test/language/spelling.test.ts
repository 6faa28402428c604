import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addToHash, HASH_SEED } from '../../src/language/hash.js';
import { encode, FLAG, roomFor, TOKEN, TokenScan } from '../../src/language/scan.js';
import { spellWord } from '../../src/language/spelling.js';

const scan = new TokenScan();

function spell(text: string): string[] {
  const bytes = roomFor(new Uint8Array(0), text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  const words: string[] = [];
  for (let index = 0; index < scan.count; index++) {
    if (scan.kind[index] !== TOKEN.word) continue;
    words.push(spellWord(bytes, scan.start[index] as number, scan.end[index] as number));
  }
  return words;
}

it.each([
  ['Isn’t', "isn't"],
  ['E\u0301TE\u0301', 'été'],
  ['coooooool', 'cool'],
  ['coŀlegi', 'col·legi'],
  ['col.legi', 'col·legi'],
  ['so\u00adcalled', 'socalled'],
  ['Ｗｏｗ', 'wow'],
])('%s is spelled %s', (text, spelled) => {
  expect(spell(text)).toEqual([spelled]);
});

/** The letters of a spelling, taken into a hash one by one. */
function hashOf(word: string): number {
  return [...word].reduce((hash, letter) => addToHash(hash, letter.codePointAt(0) ?? 0), HASH_SEED) >>> 0;
}

const seed = Math.floor(Math.random() * 2 ** 31);
const letters = fc.constantFrom(..."aaeelLsStT'’.·éÉñçßŀœ\u0301\u0308\u200d\u00ad9", 'İ', 'ａ', 'ж');

it(`gives a word the hashes that the scanner gave it (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const words = spell(text);
      const hashes: number[] = [];
      for (let index = 0; index < scan.count; index++) {
        if (scan.kind[index] === TOKEN.word && ((scan.flags[index] as number) & FLAG.part) === 0) {
          hashes.push(scan.hash[index] as number);
        }
      }
      expect(words.map(hashOf)).toEqual(hashes);
    }),
    { seed, numRuns: 3000 },
  );
});
