import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLine, plainText, wellFormed } from '../../src/core/plain-text.js';
import { holds, SEED } from '../formats/seed.js';
import { hostileText } from '../formats/table.js';

const FORBIDDEN = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

describe(`plain text (seed ${SEED})`, () => {
  it.each([
    ['plain', 'plain'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007', 'link'],
    ['\u009b31mred', 'red'],
    ['a\u001bb', 'ab'],
    ['bell\u0007 and delete\u007f', 'bell and delete'],
    ['\u202etxt.exe\u202c', 'txt.exe'],
    ['free\u200bdom\ufeff\u00ad', 'freedom'],
    ['blank\u3164\u115fletters', 'blankletters'],
    ['half \ud83d of', 'half  of'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['tab\tstop', 'tab stop'],
    ['👩‍💻 🏳️‍🌈 ❤️ 👍🏽 🇪🇸 1️⃣', '👩‍💻 🏳️‍🌈 ❤️ 👍🏽 🇪🇸 1️⃣'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['hidden \u{e0041}\u{e0042}tags', 'hidden tags'],
    ['می‌خواهم क्‍ष', 'می‌خواهم क्‍ष'],
    ['pass\u200dword', 'password'],
    [`Z${'\u0301'.repeat(50)}algo`, `Z${'\u0301'.repeat(4)}algo`],
    ['l·l, ça, ñandú, “quoted”', 'l·l, ça, ñandú, “quoted”'],
  ])('%j becomes %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it('puts everything on one line', () => {
    expect(plainLine('  one\n\n two\u00a0\u0085three\t')).toBe('one two three');
  });

  it('lets nothing through that acts on a terminal, and doing it twice changes nothing', async () => {
    await holds(
      fc.property(hostileText, (text) => {
        const plain = plainText(text);
        expect(plain.replaceAll('\n', '')).not.toMatch(FORBIDDEN);
        expect(plainText(plain)).toBe(plain);
        expect(plainLine(text)).not.toMatch(FORBIDDEN);
        expect(plainLine(text)).toBe(plainLine(text).trim());
      }),
      2000,
    );
  });

  it('keeps letters, digits, marks in moderation and emoji', async () => {
    const kept = fc
      .array(fc.constantFrom(...'aZ9é日😡ñß!?#@', '❤️', '👨‍👩‍👧', 'e\u0301'))
      .map((parts) => parts.join(''));
    await holds(
      fc.property(kept, (text) => {
        expect(plainText(text)).toBe(text);
      }),
    );
  });

  it('makes text that UTF-8 can hold', async () => {
    expect(wellFormed('a\ud800b😡')).toBe('a\ufffdb😡');
    await holds(
      fc.property(hostileText, (text) => {
        const formed = wellFormed(text);
        expect(Buffer.from(formed).toString()).toBe(formed);
      }),
    );
  });
});
