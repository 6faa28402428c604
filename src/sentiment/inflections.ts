/**
 * Base forms of words that no entry lists: endings that are taken off or replaced, per language. Found once per surface
 * form, then remembered.
 */
import { addToCheck, addToHash, CHECK_SEED, HASH_SEED } from '../language/hash.js';
import { hashWord } from '../language/scan.js';
import { APOSTROPHE, MIDDLE_DOT, type Spelling } from '../language/spelling.js';
import type { Lexicon } from './lexicon.js';

/**
 * `ending>replacement`, tried in order; longer endings first. Dutch writes a long vowel once in an open syllable and a
 * consonant twice behind a short one (`baal balen`, `bekwaam bekwamer`, `mislukt mislukken`), hence its many.
 */
const ENDINGS: Readonly<Record<string, string>> = {
  en: "ingly>ing iest>y ier>y ies>y ied>y ily>y tting>t pping>p nning>n gging>g ssing>ss lling>l ing> ing>e tted>t pped>p nned>n gged>g lled>l ed> ed>e est> est>e er> er>e ly> ness> es> es>e s> 's> n't> d>",
  fr: 'issements>ir issement>ir ssions>r issaient>ir issait>ir issent>ir euses>eux euse>eux ives>if ive>if elles>el elle>el ennes>en enne>en ées>é ée>é és>é ées>er ée>er és>er é>er ais>er ait>er aient>er ant>er ent>er ez>er es>er e>er ies>i ie>i is>i aux>al ales>al ale>al ements> ement> es> es>e e> s> x>',
  es: 'aciones>ación amente>o amente>a mente> ísimas>o ísimos>o ísima>o ísimo>o ando>ar iendo>er iendo>ir ados>ar adas>ar ado>ar ada>ar idos>er idas>er ido>er ida>er ido>ir ida>ir aron>ar ieron>er ieron>ir aban>ar aba>ar amos>ar emos>er imos>ir arán>ar ará>ar ó>ar é>ar an>ar en>er en>ir as>ar es>er a>ar e>er e>ir o>ar ones>ón es> as>o os>o a>o s> as>a',
  ca: 'acions>ació ament>at íssimes>  íssima>  íssim> ant>ar ent>er int>ir ats>ar ades>ar at>ar ada>ar its>ir ides>ir it>ir ida>ir uts>er ut>er aven>ar ava>ar en>ar es>ar a>ar o>ar esos>ós oses>ós osa>ós ques>c gues>c es>a ns> es> a> s> ment> ment>a',
  it: 'chissimo>co chissima>co ghissimo>go issimi>o issime>o issimo>o issima>o issimo>e issima>e issimi>e issime>e amente>o mente>e eranno>are iranno>ire avano>are evano>ere ivano>ire azioni>azione zioni>zione eremo>are erete>are ando>are endo>ere endo>ire iamo>are iamo>ere iamo>ire iamo>o arsi>are armi>are arlo>are arvi>are arci>are erà>are erò>are irà>ire ava>are eva>ere iva>ire ate>are ete>ere ite>ire ati>are ata>are ato>are ato>o uto>ere uta>ere uti>ere ito>ire ita>ire iti>ire ano>are ano>o ono>ere ono>ire ono>o ono>e are>o ere>o ire>o chi>co che>co che>ca ghi>go ghe>go ghe>ga cce>ccia nce>ncia ni>ne a>o i>o e>o e>a i>e i>io a>are',
  pt: 'issimos>o issimas>o íssimos>o íssimas>o issimo>o issima>o íssimo>o íssima>o inhos>o inhas>a inho>o inha>a amente>o mente> ariam>ar aria>ar assem>ar asse>ar ando>ar endo>er indo>ir ados>ar adas>ar idos>er idas>er idos>ir idas>ir ado>ar ada>ar ido>er ida>er ido>ir ida>ir aram>ar eram>er iram>ir avam>ar ava>ar arão>ar ará>ar amos>ar ámos>ar emos>er imos>ir aste>ar este>er quei>car guei>gar cei>çar quem>car guem>gar cem>çar que>car gue>gar ões>ão oes>ao ãos>ão ães>ão ns>m ais>al eis>el eis>il is>il res>r zes>z ou>ar eu>er iu>ir ei>ar iam>er iam>ir ia>er am>ar em>er em>ir em>ar oras>or ora>or s> as>o os>o a>o as>ar es>er es>ir a>ar e>er e>ir e>ar o>ar o>er i>er i>ir',
  de: 'ungen>ung heiten>heit keiten>keit esten> ester> estes> sten> ster> stes> este> ablen>abel abler>abel ables>abel able>abel uren>uer urer>uer ures>uer ure>uer blen>bel ste> eren> erer> eres> tet>en ten>en ere> te>en st>en em> en> er> es> t>en e>en e> n> s>',
  nl: "lijkheid>lijk nnetjes>n lletjes>l mmetjes>m igheden>ig nnetje>n lletje>l mmetje>m aalden>alen aagden>agen aakten>aken aamden>amen aanden>anen aapten>apen aarden>aren eegden>egen eekten>eken eelden>elen eemden>emen eenden>enen eepten>epen eerden>eren oolden>olen ookten>oken oomden>omen oonden>onen oopten>open oorden>oren uurden>uren erende>eren eefden>even etjes> ddere>d ssere>s ttere>t euzer>eus heden>heid ingen>ing aalde>alen aagde>agen aakte>aken aamde>amen aande>anen aapte>apen aarde>aren eegde>egen eekte>eken eelde>elen eemde>emen eende>enen eepte>epen eerde>eren oolde>olen ookte>oken oomde>omen oonde>onen oopte>open oorde>oren uurde>uren erend>eren eefde>even chten>chen shten>shen uwden>uwen tjes> pjes> etje> dere>d ieve>ief euze>eus ijze>ijs bber>b dder>d ffer>f gger>g kker>k ller>l mmer>m nner>n pper>p rrer>r sser>s tter>t aler>aal amer>aam aner>aan ater>aat ager>aag eler>eel ener>een eder>eed eger>eeg oner>oon oger>oog oter>oot azer>aas ozer>oos bben>b dden>d ffen>f ggen>g kken>k llen>l mmen>m nnen>n ppen>p rren>r ssen>s tten>t alen>aal amen>aam anen>aan apen>aap aren>aar aten>aat agen>aag aken>aak elen>eel enen>een emen>eem epen>eep eden>eed eken>eek onen>oon omen>oom open>oop oten>oot oden>ood olen>ool oren>oor uren>uur uten>uut heid> aalt>alen aagt>agen aakt>aken aamt>amen aant>anen aapt>apen aart>aren eegt>egen eekt>eken eelt>elen eemt>emen eent>enen eept>epen eert>eren oolt>olen ookt>oken oomt>omen oont>onen oopt>open oort>oren uurt>uren eest>ezen aast>azen eeft>even ooft>oven ften>ffen gden>ggen kten>kken lden>llen mden>mmen nden>nnen pten>ppen rden>rren sten>ssen ende>en kten>ken pten>pen ften>fen sten>sen lden>len mden>men nden>nen rden>ren gden>gen iden>ien chte>chen shte>shen uwde>uwen jes> tje> pje> ere> ale>aal ame>aam ane>aan ape>aap are>aar ate>aat ade>aad age>aag ake>aak ele>eel ene>een eme>eem epe>eep ete>eet ede>eed ege>eeg eke>eek one>oon ome>oom ope>oop ote>oot ode>ood oge>oog oke>ook ole>ool ore>oor ure>uur ute>uut ule>uul aze>aas eze>ees oze>oos uze>uus ave>aaf eve>eef ove>oof bbe>b dde>d ffe>f gge>g kke>k lle>l mme>m nne>n ppe>p rre>r sse>s tte>t zer>s ver>f der> ste> den>de ten>te zen>s ven>f fte>ffen gde>ggen kte>kken lde>llen mde>mmen nde>nnen pte>ppen rde>rren ste>ssen end>en kte>ken pte>pen fte>fen ste>sen lde>len mde>men nde>nen rde>ren gde>gen ide>ien je> er> st> en> ve>f ze>s 's> ft>ffen gt>ggen kt>kken lt>llen mt>mmen nt>nnen pt>ppen rt>rren st>ssen e> s> t>en",
};

