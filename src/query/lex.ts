import type { ErrorKind } from '../core/errors.js';
import type { Leaf, Span } from './ast.js';
import { QueryError } from './query-error.js';
import { symbolsOf } from './symbols.js';

export type Lexeme =
  | (Span & { readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT' | 'end' })
  | (Span & { readonly kind: 'leaf'; readonly leaf: Leaf });

// Word processors turn straight quotes into these.
const QUOTES = '"“”„‟″';
const SPACE = /\s/u;
const BREAK = new RegExp(`[\\s()${QUOTES}]`, 'u');
const WORD = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const TAG = /^[\p{L}\p{M}\p{N}_]+$/u;
const HANDLE = /^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.@-]*$/u;

/** What a bare word must not look like, because the suites (and a later grammar) mean something else by it. */
const RESERVED: readonly { readonly shape: RegExp; readonly hint: string }[] = [
  { shape: /^[-!]/u, hint: 'write NOT before what must be absent, or put a text with punctuation in quotes' },
  { shape: /^O?NEAR\/\d/u, hint: 'proximity is not understood: use AND, or a phrase in quotes' },
  { shape: /[*?~]/u, hint: 'wildcards are not understood: list the forms with OR, or put the text in quotes' },
  { shape: /^[A-Za-z_]+:/u, hint: 'fields are not understood here: put a text with a colon in quotes' },
  { shape: /^[|&]+$/u, hint: 'write OR and AND in capitals' },
];

export class Lexer {
  #at = 0;

  constructor(
    private readonly query: string,
    private readonly kind: ErrorKind,
  ) {}

  next(): Lexeme {
    while (this.#at < this.query.length && SPACE.test(this.#char())) this.#at++;
    const at = this.#at;
    const char = this.#char();
    if (char === '') return { kind: 'end', at, end: at };
    if (char === '(' || char === ')') {
      this.#at++;
      return { kind: char, at, end: this.#at };
    }
    if (QUOTES.includes(char)) return this.#phrase(at);
    return this.#bare(at);
  }

  /** Throws: `expected` what could stand at `lexeme` instead. */
  fail(lexeme: Span, expected: string, hint?: string): never {
    const found = lexeme.at >= this.query.length ? 'the end' : `'${this.query.slice(lexeme.at, lexeme.end)}'`;
    throw new QueryError(this.kind, { query: this.query, position: lexeme.at, expected, found, hint });
  }

  #char(): string {
    return this.query.charAt(this.#at);
  }

  #phrase(at: number): Lexeme {
    this.#at++;
    let text = '';
    for (;;) {
      let char = this.#char();
      if (char === '') {
        const hint = `the quote opened at character ${[...this.query.slice(0, at)].length + 1} is never closed`;
        this.fail({ at: this.query.length, end: this.query.length }, 'a closing quote', hint);
      }
      this.#at++;
      if (QUOTES.includes(char)) break;
      const escaped = this.#char();
      if (char === '\\' && escaped !== '' && (QUOTES.includes(escaped) || escaped === '\\')) {
        char = escaped;
        this.#at++;
      }
      text += char;
    }
    const span = { at, end: this.#at };
    return this.#leaf('phrase', text, span, 'at least one word between the quotes');
  }

  #bare(at: number): Lexeme {
    while (this.#at < this.query.length && !BREAK.test(this.#char())) this.#at++;
    const span = { at, end: this.#at };
    const text = this.query.slice(at, this.#at);
    if (text === 'AND' || text === 'OR' || text === 'NOT') return { kind: text, ...span };
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

  /** What the scanner finds no token in could never match. */
  #leaf(kind: Leaf['kind'], text: string, span: Span, expected: string): Lexeme {
    if (!WORD.test(text) || symbolsOf({ kind, text }).length === 0) this.fail(span, expected);
    return { kind: 'leaf', ...span, leaf: { kind, text, ...span } };
  }
}

/** Whether a text would be read as one bare word. */
export function isBareWord(text: string): boolean {
  if (text === '' || BREAK.test(text) || /^[#@]/u.test(text) || /^(?:AND|OR|NOT)$/u.test(text)) return false;
  return WORD.test(text) && !RESERVED.some(({ shape }) => shape.test(text));
}
