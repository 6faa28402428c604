import { describe, expect, it } from 'vitest';
import { Scorer } from '../../src/sentiment/scorer.js';

const scorer = new Scorer();
const sentimentOf = (text: string): number => scorer.explain(text, 'nl').sentiment;

describe('a Dutch review', () => {
  it.each([
    'Ik kon het niet wegleggen en heb tot diep in de nacht doorgelezen',
    'Het stelt weer niet teleur',
    'Jammer dat het uit is, dit smaakt naar meer',
    'De dader liegt, steelt en moordt, en toch leef je met hem mee',
    'Niets op aan te merken, een aanrader',
    'Geen moment verveeld',
    'Het toeval stoorde me niet, want wat leest dit heerlijk weg',
    'Een boek dat niemand onberoerd laat',
    'Het was geen moment saai en nooit langdradig',
  ])('praises: %s', (text) => {
    expect(sentimentOf(text)).toBeGreaterThan(0);
  });
  it.each([
    'Het verhaal kwam maar niet op gang',
    'Ik zat er niet in en heb het na honderd bladzijden weggelegd',
    'Boeide me nergens',
    'Het raakte mij niet',
    'Veel te langdradig en te voorspelbaar',
    'Gebrek aan spanning en humor',
    'Met moeite uitgelezen',
    'Er zat meer in, het had spannender gekund',
    'Had ik maar meer van verwacht, twee sterren',
    'Niet door te komen',
  ])('disapproves: %s', (text) => {
    expect(sentimentOf(text)).toBeLessThan(0);
  });
});

describe('a Dutch post', () => {
  it.each([
    'Pakketje dat ik gisteravond bestelde was vanmorgen al in huis, snel geleverd',
    'De monteur dacht goed mee en alles werkt weer als een zonnetje',
    'Al jaren klant en nog nooit problemen gehad',
    'Goe bezig, merci voor de hulp',
  ])('is content: %s', (text) => {
    expect(sentimentOf(text)).toBeGreaterThan(0);
  });
  it.each([
    'Al drie weken aan het lijntje gehouden en van het kastje naar de muur gestuurd',
    'De app crasht steeds en de klantenservice reageert nergens op',
    'Hele dag thuis gebleven en niemand komen opdagen',
    'Zomaar afgeschreven zonder dat ik iets getekend heb, je moet maar durven',
  ])('complains: %s', (text) => {
    expect(sentimentOf(text)).toBeLessThan(0);
  });
  it.each([
    'De conducteur zegt dat de trein om tien uur vertrekt',
    'Zij stelde voor om met de bus te gaan, hij zorgt voor de kaartjes',
    'We hebben de kamer gemeten en de liters water geteld',
    'Tevens zijn er troepen gezien bij de grens',
  ])('says nothing of anybody’s feelings: %s', (text) => {
    expect(sentimentOf(text)).toBe(0);
  });
});
