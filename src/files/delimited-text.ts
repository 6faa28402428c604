/** How fields are told apart, for reading the head of a file as text. */
export interface Quoting {
  readonly delimiter: string;
  readonly quote: '"' | '';
  readonly escape: '"' | '\\' | '';
}

export interface TextRecord {
  readonly fields: string[];
  /** Whether text follows a closing quote, or a quote is never closed. */
  readonly malformed: boolean;
  /** Whether the record is an empty line. */
  readonly blank: boolean;
  /** Whether a doubled quote stood for a quote, and whether a backslash before one did. */
  readonly doubled: boolean;
  readonly backslashed: boolean;
  /** Whether an unquoted field holds a quote: legal, but a hint that the quotes are read the wrong way. */
  readonly looseQuote: boolean;
  /** Line end as written; empty at the end of the text. */
  readonly newline: '\n' | '\r\n' | '\r' | '';
  /** Whether a carriage return stands alone in unquoted text although lines end with a line feed. */
  readonly looseReturn: boolean;
  /** Whether a quoted field has spaces outside of its quotes, where they are no text: `1, "a, b" ,2`. */
  readonly spaced: boolean;
  /** Where the next record begins. */
  readonly end: number;
}

/**
 * Whether lines of a text end with carriage returns alone, as they did on old Macs. Line feeds may stand inside of quotes:
 * spreadsheets for the Mac write them there.
 */
export function endsWithReturns(text: string): boolean {
  let at = text.indexOf('\r');
  if (at === -1 || text[at + 1] === '\n') return false;
  if (!text.includes('\n')) return true;
  let quoted = false;
  let returns = false;
  for (at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '\n') return false;
    else if (char === '\r') returns = true;
  }
  return returns;
}

/** Reads one record from `start`. `returns`: lines end with a carriage return alone. */
export function readRecord(text: string, start: number, quoting: Quoting, returns: boolean): TextRecord {
  const { delimiter, quote } = quoting;
  const backslash = quoting.escape === '\\';
  const fields: string[] = [];
  let malformed = false;
  let looseReturn = false;
  let looseQuote = false;
  let doubled = false;
  let backslashed = false;
  let spaced = false;
  let at = start;
  for (;;) {
    let value = '';
    if (quote !== '' && text[at] === ' ') {
      const opening = spacedQuote(text, at, quoting, returns);
      if (opening !== null) {
        spaced = true;
        at = opening;
      }
    }
    if (quote !== '' && text[at] === quote) {
      at += 1;
      let from = at;
      for (;;) {
        const char = text[at];
        if (char === undefined) {
          malformed = true;
          break;
        }
        if (char === '\\' && backslash) {
          const next = text[at + 1];
          const escaped = next === quote || next === '\\';
          if (next === quote) backslashed = true;
          value += text.slice(from, escaped ? at : at + 1);
          from = at + 1;
          at += escaped ? 2 : 1;
        } else if (char !== quote) at += 1;
        else if (text[at + 1] === quote) {
          doubled = true;
          value += text.slice(from, at + 1);
          at += 2;
          from = at;
        } else break;
      }
      value += text.slice(from, at);
      if (text[at] === quote) at += 1;
      const behind = skipSpaces(text, at);
      if (behind > at && isFieldEnd(text[behind], delimiter)) {
        spaced = true;
        at = behind;
      }
      const after = text[at];
      if (after !== undefined && after !== delimiter && after !== '\n' && after !== '\r') malformed = true;
    }
    const from = at;
    for (;;) {
      const char = text[at];
      if (char === undefined || char === delimiter || char === '\n') break;
      if (char === '\r') {
        if (returns || text[at + 1] === '\n') break;
        looseReturn = true;
      } else if (char === quote) looseQuote = true;
      at += 1;
    }
    fields.push(value + text.slice(from, at));
    if (text[at] !== delimiter || at >= text.length) break;
    at += 1;
  }
  const newline = text[at] === '\n' ? '\n' : text[at] === '\r' ? (returns ? '\r' : '\r\n') : '';
  return {
    fields,
    malformed,
    blank: at === start,
    doubled,
    backslashed,
    looseQuote,
    newline,
    looseReturn,
    spaced,
    end: at + newline.length,
  };
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

function isFieldEnd(char: string | undefined, delimiter: string): boolean {
  return char === undefined || char === delimiter || char === '\n' || char === '\r';
}

/** Where the quote is that opens a field behind spaces; null where the field as a whole does not stand in quotes. */
function spacedQuote(text: string, start: number, quoting: Quoting, returns: boolean): number | null {
  const opening = skipSpaces(text, start);
  if (text[opening] !== quoting.quote) return null;
  const closing = new RegExp(quoting.escape === '\\' ? '"(?:[^"\\\\]|\\\\[^])*"' : '"(?:[^"]|"")*"', 'y');
  closing.lastIndex = opening;
  if (!closing.test(text)) return null;
  const end = skipSpaces(text, closing.lastIndex);
  return isFieldEnd(text[end], quoting.delimiter) && (returns || text[end] !== '\r' || text[end + 1] === '\n')
    ? opening
    : null;
}

/** Reads up to `limit` records; the last one is left out where the text may go on after it. */
export function readRecords(
  text: string,
  start: number,
  quoting: Quoting,
  options: { readonly limit: number; readonly returns: boolean; readonly complete: boolean },
): TextRecord[] {
  const records: TextRecord[] = [];
  let at = start;
  while (at < text.length && records.length < options.limit) {
    const record = readRecord(text, at, quoting, options.returns);
    if (!options.complete && record.newline === '' && records.length > 0) break;
    records.push(record);
    at = record.end;
  }
  return records;
}

/** Where the physical lines of a text begin, at most `limit`. */
export function lineStarts(text: string, limit: number, returns: boolean): number[] {
  const starts: number[] = [];
  let at = 0;
  while (at < text.length && starts.length < limit) {
    starts.push(at);
    const end = text.indexOf(returns ? '\r' : '\n', at);
    if (end < 0) break;
    at = end + 1;
  }
  return starts;
}
