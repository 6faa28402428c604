import stringWidth from 'string-width';

/** Fitting text into columns of a terminal. Texts are plain (`core/plain-text.ts`): one line, no controls. */

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ELLIPSIS = '…';

/** The text where it fits, else as much of it as leaves room for an ellipsis. */
export function clip(text: string, width: number): string {
  if (head(text, width) === text) return text;
  return width < 1 ? '' : head(text, width - 1).trimEnd() + ELLIPSIS;
}

/** Characters of one column each that never join with each other: Latin letters, and usual punctuation. */
const LATIN = /^[\x20-\x7e\xa1-\xac\xae-\u024f\u2013-\u2026\u2212]*$/;

/** Columns that the text takes. Most text is Latin, and graphemes are slow to find. */
export function columnsOf(text: string): number {
  return LATIN.test(text) ? text.length : stringWidth(text);
}

/** As many whole graphemes from the start as fit. */
function head(text: string, width: number): string {
  // One character more is looked at: it may join the last one.
  if (LATIN.test(text.slice(0, width + 1))) return text.slice(0, Math.max(0, width));
  let used = 0;
  let end = 0;
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    used += columnsOf(segment);
    if (used > width) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/**
 * Lines of at most `width` columns, broken between words; a word longer than a line is broken where the line ends.
 * What does not fit into `limit` lines is cut with an ellipsis. With `whole`, a word that fits into a line of its own is
 * never broken, whatever room that wastes: a command that somebody copies must stay one.
 */
export function wrap(text: string, width: number, limit = Number.POSITIVE_INFINITY, whole = false): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest !== '') {
    const start = head(rest, width);
    if (start === rest) return [...lines, rest];
    const last = lines.length + 1 >= limit;
    const line = rest.slice(0, breakAt(rest, last ? head(rest, width - 2) : start, whole));
    // Without a line to begin with, not even one grapheme fits: there is nothing to go on with.
    if (last || line === '')
      return [...lines, line !== '' && rest[line.length] === ' ' ? `${line} ${ELLIPSIS}` : clip(rest, width)];
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  return lines;
}

/** A space inside of a number, as in `48 213`. */
const INSIDE_NUMBER = /^\d \d{3}(?!\d)/;

/** Where to break a text of which `start` fits: at the last space, unless (where words need not stay whole) that wastes over half the line. */
function breakAt(text: string, start: string, whole: boolean): number {
  for (let at = start.length; whole ? at > 0 : at * 2 > start.length; at--) {
    if (text[at] === ' ' && !INSIDE_NUMBER.test(text.slice(at - 1, at + 5))) return at;
  }
  return start.trimEnd().length;
}

/** One cell of a line: its text, the columns it may take, and how it stands in them. */
export interface Placed {
  readonly text: string;
  readonly width: number;
  readonly right: boolean;
  /** Adds colour; must not change the width. */
  readonly style: (text: string) => string;
}

/** The cells side by side, two spaces between them, none at the end. */
export function placed(cells: readonly Placed[], indent: number): string {
  let line = '';
  let spaces = indent;
  for (const { text, width, right, style } of cells) {
    const padding = Math.max(0, width - columnsOf(text));
    if (text !== '') line += ' '.repeat(right ? spaces + padding : spaces) + style(text);
    if (text === '') spaces += width + GAP;
    else spaces = right ? GAP : padding + GAP;
  }
  return line;
}

/** Spaces between two cells. */
export const GAP = 2;
