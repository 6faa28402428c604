/**
 * How a compiled lexicon lies in memory and on disk, in the byte order of the machine:
 *
 * header      8 × u32: magic, format, stamp, slots (a power of two), records, three spare
 * keys        2 × i32 per slot: hash and check
 * slots       u32 per slot: number of a record, 0 for an empty slot; a key stands in the first free slot from
 *             `hash & (slots − 1)` on
 * filter      one bit for each value of the upper `FILTER_BITS` bits of a hash: set where a record of several tokens has it
 * weight, factor      f32 per record
 * signals     u16 per record (an even number of them)
 * roles, flags, origin      u8 per record
 *
 * Record 0 is never used. The texts of the records stand in a file of their own, one a line from record 0 on, which only
 * explaining needs.
 */
import { hashPhrase } from '../language/scan.js';
import { SCORER_VERSION } from './version.js';

/** `BWLX`, read as one number: tells the byte order too. */
const MAGIC = 0x584c5742;
/** Raise it with any change of this file that moves bytes. */
const FORMAT = 1;
const HEADER = 8;
export const FILTER_BITS = 17;

/** What a record's `flags` say. */
export const RECORD = {
  /** Further tokens may make a longer entry. */
  startsPhrase: 1,
  hasWeight: 2,
  /** Entered without its accents on behalf of another entry: gives way to an entry of its own. */
  alias: 4,
  /** It is an entry, of weight, role or signal, and does not only begin one. */
  entry: 8,
  /** A phrase that begins with a negator: no negator before it turns it (`nobody answers`, `no contesta`). */
  negatesItself: 16,
} as const;

export interface LexiconArrays {
  readonly keys: Int32Array;
  readonly slots: Uint32Array;
  readonly filter: Int32Array;
  readonly weight: Float32Array;
  readonly factor: Float32Array;
  readonly signals: Uint16Array;
  readonly roles: Uint8Array;
  readonly flags: Uint8Array;
  readonly origin: Uint8Array;
}

/** Changes with the version of the scorer and with any change in how words are hashed. */
function stampOf(): number {
  let stamp = 0;
  for (const { hash, check, folded } of hashPhrase(`${SCORER_VERSION} Ça n’est coool l·l Œuvre's 😡 :-) 24/7`)) {
    stamp = Math.imul(stamp ^ hash, 0x2c1b3c6d) + Math.imul(check ^ (folded >>> 7), 0x297a2d39);
  }
  return stamp >>> 0;
}

/** An empty lexicon of this size with its header written. */
export function allocate(slots: number, records: number): ArrayBuffer {
  const buffer = new ArrayBuffer(bytesFor(slots, records));
  new Uint32Array(buffer, 0, HEADER).set([MAGIC, FORMAT, stampOf(), slots, records]);
  return buffer;
}

function bytesFor(slots: number, records: number): number {
  return HEADER * 4 + slots * 12 + 2 ** FILTER_BITS / 8 + records * 8 + even(records) * 2 + records * 3;
}

function even(count: number): number {
  return count + (count % 2);
}

/** Views on a compiled lexicon; null where the bytes were written by another version or are not whole. */
export function viewsOf(buffer: ArrayBufferLike): LexiconArrays | null {
  if (buffer.byteLength < HEADER * 4) return null;
  const [magic, format, stamp, slots = 0, records = 0] = new Uint32Array(buffer, 0, HEADER);
  if (magic !== MAGIC || format !== FORMAT || stamp !== stampOf()) return null;
  if (buffer.byteLength !== bytesFor(slots, records)) return null;
  let at = HEADER * 4;
  const next = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  return {
    keys: new Int32Array(buffer, next(slots * 8), slots * 2),
    slots: new Uint32Array(buffer, next(slots * 4), slots),
    filter: new Int32Array(buffer, next(2 ** FILTER_BITS / 8), 2 ** FILTER_BITS / 32),
    weight: new Float32Array(buffer, next(records * 4), records),
    factor: new Float32Array(buffer, next(records * 4), records),
    signals: new Uint16Array(buffer, next(even(records) * 2), records),
    roles: new Uint8Array(buffer, next(records), records),
    flags: new Uint8Array(buffer, next(records), records),
    origin: new Uint8Array(buffer, next(records), records),
  };
}
