/** The signs that the suites' languages share. */
import { QueryError } from '../query-error.js';

interface Place {
  readonly at: number;
  readonly end: number;
}

export type SuiteLexeme = Place &
  (
    | { readonly kind: '(' | 'AND' | 'OR' | 'NOT' | 'end' }
    /** `)~5`: what the parentheses hold stands together. */
    | { readonly kind: ')'; readonly distance: number | null }
    | { readonly kind: 'near'; readonly distance: number | null; readonly ordered: boolean; readonly written: string }
    | {
        readonly kind: 'term';
        readonly text: string;
        readonly quoted: boolean;
        readonly distance: number | null;
        /** What was left out of it, in a sentence. */
        readonly dropped: string | null;
      }
    | { readonly kind: 'field'; readonly name: string; readonly values: readonly string[] }
  );

const BREAK = /[\s()"“”„‟]/u;
const QUOTES = '"“”„‟';
const FIELD = /([A-Za-z][\w.]*):(?!\/\/)/uy;
const SLOP = /~(\d+)/uy;
const RANGE = /[[{][^\]}\n]*[\]}]/uy;

export class SuiteLexer {
  #at = 0;

  constructor(private readonly query: string) {}

  next(): SuiteLexeme {
    this.#skip();
    const at = this.#at;
    const char = this.query.charAt(at);
    if (char === '') return { kind: 'end', at, end: at };
    if (char === '(') return { kind: '(', at, end: ++this.#at };
    if (char === ')') {
      this.#at++;
      return { kind: ')', distance: this.#slop(), at, end: this.#at };
    }
    if (QUOTES.includes(char)) {
      const text = this.#quoted();
      return { kind: 'term', text, quoted: true, distance: this.#slop(), dropped: null, at, end: this.#at };
    }
    FIELD.lastIndex = at;
    const field = FIELD.exec(this.query);
    if (field !== null) return this.#field(at, field[1] ?? '');
    if ((char === '-' || char === '!') && !BREAK.test(this.query.charAt(at + 1) || ' ')) {
      return { kind: 'NOT', at, end: ++this.#at };
    }
    if ((char === '-' || char === '+') && /["“(]/u.test(this.query.charAt(at + 1))) {
      this.#at++;
      return char === '-' ? { kind: 'NOT', at, end: this.#at } : this.next();
    }
    return this.#word(at);
  }

  fail(lexeme: Place, expected: string): never {
    const found = lexeme.at >= this.query.length ? 'the end' : `'${this.query.slice(lexeme.at, lexeme.end)}'`;
    const hint = 'check the parentheses and quotes of the query that is to be translated';
    throw new QueryError('malformed-input', { query: this.query, position: lexeme.at, expected, found, hint });
  }

  /** Passes over space and the comments of Brandwatch. */
  #skip(): void {
    for (;;) {
      while (/\s/u.test(this.query.charAt(this.#at))) this.#at++;
      if (!this.query.startsWith('<<<', this.#at)) return;
      const end = this.query.indexOf('>>>', this.#at);
      if (end === -1) this.fail({ at: this.#at, end: this.#at + 3 }, 'the end of the comment, >>>');
      this.#at = end + 3;
    }
  }

  #slop(): number | null {
    SLOP.lastIndex = this.#at;
    const slop = SLOP.exec(this.query);
    if (slop === null) return null;
    this.#at += slop[0].length;
    return Number(slop[1]);
  }

  #quoted(): string {
    const at = this.#at++;
    let text = '';
    for (;;) {
      const char = this.query.charAt(this.#at);
      if (char === '')
        this.fail({ at: this.query.length, end: this.query.length }, `the quote that closes character ${at + 1}`);
      this.#at++;
      if (QUOTES.includes(char)) return text;
      if (char === '\\' && QUOTES.includes(this.query.charAt(this.#at)) && this.#at < this.query.length) {
        text += this.query.charAt(this.#at++);
      } else text += char;
    }
  }

  #run(): string {
    const from = this.#at;
    while (this.#at < this.query.length && !BREAK.test(this.query.charAt(this.#at))) this.#at++;
    return this.query.slice(from, this.#at);
  }

  #word(at: number): SuiteLexeme {
    const text = this.#run();
    const place = { at, end: this.#at };
    if (text === 'AND' || text === 'OR' || text === 'NOT') return { kind: text, ...place };
    const near = /^(O?)NEAR(?:\/(\d{1,6})(f?))?$/u.exec(text);
    if (near !== null) {
      const distance = near[2] === undefined ? null : Number(near[2]);
      return { kind: 'near', distance, ordered: near[1] === 'O' || near[3] === 'f', written: text, ...place };
    }
    const bare = text.replace(/(?:~\d*|\^\d+)$/u, '');
    const left = text.slice(bare.length);
    const dropped =
      left === ''
        ? null
        : left.startsWith('^')
          ? `the weight ${left} is left out`
          : `${text} finds no other spellings here`;
    return { kind: 'term', text: bare, quoted: false, distance: null, dropped, ...place };
  }

  #field(at: number, name: string): SuiteLexeme {
    this.#at += name.length + 1;
    const values: string[] = [];
    if (this.query.charAt(this.#at) === '(') {
      this.#at++;
      for (;;) {
        this.#skip();
        const from = this.#at;
        if (this.query.charAt(from) === ')') break;
        if (this.query.charAt(from) === '') this.fail({ at: from, end: from }, 'a closing parenthesis');
        if (this.query.charAt(from) === '(') this.fail({ at: from, end: from + 1 }, 'a value');
        const value = this.#value();
        if (value !== 'OR') values.push(value);
      }
      this.#at++;
    } else values.push(this.#value());
    if (values.length === 0 || values.includes('')) this.fail({ at, end: this.#at }, `a value of ${name}:`);
    return { kind: 'field', name, values, at, end: this.#at };
  }

  #value(): string {
    if (QUOTES.includes(this.query.charAt(this.#at)) && this.#at < this.query.length) return this.#quoted();
    RANGE.lastIndex = this.#at;
    const range = RANGE.exec(this.query);
    if (range === null) return this.#run();
    this.#at += range[0].length;
    return range[0];
  }
}
