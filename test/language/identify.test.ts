import { describe, expect, it } from 'vitest';
import { LANGUAGES, LanguageIdentifier } from '../../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';

const scan = new TokenScan();
const identifier = new LanguageIdentifier();

function identify(text: string): string | null {
  const bytes = roomFor(new Uint8Array(0), text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  identifier.identify(bytes, scan);
  return LANGUAGES[identifier.lang] ?? null;
}

describe('identification', () => {
  it.each([
    ['en', "I've been waiting for an hour and nobody answers the phone"],
    ['fr', "J'attends depuis une heure et personne ne répond au téléphone"],
    ['fr', 'le colis est arrive casse et le service client ne repond pas'],
    ['es', 'Llevo una hora esperando y nadie contesta al teléfono'],
    ['ca', 'Fa una hora que espero i ningú no agafa el telèfon, això és una presa de pèl'],
    ['ca', 'El servei ha estat molt correcte i les habitacions són netes'],
    ['pt', 'Estou esperando há uma hora e ninguém atende o telefone'],
    ['it', 'Aspetto da un’ora e nessuno risponde al telefono, che vergogna'],
    ['de', 'Ich warte seit einer Stunde und niemand geht ans Telefon'],
    ['nl', 'Ik wacht al een uur en niemand neemt de telefoon op'],
    ['gl', 'Levo unha hora agardando e ninguén colle o teléfono'],
    ['eu', 'Ordu bat daramat zain eta inork ez du telefonoa hartzen'],
  ])('%s: %s', (lang, text) => {
    expect(identify(text)).toBe(lang);
  });

  it.each([
    '',
    '😡😡😡',
    'https://acme.example/the/of/and',
    '@the @of @and',
    '12 345',
    'привет как дела сегодня',
    '今日はとても寒いです',
  ])('says nothing of %j', (text) => {
    expect(identify(text)).toBeNull();
    expect(identifier.sureness).toBe(0);
  });

  it('does not depend on the form of accents', () => {
    const text = 'Això és molt car i no té cap explicació';
    expect(identify(text.normalize('NFD'))).toBe('ca');
    const points = Array.from(identifier.points);
    identify(text);
    expect(Array.from(identifier.points)).toEqual(points);
  });

  it('names the second language of a mixed text', () => {
    identify(
      'The delivery was great, thanks to all of you. Mais pourquoi est-ce que je ne peux pas payer avec ma carte',
    );
    expect([identifier.lang, identifier.second].sort()).toEqual([LANGUAGES.indexOf('en'), LANGUAGES.indexOf('fr')]);
  });
});
