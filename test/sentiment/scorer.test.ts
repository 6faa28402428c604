import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { LABELS, SIGNALS } from '../../src/posts/post.js';
import { OTHER_LANGUAGE, Scorer } from '../../src/sentiment/scorer.js';

const scan = new TokenScan();
const shared = new Scorer();

function judge(text: string, lang: string | null = null, scorer = shared) {
  const bytes = roomFor(new Uint8Array(0), text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  const index = lang === null ? -1 : (LANGUAGES as readonly string[]).indexOf(lang);
  scorer.judge(bytes, scan, lang !== null && index < 0 ? OTHER_LANGUAGE : index);
  return {
    label: LABELS[scorer.label],
    sentiment: scorer.sentiment,
    confidence: scorer.confidence,
    signals: SIGNALS.filter((_, index) => (scorer.signals & (1 << index)) !== 0),
    lang: LANGUAGES[scorer.lang] ?? null,
  };
}

describe('complaint talk', () => {
  it.each([
    ['en', "I've been on hold for two hours and nobody answers"],
    ['en', 'You charged me twice and still no refund'],
    ['en', 'Not happy with the new app'],
    ['en', 'never again'],
    ['en', 'Thanks for nothing @acme'],
    ['fr', "Personne ne répond, c'est abusé"],
    ['fr', 'Toujours pas reçu mon colis, de pire en pire'],
    ['fr', 'ras le bol de vos pannes'],
    ['fr', "le service n'est pas bon"],
    ['es', 'Llevo tres semanas esperando el reembolso, menuda tomadura de pelo'],
    ['es', 'El servicio va de mal en peor'],
    ['es', 'no me gusta nada la nueva aplicación'],
    ['ca', 'Ningú no agafa el telèfon, és una presa de pèl'],
    ['ca', 'El servei va de mal en pitjor'],
    ['ca', 'la wifi no funciona mai'],
    ['pt', 'Estou à espera do reembolso há três semanas e ninguém responde'],
    ['pt', 'o serviço vai de mal a pior'],
    ['it', 'Aspetto il rimborso da tre settimane e nessuno risponde'],
    ['it', 'una presa in giro, il servizio va di male in peggio'],
    ['de', 'Seit zwei Stunden in der Warteschleife und niemand meldet sich'],
    ['de', 'Der Zug ist schon wieder ausgefallen, geht gar nicht'],
    ['nl', 'Ik wacht al drie weken op mijn geld en niemand reageert'],
    ['nl', 'de service gaat van kwaad tot erger'],
    ['gl', 'levo esperando tres semanas e ninguén responde'],
    ['eu', 'hiru aste zain nago eta erantzunik ez'],
  ])('is negative in %s: %s', (lang, text) => {
    expect(judge(text, lang)).toMatchObject({ label: 'negative' });
    expect(judge(text, lang).sentiment).toBeLessThan(0);
  });
});

describe('a phrase that is listed for what it points to', () => {
  it.each([
    ['nl', 'slechte service bij die winkel'],
    ['nl', 'waardeloze service'],
    ['de', 'Paket beschädigt angekommen'],
    ['es', 'pésimo servicio'],
    ['fr', 'service client nul'],
  ])('leaves its words their weight: %s %s', (lang, text) => {
    expect(judge(text, lang)).toMatchObject({ label: 'negative', signals: ['complaint'] });
  });

  it.each([
    ['en', 'it would be great if there was a dark mode'],
    ['es', 'sería genial que tuviera modo oscuro'],
  ])('makes no praise of a wish: %s %s', (lang, text) => {
    const { label, signals } = judge(text, lang);
    expect(signals).toContain('request');
    expect(label).not.toBe('positive');
  });
});

describe('thanks and praise', () => {
  it.each([
    ['en', 'Fixed within minutes, thank you so much!'],
    ['en', 'not bad at all'],
    ['fr', 'Livraison rapide et conseillers très sympas, merci'],
    ['fr', 'pas mal du tout, je recommande'],
    ['es', 'Me encanta, el mejor servicio de la ciudad'],
    ['es', 'sin problema, muy recomendable'],
    ['ca', 'Tracte excel·lent, hi tornarem segur'],
    ['ca', 'cap problema, moltes gràcies'],
    ['pt', 'Adorei o atendimento, muito obrigada!'],
    ['it', 'Ottimo servizio, consegna velocissima, grazie'],
    ['de', 'Kein Problem, schnell und freundlich, vielen Dank'],
    ['nl', 'geen probleem, snel geholpen, dank jullie wel'],
    ['gl', 'moitas grazas, un servizo excelente'],
    ['eu', 'eskerrik asko, oso ondo'],
  ])('is positive in %s: %s', (lang, text) => {
    expect(judge(text, lang)).toMatchObject({ label: 'positive' });
  });
});

// The sentences and their like from vaderSentiment issues 48, 70, 71, 94, 120, 123 and 155.
describe('sentences that break other scorers', () => {
  it('no problems and no complaints are no complaint', () => {
    expect(judge('No problems, no complaints', 'en').label).not.toBe('negative');
  });
  it('kindly fix is no praise', () => {
    expect(judge('Kindly fix the login page', 'en').label).not.toBe('positive');
  });
  it('a name that happens to be a kind word is no praise', () => {
    expect(judge('@united where is gate 12', 'en').label).toBe('neutral');
    expect(judge('@united', 'en').sentiment).toBe(0);
  });
  it('a heart is good', () => {
    expect(judge('❤', null).label).toBe('positive');
    expect(judge('❤️', null).sentiment).toBe(judge('❤', null).sentiment);
  });
  it('an angry face counts beside French', () => {
    expect(judge('la livraison de mon frigo 😡', 'fr').label).toBe('negative');
  });
  it('what comes after but weighs more', () => {
    const first = judge('I love the shampoo but I hate the odour', 'en').sentiment;
    const second = judge('I hate the odour but I love the shampoo', 'en').sentiment;
    expect(first).toBeLessThan(second);
  });
  it('irony lowers the confidence', () => {
    const plain = judge('great service', 'en');
    const ironic = judge('great service 🙄', 'en');
    expect(ironic.confidence).toBeLessThan(plain.confidence);
  });
});

describe('rules', () => {
  const scoreOf = (text: string, lang = 'en') => judge(text, lang).sentiment;
  it('strengthen', () => {
    expect(scoreOf('very polite')).toBeGreaterThan(scoreOf('polite'));
    expect(scoreOf('slightly disappointing')).toBeGreaterThan(scoreOf('disappointing'));
    expect(scoreOf('that was AWFUL honestly')).toBeLessThan(scoreOf('that was awful honestly'));
    expect(scoreOf('awful!!!')).toBeLessThan(scoreOf('awful'));
    expect(scoreOf('this is amaaaazing')).toBeGreaterThan(0);
  });
  it('soften what is asked or wished', () => {
    expect(scoreOf('is it good?')).toBeLessThan(scoreOf('it is good'));
    expect(scoreOf('it would be good')).toBeLessThan(scoreOf('it is good'));
  });
  it('leave what holds its own negation as it is', () => {
    const why = new Scorer().explain('three days without my suitcase and nobody answers', 'en');
    expect(why.entries.find(({ entry }) => entry === 'nobody answers')).toMatchObject({ weight: -1.8, negated: false });
  });
  it('end the reach of a negation with its clause', () => {
    expect(judge('I did not call, excellent app', 'en').label).toBe('positive');
  });
  it('mark what is strong on both sides as mixed', () => {
    expect(judge('Staff were amazing and lovely. Room was filthy, awful smell', 'en').label).toBe('mixed');
  });
});

describe('signals', () => {
  it.each([
    ['en', 'is the app down for everyone? still waiting for my refund', ['complaint', 'question']],
    ['en', 'please add a dark mode', ['request']],
    ['en', "I'm switching to someone else, cancel my account", ['churn']],
    ['en', 'the charger caught fire', ['safety']],
    ['en', 'see you in small claims', ['legal']],
    ['en', 'Your staff are amazing, thank you', ['praise']],
    ['fr', 'je résilie mon abonnement, panne depuis lundi', ['churn', 'outage']],
    ['es', 'voy a poner una hoja de reclamaciones', ['legal']],
    ['ca', 'podeu afegir una opció per pagar amb mòbil?', ['question', 'request']],
  ])('%s: %s', (lang, text, expected) => {
    expect(judge(text, lang).signals).toEqual(expect.arrayContaining(expected));
  });
  it('respect negation', () => {
    expect(judge('I would never leave this company', 'en').signals).not.toContain('churn');
  });
  it('see no question in a link', () => {
    expect(judge('https://acme.example/?a=1', 'en').signals).toEqual([]);
  });
});

describe('any text', () => {
  it.each(['', ' ', '\n\n'])('nothing is neutral without confidence: %j', (text) => {
    expect(judge(text)).toEqual({ label: 'neutral', sentiment: 0, confidence: 0, signals: [], lang: null });
  });
  it.each(['constructor', '__proto__', 'hasOwnProperty toString valueOf'])('%s is neutral', (text) => {
    expect(judge(text, 'en').label).toBe('neutral');
    expect(Math.abs(judge(text, 'en').sentiment)).toBeLessThan(0.1);
  });
  it.each(['https://acme.example/awful', '@awful_hate', '12', '…'])('%s says nothing', (text) => {
    expect(judge(text, 'en')).toMatchObject({ label: 'neutral', sentiment: 0, confidence: 0.5 });
  });
  it('in a language without a lexicon is judged by its faces only, with little confidence', () => {
    expect(judge('Det var en horrible dag', 'sv')).toMatchObject({ sentiment: 0, label: 'neutral' });
    expect(judge('Det var så 😡', 'sv').label).toBe('negative');
    expect(judge('Det var så 😡', 'sv').confidence).toBeLessThan(0.5);
    expect(judge('السلام عليكم', null).lang).toBeNull();
  });
  it.each([
    ['only emoji', '😡😡', 'negative'],
    ['a family joined by zero-width joiners', '👨‍👩‍👧 ❤️', 'positive'],
    ['a lone surrogate', 'awful \ud83d service', 'negative'],
    ['a lone low surrogate', '\ude21 awful service', 'negative'],
    ['zero-width joiners inside words', 'aw\u200dful ser\u200bvice', 'negative'],
    ['marks that turn the direction of writing', '\u202eawful service\u202c', 'negative'],
  ])('of %s is judged', (_, text, label) => {
    expect(judge(text, 'en').label).toBe(label);
  });
  it.each(['שירות נורא', 'خدمة سيئة جدا', '最悪のサービス', 'ужасный сервис'])(
    'in another script is read by its faces only: %s',
    (text) => {
      expect(judge(text)).toMatchObject({ label: 'neutral', sentiment: 0, lang: null });
      expect(judge(`${text} 😡`).label).toBe('negative');
      expect(judge(`${text} 😡`).confidence).toBeLessThan(0.5);
    },
  );
  it('of 100 000 characters is judged', () => {
    expect(judge('this is awful, '.repeat(7000), 'en')).toMatchObject({ label: 'negative' });
  });
  it('of contrasts only does not take quadratic time', () => {
    judge('good but '.repeat(100_000), 'en');
  });
  it('is the same composed and decomposed', () => {
    for (const text of ['C’est génial, très réactif', 'décevant', 'pésima atención', 'pèssim, això és una vergonya']) {
      expect(judge(text.normalize('NFD'))).toEqual(judge(text.normalize('NFC')));
    }
  });

  const seed = Math.floor(Math.random() * 2 ** 31);
  const words = [
    'not',
    'good',
    'awful',
    'but',
    '"',
    '?',
    '!!',
    '😡',
    ':)',
    '#fail',
    'pas',
    'muy',
    'cap',
    '@a',
    'très',
    'x',
  ];
  const texts = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 8 })))
    .map((all) => all.join(' '));
  const langs = fc.constantFrom(null, 'en', 'fr', 'es', 'ca', 'de');

  it(`is judged the same whatever came before (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, langs), { maxLength: 5 }), texts, langs, (before, text, lang) => {
        const alone = judge(text, lang, new Scorer());
        for (const [earlier, other] of before) judge(earlier, other);
        expect(judge(text, lang)).toEqual(alone);
        expect(Math.abs(alone.sentiment)).toBeLessThanOrEqual(1);
        expect(alone.confidence).toBeGreaterThanOrEqual(0);
        expect(alone.confidence).toBeLessThanOrEqual(1);
      }),
      { seed, numRuns: 150 },
    );
  });
});

describe('explaining', () => {
  it('tells what fired, from where, and why', () => {
    const why = new Scorer().explain('Not happy, still waiting for my refund @acme', null);
    expect(why.label).toBe('negative');
    expect(why.lang).toBe('en');
    expect(why.entries.find(({ text }) => text === 'Not happy')).toMatchObject({
      origin: 'written',
      entry: 'not happy',
    });
    expect(why.tokens.at(-1)).toEqual({ text: '@acme', kind: 'handle' });
    expect(why.signals.find(({ signal }) => signal === 'complaint')?.words).toContain('still waiting');
    expect(why.chances.positive - why.chances.negative).toBeCloseTo(why.sentiment, 2);
    const adds = (label: 'positive' | 'negative') => why.features.reduce((sum, feature) => sum + feature[label], 0);
    const learnt = why.entries.filter(({ origin }) => origin === 'learnt').reduce((sum, { weight }) => sum + weight, 0);
    expect(adds('positive') - adds('negative') + learnt).toBeCloseTo(why.sum, 1);
  });
  it('tells where each entry stands, of words that come twice as well', () => {
    const { entries, tokens } = new Scorer().explain('Awful app, awful support, nobody answers', 'en');
    const written = entries.filter(({ origin, weight }) => origin !== 'learnt' && weight !== 0);
    expect(written.map(({ text, from, to }) => [text, from, to])).toEqual([
      ['Awful', 0, 1],
      ['awful', 3, 4],
      ['nobody answers', 6, 8],
    ]);
    for (const { text, from, to } of entries) {
      const own = tokens.slice(from, to).map((token) => token.text);
      expect(text.startsWith(own[0] ?? '-') && text.endsWith(own.at(-1) ?? '-'), text).toBe(true);
    }
  });
  it('agrees with judging', () => {
    const text = 'Très déçu du service, mais livraison rapide !';
    const why = new Scorer().explain(text, 'fr');
    expect(judge(text, 'fr')).toMatchObject({ label: why.label, sentiment: why.sentiment, confidence: why.confidence });
    expect(why.rules.some((rule) => rule.startsWith('contrast'))).toBe(true);
  });
});
