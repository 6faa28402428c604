/** The members of a JSON object as they are written, so that a record can be changed without being rewritten. */

export interface JsonMember {
  readonly name: string;
  /** Where the name begins, at its quote, and ends. */
  readonly from: number;
  readonly to: number;
  /** Where the value begins and ends. */
  readonly valueFrom: number;
  readonly valueTo: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The members on the top level of a text that is known to be one valid JSON object. */
export function membersOf(text: string): JsonMember[] {
  const members: JsonMember[] = [];
  let at = text.indexOf('{') + 1;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) !== QUOTE) {
      if (text[at] === '}') return members;
      at++;
    }
    if (at >= text.length) return members;
    const from = at;
    const to = stringEnd(text, from);
    let valueFrom = text.indexOf(':', to) + 1;
    while (isSpace(text.charCodeAt(valueFrom))) valueFrom++;
    let valueTo = valueEnd(text, valueFrom);
    at = valueTo;
    while (isSpace(text.charCodeAt(valueTo - 1))) valueTo--;
    members.push({ name: nameOf(text.slice(from, to)), from, to, valueFrom, valueTo });
  }
}

/** Where the comma or brace after a value is. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = stringEnd(text, at);
        continue;
      case 0x7b:
      case 0x5b:
        depth++;
        break;
      case 0x7d:
      case 0x5d:
        if (depth === 0) return at;
        depth--;
        break;
      case 0x2c:
        if (depth === 0) return at;
        break;
    }
    if (++at >= text.length) return text.length;
  }
}

/** Behind the closing quote of the string that begins here. */
function stringEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at === -1) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
}

function nameOf(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
