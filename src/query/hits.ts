/** Where in a text a query finds its words, for marking them. */
import { encode, roomFor, TokenScan } from '../language/scan.js';
import { isLeaf, leavesOf, type Near, type Query } from './ast.js';
import { Terms } from './program.js';
import { RawFinder } from './raw-finder.js';
import { RowFinder } from './row-finder.js';
import { isPart, SYMBOL, sortOfKind } from './symbols.js';
import { hasSort } from './text-terms.js';

/** Half-open UTF-16 offsets. */
export interface Hit {
  readonly at: number;
  readonly end: number;
}

/** A term in the text: bytes, and places counted as in proximity.ts. */
interface Place extends Hit {
  readonly first: number;
  readonly last: number;
}

/**
 * Where a text holds the words of a query that are not denied, in order, without overlaps; of NEAR the words that have one
 * another near. Conditions on columns have no place.
 */
export function hitsOf(query: Query, text: string): Hit[] {
  return hitFinder(query)(text);
}

/** The same for many texts. */
export function hitFinder(query: Query): (text: string) => Hit[] {
  const terms = new Terms();
  const wanted = new Set<number>();
  const sorts = new Set<number>();
  const nears: Near[] = [];
  const add = (part: Query): void => {
    if (isLeaf(part)) {
      if (part.kind === 'raw') terms.raw(part.text);
      else wanted.add(terms.row(part));
    } else if (part.kind === 'near') {
      nears.push(part);
      for (const side of [part.left, part.right]) for (const leaf of leavesOf(side)) terms.row(leaf);
    } else if (part.kind === 'field') {
      const sort = hasSort(part);
      if (sort !== null) sorts.add(sort);
    } else if (part.kind !== 'not') part.parts.forEach(add);
  };
  add(query);
  const rows = new RowFinder(terms.rows, true);
  const raws = terms.raws.length === 0 ? null : new RawFinder(terms.raws);
  const sides = nears.map(({ left, right }) =>
    [left, right].map((side) => new Set(leavesOf(side).map((leaf) => terms.row(leaf)))),
  );
  const scan = new TokenScan();
  let buffer = new Uint8Array(1024);
  return (text) => {
    buffer = roomFor(buffer, text.length);
    scan.scan(buffer, 0, encode(text, buffer));
    const found = terms.rows.map((): Place[] => []);
    const placeOf = places(scan);
    rows.walk(scan, {
      hit(row, index) {
        found[row]?.push(placeOf(index, terms.rows[row]?.length ?? 1));
        return true;
      },
    });
    const spans: Hit[] = [...wanted].flatMap((row) => found[row] ?? []);
    nears.forEach((near, index) => {
      const [left, right] = (sides[index] ?? []).map((side) => [...side].flatMap((row) => found[row] ?? []));
      spans.push(...together(near, left ?? [], right ?? []));
    });
    raws?.walk(scan.bytes, scan.from, scan.to, { raw: (_, at, end) => spans.push({ at, end }) });
    if (sorts.size > 0) {
      for (let token = 0; token < scan.count; token++) {
        if (sorts.has(sortOfKind[scan.kind[token] ?? 0] ?? 0)) {
          spans.push({ at: scan.start[token] ?? 0, end: scan.end[token] ?? 0 });
        }
      }
    }
    return inUnits(united(spans), text);
  };
}

/** Gives the place of a row of some length that ends with a token. */
function places(scan: TokenScan): (index: number, length: number) => Place {
  const { count, kind, flags, start, end } = scan;
  const numbers = new Int32Array(count);
  const tokens: number[] = [];
  for (let index = 0; index < count; index++) {
    numbers[index] = tokens.length;
    const sort = sortOfKind[kind[index] ?? 0] ?? SYMBOL.none;
    const wordless = index + 1 >= count || !isPart(flags[index + 1] ?? 0);
    if (sort !== SYMBOL.none && (sort !== SYMBOL.tag || wordless)) tokens.push(index);
  }
  return (index, length) => {
    const number = numbers[index] ?? 0;
    const to = end[index] ?? 0;
    if (sortOfKind[kind[index] ?? 0] === SYMBOL.tag) {
      return { at: start[index] ?? 0, end: to, first: 2 * number, last: 2 * number + 1 };
    }
    const begin = number - length + 1;
    return { at: start[tokens[begin] ?? index] ?? 0, end: to, first: 2 * begin + 1, last: 2 * number + 2 };
  };
}

/** Those of both sides that have one of the other near. */
function together(near: Near, left: readonly Place[], right: readonly Place[]): Place[] {
  const marked = new Set<Place>();
  pair(left, right, near.distance, marked);
  if (!near.ordered) pair(right, left, near.distance, marked);
  return [...marked];
}

function pair(before: readonly Place[], after: readonly Place[], distance: number, marked: Set<Place>): void {
  const ends = [...before].sort((a, b) => a.last - b.last);
  const starts = [...after].sort((a, b) => a.first - b.first);
  const isNear = (one: Place, other: Place): boolean => (other.first >> 1) - (one.last >> 1) <= distance;
  let next = 0;
  for (const one of ends) {
    while (next < starts.length && (starts[next] as Place).first < one.last) next++;
    const other = starts[next];
    if (other !== undefined && isNear(one, other)) marked.add(one);
  }
  let last = 0;
  for (const other of starts) {
    while (last < ends.length && (ends[last] as Place).last <= other.first) last++;
    const one = ends[last - 1];
    if (one !== undefined && isNear(one, other)) marked.add(other);
  }
}

function united(spans: readonly Hit[]): Hit[] {
  const all: { at: number; end: number }[] = [];
  for (const { at, end } of [...spans].sort((a, b) => a.at - b.at || a.end - b.end)) {
    const last = all.at(-1);
    if (last !== undefined && at < last.end) last.end = Math.max(last.end, end);
    else all.push({ at, end });
  }
  return all;
}

/** Turns offsets in bytes into offsets in UTF-16. */
function inUnits(spans: readonly Hit[], text: string): Hit[] {
  let unit = 0;
  let byte = 0;
  const advance = (to: number): number => {
    while (byte < to && unit < text.length) {
      const code = text.charCodeAt(unit);
      const pair = code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(unit + 1) & 0xfc00) === 0xdc00;
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : pair ? 4 : 3;
      unit += pair ? 2 : 1;
    }
    return unit;
  };
  return spans.map(({ at, end }) => ({ at: advance(at), end: advance(end) }));
}
