const OBJECT = 1;
const ARRAY = 2;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

const MAX_DEPTH = 512;
const MAX_RECORD_BYTES = 16_777_216;
const MAX_KEY_BYTES = 1_024;

/** What to do with an object or array at a path: look inside, take it as one record, or pass over it. */
type Action = 'enter' | 'record' | 'pass';

export interface Visitor {
  /** `path`: dotted keys from the top, lists left out; `listed`: whether it is an element of a list. */
  decide(path: string, kind: 'object' | 'array', listed: boolean): Action;
  /** A record's pieces, or null for one that was left out because it is too deep or too large. */
  record?(pieces: readonly Buffer[] | null, line: number, path: string): void;
  /** A value on the top level has ended. */
  document?(startLine: number, endLine: number, isContainer: boolean): void;
}

export interface JsonBreak {
  readonly line: number;
  /** In bytes, from 1. */
  readonly column: number;
  readonly reason: string;
}

/**
 * Finds records in JSON as its bytes (UTF-8) come by: tracks strings, escapes and depth, and never holds more than one
 * record. Documents may follow one another. A record with a bracket too few or too many ends where its own list or
 * object goes on, so that the records after it survive.
 */
export class JsonSplitter {
  readonly #visitor: Visitor;
  /** Whether records are handed over, or only counted. */
  readonly #capturing: boolean;
  readonly #kinds = new Uint8Array(MAX_DEPTH + 2);
  readonly #paths: string[] = [''];
  #depth = 0;
  #line = 1;
  #lineStart = 0;
  #base = 0;
  /** Offset of the last carriage return: a line feed right after it is the same line end. */
  #returnAt = -2;
  // Outside records.
  #prefix: boolean;
  #key: number[] | null = null;
  #inKey = false;
  #inString = false;
  #escaped = false;
  #inScalar = false;
  #expectKey = false;
  #documentLine = 1;
  // Inside a record or a value that is passed over.
  #inside = false;
  #recording = false;
  #bottom = 0;
  #overflow = 0;
  #tooDeep = false;
  #recordLine = 1;
  #recordColumn = 1;
  #recordPath = '';
  #bytes = 0;
  #pieces: Buffer[] = [];
  #broken: JsonBreak | null = null;
  /** Elements of lists of records that are no objects. */
  scalars = 0;
  dropped = 0;

  /** `prefix`: the text is a script, and JSON begins after its first `=`. */
  constructor(visitor: Visitor, options: { readonly prefix?: boolean; readonly capture?: boolean } = {}) {
    this.#visitor = visitor;
    this.#prefix = options.prefix === true;
    this.#capturing = options.capture !== false;
  }

  /** Where the text stops being JSON; nothing after it is read. */
  get broken(): JsonBreak | null {
    return this.#broken;
  }

