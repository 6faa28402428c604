import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combineWords,
  encode,
  FLAG,
  hashPhrase,
  hashWord,
  roomFor,
  TOKEN,
  TokenScan,
} from '../../src/language/scan.js';

const names = new Map<number, string>(Object.entries(TOKEN).map(([name, value]) => [value, name]));
const scan = new TokenScan();

function scanText(text: string): Uint8Array {
  const buffer = roomFor(new Uint8Array(0), text.length);
  const bytes = buffer.subarray(0, encode(text, buffer));
  scan.scan(bytes, 0, bytes.length);
  return bytes;
}

/** Tokens as `kind:text`, words without their kind. */
function tokens(text: string): string[] {
  const bytes = scanText(text);
  return Array.from({ length: scan.count }, (_, index) => {
    const kind = names.get(scan.kind[index] ?? 0) ?? '';
    const part = new TextDecoder().decode(bytes.subarray(scan.start[index], scan.end[index]));
    return kind === 'word' ? part : `${kind}:${part}`;
  });
}

describe('tokens', () => {
  it.each<[string, string[]]>([
    ['Hello there', ['Hello', 'there']],
    ["I don't, you don’t", ['I', "don't", 'mark:,', 'you', 'don’t']],
    ["l'appli n’est qu'ici", ["l'", 'appli', 'n’', 'est', "qu'", 'ici']],
    ["aujourd'hui d'això l'été", ["aujourd'hui", "d'", 'això', "l'", 'été']],
    ['excel·lent excel.lent tranquiŀla', ['excel·lent', 'excel.lent', 'tranquiŀla']],
    ['check-in a - b', ['check', 'in', 'a', 'mark:-', 'b']],
    ['@acme hi @acme@social.example!', ['handle:@acme', 'hi', 'handle:@acme@social.example', 'mark:!']],
    [
      'ask u/someone in r/acme or jo.doe@acme.example',
      ['ask', 'handle:u/someone', 'in', 'handle:r/acme', 'or', 'handle:jo.doe@acme.example'],
    ],
    ['see https://acme.example/a_(b)?c=1.', ['see', 'link:https://acme.example/a_(b)?c=1', 'mark:.']],
    ['(www.acme.com/x) and t.co/ab', ['mark:(', 'link:www.acme.com/x', 'mark:)', 'and', 'link:t.co/ab']],
    ['the end.Start again', ['the', 'end', 'mark:.', 'Start', 'again']],
    ['#NotHappy2day', ['hashtag:#NotHappy2day', 'Not', 'Happy', 'number:2', 'day']],
    ['#USAToday #ça_va', ['hashtag:#USAToday', 'USA', 'Today', 'hashtag:#ça_va', 'ça', 'va']],
    ['1,000.50€ 10:30 24/7 50% 3rd', ['number:1,000.50€', 'number:10:30', 'number:24/7', 'number:50%', 'number:3rd']],
    ['👩🏽‍🚒🇫🇷🇪🇸1️⃣❤️‍🔥👍🏿', ['emoji:👩🏽‍🚒', 'emoji:🇫🇷', 'emoji:🇪🇸', 'emoji:1️⃣', 'emoji:❤️‍🔥', 'emoji:👍🏿']],
    [
      ':) :-( :’( <3 </3 xD ;-) :/ /s',
      [':)', ':-(', ':’(', '<3', '</3', 'xD', ';-)', ':/', '/s'].map((face) => `emoticon:${face}`),
    ],
    [
      '¿Qué? ¡No! Ah... wait…',
      ['mark:¿', 'Qué', 'mark:?', 'mark:¡', 'No', 'mark:!', 'Ah', 'mark:...', 'wait', 'mark:…'],
    ],
    ['one\n\n two', ['one', 'lineBreak:\n\n ', 'two']],
    ['日本語です。', ['日', '本', '語', 'で', 'す', 'mark:。']],
    ['مرحبا؟ привет שלום नमस्ते', ['مرحبا', 'mark:؟', 'привет', 'שלום', 'नमस्ते']],
    ['ratio 3:4 but note: d', ['ratio', 'number:3:4', 'but', 'note', 'mark::', 'd']],
    ['', []],
    ['@ # ! \u0000', ['mark:!']],
  ])('of %j', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

describe('hashes', () => {
  it.each([
    ['été', 'été'.normalize('NFD')],
    ['Ệ', 'ệ'.normalize('NFD')],
    ['GÉNIAL', 'génial'],
    ['don’t', "don't"],
    ['excel.lent', 'excel·lent'],
    ['soooooo', 'sooo'],
    [':-)', '=]'],
    ['❤️', '❤'],
    ['👍🏽', '👍'],
    ['@Acme', '@acme'],
    ['co\u00adop', 'coop'],
    ['𝗯𝗼𝗹𝗱', 'bold'],
  ])('of %j are those of %j', (one, other) => {
    expect(hashWord(one)).toEqual(hashWord(other));
  });

  it('keep accents, and leave them out of the folded form', () => {
    const accented = hashWord('génial');
    const plain = hashWord('genial');
    expect(accented.hash).not.toBe(plain.hash);
    expect([accented.folded, accented.foldedCheck]).toEqual([plain.hash, plain.check]);
    expect(hashWord('cœur').folded).toBe(hashWord('coeur').hash);
  });

  it('give a lengthened word both its double and its single form, and a possessive its bare form', () => {
    expect(hashWord('cooool').hash).toBe(hashWord('cool').hash);
    expect(hashWord('soooo').folded).toBe(hashWord('so').hash);
    expect(hashWord("acme's").folded).toBe(hashWord('acme').hash);
  });

  it('of a phrase depend on the order', () => {
    expect(combineWords(hashPhrase('not good'))).not.toEqual(combineWords(hashPhrase('good not')));
    expect(hashPhrase("c'est abusé")).toHaveLength(3);
  });
});

describe('flags', () => {
  it('tell capitals, a capital, repeats and parts', () => {
    scanText('WORST Ever sooo #BadDay');
    expect(Array.from(scan.flags.subarray(0, scan.count))).toEqual([
      FLAG.capitals | FLAG.capitalised,
      FLAG.capitalised,
      FLAG.lengthened,
      0,
      FLAG.part | FLAG.capitalised,
      FLAG.part | FLAG.capitalised,
    ]);
  });
});

describe('any bytes', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);

  it(`are scanned to the end, tokens in order and inside (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        scan.scan(bytes, 0, bytes.length);
        for (let index = 0; index < scan.count; index++) {
          expect(scan.end[index]).toBeGreaterThan(scan.start[index] ?? 0);
          expect(scan.end[index]).toBeLessThanOrEqual(bytes.length);
          if (index > 0) expect(scan.start[index]).toBeGreaterThanOrEqual(scan.start[index - 1] ?? 0);
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  it(`give a text the same tokens wherever it lies (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.uint8Array({ maxLength: 9 }), (text, before) => {
        const bytes = new TextEncoder().encode(text);
        scan.scan(bytes, 0, bytes.length);
        const alone = Array.from(scan.hash.subarray(0, scan.count));
        const all = new Uint8Array([...before, ...bytes, 0x61]);
        scan.scan(all, before.length, before.length + bytes.length);
        expect(Array.from(scan.hash.subarray(0, scan.count))).toEqual(alone);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('long texts', () => {
  // A quadratic scan of any of these would take minutes, and run into the time limit of the test.
  it.each([
    'a',
    'a.',
    '@',
    '@a',
    '#a',
    ':',
    ':(',
    '(',
    '"',
    'l·',
    "'",
    'é',
    '👩‍',
    '🇫',
    '1.',
    '/',
    'u/',
    'http://',
    'x-',
    '?',
  ])('of %j are scanned in one pass', (unit) => {
    const text = unit.repeat(500_000 / unit.length);
    const bytes = new TextEncoder().encode(text);
    scan.scan(bytes, 0, bytes.length);
    expect(scan.end[scan.count - 1] ?? 0).toBeLessThanOrEqual(bytes.length);
  });
});

it('digits and dots tell handles, hashtags and hosts apart', () => {
  for (const [one, other] of [
    ['@acme1', '@acme2'],
    ['#covid19', '#covid20'],
    ['acme.com', 'acme.net'],
    ['@a.b', '@a-b'],
  ] as const) {
    expect(hashWord(one).folded).not.toBe(hashWord(other).folded);
  }
});