interface Ending {
  /** Code points. */
  readonly from: Uint16Array;
  readonly to: Uint16Array;
}

/** What is left of a word may not be shorter, or anything would match. */
const SHORTEST_STEM = 3;
/** Bytes of a word as it is spelled: shorter words do not inflect as far as we care, longer ones are no words. */
const SHORTEST = 4;
export const LONGEST = 32;

/** From here on letters are not Latin. */
const LATIN_END = 0x250;

/** Finds the base forms of a language's words in its lexicon. */
export class Inflections {
  readonly #lexicon: Lexicon;
  /** By the code of their last letter. */
  readonly #endings: (readonly Ending[] | undefined)[] = Array.from({ length: LATIN_END });
  /** 1 for the last byte of a word in UTF-8 where some ending may fit, whatever its case. */
  readonly #lastBytes = new Uint8Array(256).fill(1, 0x80);
  /** Hashes of the first letters of the word at hand, by their number. */
  readonly #hashes = new Int32Array(LONGEST + 1);
  readonly #checks = new Int32Array(LONGEST + 1);
  /** Whether those are what the scanner would make of the word, letter by letter; else the word has to be scanned. */
  #plain = true;

  constructor(lexicon: Lexicon, lang: string) {
    this.#lexicon = lexicon;
    for (const rule of (ENDINGS[lang] ?? '').split(/ +/).filter(Boolean)) {
      const [from, to] = rule.split('>', 2).map(lettersOf) as [Uint16Array, Uint16Array];
      const last = from[from.length - 1] as number;
      this.#endings[last] = [...(this.#endings[last] ?? []), { from, to }];
      this.#lastBytes[last & 0xff] = 1;
      this.#lastBytes[last & 0xdf] = 1;
    }
  }

