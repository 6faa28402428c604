import type { ErrorKind } from '../core/errors.js';
import type { Query } from './ast.js';
import { type Lexeme, Lexer } from './lex.js';

/** Far more than anyone nests by hand, far less than the stack holds. */
const MAX_DEPTH = 100;

/**
 * Reads a Boolean query.
 *
 *     or   = and { "OR" and }
 *     and  = not { [ "AND" ] not }          words side by side mean AND
 *     not  = "NOT" not | leaf | "(" or ")"
 *     leaf = word | "phrase" | #tag | @handle
 *
 * NOT binds tightest, then AND, then OR. Operators are in capitals; in lower case they are words like any other.
 * Throws a QueryError of the given kind, which points at the character that does not fit.
 */
export function parseQuery(text: string, kind: ErrorKind = 'usage'): Query {
  const parser = new Parser(new Lexer(text, kind));
  return parser.whole();
}

class Parser {
  #next: Lexeme;
  #depth = 0;

  constructor(private readonly lexer: Lexer) {
    this.#next = lexer.next();
  }

  whole(): Query {
    const query = this.#or();
    if (this.#next.kind !== 'end') this.lexer.fail(this.#next, 'AND, OR or the end', 'a parenthesis was never opened');
    return query;
  }

  #take(): Lexeme {
    const taken = this.#next;
    this.#next = this.lexer.next();
    return taken;
  }

  #or(): Query {
    const parts = [this.#and()];
    while (this.#next.kind === 'OR') {
      this.#take();
      parts.push(this.#and());
    }
    return junction('or', parts);
  }

  #and(): Query {
    const parts = [this.#not()];
    for (;;) {
      if (this.#next.kind === 'AND') this.#take();
      else if (this.#next.kind !== 'leaf' && this.#next.kind !== '(' && this.#next.kind !== 'NOT') break;
      parts.push(this.#not());
    }
    return junction('and', parts);
  }

  #not(): Query {
    const first = this.#next;
    if (first.kind === 'leaf') {
      this.#take();
      return first.leaf;
    }
    if (first.kind !== 'NOT' && first.kind !== '(') this.lexer.fail(first, 'a term');
    if (++this.#depth > MAX_DEPTH) this.lexer.fail(first, `at most ${MAX_DEPTH} levels of NOT and parentheses`);
    this.#take();
    let query: Query;
    if (first.kind === 'NOT') {
      const part = this.#not();
      query = { kind: 'not', part, at: first.at, end: part.end };
    } else {
      query = this.#or();
      if (this.#next.kind !== ')') this.lexer.fail(this.#next, 'AND, OR or a closing parenthesis');
      this.#take();
    }
    this.#depth--;
    return query;
  }
}

function junction(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a junction needs parts');
  return parts.length === 1 ? first : { kind, parts, at: first.at, end: last.end };
}
