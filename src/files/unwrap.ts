import type { TextSource } from './text-source.js';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * A table of which every line is one quoted cell, as a spreadsheet leaves a file whose delimiter it did not know: the
 * lines without those quotes, and what is doubled inside of them single again. Other lines stay as they are.
 */
export async function* unwrapTable(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  for await (const chunk of chunks) {
    const out = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (state === 'quoted') {
        if (byte === QUOTE) state = 'closed';
        else out[length++] = byte;
        continue;
      }
      if (byte === QUOTE && state !== 'plain') {
        // Doubled, or the one that opens the line.
        if (state === 'closed') out[length++] = QUOTE;
        state = 'quoted';
        continue;
      }
      out[length++] = byte;
      state = byte === LINE_FEED || byte === CARRIAGE_RETURN ? 'start' : 'plain';
    }
    yield out.subarray(0, length);
  }
}

/** The head of a text, unwrapped. */
export async function unwrappedHead(text: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of unwrapTable([Buffer.from(text)])) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** The copy as a file of its own. */
export function unwrappedSource(source: TextSource, path: string): TextSource {
  return {
    ...source,
    path,
    compression: 'none',
    encoding: 'utf-8',
    marked: false,
    notes: [...source.notes, 'every line stands in quotes: read without them'],
  };
}