  push(chunk: Buffer): void {
    let at = 0;
    if (this.#prefix) {
      const sign = chunk.indexOf(0x3d);
      const end = sign < 0 ? chunk.length : sign + 1;
      for (; at < end; at += 1) this.#countLine(chunk[at] as number, at);
      this.#prefix = sign < 0;
    }
    while (at < chunk.length && this.#broken === null)
      at = this.#inside ? this.#insideOf(chunk, at) : this.#outside(chunk, at);
    this.#base += chunk.length;
  }

  /** Tells what the end of the file cut off, or null. */
  end(): JsonBreak | null {
    if (this.#broken !== null) return this.#broken;
    const here = { line: this.#line, column: this.#base - this.#lineStart + 1 };
    if (this.#inside)
      this.#broken = {
        ...here,
        reason: `the record that begins at line ${this.#recordLine}, column ${this.#recordColumn} has no end`,
      };
    else if (this.#inString || this.#depth > 0) this.#broken = { ...here, reason: 'the JSON has no end' };
    else if (this.#prefix) this.#broken = { ...here, reason: 'nothing is assigned' };
    else if (this.#inScalar) this.#visitor.document?.(this.#documentLine, this.#line, false);
    return this.#broken;
  }

  #countLine(byte: number, at: number): void {
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      const offset = this.#base + at;
      if (byte === CARRIAGE_RETURN) this.#returnAt = offset;
      if (byte === CARRIAGE_RETURN || this.#returnAt !== offset - 1) this.#line += 1;
      this.#lineStart = offset + 1;
    }
  }

  /** Reads structure up to the next record, or to the end of the chunk. */
  #outside(chunk: Buffer, start: number): number {
    for (let at = start; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          if (this.#inKey) this.#endKey();
          else this.#endScalar();
          continue;
        }
        if (this.#inKey && this.#key !== null && this.#key.length < MAX_KEY_BYTES) this.#key.push(byte);
        if (byte < SPACE) this.#countLine(byte, at);
        continue;
      }
      if (byte <= SPACE) {
        this.#countLine(byte, at);
        if (this.#inScalar) {
          this.#inScalar = false;
          this.#endScalar();
        }
        continue;
      }
      if (this.#inScalar && !isScalarByte(byte)) {
        this.#inScalar = false;
        this.#endScalar();
      }
      switch (byte) {
        case QUOTE:
          if (this.#depth === 0) this.#documentLine = this.#line;
          this.#inString = true;
          this.#inKey = this.#expectKey;
          this.#key = this.#inKey ? [] : null;
          break;
        case 0x7b: // {
        case 0x5b: // [
          if (this.#open(byte === 0x7b ? OBJECT : ARRAY, at)) return at;
          break;
        case 0x7d: // }
        case 0x5d: // ]
          if (!this.#close(byte === 0x7d ? OBJECT : ARRAY)) return this.#fail(at, byte);
          break;
        case 0x2c: // ,
          this.#expectKey = this.#kinds[this.#depth] === OBJECT;
          break;
        case 0x3a: // :
          break;
        case 0x3b: // ;
          if (this.#depth > 0) return this.#fail(at, byte);
          break;
        default:
          if (!this.#inScalar && !/[-0-9tfnNI]/.test(String.fromCharCode(byte))) return this.#fail(at, byte);
          if (this.#depth === 0 && !this.#inScalar) this.#documentLine = this.#line;
          this.#inScalar = true;
      }
    }
    return chunk.length;
  }

  /** Whether what opens here is read by `#insideOf`. */
  #open(kind: number, at: number): boolean {
    if (this.#depth === 0) this.#documentLine = this.#line;
    const path = this.#paths[this.#depth] ?? '';
    const listed = this.#depth > 0 && this.#kinds[this.#depth] === ARRAY;
    const action =
      this.#depth >= MAX_DEPTH ? 'pass' : this.#visitor.decide(path, kind === OBJECT ? 'object' : 'array', listed);
    if (action === 'enter') {
      this.#depth += 1;
      this.#kinds[this.#depth] = kind;
      this.#paths[this.#depth] = path;
      this.#expectKey = kind === OBJECT;
      return false;
    }
    this.#inside = true;
    this.#recording = action === 'record';
    this.#bottom = this.#depth;
    this.#overflow = 0;
    this.#tooDeep = false;
    this.#recordLine = this.#line;
    this.#recordColumn = this.#base + at - this.#lineStart + 1;
    this.#recordPath = path;
    this.#bytes = 0;
    this.#pieces = [];
    return true;
  }

  #close(kind: number): boolean {
    if (this.#depth === 0 || this.#kinds[this.#depth] !== kind) return false;
    this.#depth -= 1;
    this.#afterValue(true);
    return true;
  }

  #endKey(): void {
    this.#inKey = false;
    this.#expectKey = false;
    const raw = Buffer.from(this.#key ?? []).toString('utf8');
    this.#key = null;
    const parent = this.#depth > 1 ? this.#parentPath() : '';
    this.#paths[this.#depth] = parent === '' ? unescapeKey(raw) : `${parent}.${unescapeKey(raw)}`;
  }

  /** The path of the object at hand, without the key at hand. */
  #parentPath(): string {
    return this.#paths[this.#depth - 1] ?? '';
  }

  #endScalar(): void {
    if (this.#depth > 0 && this.#kinds[this.#depth] === ARRAY) this.scalars += 1;
    this.#afterValue(false);
  }

  #afterValue(isContainer: boolean): void {
    if (this.#depth === 0) this.#visitor.document?.(this.#documentLine, this.#line, isContainer);
  }

  #fail(at: number, byte: number): number {
    const shown = byte > SPACE && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`;
    this.#broken = {
      line: this.#line,
      column: this.#base + at - this.#lineStart + 1,
      reason: `${shown} is not expected there`,
    };
    return at;
  }

  /** Reads on inside a record, up to its end or that of the chunk. */
  #insideOf(chunk: Buffer, start: number): number {
    const kinds = this.#kinds;
    let depth = this.#depth;
    let inString = this.#inString;
    let escaped = this.#escaped;
    let from = start;
    let at = start;
    let ended = false;
    const { length } = chunk;
    for (; at < length; at += 1) {
      // Most bytes mean nothing here: they are passed over by table.
      const marks = inString ? STRING_MARKS : STRUCTURE_MARKS;
      if (!escaped) while (at < length && marks[chunk[at] as number] === 0) at += 1;
      if (at >= length) break;
      const byte = chunk[at] as number;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === QUOTE) inString = false;
        else if (byte === BACKSLASH) escaped = true;
        if (byte >= SPACE) continue;
      }
      if (byte < SPACE) {
        this.#countLine(byte, at);
        if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
          this.#keep(chunk, from, at);
          this.#keep(BLANK, 0, 1);
          from = at + 1;
        }
        continue;
      }
      if (byte === QUOTE) inString = true;
      else if (byte === 0x7b || byte === 0x5b) {
        if (depth >= MAX_DEPTH) {
          this.#overflow += 1;
          this.#tooDeep = true;
        } else kinds[++depth] = byte === 0x7b ? OBJECT : ARRAY;
      } else if (byte === 0x7d || byte === 0x5d) {
        if (this.#overflow > 0) {
          this.#overflow -= 1;
          if (this.#overflow > 0 || depth > this.#bottom) continue;
          at += 1;
          ended = true;
          break;
        }
        const kind = byte === 0x7d ? OBJECT : ARRAY;
        let match = depth;
        while (match > this.#bottom && kinds[match] !== kind) match -= 1;
        if (match === this.#bottom) {
          // It closes what the record is in: the record has a bracket too few, and ends before it.
          if (this.#bottom === 0) continue;
          ended = true;
          break;
        }
        depth = match - 1;
        if (depth === this.#bottom) {
          at += 1;
          ended = true;
          break;
        }
      }
    }
    this.#keep(chunk, from, at);
    this.#depth = ended ? this.#bottom : depth;
    this.#inString = ended ? false : inString;
    this.#escaped = ended ? false : escaped;
    if (ended) this.#endRecord();
    return at;
  }

  #keep(chunk: Buffer, from: number, to: number): void {
    if (!this.#recording || to <= from) return;
    this.#bytes += to - from;
    if (this.#capturing && this.#bytes <= MAX_RECORD_BYTES) this.#pieces.push(chunk.subarray(from, to));
  }

  #endRecord(): void {
    this.#inside = false;
    if (this.#recording) {
      const leftOut = this.#tooDeep || this.#bytes > MAX_RECORD_BYTES;
      if (leftOut) this.dropped += 1;
      this.#visitor.record?.(leftOut ? null : this.#pieces, this.#recordLine, this.#recordPath);
    }
    this.#pieces = [];
    this.#afterValue(true);
  }

  /** Bytes of the record that has just ended. */
  get recordBytes(): number {
    return this.#bytes;
  }
}

const BLANK = Buffer.from(' ');
/** Bytes that end a stretch of a string, and of what is between strings. */
const STRING_MARKS = marksOf('"\\');
const STRUCTURE_MARKS = marksOf('"{}[]');

function marksOf(characters: string): Uint8Array {
  const marks = new Uint8Array(256).fill(1, 0, SPACE);
  for (const character of characters) marks[character.charCodeAt(0)] = 1;
  return marks;
}

function isScalarByte(byte: number): boolean {
  // Letters, digits, sign, point.
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}

function unescapeKey(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    const key: unknown = JSON.parse(`"${raw}"`);
    return typeof key === 'string' ? key : raw;
  } catch {
    return raw;
  }
}
