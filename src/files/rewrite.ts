import type { Dialect } from './opened-file.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** What the rewriting must know of a dialect. */
type WrittenTable = Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'skipLines' | 'newline'>;

type State = 'start' | 'plain' | 'quoted' | 'escaped' | 'closed';

/**
 * Writes a table anew so that any reader takes it: lines end with a line feed, quotes inside quotes are doubled,
 * carriage returns in unquoted text are spaces. Delimiter, lines and records stay as they were, malformed ones too. With
 * `spaced`, spaces around quoted cells go.
 */
export async function* rewriteTable(
  chunks: AsyncIterable<Buffer>,
  dialect: WrittenTable,
  spaced = false,
): AsyncGenerator<Buffer> {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quoting = dialect.quote !== '';
  const backslash = dialect.escape === '\\';
  const returns = dialect.newline === '\r';
  let state: State = 'start';
  let heldReturn = false;
  /** Spaces of which the next byte tells whether they are text. */
  let heldSpaces = 0;
  let skip = dialect.skipLines;
  for await (const chunk of chunks) {
    // Every byte becomes at most two, and some may have been held back.
    const out = Buffer.allocUnsafe(chunk.length * 2 + 2 + heldSpaces);
    let length = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (heldReturn) {
        heldReturn = false;
        if (byte !== LINE_FEED) {
          out[length++] = SPACE;
          if (state !== 'plain') state = 'plain';
        }
      }
      if (skip > 0) {
        if (returns) out[length++] = byte === CARRIAGE_RETURN ? LINE_FEED : byte === LINE_FEED ? SPACE : byte;
        else if (byte !== CARRIAGE_RETURN) out[length++] = byte;
        if (byte === (returns ? CARRIAGE_RETURN : LINE_FEED)) skip -= 1;
        continue;
      }
      if (state === 'quoted') {
        if (byte === QUOTE) state = 'closed';
        else if (byte === BACKSLASH && backslash) {
          state = 'escaped';
          continue;
        }
        out[length++] = byte;
        continue;
      }
      if (state === 'escaped') {
        if (byte === QUOTE) out[length++] = QUOTE;
        else if (byte !== BACKSLASH) out[length++] = BACKSLASH;
        out[length++] = byte;
        state = 'quoted';
        continue;
      }
      if (spaced && byte === SPACE && (state === 'start' || state === 'closed')) {
        heldSpaces += 1;
        continue;
      }
      if (heldSpaces > 0) {
        const opens = state === 'start' && byte === QUOTE && quoting;
        const ends = state === 'closed' && (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN);
        if (!opens && !ends) {
          out.fill(SPACE, length, length + heldSpaces);
          length += heldSpaces;
          state = 'plain';
        }
        heldSpaces = 0;
      }
      if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && returns)) {
        out[length++] = LINE_FEED;
        state = 'start';
      } else if (byte === CARRIAGE_RETURN) heldReturn = true;
      else {
        out[length++] = byte;
        if (byte === delimiter) state = 'start';
        else if (byte === QUOTE && quoting && (state === 'start' || state === 'closed')) state = 'quoted';
        else state = 'plain';
      }
    }
    yield out.subarray(0, length);
  }
}

/** How a rewritten table is written. */
export function rewrittenDialect(dialect: Dialect): Dialect {
  return { ...dialect, escape: dialect.quote === '' ? '' : '"', newline: '\n' };
}
