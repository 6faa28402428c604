/** The scorer's answer to one text, in the classes of the labels. */
import { LANGUAGES } from '../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../src/language/scan.js';
import { OTHER_LANGUAGE, Scorer } from '../src/sentiment/scorer.js';
import { CLASSES } from './metrics.js';

export interface Judgement {
  /** neg, neu or pos: mixed is folded by its sign. */
  readonly label: string;
  readonly sentiment: number;
  readonly confidence: number;
  /** Bits in the order of `SIGNALS`. */
  readonly signals: number;
}

const scan = new TokenScan();
const scorer = new Scorer();
let bytes = roomFor(new Uint8Array(0), 1000);

/** @param lang which is believed; one that is not among `LANGUAGES` is read from emoji and marks alone */
export function judge(text: string, lang: string): Judgement {
  bytes = roomFor(bytes, text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  const known = (LANGUAGES as readonly string[]).indexOf(lang);
  scorer.judge(bytes, scan, known < 0 ? OTHER_LANGUAGE : known);
  const { label, sentiment, confidence, signals } = scorer;
  const folded = label < CLASSES.length ? label : sentiment < 0 ? 0 : 2;
  return { label: CLASSES[folded] ?? 'neu', sentiment, confidence, signals };
}
