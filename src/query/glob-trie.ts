/**
 * Which of many patterns with * and ? a token matches: all of them in one walk over its letters, as a nondeterministic
 * automaton whose states are the nodes of one trie. A letter costs at most one step for each node that is alive, whatever
 * the patterns; there is no going back.
 */
import { PairTable } from './pair-table.js';

const STAR = 0x2a;
const ANY = 0x3f;

export class GlobTrie {
  /** Patterns that the last token matched, by number: the first `count` are valid. */
  readonly matched: Int32Array;
  count = 0;
  readonly #steps: PairTable;
  /** Node after `?`, after `*`; -1 for none. */
  readonly #any: Int32Array;
  readonly #star: Int32Array;
  /** 1 where a node is one after `*`, which every letter leads back to. */
  readonly #stays: Uint8Array;
  readonly #accepts: Int32Array;
  /** 0 for ASCII characters with which no pattern begins. */
  readonly #begins = new Uint8Array(128);
  #alive: Int32Array;
  #next: Int32Array;
  #aliveCount = 0;
  #nextCount = 0;
  readonly #entered: Uint32Array;
  readonly #reported: Uint32Array;
  #round = 0;
  #token = 0;

  /** @param globs distinct patterns of folded characters */
  constructor(globs: readonly string[]) {
    const letters = globs.map((glob) => [...glob].map((char) => char.codePointAt(0) ?? 0));
    const nodes = letters.reduce((sum, { length }) => sum + length, 1);
    this.matched = new Int32Array(globs.length);
    this.#steps = new PairTable(nodes);
    this.#any = new Int32Array(nodes).fill(-1);
    this.#star = new Int32Array(nodes).fill(-1);
    this.#stays = new Uint8Array(nodes);
    this.#accepts = new Int32Array(nodes).fill(-1);
    this.#alive = new Int32Array(nodes);
    this.#next = new Int32Array(nodes);
    this.#entered = new Uint32Array(nodes);
    this.#reported = new Uint32Array(nodes);
    let count = 1;
    letters.forEach((points, number) => {
      let node = 0;
      for (const point of points) {
        const table = point === STAR ? this.#star : point === ANY ? this.#any : null;
        let to = table === null ? this.#steps.get(node, point) : (table[node] as number);
        if (to < 0) {
          to = count++;
          if (table === null) this.#steps.set(node, point, to);
          else table[node] = to;
          if (point === STAR) this.#stays[to] = 1;
        }
        node = to;
      }
      this.#accepts[node] = number;
      const first = points[0] ?? STAR;
      if (first === STAR || first === ANY) this.#begins.fill(1);
      else if (first < 128) this.#begins[first] = 1;
    });
  }

  /** Whether a token that begins with this ASCII character (folded) can match any. */
  mayBegin(char: number): boolean {
    return this.#begins[char] === 1;
  }

  /** Fills `matched` for the token `points[0, length)`, and says how many letters times nodes it looked at. */
  match(points: Uint32Array, length: number): number {
    this.count = 0;
    if (this.#round > 0xfffff000) {
      this.#entered.fill(0);
      this.#round = 0;
    }
    if (++this.#token === 0xffffffff) {
      this.#reported.fill(0);
      this.#token = 1;
    }
    this.#nextCount = 0;
    this.#round++;
    this.#enter(0);
    let steps = 0;
    for (let at = 0; at < length && this.#nextCount > 0; at++) {
      const before = this.#alive;
      this.#alive = this.#next;
      this.#next = before;
      this.#aliveCount = this.#nextCount;
      this.#nextCount = 0;
      if (++this.#round > 0xfffffff0) {
        this.#entered.fill(0);
        this.#round = 1;
      }
      const point = points[at] as number;
      steps += this.#aliveCount;
      for (let index = 0; index < this.#aliveCount; index++) {
        const node = this.#alive[index] as number;
        if (this.#stays[node] === 1) this.#enter(node);
        const to = this.#steps.get(node, point);
        if (to >= 0) this.#enter(to);
        const any = this.#any[node] as number;
        if (any >= 0) this.#enter(any);
      }
    }
    for (let index = 0; index < this.#nextCount; index++) this.#report(this.#next[index] as number);
    return steps;
  }

  #enter(node: number): void {
    if (this.#entered[node] === this.#round) return;
    this.#entered[node] = this.#round;
    this.#next[this.#nextCount++] = node;
    // A final * takes whatever follows.
    if (this.#stays[node] === 1) this.#report(node);
    const star = this.#star[node] as number;
    if (star >= 0) this.#enter(star);
  }

  #report(node: number): void {
    const glob = this.#accepts[node] as number;
    if (glob < 0 || this.#reported[node] === this.#token) return;
    this.#reported[node] = this.#token;
    this.matched[this.count++] = glob;
  }
}
