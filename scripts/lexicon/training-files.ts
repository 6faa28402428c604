/** Which labelled files the weights are learnt from. */

/** Files that may train weights that are shipped, by language. Validation files are only measured. */
export const TRAINING: Readonly<Record<string, readonly string[]>> = {
  en: ['semeval1316.train.tsv', 'umsab-en.train.tsv', 'opener-en.train.tsv'],
  fr: ['umsab-fr.train.tsv'],
  es: ['umsab-es.train.tsv', 'opener-es.train.tsv'],
  pt: ['umsab-pt.train.tsv'],
  it: ['umsab-it.train.tsv'],
  de: ['umsab-de.train.tsv', 'germeval17.dev.tsv'],
};
/** What the weights of languages without posts of their own are made of, each file counting alike. */
export const SHARED = ['en', 'fr', 'es', 'pt', 'it', 'de'].map((lang) => `umsab-${lang}.train.tsv`);
export const OTHER_SCRIPTS = ['umsab-ar.train.tsv', 'umsab-hi.train.tsv'];

const seen = new Set([...Object.values(TRAINING).flat(), ...SHARED, ...OTHER_SCRIPTS]);

/** So that agreement with it proves little. */
export const isTrainedOn = (fileName: string): boolean => seen.has(fileName);
