/** The cues of one text after the other: which of them begin at which token. */
import { LANGUAGES } from '../language/identify.js';
import type { TokenScan } from '../language/scan.js';
import { symbolsOf } from '../query/symbols.js';
import { COMPARISONS, CUE, type CueKind, type CuePhrases } from './comparisons.js';
import { PhraseList, Phrases } from './phrases.js';

interface CueTable {
  readonly phrases: Phrases;
  /** For each phrase, the bits of its cues. */
  readonly bits: Uint32Array;
}

/** What a text that speaks of one name alone must hold for the name's sentiment to differ from the text's. */
const TELLING = maskOf(
  'than',
  'loses',
  'beats',
  'rather',
  'sooner',
  'instead',
  'unlike',
  'leave',
  'join',
  'miss',
  'faint',
  'asking',
  'stay',
  'place',
  'never',
);

export class Cues {
  /** For each token, the bits of the cues that begin there. */
  bits = new Uint32Array(256);
  readonly #tables = new Map<number, CueTable | null>();

  /** Finds the cues of a text. @param lang index into `LANGUAGES`, −1 for none; whether any of them tells something of a single name */
  find(scan: TokenScan, lang: number): boolean {
    if (this.bits.length < scan.count) this.bits = new Uint32Array(scan.count * 2);
    else this.bits.fill(0, 0, scan.count);
    const table = this.#tableOf(lang);
    if (table === null) return false;
    const { phrases } = table;
    phrases.find(scan);
    let all = 0;
    for (let hit = 0; hit < phrases.count; hit++) {
      const first = phrases.first[hit] as number;
      const bits = table.bits[phrases.phrase[hit] as number] as number;
      this.bits[first] = (this.bits[first] as number) | bits;
      all |= bits;
    }
    return (all & TELLING) !== 0;
  }

  has(token: number, kind: number): boolean {
    return (((this.bits[token] as number) >>> kind) & 1) === 1;
  }

  /** Whether a cue begins at one of the tokens `from` to `to`, the last not among them. */
  within(from: number, to: number, kind: number): boolean {
    return this.place(from, to, kind) >= 0;
  }

  /** The first of these tokens at which it begins, or −1. */
  place(from: number, to: number, kind: number): number {
    for (let token = Math.max(0, from); token < to; token++) if (this.has(token, kind)) return token;
    return -1;
  }

  #tableOf(lang: number): CueTable | null {
    let table = this.#tables.get(lang);
    if (table === undefined) {
      const language = LANGUAGES[lang];
      const phrases = language === undefined ? undefined : COMPARISONS[language];
      table = phrases === undefined ? null : tableOf(phrases);
      this.#tables.set(lang, table);
    }
    return table;
  }
}

function tableOf(cues: CuePhrases): CueTable {
  const list = new PhraseList();
  const bits: number[] = [];
  for (const [kind, bit] of Object.entries(CUE)) {
    for (const text of (cues[kind as CueKind] ?? '').split(',')) {
      const symbols = symbolsOf({ kind: 'phrase', text: text.trim() });
      if (symbols.length === 0) continue;
      const number = list.add(symbols);
      bits[number] = (bits[number] ?? 0) | (1 << bit);
    }
  }
  return { phrases: new Phrases(list, false), bits: Uint32Array.from(bits) };
}

function maskOf(...kinds: readonly CueKind[]): number {
  return kinds.reduce((mask, kind) => mask | (1 << CUE[kind]), 0);
}