  /** Whether a word whose last byte this is may have one of the endings. */
  mayEndIn(byte: number): boolean {
    return this.#lastBytes[byte] !== 0;
  }

  /** The record of the likeliest base form of a word, or 0 where none is listed. */
  find(word: Spelling): number {
    const { points, length, isCut } = word;
    const endings = isCut || length === 0 ? undefined : this.#endings[points[length - 1] as number];
    if (endings === undefined) return 0;
    let isRead = false;
    for (const { from, to } of endings) {
      const stem = length - from.length;
      if (stem < SHORTEST_STEM || !endsWith(word, from)) continue;
      if (!isRead) {
        if (!this.#readLetters(word)) return 0;
        isRead = true;
      }
      const record = this.#plain && !tripled(points, stem, to) ? this.#find(stem, to) : this.#findWord(word, stem, to);
      if (record > 0 && this.#lexicon.hasWeight(record) && this.#lexicon.roles[record] === 0) return record;
    }
    return 0;
  }

  /** Hashes all beginnings of a word; false where it is too short or too long to be one that inflects. */
  #readLetters({ points, length }: Spelling): boolean {
    let hash = HASH_SEED;
    let check = CHECK_SEED;
    let size = 0;
    this.#plain = true;
    this.#hashes[0] = hash;
    this.#checks[0] = check;
    for (let at = 0; at < length; at++) {
      const point = points[at] as number;
      size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (size > LONGEST) return false;
      if (point === APOSTROPHE || point === MIDDLE_DOT || point >= LATIN_END) this.#plain = false;
      hash = addToHash(hash, point);
      check = addToCheck(check, point);
      this.#hashes[at + 1] = hash;
      this.#checks[at + 1] = check;
    }
    return size >= SHORTEST;
  }

  #find(stem: number, to: Uint16Array): number {
    let hash = this.#hashes[stem] as number;
    let check = this.#checks[stem] as number;
    for (const letter of to) {
      hash = addToHash(hash, letter);
      check = addToCheck(check, letter);
    }
    return this.#lexicon.find(hash, check);
  }

  #findWord({ points }: Spelling, stem: number, to: Uint16Array): number {
    const { hash, check } = hashWord(String.fromCodePoint(...points.subarray(0, stem), ...to));
    return this.#lexicon.find(hash, check);
  }
}

function lettersOf(text: string): Uint16Array {
  return Uint16Array.from(text, (letter) => letter.charCodeAt(0));
}

function endsWith({ points, length }: Spelling, ending: Uint16Array): boolean {
  const before = length - ending.length;
  for (let at = ending.length - 1; at >= 0; at--) if (points[before + at] !== ending[at]) return false;
  return true;
}

/** Whether the stem and its new ending make three letters of a kind, which the scanner would make two. */
function tripled(points: Uint32Array, stem: number, to: Uint16Array): boolean {
  const last = points[stem - 1];
  return to.length > 0 && last === to[0] && (points[stem - 2] === last || to[1] === last);
}
