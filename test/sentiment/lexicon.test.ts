import { describe, expect, it } from 'vitest';
import { combineWords, hashPhrase } from '../../src/language/scan.js';
import { BEGINNING } from '../../src/sentiment/beginnings.js';
import { compileLexicon } from '../../src/sentiment/compile-lexicon.js';
import { type Entry, ROLE } from '../../src/sentiment/entry.js';
import { Lexicon } from '../../src/sentiment/lexicon.js';
import { LexiconBuilder } from '../../src/sentiment/lexicon-builder.js';
import { viewsOf } from '../../src/sentiment/lexicon-layout.js';
import { LEXICON_NAMES } from '../../src/sentiment/load.js';
import { signalBits } from '../../src/sentiment/signals.js';

function compile(...entries: readonly Partial<Entry>[]): { lexicon: Lexicon; data: ArrayBuffer } {
  const builder = new LexiconBuilder();
  for (const entry of entries) builder.add({ text: '', weight: null, origin: 'written', ...entry });
  const { data, texts } = builder.build();
  return { lexicon: open(data, texts), data };
}

function open(data: ArrayBuffer, texts: string[]): Lexicon {
  const arrays = viewsOf(data);
  if (arrays === null) throw new Error('no lexicon');
  return new Lexicon(arrays, () => texts);
}

function find(lexicon: Lexicon, text: string): number {
  const { hash, check } = combineWords(hashPhrase(text));
  const record = lexicon.find(hash, check);
  return lexicon.isEntry(record) ? record : 0;
}

describe('a lexicon', () => {
  it('finds words and phrases, and no beginning of a phrase', () => {
    const { lexicon } = compile({ text: 'good', weight: 2 }, { text: 'not so good', weight: -1.5 });
    expect(lexicon.weight[find(lexicon, 'GOOD')]).toBe(2);
    expect(lexicon.weight[find(lexicon, 'not so good')]).toBe(-1.5);
    expect(find(lexicon, 'not so')).toBe(0);
    expect(find(lexicon, 'so good')).toBe(0);
    expect(lexicon.text(find(lexicon, 'not so good'))).toBe('not so good');
  });
  it('lets a later weight replace an earlier one, and adds roles and signals', () => {
    const { lexicon } = compile(
      { text: 'no', weight: -1, origin: 'afinn' },
      { text: 'no', weight: -0.5, roles: ROLE.negator },
      { text: 'no', signals: 4 },
    );
    const no = find(lexicon, 'no');
    expect([lexicon.weight[no], lexicon.roles[no], lexicon.signals[no]]).toEqual([-0.5, ROLE.negator, 4]);
    expect(lexicon.originOf(no)).toBe('written');
    expect(lexicon.size).toBe(1);
  });
  it('knows a word without its accents, unless that is a word of its own', () => {
    const { lexicon } = compile(
      { text: 'génial', weight: 3 },
      { text: 'pêche', weight: 2 },
      { text: 'peche', weight: -1 },
    );
    expect(lexicon.weight[find(lexicon, 'genial')]).toBe(3);
    expect(lexicon.weight[find(lexicon, 'peche')]).toBe(-1);
  });
  it('lets a phrase that weighs point to what its words point to, as far as that fits, and to no alarm', () => {
    const [complaint, praise, service, safety] = ['complaint', 'praise', 'service', 'safety'].map(signalBits);
    const { lexicon } = compile(
      { text: 'burn', signals: safety ?? 0 },
      { text: 'scam', weight: -2, signals: complaint ?? 0 },
      { text: 'thanks', weight: 2, signals: praise ?? 0 },
      { text: 'phone line', signals: service ?? 0 },
      { text: 'feel the burn', weight: -1 },
      { text: 'never a scam', weight: 1 },
      { text: 'scam at best', weight: -1 },
      { text: 'thanks for nothing', weight: -2 },
      { text: 'phone line dead', weight: -2 },
      { text: 'scam shield', weight: 0 },
    );
    const signals = (text: string) => lexicon.signals[find(lexicon, text)];
    expect(signals('feel the burn')).toBe(0);
    expect(signals('never a scam')).toBe(0);
    expect(signals('scam at best')).toBe(complaint);
    expect(signals('thanks for nothing')).toBe(0);
    expect(signals('phone line dead')).toBe(service);
    expect(signals('scam shield')).toBe(0);
  });
  it('is refused when it is not whole or of another version', () => {
    const { data } = compile({ text: 'good', weight: 2 });
    expect(viewsOf(data)).not.toBeNull();
    expect(viewsOf(data.slice(0, -1))).toBeNull();
    expect(viewsOf(data.slice(0, 16))).toBeNull();
    for (const place of [0, 1, 2]) {
      const other = data.slice(0);
      const header = new Uint32Array(other, 0, 3);
      header[place] = (header[place] as number) ^ 1;
      expect(viewsOf(other)).toBeNull();
    }
  });
});

describe.each(LEXICON_NAMES)('the lexicon %s', (name) => {
  const { data, texts } = compileLexicon(name);
  const lexicon = open(data, texts);
  it('finds every entry by its text, phrases past the filter', () => {
    let entries = 0;
    for (const [record, text] of texts.entries()) {
      if (!lexicon.isEntry(record)) continue;
      entries++;
      const words = hashPhrase(text);
      const { hash, check: whole } = combineWords(words);
      const beginning = name.startsWith('learnt.') && /^\p{L}.*\*$/u.test(text);
      const check = beginning ? (whole ^ BEGINNING) >>> 0 : whole;
      const found = lexicon.find(hash, check);
      if (!lexicon.isEntry(found) || (words.length > 1 && !lexicon.mayBePhrase(hash))) expect.fail(text);
    }
    expect(entries).toBeGreaterThan(name === 'emoji' ? 50 : 1000);
  });
  it('is compiled to the same bytes again', () => {
    expect(Buffer.from(compileLexicon(name).data).equals(Buffer.from(data))).toBe(true);
  });
  it('has one line per record for explaining', () => {
    expect(texts.join('\n').split('\n')).toHaveLength(lexicon.size + 1);
  });
});
