/**
 * Base forms of words that no entry lists: endings that are taken off or replaced, per language. Found once per surface
 * form, then remembered.
 */

/** `ending>replacement`, tried in order; longer endings first. */
const ENDINGS: Readonly<Record<string, string>> = {
  en: "ingly>ing iest>y ier>y ies>y ied>y ily>y tting>t pping>p nning>n gging>g ssing>ss lling>l ing> ing>e tted>t pped>p nned>n gged>g lled>l ed> ed>e est> est>e er> er>e ly> ness> es> es>e s> 's> n't> d>",
  fr: 'issements>ir issement>ir ssions>r issaient>ir issait>ir issent>ir euses>eux euse>eux ives>if ive>if elles>el elle>el ennes>en enne>en ées>é ée>é és>é ées>er ée>er és>er é>er ais>er ait>er aient>er ant>er ent>er ez>er es>er e>er ies>i ie>i is>i aux>al ales>al ale>al ements> ement> es> es>e e> s> x>',
  es: 'aciones>ación amente>o amente>a mente> ísimas>o ísimos>o ísima>o ísimo>o ando>ar iendo>er iendo>ir ados>ar adas>ar ado>ar ada>ar idos>er idas>er ido>er ida>er ido>ir ida>ir aron>ar ieron>er ieron>ir aban>ar aba>ar amos>ar emos>er imos>ir arán>ar ará>ar ó>ar é>ar an>ar en>er en>ir as>ar es>er a>ar e>er e>ir o>ar ones>ón es> as>o os>o a>o s> as>a',
  ca: 'acions>ació ament>at íssimes>  íssima>  íssim> ant>ar ent>er int>ir ats>ar ades>ar at>ar ada>ar its>ir ides>ir it>ir ida>ir uts>er ut>er aven>ar ava>ar en>ar es>ar a>ar o>ar esos>ós oses>ós osa>ós ques>c gues>c es>a ns> es> a> s> ment> ment>a',
};

interface Ending {
  readonly from: string;
  readonly to: string;
}

const rules = new Map<string, readonly Ending[]>(
  Object.entries(ENDINGS).map(([lang, list]) => [
    lang,
    list
      .split(/ +/)
      .filter(Boolean)
      .map((rule) => {
        const [from = '', to = ''] = rule.split('>');
        return { from, to };
      }),
  ]),
);

/** What is left of a word may not be shorter, or anything would match. */
const SHORTEST = 3;

/** Possible base forms of a lower-case word, the likeliest first. */
export function* baseForms(word: string, lang: string): Generator<string> {
  for (const { from, to } of rules.get(lang) ?? []) {
    if (!word.endsWith(from) || word.length - from.length < SHORTEST) continue;
    yield word.slice(0, word.length - from.length) + to;
  }
}
