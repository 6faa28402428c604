/** An open-addressed table of pairs of integers to a non-negative integer; it is filled once and then only read. */
export class PairTable {
  readonly #mask: number;
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  readonly #value: Int32Array;

  constructor(entries: number) {
    let size = 16;
    while (size < entries * 4) size *= 2;
    this.#mask = size - 1;
    this.#first = new Int32Array(size);
    this.#second = new Int32Array(size);
    this.#value = new Int32Array(size).fill(-1);
  }

  /** -1 where the pair is not in the table. */
  get(first: number, second: number): number {
    const one = first | 0;
    const two = second | 0;
    let slot = mix(one, two) & this.#mask;
    for (;;) {
      const value = this.#value[slot] as number;
      if (value < 0 || (this.#first[slot] === one && this.#second[slot] === two)) return value;
      slot = (slot + 1) & this.#mask;
    }
  }

  set(first: number, second: number, value: number): void {
    let slot = mix(first | 0, second | 0) & this.#mask;
    while ((this.#value[slot] as number) >= 0) slot = (slot + 1) & this.#mask;
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#value[slot] = value;
  }
}

function mix(first: number, second: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
