/** Finds texts exactly as they are written, all of them in one walk over the bytes. */
import { WIDE, wideClass } from '../language/characters.js';
import { codePointAt } from '../language/utf8.js';
import { Automaton } from './automaton.js';

const encoder = new TextEncoder();

/** Whether a character goes on with the word beside it, so that an exact text must not end there. */
export function joinsWords(point: number): boolean {
  if (point < 0x80) return (point >= 0x30 && point <= 0x39) || ((point | 0x20) >= 0x61 && (point | 0x20) <= 0x7a);
  const what = wideClass(point);
  return what === WIDE.letter || what === WIDE.combining;
}

/** A text and the same with accents composed or apart, which nobody can see. */
export function writings(text: string): string[] {
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];
}

export interface RawHits {
  /** A text, by its place in the list, stands in the bytes from `start` to `end`. */
  raw(text: number, start: number, end: number): void;
}

export class RawFinder {
  readonly #automaton: Automaton;
  /** For each pattern of the automaton: the texts that it writes, its length, whether its ends join words. */
  readonly #texts: number[][] = [];
  readonly #lengths: number[] = [];
  readonly #joinsBefore: boolean[] = [];
  readonly #joinsAfter: boolean[] = [];
  /** 1 for bytes with which a text begins. */
  readonly #begins = new Uint8Array(256);

  constructor(texts: readonly string[]) {
    const numbers = new Map<string, number>();
    const patterns: { sort: number; folded: number; check: number }[][] = [];
    texts.forEach((text, index) => {
      for (const written of writings(text)) {
        let number = numbers.get(written);
        if (number === undefined) {
          const bytes = [...encoder.encode(written)];
          number = patterns.push(bytes.map((byte) => ({ sort: 1, folded: byte, check: byte }))) - 1;
          numbers.set(written, number);
          this.#begins[bytes[0] ?? 0] = 1;
          this.#texts.push([]);
          this.#lengths.push(bytes.length);
          const points = [...written].map((char) => char.codePointAt(0) ?? 0);
          this.#joinsBefore.push(joinsWords(points[0] ?? 0));
          this.#joinsAfter.push(joinsWords(points.at(-1) ?? 0));
        }
        this.#texts[number]?.push(index);
      }
    });
    this.#automaton = new Automaton(patterns);
  }

  walk(bytes: Uint8Array, from: number, to: number, hits: RawHits): void {
    const automaton = this.#automaton;
    let state = 0;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (state === 0 && this.#begins[byte] === 0) continue;
      const symbol = automaton.symbol(1, byte, byte);
      if (symbol < 0) {
        state = 0;
        continue;
      }
      state = automaton.step(state, symbol);
      for (let end = automaton.firstEnd(state); end > 0; end = automaton.nextEnd(end)) {
        const pattern = automaton.ended(end);
        const start = at + 1 - (this.#lengths[pattern] as number);
        if (this.#joinsBefore[pattern] && joinsBefore(bytes, from, start)) continue;
        if (this.#joinsAfter[pattern] && at + 1 < to && joinsWords(codePointAt(bytes, at + 1, to))) continue;
        for (const text of this.#texts[pattern] as number[]) hits.raw(text, start, at + 1);
      }
    }
  }
}

function joinsBefore(bytes: Uint8Array, from: number, start: number): boolean {
  let at = start - 1;
  while (at > from && at > start - 4 && ((bytes[at] as number) & 0xc0) === 0x80) at--;
  return at >= from && joinsWords(codePointAt(bytes, at, start));
}
