/** Queries of the suites in the language of this program, as far as it has the same. */
import type { Query } from '../ast.js';
import { parseQuery } from '../parse.js';
import { QueryError } from '../query-error.js';
import { isPlaced } from '../text-terms.js';
import { type SuiteLexeme, SuiteLexer } from './lex.js';
import type { Suite } from './suite.js';

export interface Ported {
  /** Null where nothing of it has an equivalent. */
  readonly query: Query | null;
  /** What is different or left out, one thing each. */
  readonly notes: readonly string[];
}

const MAX_DEPTH = 100;
const MAX_DISTANCE = 100;

/** Throws a QueryError of the kind `malformed-input` for what is no query of the suite. */
export function portFrom(suite: Suite, text: string): Ported {
  const parser = new SuiteParser(suite, new SuiteLexer(text));
  return parser.whole();
}

class SuiteParser {
  readonly #notes = new Set<string>();
  #next: SuiteLexeme;
  #depth = 0;

  constructor(
    private readonly suite: Suite,
    private readonly lexer: SuiteLexer,
  ) {
    this.#next = lexer.next();
  }

  whole(): Ported {
    const query = this.#or();
    if (this.#next.kind !== 'end') this.lexer.fail(this.#next, 'an operator or the end');
    return { query, notes: [...this.#notes] };
  }

  #note(text: string): void {
    this.#notes.add(text);
  }

  #take(): SuiteLexeme {
    const taken = this.#next;
    this.#next = this.lexer.next();
    return taken;
  }

  #or(): Query | null {
    const parts = [this.#and()];
    while (this.#next.kind === 'OR') {
      this.#take();
      parts.push(this.#and());
    }
    return joined('or', parts);
  }

  #and(): Query | null {
    const parts = [this.#not()];
    let besides = false;
    for (;;) {
      const { kind } = this.#next;
      if (kind === 'AND') this.#take();
      else if (kind === 'OR' || kind === ')' || kind === 'end') break;
      else if (kind !== 'NOT') besides = true;
      parts.push(this.#not());
    }
    if (besides) this.#note('terms side by side mean AND here');
    return joined('and', parts);
  }

  #not(): Query | null {
    if (this.#next.kind !== 'NOT') return this.#near();
    this.#descend();
    this.#take();
    const part = this.#not();
    this.#depth--;
    return part === null ? null : { kind: 'not', part, at: 0, end: 0 };
  }

  #near(): Query | null {
    const parts: Query[] = [];
    let left = this.#part();
    let alone = true;
    while (this.#next.kind === 'near') {
      const { distance, ordered, written } = this.#next;
      this.#take();
      const right = this.#part();
      if (!alone) this.#note(`${written} in a row: each term is near the one before it`);
      alone = false;
      const near = this.#nearOf(left, right, distance ?? this.suite.nearDefault, ordered, written);
      if (near !== null) parts.push(near);
      left = right;
    }
    return alone ? left : joined('and', parts);
  }

  #nearOf(
    left: Query | null,
    right: Query | null,
    distance: number | null,
    ordered: boolean,
    written: string,
  ): Query | null {
    if (left === null || right === null) return left ?? right;
    if (distance === null || distance > MAX_DISTANCE || !isPlaced(left) || !isPlaced(right)) {
      const why =
        distance === null
          ? 'has no distance'
          : distance > MAX_DISTANCE
            ? 'is farther than 100 words'
            : 'has more than terms beside it';
      this.#note(`${written} ${why}: written as AND, which finds more`);
      return joined('and', [left, right]);
    }
    return { kind: 'near', ordered, distance, left, right, at: 0, end: 0 };
  }

  #part(): Query | null {
    const lexeme = this.#next;
    switch (lexeme.kind) {
      case 'term':
        this.#take();
        return this.#term(lexeme.text, lexeme.quoted, lexeme.distance, lexeme.dropped);
      case 'field':
        this.#take();
        return this.#field(lexeme.name, lexeme.values);
      case '(': {
        this.#descend();
        this.#take();
        const query = this.#or();
        if (this.#next.kind !== ')') this.lexer.fail(this.#next, 'a closing parenthesis');
        const { distance } = this.#next;
        this.#take();
        this.#depth--;
        return distance === null ? query : this.#groupNear(query, distance);
      }
      default:
        this.lexer.fail(lexeme, 'a term');
    }
  }

  #term(text: string, isQuoted: boolean, distance: number | null, dropped: string | null): Query | null {
    if (dropped !== null) this.#note(dropped);
    if (distance === null) return this.#read(isQuoted ? `"${text.replace(/["\\]/gu, '\\$&')}"` : text, text);
    const words = text.split(/\s+/u).flatMap((word) => this.#read(word, word) ?? []);
    if (words.length > 2) this.#note(`"${text}"~${distance}: each word is near the one before it, in any order`);
    const near = words
      .slice(1)
      .map((word, index) => this.#nearOf(words[index] ?? null, word, distance, false, `~${distance}`));
    return words.length < 2 ? (words[0] ?? null) : joined('and', near);
  }

  /** `((a OR b) AND (c OR d))~5`. */
  #groupNear(query: Query | null, distance: number): Query | null {
    if (query?.kind !== 'and') {
      this.#note(`~${distance} stands behind no AND: left out`);
      return query;
    }
    const { parts } = query;
    const near = parts
      .slice(1)
      .map((part, index) => this.#nearOf(parts[index] ?? null, part, distance, false, `~${distance}`));
    return joined('and', near);
  }

  #field(name: string, values: readonly string[]): Query | null {
    const port = this.suite.fields[name.toLowerCase()];
    const read = values.map((value) => {
      const ported = port?.(value) ?? { query: null };
      if (ported.query === null) this.#note(`${name}:${value} has no equivalent: left out`);
      else if (ported.note !== undefined) this.#note(ported.note);
      return ported.query === null ? null : this.#read(ported.query, `${name}:${value}`);
    });
    return joined('or', read);
  }

  #read(query: string, written: string): Query | null {
    try {
      return parseQuery(query);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      this.#note(`${written} has no equivalent: left out`);
      return null;
    }
  }

  #descend(): void {
    if (++this.#depth > MAX_DEPTH) this.lexer.fail(this.#next, `at most ${MAX_DEPTH} levels of NOT and parentheses`);
  }
}

function joined(kind: 'and' | 'or', parts: readonly (Query | null)[]): Query | null {
  const there = parts.filter((part) => part !== null);
  const [first] = there;
  if (first === undefined) return null;
  return there.length === 1 ? first : { kind, parts: there, at: 0, end: 0 };
}
