import type { ErrorKind } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { Field, Leaf, Span } from './ast.js';
import { readFieldTest, VALUE_BREAK } from './field-value.js';
import { FIELD_NAMES, type FieldName, isFieldName } from './fields.js';
import { QueryError } from './query-error.js';
import { isUnspaced, rowOf, wildRuns } from './row.js';

export type Lexeme =
  | (Span & { readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT' | 'end' })
  | (Span & { readonly kind: 'leaf'; readonly leaf: Leaf })
  | (Span & { readonly kind: 'near'; readonly ordered: boolean; readonly distance: number })
  /** `name:` before a list. */
  | (Span & { readonly kind: 'list'; readonly name: FieldName })
  | (Span & { readonly kind: 'field'; readonly field: Field });

// Word processors turn straight quotes into these.
const QUOTES = '"“”„‟″';
const SPACE = /\s/u;
const BREAK = new RegExp(`[\\s()${QUOTES}]`, 'u');
const WORD = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const TAG = /^[\p{L}\p{M}\p{N}_*?]+$/u;
const HANDLE = /^[\p{L}\p{M}\p{N}_*?][\p{L}\p{M}\p{N}_.@*?-]*$/u;
const FIELD = /([A-Za-z][A-Za-z_]*):/uy;
const NEAR = /^(O?)NEAR\/(\d{1,6})$/u;
/** More than this is a condition on the whole text, which AND says. */
const MAX_DISTANCE = 100;

/** What a bare word must not look like, because the suites mean something else by it. */
const RESERVED: readonly { readonly shape: RegExp; readonly hint: string }[] = [
  { shape: /^[-!]/u, hint: 'write NOT before what must be absent, or put a text with punctuation in quotes' },
  {
    shape: /^O?NEAR(?:$|\/)/u,
    hint: 'write a NEAR/5 b (at most five words between them) or a ONEAR/5 b (in this order); the word itself in quotes',
  },
  { shape: /~/u, hint: 'for words near each other write a NEAR/5 b; forms of a word are wildcards or an OR' },
  { shape: /^[A-Za-z][A-Za-z_]*:/u, hint: 'put a text with a colon in quotes' },
  { shape: /^[|&]+$/u, hint: 'write OR and AND in capitals' },
  { shape: /^\/\*/u, hint: 'a comment begins with /* and ends with */' },
];

export class Lexer {
  #at = 0;

  constructor(
    private readonly query: string,
    private readonly kind: ErrorKind,
  ) {}

  next(): Lexeme {
    this.#skip();
    const at = this.#at;
    const char = this.#char();
    if (char === '') return { kind: 'end', at, end: at };
    if (char === '(' || char === ')') {
      this.#at++;
      return { kind: char, at, end: this.#at };
    }
    if (QUOTES.includes(char)) {
      const text = this.#quoted();
      return this.#leaf('phrase', text, { at, end: this.#at }, 'at least one word between the quotes');
    }
    FIELD.lastIndex = at;
    const field = FIELD.exec(this.query);
    return field === null ? this.#bare(at) : this.#field(at, field[1] ?? '');
  }

  /** One value of a list, after the parenthesis or an OR. */
  value(name: FieldName): Field {
    this.#skip();
    const at = this.#at;
    const char = this.#char();
    if (char === '' || char === '(' || char === ')') this.fail({ at, end: at + char.length }, `a value of ${name}`);
    return this.#test(name, at);
  }

  /** Throws: `expected` what could stand at `lexeme` instead. */
  fail(lexeme: Span, expected: string, hint?: string): never {
    const found = lexeme.at >= this.query.length ? 'the end' : `'${this.query.slice(lexeme.at, lexeme.end)}'`;
    throw new QueryError(this.kind, { query: this.query, position: lexeme.at, expected, found, hint });
  }

  #char(): string {
    return this.query.charAt(this.#at);
  }

  /** Passes over space and comments. */
  #skip(): void {
    for (;;) {
      while (this.#at < this.query.length && SPACE.test(this.#char())) this.#at++;
      if (!this.query.startsWith('/*', this.#at)) return;
      const end = this.query.indexOf('*/', this.#at + 2);
      if (end === -1) {
        const hint = `the comment opened at character ${this.#column(this.#at)} is never closed`;
        this.fail({ at: this.query.length, end: this.query.length }, 'the end of the comment, */', hint);
      }
      this.#at = end + 2;
    }
  }

  #column(at: number): number {
    return [...this.query.slice(0, at)].length + 1;
  }

  #quoted(): string {
    const at = this.#at++;
    let text = '';
    for (;;) {
      let char = this.#char();
      if (char === '') {
        const hint = `the quote opened at character ${this.#column(at)} is never closed`;
        this.fail({ at: this.query.length, end: this.query.length }, 'a closing quote', hint);
      }
      this.#at++;
      if (QUOTES.includes(char)) return text;
      const escaped = this.#char();
      if (char === '\\' && escaped !== '' && (QUOTES.includes(escaped) || escaped === '\\')) {
        char = escaped;
        this.#at++;
      }
      text += char;
    }
  }

  #bare(at: number): Lexeme {
    const text = this.#run(BREAK);
    const span = { at, end: this.#at };
    if (text === 'AND' || text === 'OR' || text === 'NOT') return { kind: text, ...span };
    const near = NEAR.exec(text);
    if (near !== null) {
      const distance = Number(near[2]);
      if (distance > MAX_DISTANCE) {
        this.fail(span, `a distance of at most ${MAX_DISTANCE} words`, 'for words anywhere in the text write AND');
      }
      return { kind: 'near', ordered: near[1] === 'O', distance, ...span };
    }
    const name = text.slice(1);
    if (text.startsWith('#')) {
      if (!TAG.test(name)) this.fail(span, 'a hashtag such as #acme');
      return this.#leaf('tag', name, span, 'a hashtag such as #acme');
    }
    if (text.startsWith('@')) {
      if (!HANDLE.test(name)) this.fail(span, 'a handle such as @acme');
      return this.#leaf('handle', name, span, 'a handle such as @acme');
    }
    for (const { shape, hint } of RESERVED) if (shape.test(text)) this.fail(span, 'a word', hint);
    return this.#leaf('word', text, span, 'a word');
  }

  #run(stop: RegExp): string {
    const from = this.#at;
    while (this.#at < this.query.length && !stop.test(this.#char())) this.#at++;
    return this.query.slice(from, this.#at);
  }

  #field(at: number, written: string): Lexeme {
    const span = { at, end: at + written.length + 1 };
    this.#at = span.end;
    const name = written.toLowerCase();
    if (name === 'raw') return this.#raw(at);
    if (!isFieldName(name)) {
      const close = nearest(name, [...FIELD_NAMES, 'raw']);
      this.fail(
        span,
        'a field',
        close === null
          ? 'fields: brandwatch help queries; a text with a colon goes in quotes'
          : `did you mean ${close}:?`,
      );
    }
    if (this.#char() !== '(') return { kind: 'field', field: this.#test(name, at), at, end: this.#at };
    this.#at++;
    return { kind: 'list', name, at, end: this.#at };
  }

  #raw(at: number): Lexeme {
    const quoted = this.#char() !== '' && QUOTES.includes(this.#char());
    const text = quoted ? this.#quoted() : this.#run(BREAK);
    const span = { at, end: this.#at };
    if (text.trim() === '') this.fail(span, 'a text right after raw:', 'write raw:"ACME"');
    if (text.includes('\n')) this.fail(span, 'a text on one line');
    return { kind: 'leaf', ...span, leaf: { kind: 'raw', text, ...span } };
  }

  /** Reads a value at the place reached, of a field that began at `at`. */
  #test(name: FieldName, at: number): Field {
    const from = this.#at;
    const char = this.#char();
    const quoted = char !== '' && QUOTES.includes(char);
    const text = quoted ? this.#quoted() : this.#run(VALUE_BREAK);
    const read = readFieldTest(name, text, quoted);
    // Where nothing stands, what stands there instead is what was found.
    const span = { at: from, end: Math.max(this.#at, from + 1) };
    if ('expected' in read) this.fail(span, read.expected, read.hint);
    return { kind: 'field', name, test: read.test, at, end: this.#at };
  }

  /** What the scanner finds no token in could never match. */
  #leaf(kind: Leaf['kind'], text: string, span: Span, expected: string): Lexeme {
    if (!WORD.test(text)) this.fail(span, expected, wildHint(text));
    const wild = kind === 'tag' || kind === 'handle' ? [{ text }] : wildRuns(kind, text);
    if (/[*?]/u.test(text) && wild.some((run) => /[*?]/u.test(run.text) && isUnspaced(run.text)))
      this.fail(
        span,
        expected,
        'a script without spaces takes no wildcards: its words are found inside a text as they are',
      );
    const loose = kind === 'word' ? text : kind === 'phrase' ? ` ${text} ` : '';
    if (kind === 'phrase' ? /\s\*+(?=\s)/u.test(loose) : kind === 'word' && /[*?]/u.test(text) && wild.length === 0)
      this.fail(span, expected, 'a wildcard stands beside letters: refund*, w?rd; for words between write a NEAR/2 b');
    if (rowOf({ kind, text }).length === 0) this.fail(span, expected);
    return { kind: 'leaf', ...span, leaf: { kind, text, ...span } };
  }
}

function wildHint(text: string): string | undefined {
  return /[*?]/u.test(text) ? 'a wildcard needs letters beside it: refund*, w?rd' : undefined;
}

/** Whether a text would be read as one bare word, and none with wildcards. */
export function isBareWord(text: string): boolean {
  if (text === '' || BREAK.test(text) || /^[#@]|[*?]/u.test(text) || /^(?:AND|OR|NOT)$/u.test(text)) return false;
  return WORD.test(text) && !RESERVED.some(({ shape }) => shape.test(text));
}
