/** Other scorers from npm, for measuring ours against them on the same texts. */
import { createRequire } from 'node:module';

/** Above 0 for, below against. */
export type Score = (text: string) => number;

export interface Peer {
  readonly name: string;
  /** Scores nearer to 0 are neutral. */
  readonly border: number;
  /** Null for a language that it does not know. */
  readonly scoreIn: (lang: string) => Score | null;
}

// None of the packages has types that fit, and natural's root must not be loaded: only its sub-modules are.
const require = createRequire(import.meta.url);

export function sentimentScore(): Score {
  const Sentiment: new () => { analyze(text: string): { readonly score: number } } = require('sentiment');
  const sentiment = new Sentiment();
  return (text) => sentiment.analyze(text).score;
}

export function vaderScore(): Score {
  const { SentimentIntensityAnalyzer: vader }: { SentimentIntensityAnalyzer: Vader } = require('vader-sentiment');
  return (text) => vader.polarity_scores(text).compound;
}

interface Vader {
  polarity_scores(text: string): { readonly compound: number };
}

export function winkScore(): Score {
  const wink: (text: string) => { readonly score: number } = require('wink-sentiment');
  return (text) => wink(text).score;
}

/** @param stemmer the last part of natural's stemmer's name, as `porter_stemmer_de`, or null for words as they are */
export function naturalScore(
  language: string,
  vocabulary: string,
  stemmer: string | null,
  split: (text: string) => string[] = wordsOf,
): Score {
  const Analyzer: new (
    language: string,
    stemmer: unknown,
    vocabulary: string,
  ) => { getSentiment(words: string[]): number } = require('natural/lib/natural/sentiment/SentimentAnalyzer');
  const stems: unknown = stemmer === null ? null : require(`natural/lib/natural/stemmers/${stemmer}`);
  const analyzer = new Analyzer(language, stems, vocabulary);
  return (text) => analyzer.getSentiment(split(text));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}'’_-]+/gu) ?? [];
}

interface NaturalLanguage {
  readonly name: string;
  readonly vocabularies: readonly string[];
  readonly stemmer: string | null;
}

/**
 * Every vocabulary that natural 8 has. English goes without its stemmer, and the others with theirs where there is one: on
 * training files that suits it better in English, Spanish, Portuguese and French; in Italian and German it hardly matters.
 */
const NATURAL: Readonly<Record<string, NaturalLanguage>> = {
  en: { name: 'English', vocabularies: ['afinn', 'senticon', 'pattern'], stemmer: null },
  es: { name: 'Spanish', vocabularies: ['afinn', 'senticon'], stemmer: 'porter_stemmer_es' },
  pt: { name: 'Portuguese', vocabularies: ['afinn'], stemmer: 'porter_stemmer_pt' },
  fr: { name: 'French', vocabularies: ['pattern'], stemmer: 'porter_stemmer_fr' },
  it: { name: 'Italian', vocabularies: ['pattern'], stemmer: 'porter_stemmer_it' },
  de: { name: 'German', vocabularies: ['pattern'], stemmer: 'porter_stemmer_de' },
  nl: { name: 'Dutch', vocabularies: ['pattern'], stemmer: 'porter_stemmer_nl' },
  ca: { name: 'Catalan', vocabularies: ['senticon'], stemmer: null },
  gl: { name: 'Galician', vocabularies: ['senticon'], stemmer: null },
  eu: { name: 'Basque', vocabularies: ['senticon'], stemmer: null },
};

function naturalPeer(vocabulary: string, title: string): Peer {
  return {
    name: `natural ${title}`,
    border: 0,
    scoreIn: (lang) => {
      const known = NATURAL[lang];
      if (known === undefined || !known.vocabularies.includes(vocabulary)) return null;
      return naturalScore(known.name, vocabulary, known.stemmer);
    },
  };
}

function englishPeer(name: string, make: () => Score, border = 0): Peer {
  return { name, border, scoreIn: (lang) => (lang === 'en' ? make() : null) };
}

/** VADER has the borders that its authors advise. */
export const PEERS: readonly Peer[] = [
  englishPeer('sentiment', sentimentScore),
  englishPeer('vader-sentiment', vaderScore, 0.05),
  englishPeer('wink-sentiment', winkScore),
  naturalPeer('afinn', 'AFINN'),
  naturalPeer('senticon', 'SentiCon'),
  naturalPeer('pattern', 'Pattern'),
];

/** neg, neu or pos. What is no number, as natural's answer to a text without words, is neutral. */
export function labelOf(score: number, border: number): string {
  if (score > 0 && score >= border) return 'pos';
  return score < 0 && score <= -border ? 'neg' : 'neu';
}

/** Name and version of each package. */
export function peerVersions(): string[] {
  return ['sentiment', 'vader-sentiment', 'wink-sentiment', 'natural'].map((name) => {
    const { version }: { version: string } = require(`${name}/package.json`);
    return `\`${name}\` ${version}`;
  });
}
