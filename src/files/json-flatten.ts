/** One JSON record as dotted paths and texts. */
import { mendedJson } from '../core/loose-json.js';

const MAX_DEPTH = 64;
const TOKEN = /[\s]*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}[\],:"]+))/gsy;

/**
 * Flattens the objects inside a JSON record into dotted paths. Strings are unescaped, numbers stay exactly as they are
 * written, lists stay JSON text, null is null. Null for what is no JSON object.
 */
export function flattenRecord(text: string): Map<string, string | null> | null {
  const reader = new Reader(text);
  const values = new Map<string, string | null>();
  return reader.object('', values, 0) && reader.atEnd() ? values : null;
}

/**
 * Flattens the lines of a file. Commas behind lines are passed over where the first line has one, too: elsewhere they are
 * those of a list that is laid out with one element a line.
 */
export function flattenLines(lines: readonly string[]): (Map<string, string | null> | null)[] {
  const cutOut = flattenRecord(mendedJson(lines[0]?.trim() ?? '')) !== null;
  return lines.map((line) => flattenRecord(cutOut ? mendedJson(line.trim()) : line));
}

interface Token {
  readonly kind: 'mark' | 'string' | 'scalar';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

class Reader {
  readonly #text: string;
  readonly #pattern = new RegExp(TOKEN);
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    return this.#text.slice(this.#at).trim() === '';
  }

  object(path: string, values: Map<string, string | null>, depth: number): boolean {
    if (depth > MAX_DEPTH || this.#next()?.text !== '{') return false;
    for (let first = true; ; first = false) {
      let token = this.#next();
      if (token?.text === '}' && token.kind === 'mark') return true;
      if (!first) {
        if (token?.text !== ',') return false;
        token = this.#next();
      }
      if (token?.kind !== 'string' || this.#next()?.text !== ':') return false;
      const key = unquoted(token.text);
      if (key === null || !this.#value(path === '' ? key : `${path}.${key}`, values, depth)) return false;
    }
  }

  #value(path: string, values: Map<string, string | null>, depth: number): boolean {
    const start = this.#at;
    const token = this.#next();
    if (token === null) return false;
    if (token.kind === 'scalar') values.set(path, token.text === 'null' ? null : token.text);
    else if (token.kind === 'string') {
      const value = unquoted(token.text);
      if (value === null) return false;
      values.set(path, value);
    } else if (token.text === '{') {
      this.#at = start;
      return this.object(path, values, depth + 1);
    } else if (token.text === '[') {
      const end = this.#listEnd();
      if (end === null) return false;
      values.set(path, this.#text.slice(token.start, end));
    } else return false;
    return true;
  }

  /** Where the list whose bracket was just read ends. */
  #listEnd(): number | null {
    for (let depth = 1; ; ) {
      const token = this.#next();
      if (token === null) return null;
      if (token.kind !== 'mark') continue;
      if (token.text === '[' || token.text === '{') depth += 1;
      else if (token.text === ']' || token.text === '}') depth -= 1;
      if (depth === 0) return token.end;
    }
  }

  #next(): Token | null {
    this.#pattern.lastIndex = this.#at;
    const match = this.#pattern.exec(this.#text);
    if (match === null) return null;
    const text = match[1] ?? match[2] ?? match[3] ?? '';
    const end = this.#pattern.lastIndex;
    this.#at = end;
    const kind = match[1] !== undefined ? 'mark' : match[2] !== undefined ? 'string' : 'scalar';
    return { kind, text, start: end - text.length, end };
  }
}

function unquoted(quoted: string): string | null {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
