import { describe, expect, it } from 'vitest';
import type { AppError } from '../../src/core/errors.js';
import { Scorer } from '../../src/sentiment/scorer.js';
import type { UserEntry } from '../../src/sentiment/user-entry.js';
import { parseUserLexicon, userLexiconLine } from '../../src/sentiment/user-lexicon.js';

function explain(csv: string, text: string, lang: string | null = 'en') {
  return new Scorer(parseUserLexicon(csv, 'words.csv')).explain(text, lang);
}

const fired = (csv: string, text: string, lang: string | null = 'en') =>
  explain(csv, text, lang)
    .entries.filter(({ origin }) => origin === 'user')
    .map(({ entry, weight }) => `${entry} ${weight}`);

describe('a file of words', () => {
  it('has lines of entry, weight and language, comments, quotes and a header', () => {
    const csv = '\uFEFFEntry,Weight,Lang\n# ours\n\n"no, answer",-3,en\r\n"#fail", −2.5\n 🦄 ,+2,\nzorg,0,pt-BR\n';
    expect(parseUserLexicon(csv, 'words.csv')).toEqual([
      { text: 'no, answer', weight: -3, lang: 'en' },
      { text: '#fail', weight: -2.5, lang: null },
      { text: '🦄', weight: 2, lang: null },
      { text: 'zorg', weight: 0, lang: 'pt' },
    ]);
    expect(parseUserLexicon('', 'words.csv')).toEqual([]);
  });

  it('reads back what it writes', () => {
    const entries: UserEntry[] = [
      { text: 'no, answer', weight: -3, lang: 'en' },
      { text: '#fail', weight: 2.5, lang: null },
    ];
    expect(parseUserLexicon(entries.map(userLexiconLine).join('\n'), 'words.csv')).toEqual(entries);
  });

  it.each([
    ['zorg', 'line 1: has no weight: zorg'],
    ['zorg,1\nblat,heavy', 'line 2: the weight of "blat" is "heavy"'],
    ['zorg,', 'line 1: the weight of "zorg" is ""'],
    ['# one\n\nzorg,-5.1', 'line 3: the weight of "zorg" is "-5.1"'],
    ['entry,weight\nzorg,1,xx', 'line 2: the language of "zorg" is "xx", expected one of en, fr'],
    ['zorg,1,en,also', 'line 1: has 4 fields, expected 2 or 3'],
    ['one two three four five,1', '"one two three four five" has 5 words, expected at most 4'],
    [',1', 'line 1: the entry is empty'],
    ['!!!,1', '"!!!" has no word in it'],
    ['@acme,1', '"@acme" is a handle'],
    ['so 😀,1', '"so 😀" mixes words with tags or emoji'],
    ['one. two,1', '"one. two" has a mark between its words'],
    ['zorg,1\n"blat,1\n', 'a quote before it is never closed'],
    ['zorg,1\nthe "blat",1\n', 'line 2: has a quote inside a field'],
  ])('%j is refused', (csv, message) => {
    let caught: AppError | null = null;
    try {
      parseUserLexicon(csv, 'words.csv');
    } catch (error) {
      caught = error as AppError;
    }
    expect(caught).toMatchObject({ kind: 'malformed-input', code: 'lexicon.user' });
    expect(caught?.message).toMatch(/^cannot use words\.csv: line \d+: /);
    expect(caught?.message).toContain(message);
    expect(caught?.hint).toMatch(/\S/);
  });
});

describe("a user's entry", () => {
  it('decides a text that nothing else decides, either way', () => {
    expect(explain('zorg,-4', 'the zorg arrived')).toMatchObject({ label: 'negative' });
    expect(explain('zorg,4', 'the zorg arrived')).toMatchObject({ label: 'positive' });
  });

  it('goes before the listed entry of the same word, and silences what is learnt of it', () => {
    const why = explain('terrible,4', 'a terrible day');
    expect(why.label).toBe('positive');
    expect(why.entries.filter(({ entry }) => entry.includes('terrible'))).toEqual([
      expect.objectContaining({ entry: 'terrible', origin: 'user', weight: 4 }),
    ]);
  });

  it('goes before a longer listed phrase that holds its words', () => {
    expect(explain('', 'never again').entries).toContainEqual(expect.objectContaining({ entry: 'never again' }));
    const why = explain('again,2', 'never again');
    expect(why.entries.filter(({ origin }) => origin !== 'learnt').map(({ entry }) => entry)).toEqual([
      'never',
      'again',
    ]);
  });

  it('of weight 0 silences a word and what it points to', () => {
    const before = explain('', 'this is terrible');
    const after = explain('terrible,0', 'this is terrible');
    expect(before.label).toBe('negative');
    expect(after.label).not.toBe('negative');
    expect(after.entries).toContainEqual(expect.objectContaining({ entry: 'terrible', origin: 'user', weight: 0 }));
    expect(explain('never again,0', 'never again').signals).toEqual([]);
  });

  it('of another weight keeps the signals of the listed entry', () => {
    const signals = explain('never again,-5', 'never again').signals.map(({ signal }) => signal);
    expect(signals).toContain('churn');
  });

  it('is negated, strengthened and asked like any other', () => {
    expect(explain('zorg,3', 'this is not zorg')).toMatchObject({ label: 'negative' });
    expect(explain('zorg,3', 'this is very zorg').entries).toContainEqual(expect.objectContaining({ entry: 'zorg' }));
    expect(explain('zorg,3', 'zorg!').sum).toBeGreaterThan(explain('zorg,3', 'zorg?').sum);
  });

  it('is found in any case, without its accents, over a comma, as a tag and as an emoji; the longest first', () => {
    expect(fired('zörg,3', 'ZORG')).toHaveLength(1);
    expect(fired('"no, zorg",-3', 'no zorg')).toHaveLength(1);
    expect(fired('zorg blat,-3\nzorg,1', 'zorg, blat and zorg')).toEqual(['zorg blat -3', 'zorg 1']);
    expect(fired('"#FlyZorg",-3\nzorg,2', 'oh #FlyZorg')).toEqual(['#FlyZorg -3']);
    expect(fired('zorg,2', 'oh #FlyZorg')).toEqual(['zorg 2']);
    expect(explain('🦄,-4', 'so 🦄').label).toBe('negative');
  });

  it('counts in its language alone, where it has one, and there before the one of every language', () => {
    expect(fired('zorg,-3,fr', 'zorg')).toEqual([]);
    expect(fired('zorg,-3,fr', 'zorg', 'fr')).toEqual(['zorg -3']);
    expect(fired('zorg,2,fr\nzorg,-3', 'zorg', 'fr')).toEqual(['zorg 2']);
    expect(fired('zorg,2,fr\nzorg,-3', 'zorg', null)).toEqual(['zorg -3']);
    expect(fired('zorg,1\nzorg,-3', 'zorg')).toEqual(['zorg -3']);
  });

  it('changes nothing where it does not fire, nor in the next text', () => {
    const plain = new Scorer();
    const own = new Scorer([{ text: 'zorg', weight: -4, lang: null }]);
    for (const text of ['zorg zorg zorg', 'Thanks, great service', 'my refund is late 😡', 'zorg', '']) {
      const lang = 'en';
      own.explain('zorg and zorg', lang);
      if (!text.includes('zorg')) expect(own.explain(text, lang)).toEqual(plain.explain(text, lang));
    }
  });
});
