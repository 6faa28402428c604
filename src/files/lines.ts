const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Line numbers (from 1) of byte offsets, in the order asked, by one pass. An offset at a line end stands for the first
 * byte after it that is none.
 */
export async function linesOfOffsets(
  chunks: AsyncIterable<Buffer>,
  offsets: readonly number[],
  newline: string,
): Promise<number[]> {
  const order = offsets.map((offset, index) => ({ offset, index })).sort((a, b) => a.offset - b.offset);
  const lines = offsets.map(() => 1);
  const lineEnd = newline === '\r' ? CARRIAGE_RETURN : LINE_FEED;
  let line = 1;
  let lastText = 1;
  let base = 0;
  let next = 0;
  for await (const chunk of chunks) {
    let at = 0;
    while (at < chunk.length && next < order.length) {
      const end = chunk.indexOf(lineEnd, at);
      const stop = end < 0 ? chunk.length : end;
      let text = stop;
      while (text > at && isLineEnd(chunk[text - 1])) text -= 1;
      // The end of a line, and blank lines after it, belong to the next line that has text.
      if (text > at) {
        lastText = line;
        for (let item = order[next]; item !== undefined && item.offset < base + text; item = order[next]) {
          lines[item.index] = line;
          next += 1;
        }
      }
      if (end < 0) break;
      line += 1;
      at = end + 1;
    }
    base += chunk.length;
    if (next === order.length) return lines;
  }
  // An offset at or past the end belongs to the last line that has text.
  for (const item of order.slice(next)) lines[item.index] = lastText;
  return lines;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}
