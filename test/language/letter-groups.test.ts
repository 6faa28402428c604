import { describe, expect, it } from 'vitest';
import { LANGUAGES, LanguageIdentifier } from '../../src/language/identify.js';
import { LetterGroups } from '../../src/language/letter-groups.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { OTHER_LANGUAGE, Scorer } from '../../src/sentiment/scorer.js';

const scan = new TokenScan();
const identifier = new LanguageIdentifier();
const letters = new LetterGroups();

function scanned(text: string): Uint8Array {
  const bytes = roomFor(new Uint8Array(0), text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  return bytes;
}

function byLetters(text: string): string | null {
  return LANGUAGES[letters.identify(scanned(text), scan)] ?? null;
}

function identify(text: string): string | null {
  identifier.identify(scanned(text), scan);
  return LANGUAGES[identifier.lang] ?? null;
}

describe('groups of letters', () => {
  it.each([
    ['en', 'delivery arrived broken twice, support unreachable'],
    ['fr', 'livraison catastrophique, emballage complètement déchiré'],
    ['es', 'entrega rapidísima, empaquetado impecable, felicidades'],
    ['ca', 'esmorzar excel·lent, habitacions lluminoses i tranquil·les'],
    ['pt', 'entrega atrasadíssima, embalagem amassada, atendimento horrível'],
    ['it', 'spedizione velocissima, imballaggio perfetto, consigliatissimo'],
    ['de', 'Lieferung verspätet, Verpackung beschädigt, Kundendienst unerreichbar'],
    ['nl', 'bezorging vertraagd, verpakking beschadigd, klantenservice onbereikbaar'],
    ['eu', 'bidalketa berandu iritsi zen, paketea hautsita zegoen'],
    [null, 'dostawa spóźniona, opakowanie zniszczone, obsługa nieosiągalna'],
    [null, ''],
    [null, '12 😡 @acme'],
  ])('%s: %s', (lang, text) => {
    expect(byLetters(text)).toBe(lang);
  });

  it('do not depend on case, on the form of accents, or on what came before', () => {
    const text = 'entrega atrasadíssima, embalagem amassada, atendimento horrível';
    const before = byLetters(text);
    byLetters('spedizione velocissima, imballaggio perfetto');
    expect([text, text.toUpperCase(), text.normalize('NFD')].map(byLetters)).toEqual([before, before, before]);
  });

  it('take words of any length', () => {
    expect(byLetters(`${'donaudampfschifffahrt'.repeat(500)} ${'ä'.repeat(5000)} Lieferung beschädigt`)).toBe('de');
  });
});

/** In languages of which nothing is known here. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['sv', 'Jag har väntat i tre veckor på mitt paket och ingen svarar på mina mejl'],
  ['sv', 'Den nya appen är riktigt bra och allt fungerar snabbt'],
  ['sv', 'Vad händer med kundtjänsten, det går inte att komma fram'],
  ['da', 'Jeg har ventet tre uger på min pakke og ingen svarer på mine mails'],
  ['da', 'Den nye app er rigtig god og alt virker hurtigt'],
  ['da', 'Det er tredje gang den går i stykker, jeg køber aldrig mere hos jer'],
  ['no', 'Jeg har ventet i tre uker på pakken min og ingen svarer på e-post'],
  ['no', 'Den nye appen er veldig bra og alt fungerer raskt'],
  ['pl', 'Czekam już trzy tygodnie na paczkę i nikt nie odpowiada na moje maile'],
  ['pl', 'Nowa aplikacja jest naprawdę świetna i wszystko działa szybko'],
  ['pl', 'Nie polecam tej firmy, obsługa klienta jest fatalna'],
  ['tr', 'Üç haftadır paketimi bekliyorum ve kimse cevap vermiyor'],
  ['tr', 'Yeni uygulama gerçekten çok güzel ve her şey hızlı çalışıyor'],
  ['id', 'Saya sudah menunggu tiga minggu untuk paket saya dan tidak ada yang menjawab'],
  ['id', 'Aplikasi baru ini sangat bagus dan semuanya berjalan cepat'],
  ['id', 'Pelayanan toko ini buruk sekali, saya tidak akan beli lagi di sini'],
  ['tl', 'Tatlong linggo na akong naghihintay ng package ko at walang sumasagot'],
  ['tl', 'Ang ganda ng bagong app at mabilis ang lahat'],
  ['ro', 'Aștept de trei săptămâni coletul și nimeni nu răspunde la mesaje'],
  ['ro', 'Noua aplicație este foarte bună și totul merge repede'],
  ['ro', 'Am comandat acum o luna si nu am primit nimic'],
  ['hu', 'Három hete várok a csomagomra és senki sem válaszol'],
  ['hu', 'Az új alkalmazás nagyon jó és minden gyorsan működik'],
  ['fi', 'Olen odottanut pakettia kolme viikkoa eikä kukaan vastaa sähköposteihin'],
  ['fi', 'Uusi sovellus on todella hyvä ja kaikki toimii nopeasti'],
  ['cs', 'Čekám na balík už tři týdny a nikdo neodpovídá na moje maily'],
  ['cs', 'Nová aplikace je opravdu skvělá a všechno funguje rychle'],
  ['hr', 'Čekam paket već tri tjedna i nitko ne odgovara na poruke'],
  ['hr', 'Nova aplikacija je stvarno odlična i sve radi brzo'],
  ['vi', 'Tôi đã chờ ba tuần mà không ai trả lời tin nhắn của tôi'],
  ['et', 'Ma olen kolm nädalat pakki oodanud ja keegi ei vasta'],
  ['lt', 'Jau tris savaites laukiu siuntos ir niekas neatsako'],
  ['sq', 'Kam tre javë që pres paketën dhe askush nuk përgjigjet'],
  ['is', 'Ég hef beðið í þrjár vikur eftir pakkanum og enginn svarar'],
  ['hi', 'mera order abhi tak nahi aaya aur koi jawab nahi de raha hai'],
  ['hi', 'yeh app bahut accha hai aur sab kuch jaldi ho jata hai'],
];

describe('a text that small words leave unsure', () => {
  it('is decided by its letters', () => {
    expect(identify('demorou demais pra chegar, estragou tudo')).toBe('pt');
    expect(identify('delivery arrived broken twice, support unreachable')).toBe('en');
    expect(identifier.byLetters).toBe(true);
    const why = new Scorer().explain('delivery arrived broken twice, support unreachable', null);
    expect(why.langReason).toContain('its letters');
  });

  it('is Galician where small words say so, which letters cannot', () => {
    expect(identify('onde é o concerto de hoxe no parque')).toBe('gl');
  });

  it('is not asked of its letters where small words are enough', () => {
    expect(identify('I have been waiting for an hour and nobody answers the phone')).toBe('en');
    expect(identifier.byLetters).toBe(false);
  });

  it('is of no language where its letters speak another, and is then judged by its faces alone', () => {
    const found = OTHERS.map(([, text]) => identify(text));
    expect(found.filter((lang) => lang === null).length / OTHERS.length).toBeGreaterThan(0.75);
    expect(found).not.toContain('en');
    const text = 'Jeg har ventet tre uger på min pakke og ingen svarer på mine mails';
    const [unknown, given] = [new Scorer(), new Scorer()];
    unknown.judge(scanned(text), scan, -1);
    given.judge(scanned(text), scan, OTHER_LANGUAGE);
    expect([unknown.lang, unknown.sentiment, unknown.confidence]).toEqual([-1, given.sentiment, given.confidence]);
    expect(unknown.confidence).toBeLessThan(0.5);
  });
});
