/**
 * Terms near each other. While the text is walked it keeps where the terms of each side stand; afterwards it goes through
 * both sides of those NEARs of which both were found, side by side: linear in the text for each of them. NEARs that ask for
 * the same terms share the side, and are looked at from the side that fewer of them share.
 *
 * Places are counted twice over: the nth word of the row is from 2n + 1 to 2n + 2, and a hashtag, which has no place of its
 * own, is from 2n to 2n + 1, before the first of its words.
 */
export interface NearShape {
  readonly distance: number;
  readonly ordered: boolean;
  /** Numbers of the sides. */
  readonly left: number;
  readonly right: number;
}

export interface NearHits {
  near(near: number): void;
}

export class Proximity {
  /** Steps taken since the object was made: what tests measure. */
  steps = 0;
  readonly #nears: readonly NearShape[];
  /** For each side, the NEARs that are looked at from it. */
  readonly #owned: readonly Int32Array[];
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #round: Uint32Array;
  /** Sides found in this text: the first `#sideCount` are valid. */
  readonly #sides: Int32Array;
  #sideCount = 0;
  #starts = new Int32Array(256);
  #ends = new Int32Array(256);
  #next = new Int32Array(256);
  #before = new Int32Array(256);
  #count = 0;
  #text = 0;

  constructor(nears: readonly NearShape[], sides: number) {
    this.#nears = nears;
    const shares = new Int32Array(sides);
    for (const { left, right } of nears) {
      shares[left] = (shares[left] as number) + 1;
      shares[right] = (shares[right] as number) + 1;
    }
    const owned = Array.from({ length: sides }, (): number[] => []);
    nears.forEach(({ left, right }, near) => {
      owned[(shares[left] as number) < (shares[right] as number) ? left : right]?.push(near);
    });
    this.#owned = owned.map((list) => Int32Array.from(list));
    this.#first = new Int32Array(sides);
    this.#last = new Int32Array(sides);
    this.#round = new Uint32Array(sides);
    this.#sides = new Int32Array(sides);
  }

  begin(): void {
    this.#count = 0;
    this.#sideCount = 0;
    if (++this.#text === 0xffffffff) {
      this.#round.fill(0);
      this.#text = 1;
    }
  }

  /** Takes a term of a side; terms come in the order of their ends. */
  take(side: number, start: number, end: number): void {
    if (this.#count === this.#ends.length) {
      this.#starts = grown(this.#starts);
      this.#ends = grown(this.#ends);
      this.#next = grown(this.#next);
      this.#before = grown(this.#before);
    }
    const entry = this.#count++;
    this.#starts[entry] = start;
    this.#ends[entry] = end;
    this.#next[entry] = -1;
    if (this.#round[side] === this.#text) {
      const last = this.#last[side] as number;
      this.#next[last] = entry;
      this.#before[entry] = last;
    } else {
      this.#round[side] = this.#text;
      this.#sides[this.#sideCount++] = side;
      this.#first[side] = entry;
      this.#before[entry] = -1;
    }
    this.#last[side] = entry;
  }

  /** Tells every NEAR that holds, once. */
  finish(hits: NearHits): void {
    for (let index = 0; index < this.#sideCount; index++) {
      const owned = this.#owned[this.#sides[index] as number] as Int32Array;
      for (let each = 0; each < owned.length; each++) {
        const near = owned[each] as number;
        const { left, right, ordered, distance } = this.#nears[near] as NearShape;
        this.steps++;
        if (this.#round[left] !== this.#text || this.#round[right] !== this.#text) continue;
        if (this.#follows(left, right, distance) || (!ordered && this.#follows(right, left, distance))) hits.near(near);
      }
    }
  }

  /** Whether a term of one side begins after one of the other ended, at most so many words later. */
  #follows(one: number, other: number, distance: number): boolean {
    const ends = this.#ends;
    let last = -1;
    let upcoming = this.#first[one] as number;
    for (let entry = this.#first[other] as number; entry >= 0; entry = this.#next[entry] as number) {
      const start = this.#starts[entry] as number;
      for (; upcoming >= 0 && (ends[upcoming] as number) <= (ends[entry] as number); this.steps++) {
        last = upcoming;
        upcoming = this.#next[upcoming] as number;
      }
      // The last that ended before this one began: as many steps back as it is long.
      let before = last;
      for (; before >= 0 && (ends[before] as number) > start; this.steps++) before = this.#before[before] as number;
      this.steps++;
      if (before >= 0 && (start >> 1) - ((ends[before] as number) >> 1) <= distance) return true;
    }
    return false;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
