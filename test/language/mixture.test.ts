import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BELONGS, LANGUAGES, LanguageIdentifier } from '../../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { mixedPosts, purePosts } from '../sentiment/mixed-posts.js';

const scan = new TokenScan();
const identifier = new LanguageIdentifier();

/** The tags of the languages that a text is in, in alphabetical order. */
function languagesOf(text: string): string[] {
  const bytes = roomFor(new Uint8Array(0), text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  identifier.identify(bytes, scan);
  return [identifier.lang, identifier.second].flatMap((lang) => LANGUAGES[lang] ?? []).sort();
}

/** The words of a text by the language in which they are read. */
function wordsByLanguage(text: string): Record<string, string[]> {
  languagesOf(text);
  const { belongs, lang, second } = identifier;
  const bytes = Buffer.from(text);
  const words: Record<string, string[]> = {};
  for (let token = 0; token < scan.count; token++) {
    const isSecond = ((belongs?.[token] ?? 0) & BELONGS.second) !== 0;
    const tag = LANGUAGES[isSecond ? second : lang] ?? 'none';
    words[tag] = [...(words[tag] ?? []), bytes.toString('utf8', scan.start[token], scan.end[token])];
  }
  return words;
}

describe('mixed texts', () => {
  it.each([
    [
      'The delivery guy was nice pero el pedido llegó roto y nadie contesta',
      { en: 'The delivery guy was nice', es: 'pero el pedido llegó roto y nadie contesta' },
    ],
    [
      'Merci à toute l’équipe, you made my day, best service ever',
      { fr: 'Merci à toute l’ équipe ,', en: 'you made my day , best service ever' },
    ],
    [
      'I have been a customer for years aber so eine Frechheit habe ich noch nie erlebt',
      { en: 'I have been a customer for years', de: 'aber so eine Frechheit habe ich noch nie erlebt' },
    ],
    [
      'The staff were friendly però l’habitació era bruta i no hi havia aigua calenta',
      { en: 'The staff were friendly', ca: 'però l’ habitació era bruta i no hi havia aigua calenta' },
    ],
  ])('%s', (text, expected) => {
    const words = Object.entries(wordsByLanguage(text)).map(([lang, all]) => [lang, all.join(' ')]);
    expect(Object.fromEntries(words)).toEqual(expected);
  });

  it('name both languages five times in six', () => {
    const found = mixedPosts.filter(({ langs, text }) => languagesOf(text).join() === [...langs].sort().join());
    expect(found.length / mixedPosts.length).toBeGreaterThan(0.83);
  });

  it('are hardly ever seen in texts of one language with names and borrowed words', () => {
    const mistaken = purePosts.filter(({ langs, text }) => languagesOf(text).join() !== langs.join());
    expect(mistaken.map(({ text }) => text)).toEqual([
      'No me no like, this update is a mess and the app keeps crashing',
    ]);
  });

  it.each([
    "C'mon, you guys can do better than this, c'mon",
    'we stayed at the Hotel Casa de la Playa and loved the view',
    'no. no. no. this is the wrong size again',
  ])('are not %s', (text) => {
    expect(languagesOf(text)).toEqual(['en']);
  });

  it('say of every token whose it is, whatever came before', () => {
    const posts = [...mixedPosts, ...purePosts].map(({ text }) => text);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...posts), { minLength: 1, maxLength: 4 }), (texts) => {
        for (const text of texts) languagesOf(text);
        const last = texts.at(-1) ?? '';
        const before = [identifier.lang, identifier.second, identifier.belongs?.slice(0, scan.count) ?? null];
        const fresh = new LanguageIdentifier();
        const bytes = roomFor(new Uint8Array(0), last.length);
        scan.scan(bytes, 0, encode(last, bytes));
        fresh.identify(bytes, scan);
        expect([fresh.lang, fresh.second, fresh.belongs?.slice(0, scan.count) ?? null]).toEqual(before);
      }),
    );
  });
});
