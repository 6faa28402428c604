/**
 * Which language the letters of words speak for: groups of four letters as eld has counted them, in 32 languages of Latin
 * script. Slower than small words and needs more memory, so it is read and asked only where they leave a text unsure.
 */
import { readFileSync } from 'node:fs';
import { asciiWord } from './characters.js';
import { LANGUAGES } from './function-words.js';
import { FLAG, TOKEN, type TokenScan } from './scan.js';
import { spellWord } from './spelling.js';
import { ENOUGH_WORDS } from './word-points.js';

const SLOTS = 1 << 16;
/** Per slot: the bytes of the group, where in a word it stands, and where its scores begin; from 1 on, so 0 is free. */
const STRIDE = 3;
/** A group at the beginning and at the end of a word, in bits. */
const BEGINS = 1;
const ENDS = 2;
const LONGEST_WORD = 70;
/** How far, in percent, a language that is not among ours has to stand before the best of ours. */
const OTHER_BEFORE = 5;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEF';

function slotOf(group: number, where: number): number {
  const mixed = Math.imul(group ^ (where << 29), 0x9e3779b1);
  return ((mixed ^ (mixed >>> 15)) >>> 0) & (SLOTS - 1);
}

class GroupTable {
  readonly languages: readonly string[];
  readonly groups = new Int32Array(SLOTS * STRIDE);
  /** Numbers of languages and their scores in turn, up to a language 255. */
  readonly scores: Uint16Array;

  constructor(text: string) {
    const lines = text.split('\n');
    this.languages = (lines.find((line) => line.startsWith('# languages: ')) ?? '').slice(13).split(' ');
    const scores: number[] = [0];
    for (const line of lines) {
      const tab = line.indexOf('\t');
      if (tab < 0 || line.startsWith('#')) continue;
      this.#add(line.slice(0, tab), scores.length);
      for (let at = tab + 1; at < line.length; at += 3) {
        scores.push(LETTERS.indexOf(line.charAt(at)), Number.parseInt(line.slice(at + 1, at + 3), 36));
      }
      scores.push(LAST);
    }
    this.scores = Uint16Array.from(scores);
  }

  #add(spelling: string, scoresAt: number): void {
    let group = 0;
    for (const [, hex, char = ''] of spelling.matchAll(/%(..)|([^_%])/g)) {
      group = (group << 8) | (hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16));
    }
    const where = (spelling.startsWith('_') ? BEGINS : 0) | (spelling.endsWith('_') ? ENDS : 0);
    const slot = this.find(group, where);
    this.groups[slot * STRIDE] = group;
    this.groups[slot * STRIDE + 1] = where;
    this.groups[slot * STRIDE + 2] = scoresAt;
  }

  /** The slot of a group, or the free one where it would be. */
  find(group: number, where: number): number {
    const { groups } = this;
    let slot = slotOf(group, where);
    for (;;) {
      const at = slot * STRIDE;
      if (groups[at + 2] === 0 || (groups[at] === group && groups[at + 1] === where)) return slot;
      slot = (slot + 1) & (SLOTS - 1);
    }
  }
}

const LAST = 255;
let table: GroupTable | null = null;
const encoder = new TextEncoder();

/** What the letters of a text say. Make one per thread and reuse it; the table is read once. */
export class LetterGroups {
  readonly #table: GroupTable;
  /** Of each language of the table, its index in `LANGUAGES`, or −1. */
  readonly #ours: Int8Array;
  readonly #points: Int32Array;
  /** The number of the text in which a slot was last counted: a group counts once. */
  readonly #counted = new Uint32Array(SLOTS);
  readonly #letters = new Uint8Array(LONGEST_WORD * 3);
  #text = 0;

  constructor() {
    table ??= new GroupTable(readFileSync(new URL('./letter-groups.tsv', import.meta.url), 'utf8'));
    this.#table = table;
    this.#ours = Int8Array.from(table.languages, (tag) => (LANGUAGES as readonly string[]).indexOf(tag));
    this.#points = new Int32Array(table.languages.length);
  }

  /** The index in `LANGUAGES` of the language of a text, or −1 for another or none. `bytes` are those that were scanned. */
  identify(bytes: Uint8Array, scan: TokenScan): number {
    this.#points.fill(0);
    this.#text++;
    let words = 0;
    for (let token = 0; token < scan.count && words < ENOUGH_WORDS; token++) {
      if (scan.kind[token] !== TOKEN.word || ((scan.flags[token] as number) & FLAG.otherScript) !== 0) continue;
      words++;
      this.#addWord(this.#spell(bytes, scan.start[token] as number, scan.end[token] as number));
    }
    return this.#best();
  }

  /** Writes a word in lower case, and says how many bytes it has. */
  #spell(bytes: Uint8Array, start: number, end: number): number {
    const letters = this.#letters;
    const stop = Math.min(end, start + LONGEST_WORD);
    for (let at = start; at < stop; at++) {
      const byte = bytes[at] as number;
      const again = at > start + 1 && byte === bytes[at - 1] && byte === bytes[at - 2];
      if (byte >= 0x80 || again) {
        return encoder.encodeInto(spellWord(bytes, start, end).slice(0, LONGEST_WORD), letters).written;
      }
      letters[at - start] = asciiWord[byte] || byte;
    }
    return stop - start;
  }

  /** Groups of four bytes, every third one on, and the last four. */
  #addWord(written: number): void {
    const letters = this.#letters;
    const length = Math.min(LONGEST_WORD, written);
    let at = 0;
    for (; at + 4 < length; at += 3) this.#addGroup(bytesAt(letters, at, at + 4), at === 0 ? BEGINS : 0);
    this.#addGroup(bytesAt(letters, Math.max(0, length - 4), length), at === 0 ? BEGINS | ENDS : ENDS);
  }

  #addGroup(group: number, where: number): void {
    const { groups, scores } = this.#table;
    const slot = this.#table.find(group, where);
    let at = groups[slot * STRIDE + 2] as number;
    if (at === 0 || this.#counted[slot] === this.#text) return;
    this.#counted[slot] = this.#text;
    const points = this.#points;
    for (; scores[at] !== LAST; at += 2) {
      const lang = scores[at] as number;
      points[lang] = (points[lang] as number) + (scores[at + 1] as number);
    }
  }

  #best(): number {
    let best = -1;
    let most = 0;
    let other = 0;
    for (let index = 0; index < this.#points.length; index++) {
      const points = this.#points[index] as number;
      const lang = this.#ours[index] as number;
      if (lang < 0) other = Math.max(other, points);
      else if (points > most) {
        most = points;
        best = lang;
      }
    }
    return other * 100 > most * (100 + OTHER_BEFORE) ? -1 : best;
  }
}

/** At most four bytes as one number. */
function bytesAt(letters: Uint8Array, from: number, to: number): number {
  let group = 0;
  for (let at = from; at < to; at++) group = (group << 8) | (letters[at] as number);
  return group;
}
