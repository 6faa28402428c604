/** The body of a reply, unpacked, within bounds. */
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { isSystemError } from '../../core/errors.js';

/** Bytes, packed or not; more than that is no reply of an API. */
export const MOST_BYTES = 20_000_000;

/** The body is larger than allowed; never tried again. */
export class TooLarge extends Error {
  readonly code = 'ETOOLARGE';
}

/** The body is packed in a way that we did not ask for; never tried again. */
export class UnknownPacking extends Error {
  readonly code = 'EPACKING';
}

type Unpack = (packed: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const UNPACKERS: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  // With the header that the standard wants, or without, as some servers send it.
  deflate: (packed, options) => ((packed[0] ?? 0) % 16 === 8 ? inflateZlib : inflateBare)(packed, options),
};
const inflateZlib = promisify(inflate);
const inflateBare = promisify(inflateRaw);

/** Throws TooLarge, UnknownPacking, and the unpacker's own error where the body is cut or damaged. */
export async function readBody(body: Readable, encoding: string | null, mostBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new TooLarge(`more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  let bytes: Uint8Array = Buffer.concat(chunks);
  const packings = (encoding ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  // Packings were applied in the order of their names. An empty body is empty in all of them.
  for (const name of bytes.length === 0 ? [] : packings.slice(0, 3).reverse()) {
    const unpack = UNPACKERS[name];
    if (unpack === undefined) throw new UnknownPacking(`packed as ${name}`);
    try {
      bytes = await unpack(bytes, { maxOutputLength: mostBytes });
    } catch (error) {
      throw isSystemError(error, 'ERR_BUFFER_TOO_LARGE') ? new TooLarge(`more than ${mostBytes} bytes`) : error;
    }
  }
  return bytes;
}
