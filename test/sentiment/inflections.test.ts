import { describe, expect, it } from 'vitest';
import { Spelling } from '../../src/language/spelling.js';
import type { Entry } from '../../src/sentiment/entry.js';
import { ROLE } from '../../src/sentiment/entry.js';
import { Inflections, LONGEST } from '../../src/sentiment/inflections.js';
import { Lexicon } from '../../src/sentiment/lexicon.js';
import { LexiconBuilder } from '../../src/sentiment/lexicon-builder.js';
import { viewsOf } from '../../src/sentiment/lexicon-layout.js';

/** Finds base forms among these words of a language, by their texts; null for none. */
function finder(lang: string, entries: readonly Partial<Entry>[]): (word: string) => string | null {
  const builder = new LexiconBuilder();
  for (const entry of entries) builder.add({ text: '', weight: 1, origin: 'written', ...entry });
  const { data, texts } = builder.build();
  const arrays = viewsOf(data);
  if (arrays === null) throw new Error('no lexicon');
  const lexicon = new Lexicon(arrays, () => texts);
  const inflections = new Inflections(lexicon, lang);
  const spelling = new Spelling(LONGEST);
  return (word) => {
    const bytes = new TextEncoder().encode(word);
    spelling.read(bytes, 0, bytes.length);
    const record = inflections.find(spelling);
    return record === 0 ? null : lexicon.text(record);
  };
}

const words = (list: string): Partial<Entry>[] => list.split(' ').map((text) => ({ text }));

describe('Dutch inflection', () => {
  const adjectives =
    'mooi origineel gemeen bekwaam abstract ridicuul gortdroog halfleeg halfdood idioot stijf langzaam creatief nerveus brutaal spontaan ambitieus hopeloos lief';
  it.each([
    ['mooie', 'mooi'],
    ['mooier', 'mooi'],
    ['mooiste', 'mooi'],
    ['moois', 'mooi'],
    ['originele', 'origineel'],
    ['origineler', 'origineel'],
    ['gemene', 'gemeen'],
    ['gemener', 'gemeen'],
    ['bekwame', 'bekwaam'],
    ['ridicule', 'ridicuul'],
    ['gortdroge', 'gortdroog'],
    ['halflege', 'halfleeg'],
    ['halfdode', 'halfdood'],
    ['idiote', 'idioot'],
    ['idioter', 'idioot'],
    ['stijve', 'stijf'],
    ['stijver', 'stijf'],
    ['liever', 'lief'],
    ['langzamer', 'langzaam'],
    ['creatieve', 'creatief'],
    ['creatiever', 'creatief'],
    ['nerveuze', 'nerveus'],
    ['nerveuzer', 'nerveus'],
    ['brutale', 'brutaal'],
    ['brutaler', 'brutaal'],
    ['spontane', 'spontaan'],
    ['spontaner', 'spontaan'],
    ['hopeloze', 'hopeloos'],
    ['hopelozer', 'hopeloos'],
    ['ambitieuzer', 'ambitieus'],
  ])('takes %s for %s', (form, base) => {
    expect(finder('nl', words(adjectives))(form)).toBe(base);
  });

  const verbs =
    'ergeren genieten mislukken stoppen vervelen verstoren bevallen belazeren negeren glimlachen haperen doorworstelen schamen aanbevelen meeleven knoeien vertrouwen smullen doorlezen crashen';
  it.each([
    ['ergert', 'ergeren'],
    ['ergerde', 'ergeren'],
    ['ergerden', 'ergeren'],
    ['ergerend', 'ergeren'],
    ['mislukt', 'mislukken'],
    ['mislukte', 'mislukken'],
    ['mislukten', 'mislukken'],
    ['stopt', 'stoppen'],
    ['stopten', 'stoppen'],
    ['verveelt', 'vervelen'],
    ['verveelde', 'vervelen'],
    ['verstoort', 'verstoren'],
    ['verstoorde', 'verstoren'],
    ['bevalt', 'bevallen'],
    ['belazerde', 'belazeren'],
    ['negeert', 'negeren'],
    ['negeerde', 'negeren'],
    ['negeerden', 'negeren'],
    ['glimlachte', 'glimlachen'],
    ['hapert', 'haperen'],
    ['doorworstelde', 'doorworstelen'],
    ['schaamde', 'schamen'],
    ['aanbeveelt', 'aanbevelen'],
    ['meeleeft', 'meeleven'],
    ['meeleefde', 'meeleven'],
    ['knoeide', 'knoeien'],
    ['vertrouwde', 'vertrouwen'],
    ['smult', 'smullen'],
    ['doorleest', 'doorlezen'],
    ['crashte', 'crashen'],
  ])('takes %s for %s', (form, base) => {
    expect(finder('nl', words(verbs))(form)).toBe(base);
  });

  const nouns = 'nadeel puinhoop gevaar juweel drol dief prul geluk ding mijlpaal gebrek';
  it.each([
    ['nadelen', 'nadeel'],
    ['puinhopen', 'puinhoop'],
    ['gevaren', 'gevaar'],
    ['juwelen', 'juweel'],
    ['juweeltje', 'juweel'],
    ['drollen', 'drol'],
    ['drolletjes', 'drol'],
    ['dieven', 'dief'],
    ['prullen', 'prul'],
    ['dingetje', 'ding'],
    ['mijlpalen', 'mijlpaal'],
    ['gebrekkige', null],
  ])('takes %s for %s', (form, base) => {
    expect(finder('nl', words(nouns))(form)).toBe(base);
  });

  it('leaves alone what only looks like a form', () => {
    const find = finder('nl', words('gemeen kracht stel feest'));
    // Measured is not mean, and too little is left of the others.
    for (const word of ['gemeten', 'recht', 'stelde', 'fees', 'zo']) expect(find(word), word).toBeNull();
  });
  it('derives nothing from a word that turns or strengthens what follows', () => {
    const find = finder('nl', [{ text: 'enorm', roles: ROLE.degree, factor: 0.3 }, { text: 'knap' }]);
    expect(find('enorme')).toBeNull();
    expect(find('knapper')).toBe('knap');
  });
});
